from django.urls import path

from . import views

urlpatterns = [path("belajar/<slug:lesson_id>/slides/", views.slides, name="lesson-slides")]
