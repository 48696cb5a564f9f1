"""Who gets through where, written by hand: one row for every address. The access matrix compares the product with it.

A new address needs a row here, or the suite fails. In a row: ``see`` are those who get a page by GET (of the others of
the conference each gets 403), ``post`` those whose POST is taken up, ``writes`` those whose ``form`` really changes
something, ``hidden`` those for whom the object is not there (404; ``hidden_post``: only by POST). The outsider and the
nobody get 404 everywhere.
"""

from __future__ import annotations

from tests.cast import PASSWORD
from tests.web import (
    oracle_calendar,
    oracle_casework,
    oracle_changes,
    oracle_directives,
    oracle_history,
    oracle_identities,
    oracle_incoming,
    oracle_leaders,
    oracle_inspections,
    oracle_ledger_settings,
    oracle_papers,
    oracle_push,
    oracle_regulations,
    oracle_slips,
    oracle_unit_changes,
    oracle_units,
)
from tests.web.rows import (
    ALL,
    CALLERS,
    DAY,
    JOURNAL,
    MEMBERS,
    OFFICE,
    TODAY,
    UNITS,
    WORKERS,
    Row,
    a_scan,
    of_meeting,
    of_number,
    of_seat,
    only_post,
)

#: units that the issued minutes of the scene did not go to
NOT_RECEIVERS = "police liaison"
#: address name → row; the pages of a conference
_OWN: dict[str, Row] = {
    "home": Row(see=MEMBERS, post=MEMBERS),
    "article": Row(see=MEMBERS, post=MEMBERS, args=lambda scene: (3,)),
    "owed": Row(see=OFFICE, post=OFFICE, query=lambda scene: f"duty={scene.work}"),
    "records": Row(see=JOURNAL, post=JOURNAL),
    "record": Row(
        see=OFFICE,
        post=OFFICE,
        writes=OFFICE,
        query=lambda scene: f"duty={scene.work}",
        form=lambda scene: {"part": "done", "title": "十一月例会", "happened_on": DAY},
    ),
    "record_many": Row(see=OFFICE, post=OFFICE),
    "record_template": Row(see=OFFICE, post=OFFICE),
    "explain": Row(
        see=OFFICE,
        post=OFFICE,
        writes=OFFICE,
        query=lambda scene: f"duty={scene.work}&window=2026-03-01",
        form=lambda scene: {"reason": "防汛"},
    ),
    "confirm_explanation": Row(
        see=f"{OFFICE} convener", post=f"{OFFICE} convener", writes="convener", args=of_number("explanation")
    ),
    "key_periods": Row(
        see=MEMBERS,
        post=MEMBERS,
        writes=f"{OFFICE} convener",
        form=lambda scene: {
            "name": "年末",
            "start": "2026-12-20",
            "end": "2026-12-31",
            "basis": "镇党委会决定",
            "declared_on": DAY,
        },
    ),
    "end_key_period": Row(
        see=f"{OFFICE} convener",
        post=f"{OFFICE} convener",
        writes=f"{OFFICE} convener",
        args=of_number("key_period"),
        form=lambda scene: {"end": "2026-11-28", "version": 1},
    ),
    "rulebook": Row(see=MEMBERS, post=MEMBERS),
    "rulebook_version": Row(see=MEMBERS, post=MEMBERS, args=lambda scene: (1,)),
    "rulebook_export": Row(see=MEMBERS, post=MEMBERS, args=lambda scene: (1,)),
    "rulebook_changes": Row(see=MEMBERS, post=MEMBERS, args=lambda scene: (1, 2)),
    "rulebook_new": Row(see=OFFICE, post=OFFICE),
    "rulebook_questions": Row(see="clerk", post="clerk", hidden="director", args=of_number("draft")),
    "rulebook_preview": Row(see="clerk", post="clerk", hidden="director", args=of_number("draft")),
    "rulebook_discard": Row(see=OFFICE, post="clerk", hidden_post="director", args=of_number("draft")),
    "meetings": Row(see=MEMBERS, post=MEMBERS),
    "meetings_export": Row(see=MEMBERS, post=MEMBERS),
    "meeting_new": Row(
        see=CALLERS,
        post=CALLERS,
        writes=CALLERS,
        form=lambda scene: {"title": "工作会议", "day": TODAY, "units": [scene.cast.village.unit]},
    ),
    "meeting_settings": Row(
        see=OFFICE, post=OFFICE, writes=OFFICE, form=lambda scene: {"kind": "work", "approval": "0"}
    ),
    "meeting": Row(see=MEMBERS, post=MEMBERS, args=of_meeting("called")),
    "meeting_postpone": Row(
        see=CALLERS,
        post=CALLERS,
        writes=CALLERS,
        args=of_meeting("called"),
        form=lambda scene: {"version": 1, "day": "2026-11-30", "reason": "防汛"},
    ),
    "meeting_cancel": Row(
        see=CALLERS,
        post=CALLERS,
        writes=CALLERS,
        args=of_meeting("called"),
        form=lambda scene: {"version": 1, "reason": "防汛"},
    ),
    "meeting_sign_in": Row(
        see=UNITS, post=UNITS, writes=UNITS, args=of_meeting("called"), form=lambda scene: {"answer": "present"}
    ),
    "meeting_attendance": Row(
        see=OFFICE,
        post=OFFICE,
        writes=OFFICE,
        args=of_meeting("called"),
        form=lambda scene: {"version": 1, "rest_present": "on"},
    ),
    "meeting_attendance_of_unit": Row(
        see=OFFICE,
        post=OFFICE,
        writes=OFFICE,
        args=of_meeting("called"),
        form=lambda scene: {"unit": scene.cast.village.unit, "answer": "present"},
    ),
    "meeting_notice": Row(see=OFFICE, post=OFFICE, args=of_meeting("called")),
    "meeting_sheet": Row(see=OFFICE, post=OFFICE, args=of_meeting("called")),
    "meeting_ics": Row(see=MEMBERS, post=MEMBERS, args=of_meeting("called")),
    "meeting_qr": Row(see=OFFICE, post=OFFICE, args=of_meeting("called")),
    "minutes_edit": Row(
        see=OFFICE,
        post=OFFICE,
        writes=OFFICE,
        args=of_meeting("drafted"),
        form=lambda scene: {"seen": 2, "heard": "会议听取了汇报。", "do": "submit"},
    ),
    "minutes_autosave": Row(
        see="",
        post=OFFICE,
        get_refused=OFFICE,
        args=of_meeting("drafted"),
        form=lambda scene: {"seen": 2, "heard": "会议听取了汇报。"},
    ),
    "minutes_text": Row(see=MEMBERS, post=MEMBERS, hidden=NOT_RECEIVERS, args=of_meeting("issued")),
    "minutes_docx": Row(see=MEMBERS, post=MEMBERS, hidden=NOT_RECEIVERS, args=of_meeting("issued")),
    "minutes_ahead": Row(
        see=OFFICE,
        post=OFFICE,
        writes=OFFICE,
        args=lambda scene: (scene.meetings["drafted"], 1),
        form=lambda scene: {"version": 2},
    ),
    "minutes_correct": Row(
        see=OFFICE,
        post=OFFICE,
        writes=OFFICE,
        args=of_meeting("issued"),
        form=lambda scene: {
            "seen": 0,
            "base": 5,
            "correction": "补记",
            "heard": "会议听取了汇报，并有补充。",
            "text_0": "核实渠道淤积。",
            "lead_0": scene.cast.village.unit,
        },
    ),
    "minutes_approve": Row(
        see="convener",
        post="convener",
        writes="convener",
        args=of_meeting("submitted"),
        form=lambda scene: {"version": 3, "do": "approve"},
    ),
    "minutes_approve_behalf": Row(
        see=OFFICE,
        post=OFFICE,
        writes=OFFICE,
        args=of_meeting("submitted"),
        form=lambda scene: {
            "version": 3,
            "result": "approve",
            "behalf_seat": scene.cast.convener.seat,
            "means": "paper",
            "behalf_on": TODAY,
            "scans": a_scan(),
        },
    ),
    "minutes_take_back": Row(
        see=f"{OFFICE} convener",
        post=f"{OFFICE} convener",
        writes=f"{OFFICE} convener",
        args=of_meeting("approved"),
        form=lambda scene: {"version": 4, "reason": "牵头单位有误"},
    ),
    "minutes_issue": Row(
        see=OFFICE,
        post=OFFICE,
        writes=OFFICE,
        args=of_meeting("approved"),
        form=lambda scene: {"version": 4, "units": [scene.cast.village.unit]},
    ),
    "minutes_receive": Row(
        see="village", post="village", writes="village", hidden=NOT_RECEIVERS, args=of_meeting("issued")
    ),
    "minutes_receipts": Row(
        see=OFFICE,
        post=OFFICE,
        writes=OFFICE,
        args=of_meeting("issued"),
        form=lambda scene: {"unit": scene.cast.village.unit, "means": "paper", "behalf_on": TODAY},
    ),
    "decision_withdraw": Row(
        see=OFFICE,
        post=OFFICE,
        writes=OFFICE,
        args=lambda scene: (scene.meetings["issued"], scene.decision),
        form=lambda scene: {"reason": "情况变化"},
    ),
    "inbox": Row(see=ALL, post=ALL),
    "tasks": Row(see=MEMBERS, post=MEMBERS),
    "tasks_export": Row(see=MEMBERS, post=MEMBERS),
    "chase": Row(see=OFFICE, post=OFFICE, writes=OFFICE, form=lambda scene: {"task": str(scene.task)}),
    "task_new": Row(
        see=f"{OFFICE} convener",
        post=f"{OFFICE} convener",
        writes=f"{OFFICE} convener",
        form=lambda scene: {"title": "排查", "lead": scene.cast.village.unit},
    ),
    "task": Row(see=MEMBERS, post=MEMBERS, hidden="police liaison", args=of_number("task")),
    "task_file": Row(see=MEMBERS, post=MEMBERS, hidden="police liaison", args=lambda scene: (scene.task, scene.report)),
    "helps": Row(see=MEMBERS, post=MEMBERS),
    "help_new": Row(see=f"{OFFICE} {UNITS} convener", post=f"{OFFICE} {UNITS} convener"),
    "help": Row(see=MEMBERS, post=MEMBERS, args=of_number("help")),
    "roster": Row(see=ALL, post=ALL),
    "roster_print": Row(see=ALL, post=ALL),
    "roster_export": Row(see=ALL, post=ALL),
    "roster_grant": Row(
        see=OFFICE,
        post=OFFICE,
        writes=OFFICE,
        form=lambda scene: {"role": "office_staff", "name": "新来的人", "since": DAY},
    ),
    "seat": Row(see=ALL, post=ALL, args=of_seat("convener")),
    "seat_holder": Row(
        see=OFFICE,
        post=OFFICE,
        writes=OFFICE,
        args=of_seat("police"),
        form=lambda scene: {"name": "接任的人", "since": DAY, "version": 1},
    ),
    "seat_close": Row(
        see=OFFICE,
        post=OFFICE,
        writes=OFFICE,
        args=of_seat("liaison"),
        form=lambda scene: {"on": DAY, "version": 1},
    ),
    "seat_account": Row(
        see=f"{OFFICE} admin_system",
        post=f"{OFFICE} admin_system",
        writes=f"{OFFICE} admin_system",
        args=of_number("unopened"),
        form=lambda scene: {"username": "newcomer"},
    ),
    "seat_invite": Row(see=f"{OFFICE} admin_system", post=f"{OFFICE} admin_system", args=of_number("unopened")),
    "seat_link": Row(
        see=f"{OFFICE} admin_system",
        post=f"{OFFICE} admin_system",
        writes=f"{OFFICE} admin_system",
        args=of_seat("convener"),
        form=lambda scene: {"serial": 0},
    ),
    "seat_switch": Row(
        see=f"{OFFICE} admin_system",
        post=f"{OFFICE} admin_system",
        writes=f"{OFFICE} admin_system",
        args=of_seat("police"),
        form=lambda scene: {"on": "off"},
    ),
    "seat_part": Row(
        see=f"{OFFICE} admin_system",
        post=f"{OFFICE} admin_system",
        writes=f"{OFFICE} admin_system",
        args=of_seat("village"),
    ),
    "seat_unlock": Row(
        see=f"{OFFICE} admin_security",
        post=f"{OFFICE} admin_security",
        writes=f"{OFFICE} admin_security",
        args=of_seat("village"),
    ),
    "sign_ins": Row(see="admin_security admin_audit", post="admin_security admin_audit"),
    "journal": Row(see=f"{JOURNAL} admin_audit", post=f"{JOURNAL} admin_audit"),
    "entry": Row(
        see=JOURNAL, post=JOURNAL, writes=OFFICE, args=of_number("record"), form=lambda scene: {"reason": "录错"}
    ),
    "confirm_behalf": Row(see=WORKERS, post=WORKERS, writes="convener", args=of_number("behalf")),
    "confirmations": Row(
        see=WORKERS,
        post=WORKERS,
        writes="convener",
        form=lambda scene: {"entry": [scene.behalf]},
    ),
    "file": Row(see=JOURNAL, post=JOURNAL, args=of_number("file")),
    "take_seat": only_post("clerk", hidden="*", args=of_seat("clerk")),
}

