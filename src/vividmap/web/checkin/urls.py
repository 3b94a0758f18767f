"""Where check-ins are."""

from django.urls import path

from vividmap.web.checkin import views

urlpatterns = [
    path("checkin", views.overview, name="checkin"),
    path("checkin/<str:handle>", views.show, name="checkin-one"),
    path("checkin/<str:handle>/state", views.state, name="checkin-state"),
    path("checkin/<str:handle>/notes", views.print_notes, name="checkin-notes"),
]
