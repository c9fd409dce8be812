from django.apps import AppConfig


class RelationshipsConfig(AppConfig):
    name = "relationships"

    def ready(self) -> None:
        from relationships import ledger, mail_in, panels, receivers  # noqa: F401  (registers them; models exist only now)
