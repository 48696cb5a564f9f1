from django.apps import AppConfig


class TasksConfig(AppConfig):
    name = "lianxi.tasks"
    label = "tasks"

    def ready(self) -> None:
        from lianxi.journal.actions import keep_from_withdrawal
        from lianxi.roster.names import register_names
        from lianxi.tasks import queries

        for beginning in ("task.", "help.", "execution."):
            keep_from_withdrawal(beginning)
        register_names("task", queries.named_tasks)
        register_names("help", queries.named_helps)
