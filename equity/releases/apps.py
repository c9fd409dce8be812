from django.apps import AppConfig


class ReleasesConfig(AppConfig):
    name = "equity.releases"
    label = "releases"
