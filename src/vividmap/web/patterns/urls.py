"""Where the patterns are."""

from django.urls import path

from vividmap.web.patterns import views

urlpatterns = [
    path("patterns", views.patterns, name="patterns"),
    path("patterns/<str:name>/entries", views.entries, name="patterns-entries"),
]
