from django.apps import AppConfig


class InboxConfig(AppConfig):
    name = "lianxi.inbox"
    label = "inbox"

    def ready(self) -> None:
        from lianxi.inbox.announce import counted_unseen
        from lianxi.roster.queries import register_unseen

        register_unseen(counted_unseen)
