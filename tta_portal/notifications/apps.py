from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    name = "tta_portal.notifications"
    label = "notifications"
