from django.apps import AppConfig


class RosterConfig(AppConfig):
    name = "lianxi.roster"
    label = "roster"

    def ready(self) -> None:
        from lianxi.journal.moves import register_relation
        from lianxi.roster.roles import RELATIONS

        for name, (label, roles) in RELATIONS.items():
            register_relation(name, label, roles.__contains__)
