from django.apps import AppConfig


class PapersConfig(AppConfig):
    name = "lianxi.papers"
    label = "papers"

    def ready(self) -> None:
        from lianxi.journal.actions import keep_from_withdrawal
        from lianxi.papers import queries
        from lianxi.roster.names import register_names

        for beginning in ("document.", "number.", "issuer."):
            keep_from_withdrawal(beginning)
        register_names("document", queries.named_documents)
