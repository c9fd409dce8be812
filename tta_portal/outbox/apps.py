from django.apps import AppConfig


class OutboxConfig(AppConfig):
    name = "tta_portal.outbox"
    label = "outbox"
