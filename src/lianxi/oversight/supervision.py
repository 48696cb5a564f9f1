"""Writes on joint supervision: proposed, approved or returned by a convener, organised, started, reported (article 13).

What is found at a unit and put right is in ``findings``. The rules' gate refuses a start before the approval.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from lianxi.charter.queries import edition_on
from lianxi.journal.attachments import Upload
from lianxi.journal.frame import Step, action
from lianxi.journal.moves import Move
from lianxi.journal.refusals import Invalid, RuleBroken
from lianxi.journal.versioned import check_standing, save_next
from lianxi.matters import hands
from lianxi.matters.scope import visible as visible_matters
from lianxi.meetings.actions import propose_item
from lianxi.oversight import supervision_moves as moves
from lianxi.oversight.models import Part, Supervision, TeamMember
from lianxi.oversight.models.supervision import STATES
from lianxi.oversight.supervision_scope import visible
from lianxi.roster.models import Unit
from lianxi.roster.roles import UNITS
from lianxi.rulebook.duties import Gate
from lianxi.tasks.actions import unit_of

MOST_ITEMS, MOST_PEOPLE = 60, 20


@dataclass(frozen=True, slots=True)
class Plan:
    """What is proposed. ``units`` are inspected; ``organiser`` None: the office. ``matter``: what it is about."""

    title: str
    reason: str
    units: Sequence[int]
    organiser: int | None = None
    first_day: date | None = None
    last_day: date | None = None
    matter: int | None = None


@dataclass(frozen=True, slots=True)
class CheckItem:
    """One item of the checklist with what it rests on (依据)."""

    text: str
    basis: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who is sent to take part."""

    name: str
    post: str = ""
    leads: bool = False


@action(moves.PROPOSE)
def propose_supervision(step: Step, *, plan: Plan) -> str:
    """A member unit or the office proposes a joint supervision."""
    role = step.call.behalf.role if step.call.behalf else step.actor.role
    proposer = unit_of(step, hands.unit(step) or 0, "behalf_seat") if role in UNITS else None
    row = Supervision(
        conference=step.conference, number=0, proposer=proposer, proposed_on=hands.day(step), state="proposed"
    )
    _write(step, row, plan)
    step.fact("supervision.proposed", f"supervision:{row.number}", on=hands.day(step), unit=_number(proposer))
    return f"supervision:{row.number}"


@action(moves.PROPOSE_AGAIN)
def propose_again(step: Step, *, number: int, version: int, plan: Plan) -> str:
    """The proposal changed: after the convener returned it, or before he has read it."""
    row = take(step, number, version, moves.PROPOSE_AGAIN)
    check_own(step, row, row.proposer, "提出")
    row.state, row.version = "proposed", row.version + 1
    _write(step, row, plan)
    data = {"again": True}
    step.fact(
        "supervision.proposed", f"supervision:{number}", on=hands.day(step), unit=_number(row.proposer), data=data
    )
    return f"supervision:{number}"


def _write(step: Step, row: Supervision, plan: Plan) -> None:
    """The proposal's words and units into the row."""
    if not plan.title.strip():
        raise Invalid("请填写督查名称，例如“信访事项按期办理情况联合督查”。", "title")
    if not plan.reason.strip():
        raise Invalid("请写明督查的事由：督查什么、为什么需要联合督查。", "reason")
    if plan.first_day and plan.last_day and plan.last_day < plan.first_day:
        raise Invalid("督查结束日期早于开始日期。请核对。", "last_day")
    if not plan.units:
        raise Invalid("请至少选择一个被督查单位。", "units")
    if plan.organiser is not None and plan.organiser in plan.units:
        raise Invalid("组织实施单位不能同时是被督查单位。请由其他单位或联席会议办公室组织。", "organiser")
    units = [unit_of(step, number, "units") for number in dict.fromkeys(plan.units)]
    row.organiser = None if plan.organiser is None else unit_of(step, plan.organiser, "organiser")
    row.title, row.reason = plan.title.strip()[:120], plan.reason.strip()
    row.first_day, row.last_day, row.basis = plan.first_day, plan.last_day, _about(step, row, plan.matter)
    row.number = row.number or step.next("supervision")
    row.save()
    Part.objects.filter(supervision=row, kind="inspected").delete()
    Part.objects.bulk_create(
        Part(conference=step.conference, supervision=row, unit=unit, kind="inspected") for unit in units
    )


def _about(step: Step, row: Supervision, matter: int | None) -> str:
    """The matter it is about, one the writer may see. A matter that he cannot see stays as it was."""
    seen = visible_matters(step.conference.pk, step.actor)
    if matter is not None:
        if not seen.filter(number=matter).exists():
            raise Invalid("没有这个编号的信访事项。请核对编号，或留空。", "matter")
        return f"matter:{matter}"
    kind, _, number = row.basis.partition(":")
    return row.basis if kind == "matter" and not seen.filter(number=int(number)).exists() else ""


