"""One tally sheet on the screen: number fields in the order of the paper."""

from typing import Any

import uuid6
from django import forms
from django.utils.translation import gettext_lazy as _

from pimpasa.foundation.content.lessons import Item
from pimpasa.foundation.ui.action_form import ActionForm
from pimpasa.learning.sessions.actions.tallies import Counted
from pimpasa.learning.sessions.models import PaperTally, RoomCount

SAID = ("said_yes", "said_no", "said_unknown", "said_nothing")
MOST_SHEETS = 2000


class NumberField(forms.IntegerField):
    def __init__(self, label: Any, most: int = MOST_SHEETS, required: bool = False) -> None:
        super().__init__(label=label, min_value=0, max_value=most, required=required)
        self.widget.attrs["inputmode"] = "numeric"


class TallyForm(ActionForm):
    """An empty pile is a pile of none. Intentions and single questions may stay empty altogether: then uncounted."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    people = NumberField(_("Orang di ruangan"), RoomCount.MOST, required=True)
    sheets = NumberField(_("Lembar tes yang dihitung"), required=True)
    said_yes = NumberField(_("Ya"))
    said_no = NumberField(_("Tidak"))
    said_unknown = NumberField(_("Belum tahu"))
    said_nothing = NumberField(_("Kosong"))

    def __init__(self, data: Any = None, *, mark: int, items: list[Item], initial: dict[str, Any]) -> None:
        super().__init__(data, initial={"key": uuid6.uuid7(), **initial})
        self.mark, self.items = mark, items
        for score in range(len(items) + 1):
            self.fields[f"pile_{score}"] = NumberField(_("%d benar") % score)
        for place, item in enumerate(items, start=1):
            self.fields[f"item_{item.id}"] = NumberField(_("Soal %d") % place)

    @property
    def head(self) -> list[forms.BoundField]:
        return [self["people"], self["sheets"]]

    @property
    def piles(self) -> list[forms.BoundField]:
        return [self[f"pile_{score}"] for score in range(len(self.items) + 1)]

    @property
    def said(self) -> list[forms.BoundField]:
        return [self[name] for name in SAID]

    @property
    def singles(self) -> list[forms.BoundField]:
        return [self[f"item_{item.id}"] for item in self.items]

    def counted(self) -> Counted:
        data = self.cleaned_data
        said = [data[name] for name in SAID]
        rights = {item.id: data[f"item_{item.id}"] for item in self.items if data[f"item_{item.id}"] is not None}
        return Counted(
            sheet_mark=self.mark,
            sheets=data["sheets"],
            piles=tuple(data[f"pile_{score}"] or 0 for score in range(len(self.items) + 1)),
            people=data["people"],
            item_rights=rights,
            said=(said[0] or 0, said[1] or 0, said[2] or 0, said[3] or 0) if any(n is not None for n in said) else None,
        )


def as_entered(tally: PaperTally) -> dict[str, Any]:
    """An entry as its form, to be corrected."""
    piles = {f"pile_{score}": number for score, number in enumerate(tally.piles)}
    rights = {f"item_{item}": number for item, number in tally.item_rights.items()}
    return {"sheets": tally.sheets, **piles, **rights, **{name: getattr(tally, name) for name in SAID}}
