"""Where one item is."""

from django.urls import path

from vividmap.web.items import views

urlpatterns = [
    path("i/<str:handle>", views.show, name="item"),
    path("i/<str:handle>/edit", views.edit, name="item-edit"),
    path("i/<str:handle>/delete", views.delete, name="item-delete"),
    path("i/<str:handle>/history", views.history, name="item-history"),
    path("i/<str:handle>/versions/<int:version>", views.restore_version, name="item-version"),
    path("i/<str:handle>/result", views.correct_result, name="item-result"),
    path("i/<str:handle>/surfaced", views.update_shown_to, name="item-surfaced"),
    path("undo", views.undo, name="undo"),
]
