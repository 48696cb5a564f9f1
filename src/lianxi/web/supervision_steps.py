"""The steps of one joint supervision: which of them this seat may take now, with their forms, and how they write."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from lianxi.journal.frame import Done
from lianxi.oversight import supervision as actions
from lianxi.oversight.supervision_queries import SupervisionView
from lianxi.roster import queries as roster
from lianxi.roster.queries import SeatView
from lianxi.roster.roles import UNITS
from lianxi.web import supervision_forms as forms
from lianxi.web.forms import ActionForm
from lianxi.web.pages import Visit

#: step → (its words, its form)
STEPS: dict[str, tuple[str, type[ActionForm]]] = {
    "approve": ("批准", forms.ApproveForm),
    "return": ("退回", forms.ReturnForm),
    "on_paper": ("代录审批", forms.PaperVerdictForm),
    "join": ("报送派出人员", forms.TeamForm),
    "start": ("开展督查", forms.StartForm),
    "report": ("报告督查情况", forms.ReportForm),
    "cancel": ("取消督查", forms.ReasonForm),
}


def proposes(visit: Visit, found: SupervisionView) -> bool:
    """Whether this seat acts for who proposed it; the office may always."""
    return _acts_for(visit, found.proposer)


def organises(visit: Visit, found: SupervisionView) -> bool:
    """Whether this seat acts for who carries it out; the office may always."""
    return _acts_for(visit, found.organiser)


def _acts_for(visit: Visit, unit: int | None) -> bool:
    actor = visit.access.actor
    return visit.may("supervision.manage") or (actor.role in UNITS and unit is not None and actor.unit == unit)


def looks(visit: Visit, found: SupervisionView) -> bool:
    """Whether this seat records what is found: who carries it out, and who was sent."""
    actor = visit.access.actor
    return organises(visit, found) or (actor.role in UNITS and any(each.unit == actor.unit for each in found.senders))


def names_open(visit: Visit, found: SupervisionView, needs_approval: bool) -> list[str]:
    """The names of the steps open to this seat."""
    state, early = found.row.state, found.row.state in {"proposed", "returned"}
    names: list[str] = []
    if state == "proposed" and visit.may("supervision.approve"):
        names += ["approve", "return"]
    if state == "proposed" and visit.may("supervision.manage"):
        names.append("on_paper")
    if state in {"approved", "started"} and _sends(visit, found):
        names.append("join")
    if organises(visit, found) and (state == "approved" or (state == "proposed" and not needs_approval)):
        names.append("start")
    if state == "found" and organises(visit, found):
        names.append("report")
    begun = any(part.fed_back_on for part in found.parts)
    running = state in {"approved", "started"} and not begun
    if (early and proposes(visit, found)) or (running and organises(visit, found)):
        names.append("cancel")
    return names


def _sends(visit: Visit, found: SupervisionView) -> bool:
    office, actor = visit.may("supervision.manage"), visit.access.actor
    return any(office or (actor.role in UNITS and each.unit == actor.unit) for each in found.senders)


def offered(visit: Visit, found: SupervisionView, needs_approval: bool) -> dict[str, ActionForm]:
    """The forms of the open steps, by name; one that was just tried is bound."""
    names = names_open(visit, found, needs_approval)
    office = visit.may("supervision.manage")
    own = [unit for unit in (found.organiser, found.proposer) if unit is not None]
    wanted = office and bool({"on_paper", "join"} & set(names) or own)
    seats = roster.seats(visit.conference) if wanted and names else []
    made = {}
    for name in names:
        form = STEPS[name][1]
        more: dict[str, Any] = {}
        if office and issubclass(form, forms.OwnForm):
            more = _behalf(name, found, seats)
            if more.get("seats") == [] and name == "join":
                continue
        made[name] = _form(visit, found, name, form, more)
        paper = made[name]
        if isinstance(paper, forms.PaperVerdictForm):
            paper.offer_seats([seat for seat in seats if seat.role == "convener"])
    return made


def _behalf(name: str, found: SupervisionView, seats: list[SeatView]) -> dict[str, Any]:
    """Whose step the office may record: the sending units' (always theirs), else the proposer's or organiser's."""
    if name == "join":
        return {"seats": of_units(seats, {each.unit for each in found.senders})}
    early = found.row.state in {"proposed", "returned"}
    unit = found.proposer if name == "cancel" and early else found.organiser
    kept = of_units(seats, {unit} if unit is not None else set())
    return {"seats": kept, "optional": True} if kept else {}


