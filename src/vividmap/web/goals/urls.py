"""Where goals are, and what is done to goals, gaps and skills."""

from django.urls import path

from vividmap.web.goals import skill_views, views

urlpatterns = [
    path("goals", views.goals, name="goals"),
    path("goals/add", views.add, name="goals-add"),
    path("goals/<str:handle>/gap", views.gap, name="goals-gap"),
    path("goals/<str:handle>/update", views.update, name="goals-update"),
    path("goals/<str:handle>/state", views.state, name="goals-state"),
    path("skills/<str:handle>/rename", skill_views.rename, name="skills-rename"),
    path("skills/<str:handle>/alias", skill_views.alias, name="skills-alias"),
    path("skills/<str:handle>/merge", skill_views.merge, name="skills-merge"),
]
