"""From a fresh process to an actor with an open database: what the command line and the page begin with."""

import os

from vividmap import spool
from vividmap.services.errors import Invalid

SETTINGS = "vividmap.config.settings"


def django(settings: str = SETTINGS) -> None:
    """Load the record's app: less than `django.setup()`, which imports URLs and HTTP too. Raises Invalid."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", settings)
    from django.apps import apps  # noqa: PLC0415 - Django reads its settings as it is imported
    from django.conf import settings as configured  # noqa: PLC0415 - as above

    try:
        apps.populate(configured.INSTALLED_APPS)
    except ValueError as error:  # what $VIVIDMAP_DATABASE_URL says cannot be used
        said = str(error)
        raise Invalid(said if "VIVIDMAP" in said else f"VIVIDMAP_DATABASE_URL: {said}") from error


def waiting() -> int:
    """Return how many captures wait to be taken in. Needs no Django."""
    return len(spool.waiting())
