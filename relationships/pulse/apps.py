from django.apps import AppConfig


class PulseConfig(AppConfig):
    name = "relationships.pulse"
    label = "pulse"

    def ready(self) -> None:
        from relationships.depth.sources import register_trust
        from relationships.pulse import cards  # noqa: F401  (registers it; models exist only now)
        from relationships.pulse.trust import MUTUAL

        register_trust(MUTUAL)
