from django.apps import AppConfig


class TenancyConfig(AppConfig):
    name = "tta_portal.tenancy"
    label = "tenancy"
