from django.apps import AppConfig


class LibraryConfig(AppConfig):
    name = "requests_app.library"
    label = "library"

    def ready(self) -> None:
        from requests_app.library import finders, panels  # noqa: F401  (registers them; models exist only now)
