from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    name = "tta_portal.directory"
    label = "directory"
