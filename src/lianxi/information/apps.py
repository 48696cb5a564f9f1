from django.apps import AppConfig


class InformationConfig(AppConfig):
    name = "lianxi.information"
    label = "information"

    def ready(self) -> None:
        """Names, adopters, withdrawals, history and succession of this room, one line a part."""
        from lianxi.information import dispute_start, information_room, problem_history

        information_room.register()
        dispute_start.register()
        problem_history.register()
