from django.urls import path

from pimpasa.foundation.installation import views

urlpatterns = [
    path("privasi/", views.privacy, name="privacy"),
    path("petugas/pemasangan/", views.installation_settings, name="installation-settings"),
]
