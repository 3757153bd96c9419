from allauth.account.views import reauthenticate
from allauth.mfa.base import views as factors
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as app
from allauth.mfa.webauthn import views as passkeys
from django.urls import include, path

from pimpasa.accounts.views import invitations, own_account, own_data, password_links, people, sign_in

security = [
    path("", factors.index, name="mfa_index"),
    path("buktikan/sandi/", reauthenticate, name="account_reauthenticate"),
    path("buktikan/kode/", factors.reauthenticate, name="mfa_reauthenticate"),
    path("buktikan/kunci/", passkeys.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("aplikasi/pasang/", app.activate_totp, name="mfa_activate_totp"),
    path("aplikasi/matikan/", app.deactivate_totp, name="mfa_deactivate_totp"),
    path("pemulihan/", codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("pemulihan/baru/", codes.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("pemulihan/unduh/", codes.download_recovery_codes, name="mfa_download_recovery_codes"),
    path("kunci/", passkeys.list_webauthn, name="mfa_list_webauthn"),
    path("kunci/tambah/", passkeys.add_webauthn, name="mfa_add_webauthn"),
    path("kunci/<int:pk>/hapus/", passkeys.remove_webauthn, name="mfa_remove_webauthn"),
    path("kunci/<int:pk>/nama/", passkeys.edit_webauthn, name="mfa_edit_webauthn"),
]
urlpatterns = [
    path("", include("pimpasa.accounts.audit_log.urls")),
    path("", include("pimpasa.accounts.breaches.urls")),
    path("masuk/", sign_in.SignInView.as_view(), name="sign-in"),
    path("keluar/", sign_in.SignOutView.as_view(), name="sign-out"),
    path("undangan/<str:token>/", invitations.invitation_accept, name="invitation-accept"),
    path("kata-sandi-baru/<str:token>/", password_links.password_restore, name="password-restore"),
    path("petugas/orang/<uuid:pk>/tautan-kata-sandi/", password_links.password_link_make, name="password-link-make"),
    path("petugas/kata-sandi/", sign_in.PasswordChangeView.as_view(), name="password-change"),
    path("petugas/sesi/", own_account.own_sessions, name="own-sessions"),
    path("petugas/data-saya/", own_data.own_data, name="own-data"),
    path("petugas/data-saya/unduh/", own_data.own_data_download, name="own-data-download"),
    path("petugas/orang/", people.people, name="people"),
    path("petugas/orang/<uuid:pk>/", people.person, name="person"),
    path("petugas/orang/<uuid:pk>/tugaskan/", people.posting_add, name="posting-add"),
    path("petugas/orang/<uuid:pk>/pulihkan/", people.second_factor_restore, name="second-factor-restore"),
    path("petugas/orang/penugasan/<uuid:pk>/akhiri/", people.posting_end, name="posting-end"),
    path("petugas/undang/", invitations.invite, name="invite"),
    path("petugas/undangan/<uuid:pk>/tarik/", invitations.invitation_withdraw, name="invitation-withdraw"),
    # The names that allauth looks for, at addresses in the language of the site.
    path("masuk/", sign_in.SignInView.as_view(), name="account_login"),
    path("masuk/kode/", factors.authenticate, name="mfa_authenticate"),
    path("masuk/kunci/", passkeys.login_webauthn, name="mfa_login_webauthn"),
    path("petugas/keamanan/", include(security)),
]
