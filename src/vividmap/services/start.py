"""From a fresh process to an actor with an open database: what the command line and the page begin with."""

import os
import sys
import time

from vividmap import spool
from vividmap.services.errors import Invalid

SETTINGS = "vividmap.config.settings"


def django(settings: str = SETTINGS) -> None:
    """Load the record's app: less than `django.setup()`, which imports URLs and HTTP too. Raises Invalid."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", settings)
    from django.apps import apps  # noqa: PLC0415 - Django reads its settings as it is imported
    from django.conf import settings as configured  # noqa: PLC0415 - as above

    machine = os.environ.get("TZ")
    try:
        apps.populate(configured.INSTALLED_APPS)
    except ValueError as error:  # what $VIVIDMAP_DATABASE_URL says cannot be used
        said = str(error)
        raise Invalid(said if "VIVIDMAP" in said else f"VIVIDMAP_DATABASE_URL: {said}") from error
    _keep_clock(machine)


def _keep_clock(machine: str | None) -> None:
    """Give the process the machine's clock back: Django sets its own, and an owner may have said none."""
    if machine is None:
        os.environ.pop("TZ", None)
    else:
        os.environ["TZ"] = machine
    if sys.platform != "win32":
        time.tzset()


def waiting() -> int:
    """Return how many captures wait to be taken in. Needs no Django."""
    return len(spool.waiting())
