"""Where projects are."""

from django.urls import path

from vividmap.web.projects import views

urlpatterns = [
    path("projects", views.project_list, name="projects"),
    path("projects/<str:key>", views.page, name="projects-page"),
    path("projects/<str:key>/rename", views.rename, name="projects-rename"),
    path("projects/<str:key>/merge", views.merge, name="projects-merge"),
    path("projects/<str:key>/describe", views.describe, name="projects-describe"),
]
