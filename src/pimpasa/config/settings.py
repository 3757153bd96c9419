"""Settings. Everything an operator may change comes from the environment; the rest is the product."""

import os
import secrets
from pathlib import Path

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from pimpasa.foundation import database
from pimpasa.foundation.folders import PACKAGE, state_folder


def secret_key() -> str:
    """One random key per installation, kept beside the database, readable by its owner only."""
    if key := os.environ.get("PIMPASA_SECRET_KEY"):
        return key
    file = state_folder() / "secret-key"
    try:
        return file.read_text()
    except FileNotFoundError:
        file.parent.mkdir(parents=True, exist_ok=True)
        key = secrets.token_urlsafe(50)
        try:
            handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            return file.read_text()
        with os.fdopen(handle, "w") as out:
            out.write(key)
        return key


DEBUG = os.environ.get("PIMPASA_DEBUG") == "1"
SECRET_KEY = secret_key()
ALLOWED_HOSTS = os.environ.get("PIMPASA_HOSTS", "*").split(",")
# Behind a proxy that speaks HTTPS the operator sets PIMPASA_HTTPS=1; a village PC serves plain HTTP on its own network.
HTTPS = os.environ.get("PIMPASA_HTTPS") == "1"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
# An office's other sites under the same domain are not ours to bind.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
# Staff computers may be shared: a session ends with the browser or after half a day.
SESSION_COOKIE_AGE = 12 * 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "csp",
    "pimpasa.foundation.ui",
    "procrastinate.contrib.django",
    "pimpasa.foundation.tasks",
    "pimpasa.foundation.audit",
    "pimpasa.foundation.channels",
    "pimpasa.foundation.installation",
    "pimpasa.regions",
    "pimpasa.accounts",
    "pimpasa.guidance",
    "pimpasa.fieldwork",
    "pimpasa.consultations",
    "pimpasa.learning",
    "pimpasa.insight",
    "pimpasa.config.demonstration",
    # Below our own parts, so that our templates stand in place of theirs.
    "allauth",
    "allauth.account",
    "allauth.mfa",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "pimpasa.foundation.ui.language.UrlLanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "pimpasa.accounts.asked_once.AskedOnceMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "pimpasa.accounts.second_factor.SecondFactorMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
]
ROOT_URLCONF = "pimpasa.config.urls"
WSGI_APPLICATION = "pimpasa.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "pimpasa.foundation.ui.context.site",
            ],
            "builtins": ["django.templatetags.i18n", "pimpasa.foundation.ui.templatetags.words"],
        },
    },
]
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "connect-src": [SELF],
        "media-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}

DATABASES = {"default": database.django_settings()}
if not database.uses_own_server():
    # Statements are planned once per connection, which takes a fifth off each message. A pooler might not bear it.
    DATABASES["default"]["OPTIONS"] |= {"server_side_binding": True, "prepare_threshold": 3}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "accounts.User"
