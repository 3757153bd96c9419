from django.urls import path

from pimpasa.fieldwork.activities import views

urlpatterns = [
    path("petugas/kegiatan/", views.activities, name="activities"),
    path("petugas/kegiatan/catat/", views.activity_log, name="activity-log"),
    path("petugas/kegiatan/draf/", views.activity_draft, name="activity-draft"),
    path("petugas/kegiatan/draf/hapus/", views.activity_draft_discard, name="activity-draft-discard"),
    path("petugas/kegiatan/tindak-lanjut/", views.follow_ups, name="follow-ups"),
    path("petugas/kegiatan/tindak-lanjut/<uuid:pk>/selesai/", views.follow_up_finish, name="follow-up-finish"),
    path("petugas/kegiatan/foto/<uuid:pk>/", views.activity_photo, name="activity-photo"),
    path("petugas/kegiatan/foto/<uuid:pk>/hapus/", views.activity_photo_remove, name="activity-photo-remove"),
    path("petugas/kegiatan/<uuid:pk>/", views.activity, name="activity"),
    path("petugas/kegiatan/<uuid:pk>/betulkan/", views.activity_correct, name="activity-correct"),
    path("petugas/kegiatan/<uuid:pk>/foto/", views.activity_photo_add, name="activity-photo-add"),
    path("petugas/kegiatan/<uuid:pk>/tindak-lanjut/", views.follow_up_add, name="follow-up-add"),
]
