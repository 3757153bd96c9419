from django.urls import path

from .paper.views import offer_checklist
from .recruiters.urls import urlpatterns as recruiter_pages
from .views.checking import offer_check
from .views.method import offer_method

urlpatterns = [
    path("tawaran/", offer_check, name="offer-check"),
    path("tawaran/cara-kerja/", offer_method, name="offer-method"),
    path("tawaran/daftar-periksa.pdf", offer_checklist, name="offer-checklist"),
    *recruiter_pages,
]
