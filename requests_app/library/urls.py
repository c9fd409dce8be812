from django.urls import path

from requests_app.library import views

urlpatterns = [
    path("resources/", views.library, name="resources"),
    path("resources/new/", views.new, name="new_resource"),
    path("resources/similar/", views.similar_to, name="similar"),
    path("resources/<int:pk>/", views.detail, name="resource"),
    path("resources/<int:pk>/file/", views.download, name="resource_file"),
    path("resources/<int:pk>/edit/", views.edit, name="edit_resource"),
    path("resources/<int:pk>/retire/", views.retire, name="retire_resource"),
    path("requests/<int:number>/resources/", views.send, name="send_resource"),
]
