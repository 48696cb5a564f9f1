from django.apps import AppConfig


class MattersConfig(AppConfig):
    name = "lianxi.matters"
    label = "matters"

    def ready(self) -> None:
        from lianxi.charter.actions import register_calendar_follower
        from lianxi.journal.actions import keep_from_withdrawal
        from lianxi.matters import clockwork, queries, succession
        from lianxi.matters.identities import holders, register_holders
        from lianxi.matters.leadership import charge_queries, reception_queries
        from lianxi.matters.villages import village_queries, village_succession
        from lianxi.roster.names import register_names

        holders.register()
        holders.register_holder("village_case", register_holders.of_village_cases, register_holders.case_label)
        holders.register_holder("reception", register_holders.of_receptions, register_holders.reception_label)
        for beginning in (
            "matter.",
            "identity.",
            "ledger.",
            "village_case.",
            "reception_day.",
            "reception.",
            "charge.",
        ):
            keep_from_withdrawal(beginning)
        register_names("matter", queries.named_matters)
        register_names("village_case", village_queries.named_cases)
        register_names("reception", reception_queries.named_receptions)
        register_names("reception_day", reception_queries.named_days)
        register_names("charge", charge_queries.named_charges)
        succession.register()
        village_succession.register()
        register_calendar_follower(clockwork.follow_calendar)
