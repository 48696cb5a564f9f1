from django.apps import AppConfig


class TasksConfig(AppConfig):
    name = "lianxi.tasks"
    label = "tasks"

    def ready(self) -> None:
        from lianxi.journal.actions import keep_from_withdrawal, register_undo
        from lianxi.papers.outgoing import register_issue_follower
        from lianxi.roster.by_hand import register_adopter
        from lianxi.roster.history import register_history
        from lianxi.roster.names import register_names
        from lianxi.tasks import (
            demand_queries,
            demands,
            directive_history,
            directive_queries,
            directives,
            history,
            queries,
            succession,
            upward,
            work_points,
        )

        succession.register()
        for beginning in ("task.", "help.", "execution.", "directive.broken_down", "directive.corrected", "report."):
            keep_from_withdrawal(beginning)
        register_names("task", queries.named_tasks)
        register_names("help", queries.named_helps)
        register_names("directive", directive_queries.named_directives)
        register_names("report", directive_queries.named_reports)
        register_adopter("directive.received", directives.adopt_directive)
        register_adopter("directive.answered", directives.adopt_answer)
        register_adopter("report.sent", upward.adopt_report)
        register_history(history.TASKS)
        register_history(directive_history.DIRECTIVES)
        register_undo("task.assigned", history.undo_assignment)
        register_undo("task.completed", history.undo_completion)
        register_undo("task.verified", history.undo_verification)
        register_undo("directive.received", directives.undo_directive)
        register_undo("directive.answered", directives.undo_answer)
        register_undo("report.sent", upward.undo_report)
        for kind, sent in (("inspection", "inspection.ordered"), ("suggestion", "suggestion.made")):
            for verb in ("accepted", "returned", "cancelled", "reassigned"):
                keep_from_withdrawal(f"{kind}.{verb}")
            register_names(kind, demand_queries.namer(kind))
            register_adopter(sent, demands.adopt_sent)
            register_adopter(f"{kind}.answered", demands.adopt_answer)
            register_undo(sent, demands.undo_sent)
            register_undo(f"{kind}.answered", demands.undo_answer)
        register_issue_follower("work_points", work_points.give_out)
