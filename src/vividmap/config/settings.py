"""Settings of the command line: the record's app alone, so that a command starts fast."""

from vividmap.config import databases

DATABASES = {"default": databases.default()}
INSTALLED_APPS = ["vividmap.store"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
USE_TZ = True
TIME_ZONE = "UTC"
USE_I18N = False
LOGGING_CONFIG = None
SECRET_KEY = "unused: the command line signs nothing"  # noqa: S105 - not a secret
