from django.apps import AppConfig


class CharterConfig(AppConfig):
    name = "lianxi.charter"
    label = "charter"

    def ready(self) -> None:
        from lianxi.charter.gates import refuse_before_approval
        from lianxi.journal.frame import register_gate_keeper

        register_gate_keeper(refuse_before_approval)
