from django.db import models
from django.utils.translation import gettext_lazy as _


class Category(models.TextChoices):
    PROGRAMME_ACTIVITY = "programme_activity", _("Kegiatan program")
    FOREIGNERS = "foreigners", _("Keberadaan orang asing")
    TRAFFICKING = "trafficking", _("Tanda perdagangan orang atau penempatan tidak resmi")
    INCIDENT = "incident", _("Kejadian lain")


class Section(models.TextChoices):
    INTELLIGENCE = "inteldakim", _("Intelijen dan Penindakan Keimigrasian (Inteldakim)")
    INFORMATION = "tikkim", _("Teknologi Informasi dan Komunikasi Keimigrasian (Tikkim)")
    OTHER = "other", _("Seksi lain")


class Intervention(models.TextChoices):
    EXPLAINING = "explaining", _("Penjelasan kepada warga")
    CHECKING = "checking", _("Pemeriksaan di tempat")
    COORDINATING = "coordinating", _("Koordinasi dengan instansi lain")
    REFERRING = "referring", _("Rujukan ke lembaga bantuan")
    ENFORCING = "enforcing", _("Penindakan keimigrasian")
    OTHER = "other", _("Lainnya")


class Check(models.TextChoices):
    """What whoever verifies has looked at; all of them, before a finding is verified."""

    PLACE = "place", _("Tempatnya jelas dan benar di desa ini")
    TIME = "time", _("Waktunya jelas")
    CATEGORY = "category", _("Jenis temuan sudah tepat")
    ORIGIN = "origin", _("Jelas apakah dilihat sendiri atau didengar dari orang lain")
    NEW = "new", _("Belum pernah dikirim sebagai temuan lain")
