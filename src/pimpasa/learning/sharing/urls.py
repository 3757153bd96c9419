from django.urls import path

from . import views

urlpatterns = [
    path("belajar/<slug:lesson_id>/bagikan/", views.share, name="lesson-share"),
    path("belajar/<slug:lesson_id>/gambar.png", views.picture, name="lesson-picture"),
]
