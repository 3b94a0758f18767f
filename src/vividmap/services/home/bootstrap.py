"""Start-up of a process: load Django as the command line and the page need it."""

import os
import sys
import time

from vividmap import spool
from vividmap.services.errors import Invalid

SETTINGS_MODULE = "vividmap.config.settings"


def load_django(settings_module: str = SETTINGS_MODULE) -> None:
    """Load the record's app; faster than `django.setup()`, which imports HTTP too. Raises Invalid."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", settings_module)
    from django.apps import apps  # noqa: PLC0415 - Django reads its settings at import
    from django.conf import settings  # noqa: PLC0415 - as above

    machine = os.environ.get("TZ")
    try:
        apps.populate(settings.INSTALLED_APPS)
    except ValueError as error:  # $VIVIDMAP_DATABASE_URL is not valid
        message = str(error)
        raise Invalid(message if "VIVIDMAP" in message else f"VIVIDMAP_DATABASE_URL: {message}") from error
    _restore_time_zone(machine)


def _restore_time_zone(machine: str | None) -> None:
    """Restore the machine's time zone: Django sets its own for the process."""
    if machine is None:
        os.environ.pop("TZ", None)
    else:
        os.environ["TZ"] = machine
    if sys.platform != "win32":
        time.tzset()


def count_waiting() -> int:
    """Return the number of spooled captures. Works without Django."""
    return len(spool.waiting_files())
