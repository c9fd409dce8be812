from django.apps import AppConfig


class LibraryConfig(AppConfig):
    name = "requests_app.library"
    label = "library"
