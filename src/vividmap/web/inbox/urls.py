"""Where the inbox is."""

from django.urls import path

from vividmap.web.inbox import views

urlpatterns = [path("inbox", views.inbox_page, name="inbox")]
