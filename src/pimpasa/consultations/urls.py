from django.urls import include, path

from pimpasa.consultations.notices.views import own_notices
from pimpasa.consultations.views import asking, neighbour, private, thread

urlpatterns = [
    path("tanya-orang/", asking.consultation_ask, name="consultation-ask"),
    path("tanya-orang/buka/", thread.consultation_open, name="consultation-open"),
    path("tanya-orang/buka/lakukan/", thread.consultation_deed, name="consultation-deed"),
    path("tanya-orang/pribadi/", private.consultation_private, name="consultation-private"),
    path("tanya-orang/pribadi/mulai/", private.consultation_private_begin, name="consultation-private-begin"),
    path("petugas/tanya-untuk-warga/", neighbour.consultation_for_neighbour, name="consultation-for-neighbour"),
    path("petugas/pemberitahuan/", own_notices, name="own-notices"),
    path("petugas/pertanyaan/", include("pimpasa.consultations.desk.urls")),
]
