from django.apps import AppConfig


class SummariesConfig(AppConfig):
    name = "equity.summaries"
    label = "summaries"
