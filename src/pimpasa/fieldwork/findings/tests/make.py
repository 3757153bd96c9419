"""Builders of findings; each makes only what it needs."""

from datetime import timedelta

import uuid6
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from pimpasa.accounts.models import User
from pimpasa.accounts.tests.make import VILLAGE_A, make_region
from pimpasa.fieldwork.findings import actions
from pimpasa.fieldwork.findings.kinds import Check
from pimpasa.fieldwork.findings.models import Finding
from pimpasa.foundation.uploads.tests.make import make_pdf


def new_finding(category: str = "foreigners", village: str = VILLAGE_A, **fields) -> actions.NewFinding:
    when = timezone.now() - timedelta(hours=1)
    given = {"id": uuid6.uuid7(), "occurred_at": when, "place": "RT 003 RW 012", "what": "Dua orang asing bekerja."}
    return actions.NewFinding(category=category, village=make_region(village), **{**given, **fields})


def make_finding(by: User, category: str = "foreigners", **fields) -> Finding:
    return actions.send_finding(new_finding(category, **fields), by=by)


def verified(finding: Finding, by: User) -> Finding:
    return actions.verify_finding(finding, checks=tuple(Check.values), version=finding.version, by=by)


def handled(finding: Finding, by: User) -> Finding:
    return actions.handle_finding(
        finding, section="inteldakim", intervention="checking", version=finding.version, by=by
    )


def sent_pdf(extra: bytes = b"") -> SimpleUploadedFile:
    return SimpleUploadedFile("berita-acara.pdf", make_pdf(extra), "application/pdf")
