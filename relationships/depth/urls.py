from django.urls import path

from relationships.depth import views

urlpatterns = [
    path("relationships/", views.how_relationships_grow, name="relationships"),
    path("relationships/by-level/", views.by_level, name="by_level"),
    path("organizations/<int:pk>/how-far/", views.how_far, name="how_far"),
    path("relationships/disputes/<int:pk>/", views.answer_dispute, name="answer_depth_dispute"),
]
