from django.urls import path

from pimpasa.accounts.audit_log import views

urlpatterns = [
    path("petugas/catatan/", views.audit_log, name="audit-log"),
    path("petugas/catatan.csv", views.audit_log_csv, name="audit-log-csv"),
    path("petugas/catatan/segel/", views.audit_seals, name="audit-seals"),
    path("petugas/catatan/<str:kind>/<path:key>/", views.audit_history, name="audit-history"),
]
