"""Where frameworks and their criteria are."""

from django.urls import path

from vividmap.web.frameworks import importing, linking, views

urlpatterns = [
    path("frameworks", views.overview, name="frameworks"),
    path("frameworks/import", importing.look, name="frameworks-import"),
    path("frameworks/import/apply", importing.apply, name="frameworks-apply"),
    path("frameworks/<str:handle>", views.one, name="frameworks-one"),
    path("frameworks/<str:handle>/add", views.add, name="frameworks-add"),
    path("criteria/<str:handle>", views.criterion, name="frameworks-criterion"),
    path("criteria/<str:handle>/evidence", linking.evidence, name="frameworks-evidence"),
    path("i/<str:handle>/criteria", linking.criteria, name="frameworks-serving"),
]
