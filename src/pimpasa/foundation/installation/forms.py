from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pimpasa.foundation.installation.actions import SetUp
from pimpasa.foundation.installation.models import Installation, valid_phone
from pimpasa.foundation.installation.queries import Contact, CurrentInstallation
from pimpasa.foundation.retention import LONGEST_DAYS, rules
from pimpasa.foundation.ui.action_form import ActionForm

DAYS = "days_"


class InstallationForm(ActionForm):
    """Everything about the installation on one page; one field of days for every subject."""

    operator = forms.CharField(label=gettext_lazy("Kantor yang mengelola situs ini"), max_length=150)
    office_code = forms.CharField(
        label=gettext_lazy("Kode kantor"),
        max_length=40,
        required=False,
        help_text=gettext_lazy("Kosongkan jika pengelola bukan kantor imigrasi dalam daftar."),
    )
    contact_name = forms.CharField(
        label=gettext_lazy("Siapa yang bisa ditanya tentang data"),
        max_length=150,
        help_text=gettext_lazy("Nama atau jabatan. Ini tampil di halaman privasi."),
    )
    contact_email = forms.EmailField(label=gettext_lazy("Surel"), required=False)
    contact_phone = forms.CharField(
        label=gettext_lazy("Telepon"), max_length=30, required=False, validators=[valid_phone]
    )
    contact_address = forms.CharField(label=gettext_lazy("Alamat"), max_length=300, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for rule in rules().values():
            self.fields[DAYS + rule.subject] = forms.IntegerField(
                label=rule.title,
                min_value=rule.shortest_days,
                max_value=LONGEST_DAYS,
                help_text=_("Hari. %s") % rule.why,
            )

    def what(self) -> SetUp:
        typed = self.cleaned_data
        contact = Contact(*(typed[f"contact_{name}"] for name in ("name", "email", "phone", "address")))
        days = {name.removeprefix(DAYS): typed[name] for name in typed if name.startswith(DAYS)}
        return SetUp(typed["operator"], typed["office_code"], contact, days)

    def show_conflict(self, current: Installation) -> None:
        words = _("Orang lain baru saja mengubahnya. Sekarang tertulis: %s. Periksa, lalu simpan lagi.")
        self.take_version(current.version, words % current.operator)


def as_typed(site: CurrentInstallation) -> dict[str, Any]:
    """The installation as the form shows it."""
    contact = site.contact
    days = {DAYS + subject: site.retention(subject) for subject in rules()}
    return {
        "operator": site.operator,
        "office_code": site.office_code,
        "contact_name": contact.name,
        "contact_email": contact.email,
        "contact_phone": contact.phone,
        "contact_address": contact.address,
        "version": site.version,
        **days,
    }
