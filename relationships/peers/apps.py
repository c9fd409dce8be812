from django.apps import AppConfig


class PeersConfig(AppConfig):
    name = "relationships.peers"
    label = "peers"

    def ready(self) -> None:
        from relationships.depth.sources import register_given
        from relationships.peers import cards, panels, readers, receivers  # noqa: F401  (registers them; models exist only now)
        from relationships.peers.given import INTRODUCED

        register_given("introduction", INTRODUCED)
