from django.apps import AppConfig


class AssessmentConfig(AppConfig):
    name = "lianxi.assessment"
    label = "assessment"

    def ready(self) -> None:
        """Names, withdrawals, history and succession of this room."""
        from lianxi.assessment import room

        room.register()
