"""Where Today is."""

from django.urls import path

from vividmap.web.today import views

urlpatterns = [
    path("", views.today, name="today"),
    path("capture", views.capture, name="capture"),
    path("reading", views.preview_line, name="reading"),
    path("due/<str:handle>", views.due, name="today-due"),
]
