from django.apps import AppConfig


class DepthConfig(AppConfig):
    name = "relationships.depth"
    label = "depth"

    def ready(self) -> None:
        from relationships.depth import cards, receivers  # noqa: F401  (registers them; models exist only now)
