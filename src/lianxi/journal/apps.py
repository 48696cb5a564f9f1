from django.apps import AppConfig
from django.db.models.signals import post_migrate


class JournalConfig(AppConfig):
    name = "lianxi.journal"
    label = "journal"

    def ready(self) -> None:
        # SQLite drops triggers when a migration rebuilds a table, so they are laid again after every migrate.
        from lianxi.journal import triggers

        post_migrate.connect(triggers.after_migrate, sender=self, dispatch_uid="journal.triggers")
