"""Who may see and do what, by the role of the acting seat. Default deny: what stands in no row is nobody's."""

from __future__ import annotations

from lianxi.roster.roles import ADMINISTRATORS, LEADERS, MEMBERS, OFFICE, UNITS

MAY: dict[str, frozenset[str]] = {
    "board.see": MEMBERS,
    "rulebook.see": MEMBERS,
    "rulebook.change": OFFICE,
    "key_period.see": MEMBERS,
    "key_period.declare": OFFICE | {"convener"},
    "calendar.see": MEMBERS,
    "calendar.manage": OFFICE,
    "record.see": OFFICE | LEADERS | {"inspector"},
    "record.by_hand": OFFICE,
    "explanation.confirm": frozenset({"convener"}),
    "on_behalf.confirm": MEMBERS - {"inspector"},
    "entry.withdraw": OFFICE,
    "task.see": MEMBERS,
    "unit.see": MEMBERS,
    "task.manage": OFFICE | {"convener"},
    "task.step": OFFICE | UNITS | {"convener"},
    "paper.see": OFFICE | LEADERS | {"inspector"},
    "paper.handle": OFFICE,
    "paper.instruct": frozenset({"convener", "organ_head", "director"}),
    "document.see": MEMBERS,
    "document.draft": OFFICE,
    "document.sign": OFFICE | LEADERS,
    "document.receive": UNITS,
    "directive.see": OFFICE | LEADERS | {"inspector"},
    "directive.manage": OFFICE | {"convener"},
    "directive.answer": OFFICE,
    "inspection.see": MEMBERS,
    "inspection.manage": OFFICE,
    "regulation.see": MEMBERS,
    "regulation.manage": OFFICE,
    "push.see": OFFICE | LEADERS | {"inspector"},
    "meeting.see": MEMBERS,
    "meeting.manage": OFFICE | {"convener"},
    "attendance.own": UNITS,
    "attendance.record": OFFICE,
    "minutes.write": OFFICE,
    "minutes.approve": frozenset({"convener"}),
    "minutes.sign": UNITS,
    "inbox.see": MEMBERS | ADMINISTRATORS,
    "roster.see": MEMBERS | ADMINISTRATORS,
    "roster.change": OFFICE,
    "change.see": OFFICE | LEADERS | UNITS | {"inspector"},
    "change.announce": OFFICE | UNITS,
    "change.acknowledge": frozenset({"convener"}) | OFFICE,
    "account.manage": OFFICE | {"admin_system"},
    "account.unlock": OFFICE | {"admin_security"},
    "sign_in.see": frozenset({"admin_security", "admin_audit"}),
    "journal.see": OFFICE | LEADERS | {"inspector", "admin_audit"},
    "journal.texts": OFFICE | LEADERS | {"inspector"},
    "file.see": OFFICE | LEADERS | {"inspector"},
}


def may(role: str, what: str) -> bool:
    """Whether the role may; an unknown permission is a mistake of ours and raises ``KeyError``."""
    return role in MAY[what]
