from datetime import date

from django.utils import timezone

from pimpasa.accounts.tests.make import make_agent, make_budi, make_rini, make_sari, make_wati
from pimpasa.fieldwork.activities.panel import activities_panel, follow_ups_panel
from pimpasa.fieldwork.activities.tests.make import make_activity
from pimpasa.fieldwork.findings.models import Finding
from pimpasa.fieldwork.findings.panel import findings_panel
from pimpasa.fieldwork.findings.tests.make import make_finding


def test_an_officer_sees_what_was_done_and_what_is_late_here_only(db):
    sari, budi = make_sari(), make_budi()
    make_activity(sari, occurred_at=timezone.now(), follow_up="Antar poster", due_on=date(2025, 1, 5))
    assert [panel(sari).number for panel in (activities_panel, follow_ups_panel)] == [1, 1]
    assert [panel(budi).number for panel in (activities_panel, follow_ups_panel)] == [0, 0]


def test_analysts_have_no_panel_of_single_records(db):
    rini = make_rini()
    assert [panel(rini) for panel in (activities_panel, follow_ups_panel, findings_panel)] == [None, None, None]


def test_a_head_is_told_first_how_many_findings_are_late(db):
    wati, agent = make_wati(), make_agent()
    make_finding(agent)
    assert findings_panel(wati).waiting == "temuan belum selesai"
    Finding.objects.update(due_at=timezone.now() - timezone.timedelta(hours=1))
    assert (findings_panel(wati).number, findings_panel(wati).waiting) == (1, "temuan lewat waktu")
