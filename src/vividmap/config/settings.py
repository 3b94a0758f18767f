"""Settings of the command line: only the record's app, so that commands start fast."""

from vividmap.config import databases

DATABASES = {"default": databases.database_settings()}
INSTALLED_APPS = ["vividmap.store"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
USE_TZ = True
TIME_ZONE = "UTC"
USE_I18N = False
LOGGING_CONFIG = None
SECRET_KEY = "unused: the command line signs nothing"  # noqa: S105 - not a secret
