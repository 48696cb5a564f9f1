from django.apps import AppConfig


class RosterConfig(AppConfig):
    name = "lianxi.roster"
    label = "roster"

    def ready(self) -> None:
        from lianxi.journal.actions import keep_from_withdrawal, register_undo
        from lianxi.journal.moves import register_relation
        from lianxi.roster import by_hand
        from lianxi.roster.roles import RELATIONS

        register_undo("meeting.explained", by_hand.undo_explanation)
        register_undo("meeting.explanation_confirmed", by_hand.undo_confirmation)
        keep_from_withdrawal("seat.")
        for name, (label, roles) in RELATIONS.items():
            register_relation(name, label, roles.__contains__)
