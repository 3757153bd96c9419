from django.urls import path

from pimpasa.regions import views

urlpatterns = [
    path("desa/cari", views.village_search, name="village-search"),
    path("desa/saran", views.village_suggestions, name="village-suggestions"),
    path("desa/<str:code>", views.village_page, name="village"),
    path("kantor/", views.office_list, name="office-list"),
    path("kantor/<slug:code>", views.office_page, name="office"),
]
