"""Which migrations a database has, and which there are."""

import os

from vividmap.store import migrations
from vividmap.store.connection import select


def read_applied() -> set[str]:
    """Return the names of the migrations that were applied. Raises the database's error without a table."""
    return {name for (name,) in select("SELECT name FROM django_migrations WHERE app = 'store'")}


def compare_migrations(applied_names: set[str]) -> tuple[bool, bool]:
    """Return whether migrations are pending, and whether unknown ones were applied.

    Every command asks it, so it compares names alone: Django would load every migration.
    """
    names = (name for folder in migrations.__path__ for name in os.listdir(folder))
    known_names = {name.removesuffix(".py") for name in names if name[:1].isdigit() and name.endswith(".py")}
    return bool(known_names - applied_names), bool(applied_names - known_names)
