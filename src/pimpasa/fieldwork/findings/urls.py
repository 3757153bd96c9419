from django.urls import path

from pimpasa.fieldwork.findings import views

urlpatterns = [
    path("petugas/temuan/", views.findings, name="findings"),
    path("petugas/temuan/kirim/", views.finding_begin, name="finding-begin"),
    path("petugas/temuan/kirim/<slug:category>/", views.finding_send, name="finding-send"),
    path("petugas/temuan/berkas/<uuid:pk>/", views.finding_file, name="finding-file"),
    path("petugas/temuan/<uuid:pk>/", views.finding, name="finding"),
    path("petugas/temuan/<uuid:pk>/berkas/", views.finding_file_add, name="finding-file-add"),
    path("petugas/temuan/<uuid:pk>/lengkapi/", views.finding_complete, name="finding-complete"),
    path("petugas/temuan/<uuid:pk>/langkah/<slug:state>/", views.finding_step, name="finding-step"),
]
