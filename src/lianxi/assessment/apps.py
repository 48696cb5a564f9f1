from django.apps import AppConfig


class AssessmentConfig(AppConfig):
    name = "lianxi.assessment"
    label = "assessment"

    def ready(self) -> None:
        """Names, adopters, withdrawals and succession of this room, one line a part."""
