from django.apps import AppConfig


class EquityConfig(AppConfig):
    name = "equity"

    def ready(self) -> None:
        from equity import behind, public_links  # noqa: F401  (registers them; models exist only now)
