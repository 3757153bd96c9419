from django.urls import path

from pimpasa.regions.sheets import views

urlpatterns = [
    path("petugas/kantor/", views.office_sheets, name="office-sheets"),
    path("petugas/kantor/<slug:code>/", views.office_sheet_edit, name="office-sheet-edit"),
    path("petugas/kantor/<slug:code>/isi/<slug:subject>/", views.statement_add, name="statement-add"),
    path("petugas/kantor/<slug:code>/cabut/<uuid:pk>/", views.statement_withdraw, name="statement-withdraw"),
]
