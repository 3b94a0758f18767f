"""Which database: SQLite in the home, or what $VIVIDMAP_DATABASE_URL says."""

import os
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from vividmap import paths


class BadDatabaseUrl(ValueError):
    """$VIVIDMAP_DATABASE_URL cannot be used; the message says why."""


SQLITE_OPTIONS: dict[str, Any] = {
    "timeout": 30,
    # A transaction that begins to write later than it begins can fail in the middle; one that is
    # immediate waits its turn instead. Only writes open transactions.
    "transaction_mode": "IMMEDIATE",
    # WAL lets readers read while one writes; FULL is what keeps a commit through a power loss.
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA temp_store=MEMORY;",
}


def default() -> dict[str, Any]:
    """Return Django's settings for the database. Raises BadDatabaseUrl."""
    url = os.environ.get("VIVIDMAP_DATABASE_URL")
    if not url:
        return {"ENGINE": "django.db.backends.sqlite3", "NAME": paths.database(), "OPTIONS": SQLITE_OPTIONS}
    parts = urlsplit(url)
    if parts.scheme not in ("postgresql", "postgres"):
        raise BadDatabaseUrl(
            "VIVIDMAP_DATABASE_URL begins with postgresql://; leave it out for a file of your own"
        )
    options = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")) or "vividmap",
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", "") or unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "OPTIONS": options,
    }
