from django.apps import AppConfig


class RequestsAppConfig(AppConfig):
    name = "requests_app"

    def ready(self) -> None:
        from requests_app import readers  # noqa: F401  (as below)
        from requests_app.mail_in import bounced, curtains, offers, ways  # noqa: F401  (registers them; models exist only now)
