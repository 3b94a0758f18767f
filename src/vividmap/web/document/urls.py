"""Where the running document is."""

from django.urls import path

from vividmap.web.document import editing, views

urlpatterns = [
    path("document", views.document, name="document"),
    path("document/print", views.whole, name="document-print"),
    path("document/edit", editing.edit, name="document-edit"),
]
