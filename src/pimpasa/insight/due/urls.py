from django.urls import path

from pimpasa.insight.due import views

urlpatterns = [
    path("petugas/perlu-dikerjakan/", views.due, name="due"),
    path("petugas/perlu-dikerjakan/rencana.pdf", views.week_plan, name="week-plan"),
]
