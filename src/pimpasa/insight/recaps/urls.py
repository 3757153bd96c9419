from django.urls import path

from pimpasa.insight.recaps import views

AT = "petugas/rekap/<slug:level>/<code>/<period>/"

urlpatterns = [
    path("petugas/rekap/", views.recaps, name="recaps"),
    path(AT, views.recap, name="recap"),
    path(f"{AT}rekap.pdf", views.recap_pdf, name="recap-pdf"),
    path(f"{AT}rekap.xlsx", views.recap_xlsx, name="recap-xlsx"),
    path(f"{AT}rekap.csv", views.recap_csv, name="recap-csv"),
    path(f"{AT}rekap.csv-metadata.json", views.recap_csv_metadata, name="recap-csv-metadata"),
    path(f"{AT}catatan/<path:figure>/", views.recap_records, name="recap-records"),
]
