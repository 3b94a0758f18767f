"""Where the lists of entries are."""

from django.urls import path

from vividmap.web.evidence import views

urlpatterns = [
    path("evidence", views.evidence, name="evidence"),
    path("skills", views.skills, name="skills"),
    path("bulk", views.bulk, name="bulk"),
]
