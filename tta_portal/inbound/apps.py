from django.apps import AppConfig


class InboundConfig(AppConfig):
    name = "tta_portal.inbound"
    label = "inbound"

    def ready(self) -> None:
        from tta_portal.inbound import receivers  # noqa: F401  (registers itself)
