"""The one Django app that holds the record."""

from django.apps import AppConfig


class StoreConfig(AppConfig):
    """The record's tables. The command line installs this app alone, which halves its start."""

    name = "vividmap.store"
    label = "store"
    default_auto_field = "django.db.models.BigAutoField"
