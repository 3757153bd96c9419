from django.urls import path

from pimpasa.guidance.local import views

urlpatterns = [
    path("", views.local_answers, name="local-answers"),
    path("usul/", views.local_answer_add, name="local-answer-add"),
    path("<uuid:pk>/", views.local_answer, name="local-answer"),
    path("<uuid:pk>/ubah/", views.local_answer_edit, name="local-answer-edit"),
    path("<uuid:pk>/putuskan/", views.local_answer_decide, name="local-answer-decide"),
]
