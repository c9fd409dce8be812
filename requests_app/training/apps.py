from django.apps import AppConfig


class TrainingConfig(AppConfig):
    name = "requests_app.training"
    label = "training"

    def ready(self) -> None:
        from requests_app.training import mail_in, panels  # noqa: F401  (registers them; models exist only now)
