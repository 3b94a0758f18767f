"""No URLs: the auth middleware answers the feed, and its secret opens nothing else."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
