from django.apps import AppConfig


class TasksConfig(AppConfig):
    name = "lianxi.tasks"
    label = "tasks"

    def ready(self) -> None:
        from lianxi.journal.actions import keep_from_withdrawal

        for beginning in ("task.", "help.", "execution."):
            keep_from_withdrawal(beginning)
