"""Where check-ins are."""

from django.urls import path

from vividmap.web.checkin import views

urlpatterns = [
    path("checkin", views.overview, name="checkin"),
    path("checkin/<str:handle>", views.one, name="checkin-one"),
    path("checkin/<str:handle>/state", views.state, name="checkin-state"),
    path("checkin/<str:handle>/notes", views.notes, name="checkin-notes"),
]
