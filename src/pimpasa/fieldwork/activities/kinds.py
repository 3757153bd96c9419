from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """In the order of the form; the visit is the most common and stands first."""

    VILLAGE_VISIT = "village_visit", _("Sambang desa")
    EDUCATION_SESSION = "education_session", _("Sosialisasi")
    COORDINATION_MEETING = "coordination_meeting", _("Rapat koordinasi")
    TECHNICAL_GUIDANCE = "technical_guidance", _("Bimbingan teknis")
    PASSPORT_OUTREACH = "passport_outreach", _("Layanan paspor di desa")
    FOREIGNER_SUPERVISION = "foreigner_supervision", _("Dukungan pengawasan orang asing")
    OTHER = "other", _("Lainnya")


class Sex(models.TextChoices):
    FEMALE = "female", _("perempuan")
    MALE = "male", _("laki-laki")


class AgeBand(models.TextChoices):
    UNKNOWN = "unknown", _("umur tidak dicatat")
    UNDER_18 = "under_18", _("di bawah 18")
    FROM_18 = "18_24", _("18 sampai 24")
    FROM_25 = "25_44", _("25 sampai 44")
    FROM_45 = "45_59", _("45 sampai 59")
    FROM_60 = "60_up", _("60 ke atas")
