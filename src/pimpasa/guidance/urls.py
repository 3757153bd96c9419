from django.urls import include, path

from .paper import views as paper
from .views import ask, guide, pages, reports, share

urlpatterns = [
    path("", pages.home, name="home"),
    path("petugas/jawaban-setempat/", include("pimpasa.guidance.local.urls")),
    path("tanya/", ask.ask, name="ask"),
    path("tanya/<slug:topic_id>/", ask.topic_page, name="topic"),
    path("bantuan/", pages.help_page, name="help"),
    path("tentang/", pages.about, name="about"),
    path("lapor-salah/", reports.report, name="report"),
    path("lapor-salah/terima-kasih/", reports.report_thanks, name="report-thanks"),
    path("petugas/laporan/", reports.report_list, name="report-list"),
    path("petugas/laporan/<uuid:pk>/selesai/", reports.report_resolve, name="report-resolve"),
    path("panduan/<slug:guide_id>/", guide.guide_page, name="guide"),
    path("panduan/<slug:guide_id>/lembar.pdf", paper.leaflet, name="guide-leaflet"),
    path("panduan/<slug:guide_id>/pesan", share.message, name="guide-message"),
    path("panduan/<slug:guide_id>/qr.svg", share.qr, name="guide-qr"),
    path("desa/<str:code>/poster.pdf", paper.village_poster, name="village-poster"),
    path("kerja/", include("pimpasa.guidance.departure.urls")),
    path("lembar-dinding.pdf", paper.wall_sheet, name="wall-sheet"),
]
