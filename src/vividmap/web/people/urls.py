"""Where people are."""

from django.urls import path

from vividmap.web.people import views

urlpatterns = [
    path("people", views.people, name="people"),
    path("people/map", views.people_map, name="people-map"),
    path("people/add", views.add_person, name="people-add"),
    path("people/<str:handle>/card", views.person_card, name="people-card"),
    path("people/<str:handle>/touch", views.add_touchpoint, name="people-touch"),
    path("people/<str:handle>/moved", views.record_move, name="people-moved"),
    path("people/<str:handle>/surfaced", views.update_shown_entries, name="people-surfaced"),
    path("people/<str:handle>/real", views.set_trust_mark, name="people-real"),
]
