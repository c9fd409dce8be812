from django.apps import AppConfig


class RosterConfig(AppConfig):
    name = "tta_portal.roster"
    label = "roster"
