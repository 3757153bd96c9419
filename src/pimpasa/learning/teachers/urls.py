from django.urls import path

from pimpasa.learning.teachers import views

urlpatterns = [
    path("belajar/sertifikat/", views.training_check, name="training-check"),
    path("petugas/belajar/jalur/", views.learning_path, name="learning-path"),
    path("petugas/belajar/jalur/tes/", views.learning_test, name="learning-test"),
    path("petugas/belajar/jalur/tes/<uuid:pk>/", views.learning_test_result, name="learning-test-result"),
    path("petugas/belajar/sertifikat/<uuid:pk>.pdf", views.learning_certificate, name="learning-certificate"),
]
