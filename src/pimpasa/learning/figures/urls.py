from django.urls import path

from pimpasa.learning.figures import views

urlpatterns = [
    path("petugas/belajar/hasil/", views.learning_figures, name="learning-figures"),
    path("petugas/belajar/hasil/unduh/", views.learning_figures_csv, name="learning-figures-csv"),
]
