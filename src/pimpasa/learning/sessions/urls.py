from django.urls import path

from pimpasa.learning.sessions.views import planning, printing, public, results, running, tallies

KIT = "petugas/belajar/<uuid:pk>/"

urlpatterns = [
    path("tes/", public.test_code, name="test-code"),
    path("tes/<str:code>/", public.test_answer, name="test-answer"),
    path("petugas/belajar/", planning.teaching, name="teaching"),
    path("petugas/belajar/siapkan/", planning.session_plan, name="session-plan"),
    path(KIT, running.session_kit, name="session-kit"),
    path(f"{KIT}ubah/", planning.session_change, name="session-change"),
    path(f"{KIT}langkah/<str:to>/", running.session_move, name="session-move"),
    path(f"{KIT}batal/", running.session_cancel, name="session-cancel"),
    path(f"{KIT}hitung/", running.session_count, name="session-count"),
    path(f"{KIT}kode/", running.session_code, name="session-code"),
    path(f"{KIT}selesai/", running.session_close, name="session-close"),
    path(f"{KIT}catat/", running.session_log, name="session-log"),
    path(f"{KIT}hasil/", results.session_results, name="session-results"),
    path(f"{KIT}kertas/", tallies.session_tallies, name="session-tallies"),
    path(f"{KIT}kertas/<int:mark>/", tallies.session_tally, name="session-tally"),
    path(f"{KIT}cetak/daftar-hadir/", printing.session_sign_up, name="session-sign-up"),
    path(f"{KIT}cetak/tes/", printing.session_paper_tests, name="session-paper-tests"),
    path(f"{KIT}cetak/lembar-hitung/", printing.session_tally_sheets, name="session-tally-sheets"),
]
