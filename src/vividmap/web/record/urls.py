"""Where the first page is."""

from django.urls import path

from vividmap.web.record import views

urlpatterns = [
    path("", views.page, name="page"),
    path("capture", views.capture, name="capture"),
]
