"""Settings of the local web page, on top of those of the command line."""

import secrets
from pathlib import Path

from vividmap import web
from vividmap.config.settings import *  # noqa: F403 - the page has the command line's settings too

_WEB = Path(web.__file__).parent

ROOT_URLCONF = "vividmap.config.urls"
MIDDLEWARE = [
    "vividmap.web.auth_middleware.add_security_headers",
    "vividmap.web.auth_middleware.AuthMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [_WEB / "templates"],
        "OPTIONS": {
            "builtins": ["vividmap.web.inline_tag"],
            "context_processors": ["vividmap.web.navigation.context"],
        },
    },
]

DEBUG = False
SECRET_KEY = secrets.token_urlsafe(48)  # signatures do not outlive the process
ALLOWED_HOSTS = [
    "127.0.0.1",
    "localhost",
    ".localhost",
    "[::1]",
]  # the port is checked by the auth middleware
DATA_UPLOAD_MAX_MEMORY_SIZE = 8 * 2**20  # long texts are returned with an error message
# Uploads stay in memory: nothing private is left in the temporary folder.
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]
FILE_UPLOAD_MAX_MEMORY_SIZE = 33 * 2**20  # the largest file plus the form around it

# Other programs share the cookies of 127.0.0.1, and many use the name `csrftoken`.
CSRF_COOKIE_NAME = "vividmap-csrf"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Strict"
CSRF_COOKIE_AGE = None

STATIC_URL = "/static/"
STATIC_ROOT = _WEB / "static"
WHITENOISE_MAX_AGE = 0  # revalidated each time, so that updates show at once
WHITENOISE_ALLOW_ALL_ORIGINS = False
