from django.urls import path

from .views.desk import recruiter_file, recruiter_filing, recruiter_filing_confirm, recruiter_filing_cut, recruiters
from .views.public import recruiter_method, recruiter_objection, recruiter_report
from .views.signals import (
    recruiter_link_cut,
    recruiter_objection_decide,
    recruiter_signal,
    recruiter_signal_step,
    recruiter_signals,
)

urlpatterns = [
    path("tawaran/perekrut/", recruiter_report, name="recruiter-report"),
    path("tawaran/perekrut/cara-kerja/", recruiter_method, name="recruiter-method"),
    path("tawaran/perekrut/keberatan/", recruiter_objection, name="recruiter-objection"),
    path("petugas/perekrut/", recruiters, name="recruiters"),
    path("petugas/perekrut/catat/", recruiter_file, name="recruiter-file"),
    path("petugas/perekrut/kiriman/<uuid:pk>/", recruiter_filing, name="recruiter-filing"),
    path("petugas/perekrut/kiriman/<uuid:pk>/konfirmasi/", recruiter_filing_confirm, name="recruiter-filing-confirm"),
    path("petugas/perekrut/kiriman/<uuid:pk>/cabut/", recruiter_filing_cut, name="recruiter-filing-cut"),
    path("petugas/perekrut/sinyal/", recruiter_signals, name="recruiter-signals"),
    path("petugas/perekrut/sinyal/<uuid:pk>/", recruiter_signal, name="recruiter-signal"),
    path("petugas/perekrut/sinyal/<uuid:pk>/langkah/", recruiter_signal_step, name="recruiter-signal-step"),
    path("petugas/perekrut/sinyal/<uuid:pk>/putus/<int:mark>/", recruiter_link_cut, name="recruiter-link-cut"),
    path(
        "petugas/perekrut/sinyal/<uuid:pk>/keberatan/<uuid:objection>/",
        recruiter_objection_decide,
        name="recruiter-objection-decide",
    ),
]
