"""Where frameworks and their criteria are."""

from django.urls import path

from vividmap.web.frameworks import import_views, link_views, views

urlpatterns = [
    path("frameworks", views.overview, name="frameworks"),
    path("frameworks/import", import_views.import_form, name="frameworks-import"),
    path("frameworks/import/apply", import_views.apply, name="frameworks-apply"),
    path("frameworks/<str:handle>", views.show, name="frameworks-one"),
    path("frameworks/<str:handle>/add", views.add, name="frameworks-add"),
    path("criteria/<str:handle>", views.criterion, name="frameworks-criterion"),
    path("criteria/<str:handle>/evidence", link_views.evidence, name="frameworks-evidence"),
    path("i/<str:handle>/criteria", link_views.criteria, name="frameworks-serving"),
]
