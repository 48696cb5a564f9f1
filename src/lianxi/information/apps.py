from django.apps import AppConfig


class InformationConfig(AppConfig):
    name = "lianxi.information"
    label = "information"

    def ready(self) -> None:
        """Names, adopters, withdrawals, history and succession of this room, one line a part."""
