from django.apps import AppConfig


class TrainingConfig(AppConfig):
    name = "requests_app.training"
    label = "training"
