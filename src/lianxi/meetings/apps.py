from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "lianxi.meetings"
    label = "meetings"

    def ready(self) -> None:
        from lianxi.meetings import adoption
        from lianxi.roster.by_hand import register_adopter, register_document

        register_adopter("meeting.held", adoption.adopt_meeting)
        register_adopter("minutes.approved", adoption.adopt_approval)
        register_adopter("minutes.issued", adoption.adopt_issue)
        register_document("minutes", adoption.minutes_number)
