"""The Django app with the record's tables."""

from django.apps import AppConfig


class StoreConfig(AppConfig):
    """The app's configuration. The command line installs only this app, which halves its start-up time."""

    name = "vividmap.store"
    label = "store"
    default_auto_field = "django.db.models.BigAutoField"
