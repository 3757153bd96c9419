from django.urls import path

from . import views

urlpatterns = [
    path("siap-berangkat/", views.departure, name="departure"),
    path("kontrak/", views.contract_aid, name="contract-aid"),
    path("kartu/", views.departure_card, name="departure-card"),
    path("surat/", views.village_letter, name="village-letter"),
]
