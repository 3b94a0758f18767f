"""URLs: each area of `web` has its own."""

from importlib import import_module
from pkgutil import iter_modules

from django.urls import include, path

from vividmap import web

urlpatterns = [
    path("", include(import_module(f"{area.name}.urls")))
    for area in iter_modules(web.__path__, f"{web.__name__}.")
    if area.ispkg
]
