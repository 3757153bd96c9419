from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("pimpasa.insight.recaps.urls")),
    path("", include("pimpasa.insight.due.urls")),
    path("", include("pimpasa.insight.handover.urls")),
    path("", include("pimpasa.insight.start.urls")),
]
