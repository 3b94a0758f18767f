"""Where the pages are."""

from django.urls import include, path

urlpatterns = [path("", include("vividmap.web.record.urls"))]
