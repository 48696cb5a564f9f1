from django.apps import AppConfig


class BinderConfig(AppConfig):
    name = "lianxi.binder"
    label = "binder"

    def ready(self) -> None:
        """A finished binder waits in its asker's inbox."""
        from lianxi.binder.queries import ready
        from lianxi.inbox.queries import register_waiting

        register_waiting(ready)
