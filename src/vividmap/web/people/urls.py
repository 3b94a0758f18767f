"""Where people are."""

from django.urls import path

from vividmap.web.people import views

urlpatterns = [
    path("people", views.people, name="people"),
    path("people/map", views.people_map, name="people-map"),
    path("people/add", views.add, name="people-add"),
    path("people/<str:handle>/touch", views.touch, name="people-touch"),
    path("people/<str:handle>/moved", views.moved, name="people-moved"),
    path("people/<str:handle>/surfaced", views.surfaced, name="people-surfaced"),
    path("people/<str:handle>/real", views.real, name="people-real"),
]
