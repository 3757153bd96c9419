"""What this part holds on people who sign in: the officer's name plate and face, and deeds as numbers.

Findings are told as a number only: on a shared computer a list of them could betray who sent one.
"""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from pimpasa.accounts.models import Posting, User
from pimpasa.fieldwork.activities.models import Activity, Draft, FollowUp
from pimpasa.fieldwork.findings.models import Finding
from pimpasa.fieldwork.register.codes import grouped, new_code
from pimpasa.fieldwork.register.models import Assignment, Import, ImportProgress, Inauguration, Officer, OfficerPhoto
from pimpasa.foundation.personal_data import Holding, PersonalData, Value
from pimpasa.foundation.roles import Role

ERASED = "(dihapus)"


def holdings(user: User) -> list[Holding]:
    found = [_officer(user), _photo(user), _inaugurations(user), _assignments(user), *_numbers(user)]
    return [holding for holding in found if holding.count]


def find(words: str) -> Iterable[UUID]:
    return Officer.objects.filter(printed_name__icontains=words).values_list("user", flat=True)


def erase(user: User, pseudonym: str) -> None:
    """The picture and the name plate go; whom the office inaugurated stays as a number of the pseudonym's row."""
    OfficerPhoto.objects.filter(officer__user=user).delete()
    Draft.objects.filter(owner=user).delete()
    for officer in Officer.objects.filter(user=user):
        officer.printed_name, officer.rank, officer.short_code = pseudonym, "", new_code()
        officer.withdrawal_reason = ERASED if officer.withdrawn_on else ""
        officer.version += 1
        officer.save()
    _strike_from_imports(user.username)


def obstacles(user: User) -> list[str]:
    return [*_unfinished_follow_ups(user), *_unfinished_findings(user)]


def _officer(user: User) -> Holding:
    rows: list[dict[str, Value]] = [
        {
            _("nama pada piagam"): one.printed_name,
            _("pangkat"): one.rank,
            _("kantor"): one.office.name,
            _("kode periksa"): grouped(one.short_code),
            _("berhenti"): one.withdrawn_on,
            _("alasan berhenti"): one.withdrawal_reason,
        }
        for one in Officer.objects.filter(user=user).select_related("office")
    ]
    return Holding(_("Pimpasa"), "fieldwork_officer", len(rows), rows)


def _photo(user: User) -> Holding:
    rows: list[dict[str, Value]] = [
        {_("ukuran dalam bita"): len(bytes(one.content)), _("diperbarui"): one.updated_at}
        for one in OfficerPhoto.objects.filter(officer__user=user)
    ]
    return Holding(_("Foto wajah"), "fieldwork_officerphoto", len(rows), rows)


def _inaugurations(user: User) -> Holding:
    rows: list[dict[str, Value]] = [
        {_("tanggal"): one.held_on, _("tempat"): one.place} for one in Inauguration.objects.filter(officers__user=user)
    ]
    return Holding(_("Pengukuhan"), "fieldwork_inauguration", len(rows), rows)


def _assignments(user: User) -> Holding:
    rows: list[dict[str, Value]] = [
        {
            _("desa"): one.assisted_village.village.name,
            _("mulai"): one.starts_on,
            _("hari terakhir"): one.ends_on,
        }
        for one in Assignment.objects.filter(officer__user=user).select_related("assisted_village__village")
    ]
    return Holding(_("Penugasan desa"), "fieldwork_assignment", len(rows), rows)


def _numbers(user: User) -> list[Holding]:
    return [
        Holding(_("Kegiatan yang dicatat"), "fieldwork_activity", Activity.objects.filter(recorded_by=user).count()),
        Holding(
            _("Kegiatan yang diikuti"), "fieldwork_activity_officers", Activity.objects.filter(officers=user).count()
        ),
        Holding(_("Temuan yang dikirim"), "fieldwork_finding", Finding.objects.filter(recorded_by=user).count()),
        Holding(_("Draf"), "fieldwork_draft", Draft.objects.filter(owner=user).count()),
        Holding(_("Impor"), "fieldwork_import", Import.objects.filter(by=user).count()),
        Holding(
            _("Impor yang diminta diterapkan"),
            "fieldwork_importprogress",
            ImportProgress.objects.filter(asked_by=user).count(),
        ),
    ]


def _strike_from_imports(username: str) -> None:
    """Lists that nobody has decided on yet may name the person by the address, and so may what was refused."""
    ImportProgress.objects.filter(refused__icontains=username).update(refused=ERASED)
    for one in Import.objects.select_for_update(of=("self",)).filter(state=Import.State.READ):
        kept = [row for row in one.rows if username not in str(row).lower()]
        if len(kept) < len(one.rows):
            one.rows = kept
            one.save(update_fields=["rows"])


def _successor(village: str, role: str, user: User) -> Exists:
    return Exists(Posting.objects.in_force().filter(area=OuterRef(village), role=role).exclude(user=user))


def _unfinished_follow_ups(user: User) -> list[str]:
    """What was promised in a village passes to whoever serves it now."""
    mine = FollowUp.objects.open().filter(recorded_by=user)
    left = mine.exclude(_successor("activity__village", Role.OFFICER, user)).select_related("activity__village")
    words = _("Tindak lanjut di %s belum selesai dan desa itu belum punya petugas pengganti.")
    return [words % name for name in sorted({one.activity.village.name for one in left})]


def _unfinished_findings(user: User) -> list[str]:
    """An open finding may still be sent back for completing; that passes to another agent of the village."""
    mine = Finding.objects.open().filter(recorded_by=user)
    left = mine.exclude(_successor("village", Role.VILLAGE_AGENT, user)).count()
    # Without the village's name: whoever erases may be somebody who reads no findings.
    return [_("Temuan yang dikirim orang ini masih terbuka dan desanya belum punya agen pengganti.")] if left else []


FIELDWORK = PersonalData("fieldwork", holdings, erase, obstacles, find)
