"""No page here has a URL of its own: the feed is answered at the door, and nothing else opens with it."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
