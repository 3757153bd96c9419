from django.urls import include, path

urlpatterns = [
    path("", include("pimpasa.fieldwork.register.urls")),
    path("", include("pimpasa.fieldwork.activities.urls")),
    path("", include("pimpasa.fieldwork.findings.urls")),
]
