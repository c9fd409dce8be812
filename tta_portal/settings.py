"""The one settings file. Whatever differs between places comes from the environment."""

from __future__ import annotations

import os
from email.utils import parseaddr
from pathlib import Path
from urllib.parse import urlsplit

from csp.constants import NONE, SELF

from tta_portal import environment as env
from tta_portal import logs

BASE_DIR = Path(__file__).resolve().parent.parent

# Where this copy runs
DEMO = env.flag("DEMO")
SECRET_KEY = env.secret("SECRET_KEY")
SITE_URL = env.web_address("SITE_URL")
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS", example="tta.example.org")
HTTPS = SITE_URL.startswith("https://")
DEBUG = False
TRUSTED_PROXIES = env.words("TRUSTED_PROXIES", example="10.0.0.1,10.0.0.2", default="none")
CSRF_TRUSTED_ORIGINS = [SITE_URL]

# Databases: the app role, the dispatch role, and, for migrations only, the owner
DATABASES = {"default": env.database("DATABASE_URL"), "dispatch": env.database("DATABASE_DISPATCH_URL")}
if os.environ.get("DATABASE_OWNER_URL"):
    DATABASES["owner"] = env.database("DATABASE_OWNER_URL")
DATABASE_ROUTERS: list[str] = []
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Applications
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.forms",
    "django_htmx",
    "template_partials",
    "pgtrigger",
    "pghistory",
    "rest_framework",
    "django_filters",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.usersessions",
    "tta_portal.tenancy",
    "tta_portal.directory",
    "tta_portal.accounts",
    "tta_portal.outbox",
    "tta_portal.files",
    "tta_portal.inbound",
    "tta_portal.notifications",
    "tta_portal.roster",
    "requests_app",
    "requests_app.library",
    "requests_app.training",
    "relationships",
    "relationships.depth",
    "relationships.radar",
    "relationships.pulse",
    "relationships.joint_work",
    "relationships.network_map",
    "relationships.peers",
    "equity",
    "equity.summaries",
    "equity.releases",
    "equity.watch",
    "equity.board",
    "demo",
]
ROOT_URLCONF = "tta_portal.urls"
WSGI_APPLICATION = "tta_portal.wsgi.application"
MIDDLEWARE = [
    "tta_portal.logs.RequestLogMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "tta_portal.accounts.middleware.SessionLimitsMiddleware",
    "tta_portal.accounts.middleware.LanguageMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "tta_portal.errors.RefusedMiddleware",
    "tta_portal.accounts.middleware.NetworkMiddleware",
    "tta_portal.accounts.middleware.HistoryMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["template_partials.templatetags.partials"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "tta_portal.navigation.page_frame",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# People and sessions
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/"
LOGIN_URL = "account_login"
ACCOUNT_ADAPTER = "tta_portal.accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_SESSION_REMEMBER = False
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
USERSESSIONS_TRACK_ACTIVITY = False
INVITATION_DAYS = 7
SESSION_IDLE_SECONDS = 3 * 3600
SESSION_ABSOLUTE_SECONDS = 12 * 3600
SESSION_COOKIE_AGE = SESSION_IDLE_SECONDS

# Cookies and headers
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_NAME = "__Host-session" if HTTPS else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS else "csrf"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "tta_portal.errors.csrf_failure"
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if TRUSTED_PROXIES != ["none"]:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}

# Static files
STATIC_URL = "/static/"
STATIC_ROOT = os.environ.get("STATIC_ROOT") or BASE_DIR / ".local" / "staticfiles"
STATICFILES_DIRS = [folder for folder in (BASE_DIR / "static", BASE_DIR / "static_build") if folder.is_dir()]
STATIC_STORAGE = {
    "manifest": "whitenoise.storage.CompressedManifestStaticFilesStorage",
    "": "django.contrib.staticfiles.storage.StaticFilesStorage",
}[os.environ.get("STATIC_STORAGE", "")]
STORAGES = {
    "default": env.file_storage("FILES_URL"),
    "staticfiles": {"BACKEND": STATIC_STORAGE},
}
WHITENOISE_USE_FINDERS = DEMO

# Files people send: where they lie (FILES_URL, above), and who looks at them first
CLAMD_URL = env.scanner_address("CLAMD_URL")

