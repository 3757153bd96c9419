"""The troubles of the chain in words that people read."""

from django.utils.translation import gettext_lazy as _

TROUBLES = {
    "missing-seal": _("Ada segel yang hilang."),
    "broken-link": _("Segel tidak tersambung dengan segel sebelumnya."),
    "missing-entry": _("Ada catatan yang hilang."),
    "changed-entry": _("Ada catatan yang isinya berubah."),
    "unsealed-entry": _("Ada catatan yang tidak masuk segel mana pun."),
    "doubled-entry": _("Ada catatan yang masuk dua segel."),
    "head-not-found": _("Sidik yang tercetak tidak ada di rantai ini. Segel diganti, atau sidik salah salin."),
}
