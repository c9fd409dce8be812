from django.apps import AppConfig


class TrainingConfig(AppConfig):
    name = "requests_app.training"
    label = "training"

    def ready(self) -> None:
        from requests_app.training import panels  # noqa: F401  (registers them; models exist only now)
