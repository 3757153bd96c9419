from django.urls import path

from pimpasa.accounts import views

urlpatterns = [
    path("petugas/", views.staff_home, name="staff-home"),
    path("masuk/", views.SignInView.as_view(), name="sign-in"),
    path("keluar/", views.SignOutView.as_view(), name="sign-out"),
    path("petugas/kata-sandi/", views.PasswordChangeView.as_view(), name="password-change"),
]
