"""Who reads which finding: the heart of this part. Each line is one promise to a sender."""

import pytest

from pimpasa.accounts.tests.make import VILLAGE_A, make_guessed, make_person, make_tono
from pimpasa.fieldwork.findings.models import Finding
from pimpasa.fieldwork.findings.tests.make import make_finding
from pimpasa.foundation.roles import Role

ORDINARY, TRAFFICKING, OFFICIALS, PAST = "ordinary", "trafficking", "officials", "past"
KINDS = {
    ORDINARY: {},
    TRAFFICKING: {"category": "trafficking", "what": ""},
    OFFICIALS: {"names_officials": True},
    PAST: {"names_officials": True, "past_officer": True},
}
READERS = {
    "agent": {ORDINARY, TRAFFICKING, OFFICIALS, PAST},
    "sari": {ORDINARY, TRAFFICKING, OFFICIALS},
    "wati": {ORDINARY, TRAFFICKING, OFFICIALS, PAST},
    "staff": {ORDINARY, OFFICIALS, PAST},
    "region": {ORDINARY, OFFICIALS, PAST},
    "other_agent": set(),
    "budi": set(),
    "former": set(),
    "guessed": set(),
    "tono": set(),
    "analyst": set(),
    "auditor": set(),
    "administrator": set(),
    "other_region": set(),
}
MAKERS = {
    "staff": lambda: make_person("loket", Role.OFFICE_STAFF, "kanim-x"),
    "region": lambda: make_person("kanwil", Role.REGIONAL_OFFICE, "33"),
    "other_region": lambda: make_person("kanwil-lain", Role.REGIONAL_OFFICE, "34"),
    "other_agent": lambda: make_person("kades", Role.VILLAGE_AGENT, VILLAGE_A),
    "guessed": make_guessed,
    "tono": make_tono,
    "analyst": lambda: make_person("analis", Role.ANALYST),
    "auditor": lambda: make_person("audit", Role.AUDITOR),
    "administrator": lambda: make_person("pengelola", Role.ADMINISTRATOR),
}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("person", READERS)
def test_who_reads_what(person, kind, agent, sari, wati, request):
    finding = make_finding(agent, **KINDS[kind])
    reader = MAKERS[person]() if person in MAKERS else request.getfixturevalue(person)
    assert Finding.objects.visible_to(reader).filter(pk=finding.pk).exists() == (kind in READERS[person])


def test_a_sender_whose_posting_ended_reads_nothing(agent, sari):
    make_finding(agent)
    agent.postings.update(revoked_on="2025-01-01")
    assert not Finding.objects.visible_to(agent).exists()


def test_signs_of_trafficking_go_to_the_region_where_nobody_nearer_may_read(agent):
    region = make_person("kanwil", Role.REGIONAL_OFFICE, "33")
    make_person("loket", Role.OFFICE_STAFF, "kanim-x")
    finding = make_finding(agent, "trafficking", what="")
    assert finding.for_region
    assert Finding.objects.for_acting(region).exists()


def test_past_the_officer_needs_another_reader(agent, sari):
    with pytest.raises(Exception, match="Belum ada petugas"):
        make_finding(agent, names_officials=True, past_officer=True)
