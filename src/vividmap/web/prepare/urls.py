"""Where packets are."""

from django.urls import path

from vividmap.web.prepare import packet_export, packet_views, rewrite_views, version_views, views

urlpatterns = [
    path("prepare", views.overview, name="prepare"),
    path("prepare/<str:slug>", views.edit_request, name="prepare-draft"),
    path("prepare/<str:slug>/out", packet_export.download_draft, name="prepare-draft-out"),
    path("packet/<str:handle>", packet_views.show, name="prepare-packet"),
    path("packet/<str:handle>/news", version_views.show_updates, name="prepare-news"),
    path("packet/<str:handle>/compare", version_views.compare, name="prepare-compare"),
    path("packet/<str:handle>/polish", rewrite_views.rewrite_paragraph, name="prepare-polish"),
    path("packet/<str:handle>/out", packet_export.download, name="prepare-out"),
    path("packet/<str:handle>/held", packet_views.record_meeting, name="prepare-held"),
]
