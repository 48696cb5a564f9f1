from django.apps import AppConfig


class PapersConfig(AppConfig):
    name = "lianxi.papers"
    label = "papers"

    def ready(self) -> None:
        from lianxi.journal.actions import keep_from_withdrawal
        from lianxi.papers import incoming_queries, queries
        from lianxi.roster.names import register_names

        for beginning in ("document.", "number.", "issuer.", "paper."):
            keep_from_withdrawal(beginning)
        register_names("document", queries.named_documents)
        register_names("paper", incoming_queries.named_papers)
