"""Where the running document is."""

from django.urls import path

from vividmap.web.document import edit_views, views

urlpatterns = [
    path("document", views.document, name="document"),
    path("document/print", views.print_view, name="document-print"),
    path("document/edit", edit_views.edit, name="document-edit"),
]
