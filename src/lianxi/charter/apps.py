from django.apps import AppConfig


class CharterConfig(AppConfig):
    name = "lianxi.charter"
    label = "charter"

    def ready(self) -> None:
        from lianxi.charter import actions
        from lianxi.charter.articles import article_of
        from lianxi.charter.gates import refuse_before_approval
        from lianxi.journal.actions import register_undo
        from lianxi.journal.frame import register_article_finder, register_gate_keeper

        register_undo("key_period.declared", actions.undo_declaration)
        register_undo("key_period.ended", actions.undo_ending)
        register_undo("calendar.loaded", actions.undo_calendar)
        register_gate_keeper(refuse_before_approval)
        register_article_finder(article_of)
