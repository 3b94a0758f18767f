"""Where the settings are."""

from django.urls import path

from vividmap.web.settings import browsers, trash_and_backups, views

urlpatterns = [
    path("settings", views.settings, name="settings"),
    path("settings/roles", views.roles, name="settings-roles"),
    path("settings/thresholds", views.thresholds, name="settings-thresholds"),
    path("settings/browsers", browsers.browsers, name="settings-browsers"),
    path("sign-out", browsers.sign_out, name="sign-out"),
    path("look", views.set_theme, name="look"),
    path("trash", trash_and_backups.trash, name="settings-trash"),
    path("trash/<str:handle>/restore", trash_and_backups.restore, name="settings-restore"),
    path("trash/<str:handle>/purge", trash_and_backups.purge, name="settings-purge"),
    path("backups", trash_and_backups.backups, name="settings-backups"),
]
