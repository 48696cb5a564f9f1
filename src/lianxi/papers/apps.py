from django.apps import AppConfig


class PapersConfig(AppConfig):
    name = "lianxi.papers"
    label = "papers"

    def ready(self) -> None:
        from lianxi.journal.actions import keep_from_withdrawal, register_undo
        from lianxi.papers import history, incoming_queries, queries, regulation_queries, regulations, succession
        from lianxi.roster.history import register_history
        from lianxi.roster.names import register_names

        for beginning in ("document.", "number.", "issuer.", "paper.", "regulation."):
            keep_from_withdrawal(beginning)
        register_history(history.DOCUMENTS)
        register_history(history.PAPERS)
        register_undo("document.issued", history.undo_document)
        register_undo("paper.received", history.undo_paper)
        succession.register()
        regulations.register()
        register_names("document", queries.named_documents)
        register_names("regulation", regulation_queries.named_regulations)
        register_names("paper", incoming_queries.named_papers)