#: an area with a file of its own (``oracle_<area>.py``) adds its rows here
CONFERENCE: dict[str, Row] = {
    **_OWN,
    **oracle_calendar.ROWS,
    **oracle_directives.ROWS,
    **oracle_history.ROWS,
    **oracle_identities.ROWS,
    **oracle_changes.ROWS,
    **oracle_units.ROWS,
    **oracle_unit_changes.ROWS,
    **oracle_papers.ROWS,
    **oracle_incoming.ROWS,
    **oracle_inspections.ROWS,
    **oracle_ledger_settings.ROWS,
    **oracle_push.ROWS,
    **oracle_regulations.ROWS,
    **oracle_slips.ROWS,
    **oracle_leaders.ROWS,
    **oracle_casework.ROWS,
}

#: pages of the deployment: who gets a page by GET, whose POST is taken up; the others get 404 (or 405)
EVERYBODY = f"{ALL} outsider nobody"
PASSPORT = {"username": "clerk", "password": PASSWORD}
DEPLOYMENT: dict[str, Row] = {
    "start": Row(see=EVERYBODY, post=EVERYBODY),
    "login": Row(see=f"{EVERYBODY} anonymous", post=f"{EVERYBODY} anonymous", form=lambda scene: PASSPORT),
    "logout": only_post(EVERYBODY, EVERYBODY),
    "link": Row(see=f"{EVERYBODY} anonymous", post=f"{EVERYBODY} anonymous", args=lambda scene: scene.link),
    "join": Row(see=EVERYBODY, post=EVERYBODY, args=lambda scene: (scene.invitation,)),
    "me": Row(see=EVERYBODY, post=EVERYBODY, form=lambda scene: {"current": "x"}),
    "mail": Row(see=EVERYBODY, post=EVERYBODY, form=lambda scene: {"address": "someone@example.gov.cn"}),
    "forget_devices": only_post(EVERYBODY),
    "forget_kept": only_post(EVERYBODY),
    "founding": Row(see="clerk outsider", post="clerk outsider"),
    "founding_read": Row(see="clerk", post="clerk", args=of_number("founding_draft")),
    "founding_questions": Row(see="clerk", post="clerk", args=of_number("founding_draft")),
    "founding_settings": Row(see="clerk", post="clerk", args=of_number("founding_draft")),
    "founding_confirm": Row(see="clerk", post="clerk", args=of_number("founding_draft")),
    "founding_discard": only_post("clerk", get_refused="clerk outsider", args=of_number("founding_draft")),
}
