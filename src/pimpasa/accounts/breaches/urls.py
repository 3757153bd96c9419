from django.urls import path

from pimpasa.accounts.breaches import views

urlpatterns = [
    path("petugas/kebocoran/", views.breaches, name="breaches"),
    path("petugas/kebocoran/catat/", views.breach_add, name="breach-add"),
    path("petugas/kebocoran/<uuid:pk>/", views.breach, name="breach"),
    path("petugas/kebocoran/<uuid:pk>/ubah/", views.breach_change, name="breach-change"),
    path("petugas/kebocoran/<uuid:pk>/pemberitahuan/", views.breach_note_told, name="breach-note-told"),
    path("petugas/kebocoran/<uuid:pk>/langkah/", views.breach_move, name="breach-move"),
    path("petugas/kebocoran/<uuid:pk>/siapa/", views.breach_affected, name="breach-affected"),
    path("petugas/kebocoran/<uuid:pk>/siapa.csv", views.breach_affected_csv, name="breach-affected-csv"),
]
