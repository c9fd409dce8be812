from django.apps import AppConfig


class EquityConfig(AppConfig):
    name = "equity"

    def ready(self) -> None:
        from equity import public_links  # noqa: F401  (registers itself)
