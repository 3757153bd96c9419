from django.urls import path

from . import views

urlpatterns = [
    path("belajar/<slug:lesson_id>/lembar.pdf", views.handout, name="lesson-handout"),
    path("belajar/<slug:lesson_id>/lembar-balik.pdf", views.flip_chart, name="lesson-flip-chart"),
    path("belajar/<slug:lesson_id>/papan.pdf", views.notice, name="lesson-notice"),
]
