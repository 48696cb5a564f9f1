"""Every address. Pages of a conference live under ``/<slug>/``; a few belong to the deployment."""

from __future__ import annotations

from django.urls import include, path, register_converter

from lianxi.roster.founding import RESERVED
from lianxi.web import (
    accounts,
    founding,
    helps,
    home,
    inbox,
    journal,
    key_periods,
    record_tables,
    records,
    roster,
    roster_keys,
    rulebook,
    tasks,
)


class SlugConverter:
    """A conference's short name; never one of the deployment's own words."""

    regex = rf"(?!(?:{'|'.join(sorted(RESERVED))})/)[a-z0-9-]{{2,40}}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(SlugConverter, "conference")

of_a_conference = [
    path("", home.home, name="home"),
    path("article/<int:position>/", home.article, name="article"),
    path("records/", records.records, name="records"),
    path("records/new", records.record, name="record"),
    path("records/many", record_tables.record_many, name="record_many"),
    path("records/many/template.xlsx", record_tables.template, name="record_template"),
    path("records/explain", records.explain, name="explain"),
    path("explanations/<int:number>/confirm", records.confirm_explanation, name="confirm_explanation"),
    path("key-periods/", key_periods.key_periods, name="key_periods"),
    path("key-periods/<int:number>/end", key_periods.end_key_period, name="end_key_period"),
    path("rulebook/", rulebook.rulebook, name="rulebook"),
    path("rulebook/<int:number>/", rulebook.version, name="rulebook_version"),
    path("rulebook/<int:number>/export.json", rulebook.export, name="rulebook_export"),
    path("rulebook/<int:before>/<int:number>/", rulebook.difference, name="rulebook_changes"),
    path("rulebook/new/", rulebook.new_version, name="rulebook_new"),
    path("rulebook/new/<slug:token>/", rulebook.new_questions, name="rulebook_questions"),
    path("rulebook/new/<slug:token>/preview", rulebook.preview, name="rulebook_preview"),
    path("rulebook/new/<slug:token>/discard", rulebook.discard, name="rulebook_discard"),
    path("inbox/", inbox.inbox, name="inbox"),
    path("tasks/", tasks.tasks, name="tasks"),
    path("tasks/export.xlsx", tasks.export, name="tasks_export"),
    path("tasks/chase", tasks.chase, name="chase"),
    path("tasks/new", tasks.assign, name="task_new"),
    path("tasks/<int:number>/", tasks.task, name="task"),
    path("tasks/<int:number>/files/<int:file>", tasks.task_file, name="task_file"),
    path("help/", helps.helps, name="helps"),
    path("help/new", helps.ask, name="help_new"),
    path("help/<int:number>/", helps.help_, name="help"),
    path("roster/", roster.roster, name="roster"),
    path("roster/print", roster.printed, name="roster_print"),
    path("roster/export.xlsx", roster.export, name="roster_export"),
    path("roster/grant", roster.grant, name="roster_grant"),
    path("roster/seats/<int:number>/", roster.seat, name="seat"),
    path("roster/seats/<int:number>/holder", roster.seat_holder, name="seat_holder"),
    path("roster/seats/<int:number>/close", roster.seat_close, name="seat_close"),
    path("roster/seats/<int:number>/account", roster_keys.seat_account, name="seat_account"),
    path("roster/seats/<int:number>/link", roster_keys.seat_link, name="seat_link"),
    path("roster/seats/<int:number>/switch", roster_keys.seat_switch, name="seat_switch"),
    path("roster/seats/<int:number>/part", roster_keys.seat_part, name="seat_part"),
    path("roster/seats/<int:number>/unlock", roster_keys.seat_unlock, name="seat_unlock"),
    path("sign-ins/", roster_keys.sign_ins, name="sign_ins"),
    path("journal/", journal.entries, name="journal"),
    path("journal/<int:number>/", journal.entry, name="entry"),
    path("journal/<int:number>/confirm", journal.confirm_behalf, name="confirm_behalf"),
    path("files/<int:number>", journal.file, name="file"),
    path("seat/<int:seat>", accounts.take_seat, name="take_seat"),
]

urlpatterns = [
    path("", accounts.start, name="start"),
    path("login", accounts.sign_in, name="login"),
    path("logout", accounts.sign_out, name="logout"),
    path("link/<str:uid>/<str:token>", accounts.one_time_link, name="link"),
    path("me", accounts.me, name="me"),
    path("me/devices/forget", accounts.forget_devices, name="forget_devices"),
    path("me/kept/forget", accounts.forget_kept, name="forget_kept"),
    path("new/", founding.start, name="founding"),
    path("new/<slug:token>/", founding.read, name="founding_read"),
    path("new/<slug:token>/questions", founding.questions, name="founding_questions"),
    path("new/<slug:token>/settings", founding.settings, name="founding_settings"),
    path("new/<slug:token>/confirm", founding.confirm, name="founding_confirm"),
    path("new/<slug:token>/discard", founding.discard, name="founding_discard"),
    path("<conference:slug>/", include(of_a_conference)),
]

handler403 = "lianxi.web.errors.forbidden"
handler404 = "lianxi.web.errors.not_found"
handler500 = "lianxi.web.errors.broken"
