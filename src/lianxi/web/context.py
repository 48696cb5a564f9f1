"""What the frame of every page needs: the visit, the navigation, the count of unseen things. No query of its own."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from lianxi.roster import policy
from lianxi.roster.roles import UNITS
from lianxi.web.handbook import help_for
from lianxi.web.pages import front_page

#: address name → words → permission, in the order of the bar
NAVIGATION = (
    ("home", "履职总览", "board.see"),
    ("meetings", "会议", "meeting.see"),
    ("tasks", "任务", "task.see"),
    ("matters", "信访事项", "matter.see"),
    ("information", "信息研判", "information.see"),
    ("documents", "文电", "document.see"),
    ("supervisions", "督查约谈", "supervision.see"),
    ("assessments", "考核", "assessment.see"),
    ("records", "登记履行", "record.see"),
    ("key_periods", "重点时期", "key_period.see"),
    ("rulebook", "规则", "rulebook.see"),
    ("roster", "成员", "roster.see"),
    ("journal", "日志", "journal.see"),
    ("sign_ins", "登录记录", "sign_in.see"),
)


#: the bar at the foot of a phone: the first four that the seat may open
TABS = (
    ("inbox", "待办", "inbox.see"),
    ("home", "总览", "board.see"),
    ("meetings", "会议", "meeting.see"),
    ("tasks", "任务", "task.see"),
    ("roster", "成员", "roster.see"),
    ("journal", "日志", "journal.see"),
    ("sign_ins", "登录记录", "sign_in.see"),
)

#: of a unit: reporting stands in the middle; the front page is behind the mark at the top
UNIT_TABS = (
    ("inbox", "待办", "inbox.see"),
    ("tasks", "任务", "task.see"),
    ("information_new", "报送信息", "information.report"),
    ("meetings", "会议", "meeting.see"),
)


#: first part of an address → the entry of the navigation it belongs to, where that has another name
AREAS = {
    "papers": "documents",
    "binders": "documents",
    "printed": "journal",
    "regulations": "documents",
    "push": "tasks",
    "directives": "tasks",
    "reports": "tasks",
    "help": "tasks",
    "inspections": "tasks",
    "suggestions": "tasks",
    "units": "tasks",
    "village-cases": "matters",
    "identity": "matters",
    "receptions": "matters",
    "charges": "matters",
    "statistics": "matters",
    "interviews": "supervisions",
    "attention": "supervisions",
    "unit-measures": "supervisions",
    "comments": "supervisions",
    "key-periods": "key_periods",
    "glance": "inbox",
    "ledger": "matters",
    "national": "matters",
    "imports": "matters",
    "calendar": "key_periods",
    "problems": "information",
    "analysis": "information",
    "findings": "supervisions",
    "objections": "assessments",
    "targets": "assessments",
    "target-letters": "assessments",
    "county-tables": "assessments",
    "disputes": "information",
    "screenings": "information",
    "outside-figures": "information",
}


def navigation(role: str) -> list[tuple[str, str]]:
    """The pages that a seat may open: address name and words."""
    return [(name, words) for name, words, permission in NAVIGATION if policy.may(role, permission)]


def _tabs(role: str) -> list[tuple[str, str]]:
    tabs = UNIT_TABS if role in UNITS else TABS
    return [(name, words) for name, words, what in tabs if what in policy.MAY and policy.may(role, what)][:4]


def _area(route: str) -> str:
    """The entry of the navigation under which a page stands: 收文 under 文电."""
    part = route.removeprefix("<conference:slug>/").partition("/")[0]
    return AREAS.get(part, part)


def shell(request: HttpRequest) -> dict[str, Any]:
    visit = getattr(request, "visit", None)
    match = request.resolver_match
    return {
        "navigation": navigation(visit.access.actor.role) if visit is not None else [],
        "tabs": _tabs(visit.access.actor.role) if visit is not None else [],
        "help_page": help_for(visit.access.actor.role, _area(match.route if match else "") or "home")
        if visit is not None
        else "",
        "front_page": front_page(visit.access.actor.role) if visit is not None else "",
        "unseen": visit.access.unseen if visit is not None else 0,
        "here": (match.url_name if match else "") or "",
        "area": _area(match.route if match else "") or "home",
    }
