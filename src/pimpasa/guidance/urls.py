from django.urls import path

from .views import guide, pages, reports

urlpatterns = [
    path("", pages.home, name="home"),
    path("bantuan/", pages.help_page, name="help"),
    path("tentang/", pages.about, name="about"),
    path("lapor-salah/", reports.report, name="report"),
    path("lapor-salah/terima-kasih/", reports.report_thanks, name="report-thanks"),
    path("petugas/laporan/", reports.report_list, name="report-list"),
    path("petugas/laporan/<uuid:pk>/selesai/", reports.report_resolve, name="report-resolve"),
    path("panduan/<slug:guide_id>/", guide.guide_page, name="guide"),
]
