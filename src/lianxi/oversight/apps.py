from django.apps import AppConfig


class OversightConfig(AppConfig):
    name = "lianxi.oversight"
    label = "oversight"

    def ready(self) -> None:
        """Names, adopters, withdrawals, history and succession of this room, one line a part."""
