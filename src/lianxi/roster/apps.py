from django.apps import AppConfig


class RosterConfig(AppConfig):
    name = "lianxi.roster"
    label = "roster"

    def ready(self) -> None:
        from lianxi.journal.actions import keep_from_withdrawal, register_undo
        from lianxi.journal.moves import register_relation
        from lianxi.roster import by_hand, change_queries, changes, units
        from lianxi.roster.names import register_names
        from lianxi.roster.roles import RELATIONS

        register_undo("meeting.explained", by_hand.undo_explanation)
        register_undo("meeting.explanation_confirmed", by_hand.undo_confirmation)
        keep_from_withdrawal("seat.")
        register_names("change", change_queries.named_changes)
        for verb in ("change.filed", "change.reported", "change.acknowledged"):
            by_hand.register_adopter(verb, changes.adopt_step)
            register_undo(verb, changes.undo_step)
        register_undo("change.announced", changes.undo_announcement)
        keep_from_withdrawal("change.declined")
        for verb in units.WAY_BACK:
            register_undo(verb, units.way_back)
        for name, (label, roles) in RELATIONS.items():
            register_relation(name, label, roles.__contains__)
