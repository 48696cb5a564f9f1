from django.apps import AppConfig


class OversightConfig(AppConfig):
    name = "lianxi.oversight"
    label = "oversight"

    def ready(self) -> None:
        """Names, adopters, withdrawals, history and succession of this room, one line a part."""
        from lianxi.oversight import (
            interview_adoption,
            supervision_by_hand,
            supervision_history,
            supervision_queries,
            supervision_succession,
        )
        from lianxi.roster.history import register_history
        from lianxi.roster.names import register_names

        supervision_by_hand.register()
        supervision_succession.register()
        register_history(supervision_history.SUPERVISIONS)
        register_names("supervision", supervision_queries.named_supervisions)
        register_names("finding", supervision_queries.named_findings)
        interview_adoption.register()
