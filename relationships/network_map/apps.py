from django.apps import AppConfig


class NetworkMapConfig(AppConfig):
    name = "relationships.network_map"
    label = "network_map"
