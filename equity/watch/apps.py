from django.apps import AppConfig


class WatchConfig(AppConfig):
    name = "equity.watch"
    label = "watch"

    def ready(self) -> None:
        from equity.watch import readers  # noqa: F401  (registers itself; models exist only now)
