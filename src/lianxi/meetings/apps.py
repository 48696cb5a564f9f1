from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "lianxi.meetings"
    label = "meetings"

    def ready(self) -> None:
        from lianxi.journal.actions import keep_from_withdrawal, register_undo
        from lianxi.meetings import adoption, history, pack_queries, queries, succession
        from lianxi.roster.by_hand import register_adopter, register_document
        from lianxi.roster.history import register_history
        from lianxi.roster.names import register_names

        succession.register()
        for sheet in (history.MEETINGS, history.ATTENDED, history.MINUTES):
            register_history(sheet)
        register_undo("attendance.recorded", history.undo_attendance)
        register_undo("minutes.issued", history.undo_issue)
        register_undo("decision.made", history.undo_decision)
        register_adopter("meeting.held", adoption.adopt_meeting)
        register_adopter("minutes.approved", adoption.adopt_approval)
        register_adopter("minutes.issued", adoption.adopt_issue)
        register_undo("meeting.held", adoption.undo_meeting)
        for beginning in ("meeting.called", "meeting.held", "meeting.postponed", "meeting.cancelled"):
            keep_from_withdrawal(beginning)
        register_undo("minutes.approved", adoption.undo_approval)
        for beginning in (
            "minutes.submitted",
            "minutes.returned",
            "minutes.approval_",
            "minutes.issued",
            "minutes.received",
        ):
            keep_from_withdrawal(beginning)
        for beginning in ("attendance.", "decision.", "analysis.", "concern."):
            keep_from_withdrawal(beginning)
        register_document("minutes", adoption.minutes_number)
        register_names("meeting", queries.named_meetings)
        register_names("decision", queries.named_decisions)
        register_names("analysis", pack_queries.named_packs)
        register_names("concern", pack_queries.named_concerns)
