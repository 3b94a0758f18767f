"""Where the settings are."""

from django.urls import path

from vividmap.web.settings import keeping, views

urlpatterns = [
    path("settings", views.settings, name="settings"),
    path("settings/roles", views.roles, name="settings-roles"),
    path("settings/thresholds", views.thresholds, name="settings-thresholds"),
    path("look", views.look, name="look"),
    path("trash", keeping.trash, name="settings-trash"),
    path("trash/<str:handle>/restore", keeping.restore, name="settings-restore"),
    path("trash/<str:handle>/purge", keeping.purge, name="settings-purge"),
    path("backups", keeping.backups, name="settings-backups"),
]
