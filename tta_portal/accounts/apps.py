from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "tta_portal.accounts"
    label = "accounts"