@action(moves.APPROVE)
def approve_supervision(
    step: Step, *, number: int, version: int, opinion: str = "", files: Sequence[Upload] = ()
) -> str:
    """The convener approves; recorded on his behalf it needs the signed original as a scan."""
    row, day = _decided(step, number, version, moves.APPROVE, files)
    row.state, row.approved_on, row.opinion = "approved", day, opinion.strip()
    save_next(row, "state", "approved_on", "opinion")
    step.fact("supervision.approved", f"supervision:{number}", on=day)
    step.text("opinion", opinion)
    return f"supervision:{number}"


@action(moves.RETURN)
def return_supervision(step: Step, *, number: int, version: int, opinion: str, files: Sequence[Upload] = ()) -> str:
    """The convener returns the proposal with his opinion; it can be changed and proposed again."""
    row, day = _decided(step, number, version, moves.RETURN, files)
    if not opinion.strip():
        raise Invalid("请写明退回的意见：要改什么，或者为什么不同意。", "opinion")
    row.state, row.opinion = "returned", opinion.strip()
    save_next(row, "state", "opinion")
    step.fact("supervision.returned", f"supervision:{number}", on=day)
    step.text("opinion", opinion)
    return f"supervision:{number}"


def _decided(step: Step, number: int, version: int, move: Move, files: Sequence[Upload]) -> tuple[Supervision, date]:
    row, day = take(step, number, version, move), hands.day(step)
    if step.call.behalf is not None and not files:
        raise Invalid("代录召集人的审批，须附签字原件的扫描件或照片。", "scans")
    hands.check_day(step, day, row.proposed_on, "behalf_on")
    attach(step, files)
    return row, day


@action(moves.CANCEL)
def cancel_supervision(step: Step, *, number: int, version: int, reason: str) -> str:
    """No longer wanted, with the reason: by who proposed it before the approval, by who carries it out after it."""
    row = take(step, number, version, moves.CANCEL)
    early = row.state in moves.UNAPPROVED
    check_own(step, row, row.proposer if early else row.organiser, "提出" if early else "组织实施")
    if not reason.strip():
        raise Invalid("请写明取消的理由。", "reason")
    if Part.objects.filter(supervision=row, fed_back_on__isnull=False).exists():
        raise RuleBroken("已向有的单位反馈督查意见，不能再取消。请完成其余单位的反馈。")
    row.state, row.opinion = "cancelled", reason.strip()
    save_next(row, "state", "opinion")
    step.fact("supervision.cancelled", f"supervision:{number}", on=hands.day(step))
    step.text("reason", reason)
    return f"supervision:{number}"


@action(moves.ORGANISE)
def organise_supervision(
    step: Step,
    *,
    number: int,
    version: int,
    senders: Sequence[int],
    arrangement: str = "",
    checklist: Sequence[CheckItem] = (),
) -> str:
    """Which units are asked to send people, what is arranged, the checklist. May be changed while it runs."""
    row = take(step, number, version, moves.ORGANISE)
    check_organiser(step, row)
    _check_approved(step, row)
    items = [item for item in checklist if item.text.strip()]
    if len(items) > MOST_ITEMS:
        raise Invalid(f"督查清单最多 {MOST_ITEMS} 项。请合并。", "checklist")
    row.checklist = _items(row, items)
    row.arrangement = arrangement.strip()
    save_next(row, "checklist", "arrangement")
    _ask(step, row, senders)
    data = {"units": len(set(senders)), "items": len(items)}
    step.fact("supervision.organised", f"supervision:{number}", on=hands.day(step), data=data)
    return f"supervision:{number}"


def _items(row: Supervision, items: Sequence[CheckItem]) -> list[dict[str, str]]:
    """The checklist as it is kept. Once something was checked it only grows: results name an item by its place."""
    given = [{"text": item.text.strip()[:200], "basis": item.basis.strip()[:200]} for item in items]
    checked = any(part.results for part in Part.objects.filter(supervision=row, kind="inspected"))
    if checked and given[: len(row.checklist)] != row.checklist:
        raise Invalid("已有单位登记了检查结果，原有的清单项目不能再改。可以在后面增加。", "checklist")
    return given


def _ask(step: Step, row: Supervision, senders: Sequence[int]) -> None:
    """The units asked to send people; who was named by a unit that is asked no more goes with it."""
    inspected = set(Part.objects.filter(supervision=row, kind="inspected").values_list("unit__number", flat=True))
    if inspected & set(senders):
        raise Invalid("被督查单位不能派员参加对自己的督查。请取消勾选。", "senders")
    asked = Part.objects.filter(supervision=row, kind="sends")
    there = set(asked.values_list("unit__number", flat=True))
    for number in dict.fromkeys(senders):
        if number not in there:
            unit = unit_of(step, number, "senders")
            Part.objects.create(conference=step.conference, supervision=row, unit=unit, kind="sends")
    gone = there - set(senders)
    asked.filter(unit__number__in=gone).delete()
    TeamMember.objects.filter(supervision=row, unit__number__in=gone).delete()


