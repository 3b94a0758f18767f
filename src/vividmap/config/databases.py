"""The database: SQLite in the home, or $VIVIDMAP_DATABASE_URL."""

import os
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from vividmap import paths


class BadDatabaseUrl(ValueError):
    """$VIVIDMAP_DATABASE_URL is not valid; the message says why."""


SQLITE_OPTIONS: dict[str, Any] = {
    "timeout": 10,  # seconds; our own writers queue before, so that only a foreign program makes them wait
    # A transaction that starts with a read can fail at its first write; an immediate one waits at its start
    # instead. Only writes open transactions.
    "transaction_mode": "IMMEDIATE",
    # WAL lets readers read during a write; FULL keeps a commit through a power loss. What is deleted is
    # overwritten, also where SQLite was built to leave it in free pages.
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA temp_store=MEMORY;"
    " PRAGMA secure_delete=ON;",
}


def database_settings() -> dict[str, Any]:
    """Return Django's settings for the database. Raises BadDatabaseUrl."""
    url = os.environ.get("VIVIDMAP_DATABASE_URL")
    if not url:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": paths.database_file(),
            "OPTIONS": SQLITE_OPTIONS,
        }
    parts = urlsplit(url)
    if parts.scheme not in ("postgresql", "postgres"):
        raise BadDatabaseUrl("VIVIDMAP_DATABASE_URL must begin with postgresql://; unset it to use SQLite")
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
