"""The records that the table of permissions opens: those of village A and office X, and where their pages stand."""

from typing import Any

from pimpasa.accounts.models import User
from pimpasa.fieldwork.register.actions.decrees import DecreeText, Scan, change_decree
from pimpasa.fieldwork.register.models import (
    Assignment,
    AssistedVillage,
    Decree,
    DoubtfulVillage,
    Import,
    Inauguration,
    Officer,
)
from pimpasa.fieldwork.register.tests.make import (
    PDF,
    SIGNED,
    make_assignment,
    make_assisted_village,
    make_inauguration,
    make_officer,
    make_programme,
    photo,
)


def make_register_records(by: User) -> None:
    """One of each, in village A and office X; whatever is there already is taken."""
    village = AssistedVillage.objects.open().filter(village="33.01.01.2001").first() or make_assisted_village()
    officer = make_officer("contoh-register", photo=photo())
    make_assignment(officer, village)
    decree = make_inauguration().decree
    change_decree(decree, DecreeText(decree.number, SIGNED, "Uji"), version=None, by=None, scan=Scan("a.pdf", PDF))
    kept = Import.objects.create(
        kind="villages", office=village.office, file_name="uji.csv", by=by, counts={"checked": 0}
    )
    DoubtfulVillage.objects.create(office=village.office, source=kept, line=2, village="Sukamaju", reason="uji")


def _officer() -> dict[str, Any]:
    return {"pk": Officer.objects.get(user__username="contoh-register@contoh.id").pk}


def _village() -> dict[str, Any]:
    return {"pk": AssistedVillage.objects.get(village="33.01.01.2001").pk}


def _assignment() -> dict[str, Any]:
    return {"pk": Assignment.objects.get(officer=_officer()["pk"]).pk}


def _first(model: Any) -> Any:
    return lambda: {"pk": model.objects.filter(office="kanim-x").first().pk}


REGISTER_ADDRESSES: dict[str, Any] = {
    **dict.fromkeys(("decree", "decree-file", "decree-edit"), _first(Decree)),
    **dict.fromkeys(("assisted-village", "assisted-village-describe"), _village),
    "assisted-village-move": lambda: _village() | {"step": "mandiri"},
    "programme-close": lambda: {"pk": make_programme().pk},
    **dict.fromkeys(
        (
            "officer",
            "officer-photo",
            "officer-edit",
            "officer-renew-code",
            "officer-withdraw",
            "officer-certificate",
            "officer-badge",
        ),
        _officer,
    ),
    **dict.fromkeys(("inauguration", "inauguration-officers"), _first(Inauguration)),
    **dict.fromkeys(("assignment", "assignment-end"), _assignment),
    **dict.fromkeys(("import", "import-errors", "import-apply", "import-discard"), _first(Import)),
    "doubtful-village": _first(DoubtfulVillage),
}
