from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "tta_portal.files"
    label = "files"
