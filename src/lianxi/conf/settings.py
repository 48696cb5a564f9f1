"""The one settings file. What may differ between deployments is read from the environment (``environment.py``)."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from csp.constants import NONE, SELF

from lianxi.conf import environment as env

DATA_FOLDER = env.data_folder()
DEMO = env.flag("LIANXI_DEMO")
#: a fixed day for tests and the demo; None means the machine's own day
TODAY = env.day("LIANXI_TODAY")
BASE_URL = env.text("LIANXI_BASE_URL")
_base = urlsplit(BASE_URL)
#: Cookies are Secure everywhere but on a loopback address that somebody tries the software on.
_loopback_http = not BASE_URL or (_base.scheme == "http" and _base.hostname in {"127.0.0.1", "localhost", "::1"})

SECRET_KEY = env.secret_file("LIANXI_SECRET_KEY_FILE", DATA_FOLDER / "keys" / "secret.key", env.new_secret)
BACKUP_KEY_FILE = Path(env.text("LIANXI_BACKUP_KEY_FILE") or DATA_FOLDER / "keys" / "backup.key")
#: never inside a backup: without it an old backup tells nobody's name
IDENTITY_KEYS_FILE = Path(env.text("LIANXI_IDENTITY_KEYS_FILE") or DATA_FOLDER / "keys" / "identity.keys")
ATTACHMENTS_FOLDER = DATA_FOLDER / "attachments"
DEBUG = False
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]", "testserver"] if _loopback_http else [_base.hostname or ""]
CSRF_TRUSTED_ORIGINS = [] if _loopback_http else [BASE_URL.rstrip("/")]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django_htmx",
    "heroicons",
    "axes",
    "csp",
    "lianxi.journal",
    "lianxi.charter",
    "lianxi.compliance",
    "lianxi.roster",
    "lianxi.papers",
    "lianxi.tasks",
    "lianxi.matters",
    "lianxi.information",
    "lianxi.meetings",
    "lianxi.oversight",
    "lianxi.assessment",
    "lianxi.inbox",
    "lianxi.binder",
    "lianxi.web",
    "lianxi.demo",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "lianxi.web.middleware.LoginFirst",
    "django_htmx.middleware.HtmxMiddleware",
    "lianxi.web.middleware.IdleSessions",
    "lianxi.web.middleware.KeptForms",
    "lianxi.web.middleware.PlainErrors",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "lianxi.web.urls"
WSGI_APPLICATION = "lianxi.conf.wsgi.application"
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "lianxi.web.context.shell",
            ],
            "builtins": ["heroicons.templatetags.heroicons", "lianxi.web.templatetags.words"],
        },
    },
]

_postgres = env.database_url()
DATABASES: dict[str, dict[str, Any]]
if _postgres is None:
    DATABASES = {
        "default": {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": DATA_FOLDER / "lianxi.sqlite3",
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": (
                    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON; PRAGMA foreign_keys=ON;"
                    # else INSERT OR REPLACE would delete a row without asking the append-only triggers
                    " PRAGMA recursive_triggers=ON;"
                ),
            },
            "TEST": {"NAME": DATA_FOLDER / "test.sqlite3"},
        }
    }
else:
    DATABASES = {
        "default": {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": _postgres.name,
            "USER": _postgres.user,
            "PASSWORD": _postgres.password,
            "HOST": _postgres.host,
            "PORT": _postgres.port,
            "CONN_MAX_AGE": 60,
            "CONN_HEALTH_CHECKS": True,
            "OPTIONS": {"options": _postgres.options} if _postgres.options else {},
        }
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "roster.Account"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesBackend", "django.contrib.auth.backends.ModelBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS: list[dict[str, Any]] = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
PASSWORD_RESET_TIMEOUT = 72 * 3600
LOGIN_URL = "/login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/login"

#: five failures lock one account at one address for a quarter of an hour (trust.md); the office may unlock
AXES_FAILURE_LIMIT = 5
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_COOLOFF_TIME = 0.25
AXES_RESET_ON_SUCCESS = True
#: guesses made while locked do not prolong the lock: the quarter of an hour that is announced is the one that is kept
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_HANDLER = "lianxi.roster.lockout.AddressAwareHandler"
AXES_LOCKOUT_CALLABLE = "lianxi.web.accounts.locked_out"
AXES_CLIENT_IP_CALLABLE = "lianxi.web.addresses.client_address"
AXES_VERBOSE = False
AXES_USERNAME_FORM_FIELD = "username"
AXES_SENSITIVE_PARAMETERS: list[str] = ["password"]
#: 50 failures from one address, whatever the accounts (a township sits behind one address)
LOCKOUT_PER_ADDRESS = 50
#: addresses of proxies whose X-Forwarded-For is believed
TRUSTED_PROXIES = [part for part in env.text("LIANXI_TRUSTED_PROXIES").split(",") if part]

SESSION_COOKIE_NAME = "lianxi_session"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = not _loopback_http
SESSION_SAVE_EVERY_REQUEST = False
SESSION_IDLE_SHARED = 2 * 3600  # seconds: a device nobody has claimed
SESSION_IDLE_OWN = 12 * 3600  # seconds: 本人设备, enrolled at login
SESSION_IDLE_ADMINISTRATOR = 15 * 60
DEVICE_COOKIE_AGE = 90 * 24 * 3600
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SECURE = not _loopback_http
CSRF_USE_SESSIONS = False
CSRF_FAILURE_VIEW = "lianxi.web.errors.csrf_failure"
SECURE_SSL_REDIRECT = False  # the proxy in front does it; gunicorn listens on loopback
SECURE_HSTS_SECONDS = 0 if _loopback_http else 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = not _loopback_http
SECURE_HSTS_PRELOAD = not _loopback_http
SECURE_PROXY_SSL_HEADER = None if _loopback_http else ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SILENCED_SYSTEM_CHECKS = ["security.W008"]

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "manifest-src": [SELF],
        "object-src": [NONE],
    }
}

#: mail leaves only where a server is named; what it says is a number and a link (inbox.announce)
_mail = env.mail_server()
MAIL_SENDER = _mail.sender if _mail else ""
EMAIL_BACKEND = (
    "django.core.mail.backends.smtp.EmailBackend" if _mail else "django.core.mail.backends.dummy.EmailBackend"
)
EMAIL_HOST = _mail.host if _mail else ""
EMAIL_PORT = _mail.port if _mail else 25
EMAIL_HOST_USER = _mail.user if _mail else ""
EMAIL_HOST_PASSWORD = _mail.password if _mail else ""
EMAIL_USE_TLS = bool(_mail and _mail.security == "starttls")
EMAIL_USE_SSL = bool(_mail and _mail.security == "tls")
EMAIL_TIMEOUT = 10  # seconds

LANGUAGE_CODE = "zh-hans"
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True
USE_I18N = True

STATIC_URL = "/static/"
STATIC_ROOT = DATA_FOLDER / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 8 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FILE_UPLOAD_PERMISSIONS = 0o600

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
}