@action(moves.JOIN)
def name_team(step: Step, *, number: int, people: Sequence[Person]) -> str:
    """A unit that was asked names whom it sends; naming again replaces its list."""
    row, unit = take(step, number, None, moves.JOIN), hands.unit(step)
    part = Part.objects.filter(supervision=row, kind="sends", unit__number=unit or 0).select_related("unit").first()
    if part is None:
        raise RuleBroken("本单位没有被商请派员参加这次督查。需要派员的，请先由组织实施单位列入派员单位。")
    named = [person for person in people if person.name.strip()]
    if not named:
        raise Invalid("请至少填写一名派出人员的姓名。", "people")
    if len(named) > MOST_PEOPLE:
        raise Invalid(f"一个单位最多派 {MOST_PEOPLE} 人。", "people")
    TeamMember.objects.filter(supervision=row, unit=part.unit).delete()
    TeamMember.objects.bulk_create(
        TeamMember(
            conference=step.conference,
            supervision=row,
            unit=part.unit,
            name=person.name.strip()[:40],
            post=person.post.strip()[:60],
            leads=person.leads,
        )
        for person in named
    )
    data = {"people": len(named)}
    step.fact("supervision.joined", f"supervision:{number}", on=hands.day(step), unit=part.unit.number, data=data)
    return f"supervision:{number}"


@action(moves.START)
def start_supervision(step: Step, *, number: int, version: int, started_on: date) -> str:
    """The people go out. Where the rules ask for a convener's approval, never before it."""
    row = find(step, number)
    check_organiser(step, row)
    if started_on > step.today:
        raise Invalid("开展日期还没有到。请在实际开展的当天登记。", "started_on")
    # first the rules' gate, which names its article, then the table of moves
    step.fact("supervision.started", f"supervision:{number}", on=started_on)
    check_standing(row, version, moves.START, what="这次联合督查", states=STATES)
    hands.check_day(step, started_on, row.approved_on or row.proposed_on, "started_on")
    row.state, row.started_on = "started", started_on
    save_next(row, "state", "started_on")
    return f"supervision:{number}"


@action(moves.REPORT)
def report_supervision(
    step: Step,
    *,
    number: int,
    version: int,
    text: str,
    important: bool = False,
    agenda: bool = True,
    files: Sequence[Upload] = (),
) -> str:
    """Who carried it out reports to the conference; ``agenda`` puts the report on the next meeting's in the same step.

    ``important``: to be reported to the Party committee and the government as well.
    """
    row = take(step, number, version, moves.REPORT)
    check_organiser(step, row)
    if not text.strip():
        raise Invalid("请写明督查情况：督查概况、发现的问题、整改要求和建议。", "text")
    row.state, row.report, row.reported_on, row.important = "reported", text.strip(), hands.day(step), important
    save_next(row, "state", "report", "reported_on", "important")
    data = {"important": important, "agenda": agenda}
    step.fact(
        "supervision.reported", f"supervision:{number}", on=hands.day(step), unit=_number(row.organiser), data=data
    )
    if agenda:
        presenter = row.organiser.name if row.organiser else "联席会议办公室"
        propose_item(step, title=f"听取“{row.title}”情况报告", origin=f"supervision:{number}", presenter=presenter)
    attach(step, files)
    return f"supervision:{number}"


# shared -------------------------------------------------------------------------------------------------------------


def approval_gate(conference: int, on: date) -> Gate | None:
    """The clause of the rules in force that asks for a convener's approval before a supervision is started."""
    edition = edition_on(conference, on)
    gates = (duty for duty in (edition.duties if edition else ()) if isinstance(duty, Gate))
    return next((gate for gate in gates if gate.verb == "supervision.started"), None)


def _check_approved(step: Step, row: Supervision) -> None:
    gate = approval_gate(step.conference.pk, step.today) if row.state == "proposed" else None
    if gate is not None:
        who = gate.approver or "召集人"
        raise RuleBroken(f"按{gate.article}，联合督查须先经{who}批准。请等批准后再组织实施。", gate.article)


def find(step: Step, number: int) -> Supervision:
    """The supervision, if who writes may see it. Raises ``Invalid``."""
    rows = visible(step.conference.pk, step.actor).filter(number=number)
    row = rows.select_related("organiser", "proposer").first()
    if row is None:
        raise Invalid("没有这次联合督查。", "number")
    return row


def take(step: Step, number: int, version: int | None, move: Move) -> Supervision:
    """The supervision, unless somebody changed it meanwhile or the move is not allowed from its state."""
    row = find(step, number)
    check_standing(row, version, move, what="这次联合督查", states=STATES)
    return row


def check_own(step: Step, row: Supervision, unit: Unit | None, what: str) -> None:
    """Raise ``RuleBroken`` where a unit acts that is not this one; the office may always."""
    role = step.call.behalf.role if step.call.behalf else step.actor.role
    if role in UNITS and (unit is None or unit.number != hands.unit(step)):
        raise RuleBroken(f"这一步由{what}单位（{unit.name if unit else '联席会议办公室'}）办理。")


def check_organiser(step: Step, row: Supervision) -> None:
    """Raise ``RuleBroken`` for a unit that does not carry the supervision out."""
    check_own(step, row, row.organiser, "组织实施")


def attach(step: Step, files: Sequence[Upload]) -> None:
    for file in files:
        step.attach(file)


def _number(unit: Unit | None) -> int | None:
    return unit.number if unit else None
