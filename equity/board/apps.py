from django.apps import AppConfig


class BoardConfig(AppConfig):
    name = "equity.board"
    label = "equity_board"

    def ready(self) -> None:
        from equity.board import readers  # noqa: F401  (registers them; models exist only now)