# Who answers whether a person may do an action, and what waits on the first page of staff.
ACCESS = "pimpasa.accounts.access"
STAFF_PANELS = [
    "pimpasa.consultations.panels.questions_panel",
    "pimpasa.consultations.panels.private_panel",
    "pimpasa.consultations.panels.outdated_panel",
    "pimpasa.consultations.panels.abuse_panel",
    "pimpasa.guidance.local.panel.local_answers_panel",
    "pimpasa.fieldwork.findings.panel.findings_panel",
    "pimpasa.fieldwork.activities.panel.activities_panel",
    "pimpasa.fieldwork.activities.panel.follow_ups_panel",
    "pimpasa.learning.teachers.panels.path_panel",
    "pimpasa.regions.sheets.panel.office_sheets_panel",
    "pimpasa.regions.jurisdictions.panel.jurisdictions_panel",
    "pimpasa.guidance.panels.reports_panel",
    "pimpasa.fieldwork.register.panels.gaps_panel",
    "pimpasa.fieldwork.register.panels.doubts_panel",
    "pimpasa.accounts.panel.people_panel",
    "pimpasa.accounts.breaches.panel.breach_panel",
    "pimpasa.accounts.audit_log.panel.audit_panel",
    "pimpasa.foundation.installation.panel.installation_panel",
    "pimpasa.foundation.channels.panel.channels_panel",
]
# Hours after which a conversation is forgotten, and billed messages that a budget may send a month unless it has a cap.
CHANNEL_CONVERSATION_HOURS = 24
CHANNEL_MONTHLY_CAP = int(os.environ.get("PIMPASA_CHANNEL_CAP", "10000"))
# Who still needs a contact that would be erased: functions that take ids and give those still needed.
CONTACT_HOLDERS = [
    "pimpasa.consultations.chat.telling.contacts_needed",
    "pimpasa.consultations.notices.sending.contacts_needed",
]
# A phone for each channel, for administrators, and for everyone on an installation that is not set up.
CHANNEL_SIMULATOR = True
# The links at the top of every staff page: where to, the words, and who may go there; none named: everyone signed in.
STAFF_LINKS = [
    ("staff-home", _("Tugas"), "pimpasa.accounts.policies.SEE_STAFF_HOME"),
    ("assisted-villages", _("Desa binaan"), "pimpasa.fieldwork.register.policies.SEE_VILLAGES"),
    ("activities", _("Kegiatan"), "pimpasa.fieldwork.activities.policies.SEE_ACTIVITIES"),
    ("findings", _("Temuan"), "pimpasa.fieldwork.findings.policies.SEE_FINDINGS"),
    ("teaching", _("Belajar"), "pimpasa.learning.sessions.policies.SEE_SESSIONS"),
    ("consultations", _("Pertanyaan"), "pimpasa.consultations.policies.SEE_CONSULTATIONS"),
    ("recaps", _("Rekap"), "pimpasa.insight.policies.SEE_RECAPS"),
    ("mfa_index", _("Akun saya"), ""),
]
# Links that a village's, an officer's and an assignment's page offer to parts above the register.
REGISTER_LINKS = ["pimpasa.insight.handover.links.handover_link"]
# What they add there besides: to a village's page, to the filters of villages, to the list of officers.
REGISTER_PANELS = ["pimpasa.learning.teachers.panels.trained_panel"]
REGISTER_FILTERS = ["pimpasa.learning.teachers.panels.trained_filter"]
OFFICER_MARKS = ["pimpasa.learning.teachers.panels.officer_marks"]
# The words for what is recorded in the log of deeds.
DEEDS = "pimpasa.config.deeds.DEEDS"
# Where parts declare what happens without a person; the task worker alone reads them.
TASKS = [
    "pimpasa.foundation.tasks.upkeep",
    "pimpasa.foundation.audit.tasks",
    "pimpasa.foundation.installation.tasks",
    "pimpasa.fieldwork.register.imports.asking",
    "pimpasa.consultations.tasks",
]
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = ""
# Loops in the task worker's process: functions that go on until the event they are given is set.
BESIDE_TASKS = ["pimpasa.foundation.channels.looping.send_on"]
# The tables of states and clocks that docs/states.md is written from.
STATE_TABLES = [
    "pimpasa.fieldwork.findings.states.FINDING_STATES",
    "pimpasa.consultations.states.CONSULTATION_STATES",
    "pimpasa.accounts.breaches.states.BREACH_STATES",
]
# What public pages lean on besides the content: a page is made anew when one of these stamps changes.
PAGE_STAMPS = [
    "pimpasa.foundation.installation.queries.stamp",
    "pimpasa.regions.queries.stamp",
    "pimpasa.regions.sheets.sheet.stamp",
]
# Who knows the names of offices; what each part holds on people, and for how long it keeps what it holds.
OFFICE_NAME = "pimpasa.regions.queries.office_name"
PERSONAL_DATA = [
    "pimpasa.accounts.personal_data.holdings.ACCOUNTS",
    "pimpasa.fieldwork.personal_data.FIELDWORK",
    "pimpasa.guidance.personal_data.GUIDANCE",
    "pimpasa.consultations.personal_data.CONSULTATIONS",
    "pimpasa.learning.personal_data.LEARNING",
]
AFFECTED = ["pimpasa.fieldwork.affected.faces", "pimpasa.fieldwork.affected.open_matters"]
RETENTION = [
    "pimpasa.accounts.retention.RULES",
    "pimpasa.guidance.retention.RULES",
    "pimpasa.fieldwork.retention.RULES",
    "pimpasa.consultations.retention.RULES",
    "pimpasa.learning.retention.RULES",
]
# What people check at an address they read on the village's poster, never at one that a stranger's code leads to.
POSTER_CHECKS = [("Petugas datang? Ketik kode di kartunya di", "officer-check")]
VILLAGE_PANELS = [
    "pimpasa.fieldwork.register.panels.assisted_panel",
    "pimpasa.guidance.panels.guides_panel",
    "pimpasa.learning.lessons.panels.lessons_panel",
    "pimpasa.consultations.panels.ask_panel",
]
# What parts above the log show on an activity's page.
ACTIVITY_PANELS = ["pimpasa.learning.sessions.panels.session_panel"]
# Who hears what comes in by chat: the first that answers has answered. And who takes "I want a person".
# Where people find this site, for links in messages; until set, messages carry none.
SITE_URL = os.environ.get("PIMPASA_URL", "").rstrip("/")
INBOUND_HANDLERS = [
    "pimpasa.consultations.notices.receiving.receive",
    "pimpasa.consultations.chat.receiving.receive",
    "pimpasa.guidance.dialogue.receiving.receive",
]
HAND_OVER = "pimpasa.consultations.chat.receiving.hand_over"
# Notices by e-mail; without a host none are offered.
EMAIL_HOST = os.environ.get("PIMPASA_MAIL_HOST", "")
EMAIL_PORT = int(os.environ.get("PIMPASA_MAIL_PORT", "587"))
EMAIL_HOST_USER = os.environ.get("PIMPASA_MAIL_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("PIMPASA_MAIL_PASSWORD", "")
EMAIL_USE_TLS = os.environ.get("PIMPASA_MAIL_TLS", "1") == "1"
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = os.environ.get("PIMPASA_MAIL_FROM", "pimpasa@localhost")
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
# The second factor. Guessing is slowed by our own throttle, which no stranger can use to lock anyone out.
ACCOUNT_ADAPTER = "pimpasa.accounts.adapters.AccountAdapter"
ACCOUNT_FORMS = {"reauthenticate": "pimpasa.accounts.code_forms.PasswordAgainForm"}
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_RATE_LIMITS = MFA_RATE_LIMITS = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60
MFA_ADAPTER = "pimpasa.accounts.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Pimpasa"
# Phones' clocks stray: the code before and the code after count too.
MFA_TOTP_TOLERANCE = 1
MFA_FORMS = {
    "authenticate": "pimpasa.accounts.code_forms.CodeForm",
    "reauthenticate": "pimpasa.accounts.code_forms.CodeAgainForm",
    "activate_totp": "pimpasa.accounts.code_forms.FirstCodeForm",
    "authenticate_webauthn": "pimpasa.accounts.code_forms.PasskeyForm",
    "login_webauthn": "pimpasa.accounts.code_forms.PasskeyOnlyForm",
    "reauthenticate_webauthn": "pimpasa.accounts.code_forms.PasskeyAgainForm",
    "add_webauthn": "pimpasa.accounts.code_forms.AddPasskeyForm",
    "edit_webauthn": "pimpasa.accounts.code_forms.RenamePasskeyForm",
}
# Remembers used codes, so all workers must share it.
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "accounts_shared_cache"},
}
LOGIN_URL = "sign-in"
LOGIN_REDIRECT_URL = "staff-home"
LOGOUT_REDIRECT_URL = "home"

LANGUAGE_CODE = "id"
LANGUAGES = [("id", _("Bahasa Indonesia")), ("en", _("English"))]
LOCALE_PATHS = [PACKAGE / "locale"]
TIME_ZONE = "Asia/Jakarta"
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = Path(os.environ.get("PIMPASA_STATIC", state_folder() / "static"))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if not DEBUG
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
FILE_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
FILE_UPLOAD_HANDLERS = [
    "pimpasa.foundation.uploads.handlers.SizeLimitHandler",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