# Mail: everything a network sends goes through the outbox; sign-in mail goes straight out
EMAIL_TRANSPORT = env.mail_transport("EMAIL_URL")
DEFAULT_FROM_EMAIL = env.text("DEFAULT_FROM_EMAIL", example="Common Thread <tta@example.org>")
MAIL_SENDER = parseaddr(DEFAULT_FROM_EMAIL)[1]
if "@" not in MAIL_SENDER:
    raise env.Refusal("DEFAULT_FROM_EMAIL", "has no address", "Common Thread <tta@example.org>")
MAIL_DOMAIN = MAIL_SENDER.rpartition("@")[2]
_mail = urlsplit(EMAIL_TRANSPORT)
if _mail.scheme == "demo":
    if not DEMO:
        raise env.Refusal("EMAIL_URL", "is the demo's, and DEMO is not set", "smtp+tls://user:password@host:587")
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = os.environ.get("DEMO_MAIL_DIR") or str(BASE_DIR / ".local" / "mail")
elif _mail.scheme.startswith("anymail+"):
    EMAIL_BACKEND = f"anymail.backends.{_mail.scheme.removeprefix('anymail+')}.EmailBackend"
    _service = _mail.scheme.removeprefix("anymail+").upper()
    ANYMAIL = {
        f"{_service}_API_KEY": _mail.username or "",
        f"{_service}_SERVER_TOKEN": _mail.username or "",
        "WEBHOOK_SECRET": os.environ.get("ANYMAIL_WEBHOOK_SECRET", ""),
    }
else:
    EMAIL_HOST, EMAIL_PORT = _mail.hostname or "localhost", _mail.port or 25
    EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = _mail.username or "", _mail.password or ""
    EMAIL_USE_TLS, EMAIL_USE_SSL = _mail.scheme == "smtp+tls", _mail.scheme == "smtps"
EMAIL_TIMEOUT = 30

# Mail that comes in: without a domain, replies by mail are switched off
INBOUND_DOMAIN = env.domain("INBOUND_DOMAIN") or (MAIL_DOMAIN if DEMO else "")
INBOUND_IMAP_URL = env.mailbox("INBOUND_IMAP_URL")
INBOUND_WEBHOOKS = _mail.scheme.startswith("anymail+") and bool(os.environ.get("ANYMAIL_WEBHOOK_SECRET"))

# How often one person or address may search, send files, ask to join; only a bench switches this off
LIMITS = not env.flag("NO_LIMITS")

# Cache, broker, worker, clock
REDIS_URL = env.redis_address("REDIS_URL")
CACHES = {"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}}
CELERY_BROKER_URL = REDIS_URL
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_TIME_LIMIT = 600
CELERY_TASK_SOFT_TIME_LIMIT = 540
CELERY_WORKER_SOFT_SHUTDOWN_TIMEOUT = 10
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {"visibility_timeout": 3600}
CELERY_BEAT_SCHEDULE = {
    "tick": {"task": "tta_portal.clock.tick", "schedule": 10.0, "options": {"expires": 10}},
}
CELERY_BEAT_MAX_LOOP_INTERVAL = 5

# API
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "tta_portal.accounts.tokens.TokenAuthentication",
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["tta_portal.accounts.api.IsMember"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "DEFAULT_PAGINATION_CLASS": "rest_framework.pagination.PageNumberPagination",
    "PAGE_SIZE": 50,
    "EXCEPTION_HANDLER": "tta_portal.errors.problem_json",
    "UNAUTHENTICATED_USER": "django.contrib.auth.models.AnonymousUser",
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Common Thread",
    "DESCRIPTION": "Requests for training and technical assistance, by network.",
    "VERSION": "1",
    "OAS_VERSION": "3.1.0",
    "SERVE_INCLUDE_SCHEMA": False,
    "SERVE_PERMISSIONS": ["rest_framework.permissions.AllowAny"],
    "SERVE_AUTHENTICATION": [],
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "COMPONENT_SPLIT_REQUEST": True,
}

# Language and time
LANGUAGE_CODE = "en-us"
LANGUAGES = [("en", "English"), ("es", "Español")]
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = ["tta_portal.formats"]
TIME_ZONE = "UTC"
USE_TZ = True
USE_I18N = True

# History, checks, logs
PGHISTORY_INSTALL_CONTEXT_FUNC_ON_MIGRATE = True
PGHISTORY_MIDDLEWARE_METHODS = ("POST", "PUT", "PATCH", "DELETE")
SILENCED_SYSTEM_CHECKS: list[str] = []
LOGGING_CONFIG = None
logs.configure(level=os.environ.get("LOG_LEVEL", "INFO"))
