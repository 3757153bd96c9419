from django.urls import path

from pimpasa.regions.jurisdictions import views

urlpatterns = [
    path("petugas/wilayah-kerja/", views.jurisdictions, name="jurisdictions"),
    path("petugas/wilayah-kerja/<slug:office>/<str:regency>/", views.jurisdiction_decide, name="jurisdiction-decide"),
]
