from django.urls import path

from pimpasa.insight.handover import views

urlpatterns = [
    path("petugas/serah-terima/desa/<uuid:pk>/", views.village_handover, name="village-handover"),
    path("petugas/serah-terima/desa/<uuid:pk>/lembar.pdf", views.village_handover_pdf, name="village-handover-pdf"),
    path("petugas/serah-terima/pimpasa/<uuid:pk>/", views.officer_handover, name="officer-handover"),
    path("petugas/serah-terima/pimpasa/<uuid:pk>/lembar.pdf", views.officer_handover_pdf, name="officer-handover-pdf"),
]
