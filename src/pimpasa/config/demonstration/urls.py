from django.urls import path

from pimpasa.config.demonstration import views

urlpatterns = [
    path("peragaan/", views.choose, name="demonstration"),
    path("peragaan/<slug:slug>/", views.play, name="demonstration-play"),
]