def of_units(seats: list[SeatView], units: set[int]) -> list[SeatView]:
    return [seat for seat in seats if seat.unit in units and seat.role in UNITS and seat.closed_on is None]


def _form(visit: Visit, found: SupervisionView, name: str, form: type[ActionForm], more: dict[str, Any]) -> ActionForm:
    tried = visit.request.method == "POST" and visit.request.POST.get("step") == name
    day = visit.today
    first: dict[str, Any] = {"version": found.version, "behalf_on": day, "started_on": day, "agenda": True}
    if name == "join":
        first["people"] = _team_text(visit, found)
    elif name == "report":
        first["text"] = _report_text(found)
    return form(
        visit.request.POST if tried else None,
        visit.request.FILES if tried else None,
        initial=first,
        auto_id=f"{name}_%s",
        **more,
    )


def _team_text(visit: Visit, found: SupervisionView) -> str:
    """What the unit named before, to be changed."""
    own = next((each for each in found.senders if each.unit == visit.access.actor.unit), None)
    people = own.people if own is not None else ()
    return "\n".join(f"{name} {post}{'（带队）' if leads else ''}".strip() for name, post, leads in people)


def _report_text(found: SupervisionView) -> str:
    """A beginning of the report out of what is written down, to be gone over."""
    senders = "、".join(each.unit_name for each in found.senders)
    team = f"会同{senders}" if senders else ""
    told = [
        f"（{'一二三四五六七八九十'[place]}）{part.unit_name}"
        + "："
        + ("".join(f"{each.text.rstrip('。')}。" for each in part.findings) or "未发现问题。")
        for place, part in enumerate(found.parts[:10])
    ]
    open_, settled = sum(each.open for each in found.findings), found.row.settled
    return "\n".join(
        [
            "一、督查概况",
            f"{team}对{'、'.join(found.row.units)}进行了督查，共发现问题 {found.row.found} 个。",
            "二、各单位情况",
            *told,
            "三、整改情况和建议",
            f"已向各单位反馈意见，整改完成 {settled} 个，正在整改 {open_} 个。",
        ]
    )


def perform(visit: Visit, found: SupervisionView, name: str, form: ActionForm) -> bool:
    """Take the step; False when it was refused (the form carries the sentence)."""
    return form.perform(lambda: _write(visit, found, name, form)) is not None


def _write(visit: Visit, found: SupervisionView, name: str, form: ActionForm) -> Done:
    given = form.cleaned_data
    behalf = form.behalf() if isinstance(form, forms.OwnForm | forms.PaperVerdictForm) else None
    call, ground = visit.call(given["key"], behalf), {"number": found.row.number, "version": given["version"]}
    if name == "on_paper":
        name = given["verdict"]
        verdict = actions.approve_supervision if name == "approve" else actions.return_supervision
        return verdict(call, **ground, opinion=given["opinion"], files=given["scans"])
    writes: dict[str, Callable[[], Done]] = {
        "approve": lambda: actions.approve_supervision(call, **ground, opinion=given["opinion"]),
        "return": lambda: actions.return_supervision(call, **ground, opinion=given["opinion"]),
        "start": lambda: actions.start_supervision(call, **ground, started_on=given["started_on"]),
        "cancel": lambda: actions.cancel_supervision(call, **ground, reason=given["reason"]),
        "report": lambda: actions.report_supervision(
            call,
            **ground,
            text=given["text"],
            important=given["important"],
            agenda=given["agenda"],
            files=given["scans"],
        ),
    }
    if isinstance(form, forms.TeamForm):
        people = form.named()
        return actions.name_team(call, number=found.row.number, people=people)
    return writes[name]()
