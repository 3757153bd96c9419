from django.urls import path

from . import quiz_views, views

urlpatterns = [
    path("belajar/", views.lesson_list, name="lessons"),
    path("belajar/<slug:lesson_id>/", views.lesson_page, name="lesson"),
    path("belajar/<slug:lesson_id>/kuis/", quiz_views.quiz_page, name="lesson-quiz"),
    path("belajar/<slug:lesson_id>/suara/<str:name>", views.clip, name="lesson-clip"),
]
