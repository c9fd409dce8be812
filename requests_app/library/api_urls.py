from django.urls import path

from requests_app.library import api

urlpatterns = [
    path("resources/", api.ResourceList.as_view(), name="api_resources"),
    path("resources/<int:pk>/", api.ResourceDetail.as_view(), name="api_resource"),
]
