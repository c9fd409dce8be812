from django.apps import AppConfig


class InboundConfig(AppConfig):
    name = "tta_portal.inbound"
    label = "inbound"
