"""Where a text is checked."""

from django.urls import path

from vividmap.web.check import views

urlpatterns = [path("check", views.check, name="check")]
