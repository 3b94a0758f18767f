"""Where one searches."""

from django.urls import path

from vividmap.web.search import views

urlpatterns = [
    path("search", views.search, name="search"),
    path("palette", views.palette, name="palette"),
    path("complete", views.complete, name="complete"),
]
