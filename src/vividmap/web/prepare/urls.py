"""Where packets are."""

from django.urls import path

from vividmap.web.prepare import polishing, saved, taking_out, views

urlpatterns = [
    path("prepare", views.overview, name="prepare"),
    path("prepare/<str:slug>", views.draft, name="prepare-draft"),
    path("packet/<str:handle>", saved.one, name="prepare-packet"),
    path("packet/<str:handle>/news", saved.news, name="prepare-news"),
    path("packet/<str:handle>/compare", saved.compare, name="prepare-compare"),
    path("packet/<str:handle>/polish", polishing.polish, name="prepare-polish"),
    path("packet/<str:handle>/out", taking_out.take_out, name="prepare-out"),
    path("packet/<str:handle>/said", saved.said, name="prepare-said"),
]
