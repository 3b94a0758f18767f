"""Settings of the local page: those of the command line, and what pages need besides."""

import secrets
from pathlib import Path

from vividmap import web
from vividmap.config.settings import *  # noqa: F403 - what the command line has, the page has

_WEB = Path(web.__file__).parent

ROOT_URLCONF = "vividmap.config.urls"
MIDDLEWARE = [
    "vividmap.web.door.guarded",
    "vividmap.web.door.Door",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [_WEB / "templates"],
        "OPTIONS": {"context_processors": ["vividmap.web.frame.context"]},
    },
]

DEBUG = False
SECRET_KEY = secrets.token_urlsafe(48)  # nothing that is signed outlives the process
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"]  # the port is checked at the door
DATA_UPLOAD_MAX_MEMORY_SIZE = 8 * 2**20  # what is too long to keep comes back beside its reason
# A file that is handed in stays in memory: nothing private is left in the folder for temporary files.
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]
FILE_UPLOAD_MAX_MEMORY_SIZE = 33 * 2**20  # with what a form has round a file of the largest size

# Other programs of this machine share the cookies of 127.0.0.1, and many a one calls its own `csrftoken`.
CSRF_COOKIE_NAME = "vividmap-csrf"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Strict"
CSRF_COOKIE_AGE = None

STATIC_URL = "/static/"
STATIC_ROOT = _WEB / "static"
WHITENOISE_MAX_AGE = 0  # asked each time, answered "not modified": right after every update
WHITENOISE_ALLOW_ALL_ORIGINS = False
