"""Every address. Pages of a conference live under ``/<slug>/``; a few belong to the deployment."""

from __future__ import annotations

from django.urls import include, path, register_converter

from lianxi.roster.founding import RESERVED
from lianxi.web import (
    accounts,
    attendance,
    changes,
    directives,
    founding,
    helps,
    history,
    home,
    inbox,
    journal,
    key_periods,
    meeting_files,
    meetings,
    minutes,
    minutes_issue,
    owed,
    record_tables,
    records,
    returns,
    roster,
    roster_keys,
    rulebook,
    tasks,
    units,
    upward,
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
    path("owed", owed.owed, name="owed"),
    path("records/", records.records, name="records"),
    path("records/new", records.record, name="record"),
    path("records/many", record_tables.record_many, name="record_many"),
    path("records/many/template.xlsx", record_tables.template, name="record_template"),
    path("records/history/", history.upload, name="history"),
    path("records/history/template.xlsx", history.template, name="history_template"),
    path("records/history/<slug:token>/", history.preview, name="history_preview"),
    path("records/history/<slug:token>/marked.xlsx", history.marked, name="history_marked"),
    path("records/history/<slug:token>/discard", history.discard, name="history_discard"),
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
    path("meetings/", meetings.meetings, name="meetings"),
    path("meetings/export.xlsx", meetings.export, name="meetings_export"),
    path("meetings/new", meetings.call, name="meeting_new"),
    path("meetings/settings", meetings.settings, name="meeting_settings"),
    path("meetings/<int:number>/", meetings.meeting, name="meeting"),
    path("meetings/<int:number>/postpone", meetings.postpone, name="meeting_postpone"),
    path("meetings/<int:number>/cancel", meetings.cancel, name="meeting_cancel"),
    path("meetings/<int:number>/sign-in", attendance.sign_in, name="meeting_sign_in"),
    path("meetings/<int:number>/attendance", attendance.attendance, name="meeting_attendance"),
    path("meetings/<int:number>/attendance/unit", attendance.attendance_of_unit, name="meeting_attendance_of_unit"),
    path("meetings/<int:number>/notice.docx", meeting_files.notice, name="meeting_notice"),
    path("meetings/<int:number>/sign-in.docx", meeting_files.sign_in_sheet, name="meeting_sheet"),
    path("meetings/<int:number>/meeting.ics", meeting_files.calendar, name="meeting_ics"),
    path("meetings/<int:number>/qr", meeting_files.qr, name="meeting_qr"),
    path("meetings/<int:number>/minutes", minutes.edit, name="minutes_edit"),
    path("meetings/<int:number>/minutes/draft", minutes.autosave, name="minutes_autosave"),
    path("meetings/<int:number>/minutes/text", minutes.text, name="minutes_text"),
    path("meetings/<int:number>/minutes/ahead/<int:place>", minutes.ahead, name="minutes_ahead"),
    path("meetings/<int:number>/minutes/correct", minutes.correct, name="minutes_correct"),
    path("meetings/<int:number>/minutes.docx", meeting_files.minutes, name="minutes_docx"),
    path("meetings/<int:number>/approve", minutes_issue.approve, name="minutes_approve"),
    path("meetings/<int:number>/approve/on-behalf", minutes_issue.approve_on_behalf, name="minutes_approve_behalf"),
    path("meetings/<int:number>/issue", minutes_issue.issue, name="minutes_issue"),
    path("meetings/<int:number>/receive", minutes_issue.receive, name="minutes_receive"),
    path("meetings/<int:number>/receipts", minutes_issue.receipts, name="minutes_receipts"),
    path(
        "meetings/<int:number>/decisions/<int:decision>/withdraw",
        minutes_issue.withdraw_decision,
        name="decision_withdraw",
    ),
    path("tasks/", tasks.tasks, name="tasks"),
    path("tasks/export.xlsx", tasks.export, name="tasks_export"),
    path("tasks/chase", tasks.chase, name="chase"),
    path("tasks/new", tasks.assign, name="task_new"),
    path("tasks/<int:number>/", tasks.task, name="task"),
    path("tasks/<int:number>/files/<int:file>", tasks.task_file, name="task_file"),
    path("help/", helps.helps, name="helps"),
    path("help/new", helps.ask, name="help_new"),
    path("help/<int:number>/", helps.help_, name="help"),
    path("units/", units.units, name="units"),
    path("units/<int:number>/", units.unit, name="unit"),
    path("units/<int:number>/return.xlsx", returns.sheet, name="unit_sheet"),
    path("returns/", returns.upload, name="returns"),
    path("returns/<slug:token>/", returns.preview, name="return_preview"),
    path("returns/<slug:token>/discard", returns.discard, name="return_discard"),
    path("directives/", directives.directives, name="directives"),
    path("directives/export.xlsx", directives.export, name="directives_export"),
    path("directives/new", directives.receive, name="directive_new"),
    path("directives/<int:number>/", directives.directive, name="directive"),
    path("directives/<int:number>/break-down", directives.break_down, name="directive_break_down"),
    path("directives/<int:number>/answer", directives.answer, name="directive_answer"),
    path("directives/<int:number>/correct", directives.correct, name="directive_correct"),
    path("reports/", upward.reports, name="reports"),
    path("reports/export.xlsx", upward.export, name="reports_export"),
    path("reports/new", upward.draft, name="report_new"),
    path("reports/<int:number>/", upward.report, name="report"),
    path("reports/<int:number>/edit", upward.edit, name="report_edit"),
    path("reports/<int:number>/report.docx", upward.document, name="report_docx"),
    path("roster/", roster.roster, name="roster"),
    path("roster/print", roster.printed, name="roster_print"),
    path("roster/export.xlsx", roster.export, name="roster_export"),
    path("roster/changes/", changes.changes, name="changes"),
    path("roster/changes/export.xlsx", changes.export, name="changes_export"),
    path("roster/changes/new", changes.announce, name="change_new"),
    path("roster/changes/<int:number>/", changes.change, name="change"),
    path("roster/changes/<int:number>/letter.docx", changes.letter, name="change_letter"),
    path("roster/grant", roster.grant, name="roster_grant"),
    path("roster/seats/<int:number>/", roster.seat, name="seat"),
    path("roster/seats/<int:number>/holder", roster.seat_holder, name="seat_holder"),
    path("roster/seats/<int:number>/close", roster.seat_close, name="seat_close"),
    path("roster/seats/<int:number>/account", roster_keys.seat_account, name="seat_account"),
    path("roster/seats/<int:number>/invite", roster_keys.seat_invite, name="seat_invite"),
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
    path("join/<str:token>", accounts.join, name="join"),
    path("me", accounts.me, name="me"),
    path("me/mail", accounts.mail, name="mail"),
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

handler400 = "lianxi.web.errors.bad_request"
handler403 = "lianxi.web.errors.forbidden"
handler404 = "lianxi.web.errors.not_found"
handler500 = "lianxi.web.errors.broken"
