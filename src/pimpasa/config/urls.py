from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

urlpatterns = i18n_patterns(
    path("", include("pimpasa.foundation.channels.urls")),
    path("", include("pimpasa.consultations.urls")),
    path("", include("pimpasa.learning.urls")),
    path("", include("pimpasa.insight.urls")),
    path("", include("pimpasa.fieldwork.urls")),
    path("", include("pimpasa.offers.urls")),
    path("", include("pimpasa.guidance.urls")),
    path("", include("pimpasa.regions.sheets.urls")),
    path("", include("pimpasa.regions.jurisdictions.urls")),
    path("", include("pimpasa.regions.urls")),
    path("", include("pimpasa.accounts.urls")),
    path("", include("pimpasa.foundation.installation.urls")),
    path("", include("pimpasa.config.demonstration.urls")),
    prefix_default_language=False,
)
