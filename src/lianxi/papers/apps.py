from django.apps import AppConfig


class PapersConfig(AppConfig):
    name = "lianxi.papers"
    label = "papers"

    def ready(self) -> None:
        from lianxi.journal.actions import keep_from_withdrawal, register_undo
        from lianxi.papers import (
            adoption,
            history,
            incoming_queries,
            queries,
            regulation_queries,
            regulations,
            succession,
        )
        from lianxi.roster.by_hand import register_adopter
        from lianxi.roster.history import register_history
        from lianxi.roster.names import register_names

        for beginning in ("document.", "number.", "issuer.", "paper.", "regulation.", "brief.", "work_points."):
            keep_from_withdrawal(beginning)
        register_history(history.DOCUMENTS)
        register_history(history.PAPERS)
        register_adopter("document.issued", adoption.adopt_document)
        register_adopter("brief.issued", adoption.adopt_brief)
        register_adopter("work_points.issued", adoption.adopt_work_points)
        for verb in ("document.issued", "brief.issued", "work_points.issued"):
            register_undo(verb, adoption.undo)
        register_undo("paper.received", history.undo_paper)
        succession.register()
        regulations.register()
        register_names("document", queries.named_documents)
        register_names("regulation", regulation_queries.named_regulations)
        register_names("paper", incoming_queries.named_papers)
