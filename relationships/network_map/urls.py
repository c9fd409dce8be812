from django.urls import path

from relationships.network_map import views

urlpatterns = [path("map/", views.network_map, name="network_map")]
