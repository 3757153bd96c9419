from django.urls import path

from pimpasa.insight.start.views import staff_home

urlpatterns = [
    path("petugas/", staff_home, name="staff-home"),
]
