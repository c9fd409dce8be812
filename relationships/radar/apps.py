from django.apps import AppConfig


class RadarConfig(AppConfig):
    name = "relationships.radar"
    label = "radar"
