"""Writes on 信访社情分析材料: made in one step, its problems looked at by a person, confirmed, put before the meeting.

A pack found wrong can be made again while it is not confirmed: what a person decided about a problem stays with it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from lianxi.analysis.prominent import KINDS, Thresholds
from lianxi.journal.frame import Step, action
from lianxi.journal.moves import Move
from lianxi.journal.refusals import Invalid, RuleBroken, Stale
from lianxi.journal.versioned import check_standing, save_next
from lianxi.meetings import pack_moves as moves
from lianxi.meetings.actions import propose_item
from lianxi.meetings.models import AgendaItem, AnalysisSetting, Concern, Meeting, Pack, PackJob, Proposal
from lianxi.meetings.models.pack import CONCERN_STATES, STATES
from lianxi.meetings.pack_content import Found, Prepared
from lianxi.rulebook.facts import Value
from lianxi.tasks.actions import lay_task

PACK, CONCERN = "这份分析材料", "这个问题"


@action(moves.MAKE)
def make_pack(step: Step, *, prepared: Prepared, version: int | None = None) -> str:
    """The month's pack, new or made again (``version``: of what stands there). Raises ``RuleBroken`` once confirmed.

    Problems are told again by what they rest on: what a person decided stays, what nobody looked at is replaced.
    """
    pack = Pack.objects.filter(conference=step.conference, month=prepared.month).first()
    if pack is None:
        pack = Pack(conference=step.conference, number=step.next("analysis"), month=prepared.month, version=0)
    else:
        check_standing(pack, version, moves.MAKE, what=PACK, states=STATES)
    pack.until, pack.made_on = prepared.until, step.today
    pack.figures, pack.by = prepared.figures, prepared.by.as_data()
    pack.version += 1
    pack.save()
    made = _lay_concerns(step, pack, prepared.found)
    PackJob.objects.filter(conference=step.conference, month=pack.month).update(state="done", touched_at=step.now)
    data: dict[str, Value] = {"month": f"{pack.month:%Y-%m}", "until": pack.until.isoformat(), "concerns": made}
    step.fact(moves.MAKE.verb, f"analysis:{pack.number}", data=data)
    return f"analysis:{pack.number}"


def _lay_concerns(step: Step, pack: Pack, found: Sequence[Found]) -> int:
    standing = list(Concern.objects.filter(pack=pack).select_related("into").order_by("number"))
    kept: set[Any] = set()
    for each in found:
        row = _same(standing, each, kept) or Concern(conference=step.conference, pack=pack, version=0)
        if row.pk is None:
            row.number = step.next("concern")
        else:
            kept.add(row.pk)
        concern = each.concern
        row.kinds, row.sources, row.category = list(concern.kinds), list(concern.sources), concern.category[:6]
        row.found = _figures_of(each)
        row.title = row.title if row.own_title else each.title[:120]
        row.version += 1
        row.save()
        kept.add(row.pk)
    merged = [row for row in standing if row.into is not None]
    for row in merged:
        assert row.into is not None
        _take_over(Concern.objects.get(pk=row.into.pk), row)  # as it stands now, not as it stood before
    needed = kept | {row.into.pk for row in merged if row.into}
    loose = [row.pk for row in standing if row.state == "proposed" and row.pk not in needed and not row.by_hand]
    Concern.objects.filter(pk__in=loose, pack=pack).delete()
    return len(found)


def _same(standing: Sequence[Concern], found: Found, taken: set[Any]) -> Concern | None:
    """The problem of the last making that rests on most of the same."""
    wanted = set(found.concern.sources)
    for row in standing:
        there = set(row.sources)
        if row.pk not in taken and there and 2 * len(there & wanted) >= min(len(there), len(wanted)):
            return row
    return None


def _figures_of(found: Found) -> dict[str, Any]:
    """The figures a problem was flagged by, as they are stored: days as text, no hash of anybody."""
    told = {**asdict(found.concern), "filed": found.filed, "said": list(found.said)}
    for name in ("kinds", "category", "sources"):
        del told[name]
    told["first"], told["last"] = told["first"].isoformat(), told["last"].isoformat()
    return told


# one problem ----------------------------------------------------------------------------------------------------------


@action(moves.ACCEPT)
def confirm_concern(step: Step, *, number: int, version: int, title: str = "") -> str:
    """A person has looked: it is one, under this title."""
    row = _take(step, number, version, moves.ACCEPT)
    if title.strip() and title.strip() != row.title:
        row.title, row.own_title = title.strip()[:120], True
    row.into, row.reason = None, ""
    return _moved(step, row, moves.ACCEPT, "title", "own_title", "into", "reason")


@action(moves.DISMISS)
def dismiss_concern(step: Step, *, number: int, version: int, reason: str) -> str:
    """It is none, or not to be put before the meeting; with the reason."""
    row = _take(step, number, version, moves.DISMISS)
    if not reason.strip():
        raise Invalid("请写明不列入的理由。", "reason")
    row.reason = reason.strip()
    step.text("reason", reason)
    return _moved(step, row, moves.DISMISS, "reason")


@action(moves.MERGE)
def merge_concern(step: Step, *, number: int, version: int, into: int) -> str:
    """It is one problem with another of the pack, which takes over what it rests on and its kinds."""
    row = _take(step, number, version, moves.MERGE)
    other = Concern.objects.filter(pack=row.pack, number=into).first()
    if other is None or other.pk == row.pk or other.state not in ("proposed", "confirmed"):
        raise Invalid("请选择同一份材料中另一个没有合并、没有排除的问题。", "into")
    _take_over(other, row)
    row.into = other
    return _moved(step, row, moves.MERGE, "into", data={"into": into})


def _take_over(other: Concern, row: Concern) -> None:
    other.sources = list(dict.fromkeys([*other.sources, *row.sources]))
    other.kinds = [kind for kind in KINDS if kind in {*other.kinds, *row.kinds}]
    other.found = _joined(other.found, row.found)
    save_next(other, "sources", "kinds", "found")


def _joined(one: Mapping[str, Any], other: Mapping[str, Any]) -> dict[str, Any]:
    """What both were flagged by. People may stand behind both, so the larger number is what is sure."""
    joined = dict(one)
    for name in ("places", "units", "phrases", "said", "new_places"):
        joined[name] = list(dict.fromkeys([*one.get(name, []), *other.get(name, [])]))
    joined["people"] = max(one.get("people", 0), other.get("people", 0))
    joined["earlier"] = one.get("earlier", 0) + other.get("earlier", 0)
    days = [each[name] for each in (one, other) for name in ("first", "last") if each.get(name)]
    joined |= {"first": min(days), "last": max(days)} if days else {}
    months: dict[str, int] = {}
    for month, number in [*one.get("months", []), *other.get("months", [])]:
        months[month] = months.get(month, 0) + number
    joined["months"] = [list(each) for each in sorted(months.items())]
    joined["windows"] = max(one.get("windows", []), other.get("windows", []), key=lambda each: sum(each))
    return joined


@action(moves.EDIT)
def rename_concern(step: Step, *, number: int, version: int, title: str) -> str:
    """A title in the office's own words; no names of persons."""
    row = _take(step, number, version, moves.EDIT)
    if not title.strip():
        raise Invalid("请填写问题名称。", "title")
    row.title, row.own_title = title.strip()[:120], True
    save_next(row, "title", "own_title")
    step.fact(moves.EDIT.verb, f"concern:{number}", data={"analysis": row.pack.number})
    return f"concern:{number}"


@action(moves.ADD)
def add_concern(step: Step, *, pack: int, title: str, kind: str, text: str) -> str:
    """A problem that the comparison did not find and the office knows of, with why it stands here."""
    row = _pack(step, pack, None, moves.CONFIRM)
    if kind not in KINDS:
        raise Invalid("请选择属于哪一类突出问题。", "kind")
    if not title.strip():
        raise Invalid("请填写问题名称。", "title")
    if not text.strip():
        raise Invalid("请写明列入的理由。", "text")
    made = Concern.objects.create(
        conference=step.conference, number=step.next("concern"), pack=row, title=title.strip()[:120], own_title=True,
        kinds=[kind], state="confirmed", reason=text.strip(), by_hand=True,
    )  # fmt: skip
    step.fact(moves.ADD.verb, f"concern:{made.number}", data={"analysis": pack, "kind": kind})
    step.text("reason", text)
    return f"concern:{made.number}"


@action(moves.MEASURE)
def assign_measure(
    step: Step, *, number: int, title: str, text: str, lead: int, due: date | None, co_units: Sequence[int] = ()
) -> str:
    """A countermeasure becomes a task in one step; the problem and the task name each other."""
    row = _take(step, number, None, moves.MEASURE, confirmed_pack=True)
    if not text.strip():
        raise Invalid("请写明要采取的措施。", "text")
    if due is not None and due < step.today:
        raise Invalid("办结期限早于交办日期。请核对。", "due")
    task = lay_task(
        step,
        title=title,
        text=text,
        lead=lead,
        due=due,
        co_units=dict.fromkeys(co_units, ""),
        key=False,
        origin=f"concern:{row.number}",
    )
    return f"task:{task.number}"


# the whole ------------------------------------------------------------------------------------------------------------


@action(moves.CONFIRM)
def confirm_pack(step: Step, *, number: int, version: int, text: str = "") -> str:
    """The office has looked at every problem; ``text``: its own summing up. From now on nothing of it changes."""
    pack = _pack(step, number, version, moves.CONFIRM)
    open_ones = Concern.objects.filter(pack=pack, state="proposed").count()
    if open_ones:
        raise RuleBroken(f"还有 {open_ones} 个问题没有核对。请逐个列入、合并或写明理由不列入，再确认材料。")
    pack.state, pack.confirmed_on, pack.text = "confirmed", step.today, text.strip()
    save_next(pack, "state", "confirmed_on", "text")
    listed = Concern.objects.filter(pack=pack, state="confirmed").count()
    data: dict[str, Value] = {"month": f"{pack.month:%Y-%m}", "concerns": listed}
    step.fact(moves.CONFIRM.verb, f"analysis:{number}", data=data)
    return f"analysis:{number}"


@action(moves.REOPEN)
def reopen_pack(step: Step, *, number: int, version: int, reason: str) -> str:
    """A confirmed pack found wrong: back to be looked at, with the reason."""
    pack = _pack(step, number, version, moves.REOPEN)
    if not reason.strip():
        raise Invalid("请写明收回确认的理由。", "reason")
    pack.state, pack.confirmed_on = "draft", None
    save_next(pack, "state", "confirmed_on")
    step.fact(moves.REOPEN.verb, f"analysis:{number}", data={"month": f"{pack.month:%Y-%m}"})
    step.text("reason", reason)
    return f"analysis:{number}"


@action(moves.TABLE)
def table_pack(step: Step, *, number: int, version: int) -> str:
    """Onto the agenda of the analysis meeting that is called, else before the next one; once."""
    pack = _pack(step, number, version, moves.TABLE)
    origin = f"analysis:{number}"
    if Proposal.objects.filter(conference=step.conference, origin=origin, taken_up=None).exists():
        raise RuleBroken("这份材料已经提请，等待列入下一次分析例会的议题。")
    live = AgendaItem.objects.filter(conference=step.conference, origin=origin).exclude(meeting__state="cancelled")
    if live.exists():
        raise RuleBroken("这份材料已经列入会议议题。")
    title = f"分析研判{pack.month.year}年{pack.month.month}月信访社情"
    rows = Meeting.objects.filter(conference=step.conference, kind="analysis", state="called", day__gte=step.today)
    meeting = rows.order_by("day", "number").first()
    data: dict[str, str | int] = {"month": f"{pack.month:%Y-%m}"}
    if meeting is None:
        propose_item(step, title=title, origin=origin, presenter="联席会议办公室")
    else:
        last = AgendaItem.objects.filter(meeting=meeting).order_by("-place").values_list("place", flat=True).first()
        AgendaItem.objects.create(
            conference=step.conference, meeting=meeting, place=(last or 0) + 1, title=title, origin=origin,
            presenter="联席会议办公室",
        )  # fmt: skip
        data["meeting"] = meeting.number
    save_next(pack)
    step.fact(moves.TABLE.verb, origin, data=data)
    return origin


@action(moves.SET)
def set_thresholds(step: Step, *, by: Thresholds, version: int) -> str:
    """本单位设定: the thresholds and the governance list; they hold for packs made from now on."""
    row, made = AnalysisSetting.objects.get_or_create(conference=step.conference, defaults={"version": 0})
    if not made and row.version != version:
        raise Stale("其间有人改过社情分析的设定。请看过最新的设定后再改。")
    _check(by)
    row.by = by.as_data()
    save_next(row, "by")
    data = {name: value for name, value in by.as_data().items() if isinstance(value, int)}
    step.fact(moves.SET.verb, "conference:1", data=data)
    return "conference:1"


def _check(by: Thresholds) -> None:
    for name, least, most in (
        ("months", 1, 24), ("new_least", 2, 50), ("strong_least", 3, 100), ("spread_least", 2, 50), ("window", 7, 92),
        ("governance_least", 2, 50),
    ):  # fmt: skip
        if not least <= getattr(by, name) <= most:
            raise Invalid(f"请填写 {least} 到 {most} 之间的数。", name)
    if any(not code.isdecimal() or len(code) > 6 for code in by.governance_categories):
        raise Invalid("分类请填写二、四或六位代码，一行一个。", "governance_categories")
    if any(len(word) < 2 or len(word) > 20 for word in by.governance_words):
        raise Invalid("关键词每个二到二十个字，一行一个。", "governance_words")


# shared -------------------------------------------------------------------------------------------------------------


def _pack(step: Step, number: int, version: int | None, move: Move) -> Pack:
    pack = Pack.objects.filter(conference=step.conference, number=number).first()
    if pack is None:
        raise Invalid("没有这份分析材料。", "number")
    check_standing(pack, version, move, what=PACK, states=STATES)
    return pack


def _take(step: Step, number: int, version: int | None, move: Move, *, confirmed_pack: bool = False) -> Concern:
    """A problem whose state allows the move; once its pack is confirmed only a countermeasure is allowed."""
    row = Concern.objects.filter(conference=step.conference, number=number).select_related("pack").first()
    if row is None:
        raise Invalid("没有这个问题。", "number")
    check_standing(row, version, move, what=CONCERN, states=CONCERN_STATES)
    if row.pack.state == "confirmed" and not confirmed_pack:
        raise RuleBroken("分析材料已经确认，问题不再改动。确有错误的，请先收回确认。")
    return row


def _moved(step: Step, row: Concern, move: Move, *columns: str, data: Mapping[str, str | int] | None = None) -> str:
    row.state = move.to
    save_next(row, "state", *columns)
    step.fact(move.verb, f"concern:{row.number}", data={"analysis": row.pack.number, **(data or {})})
    return f"concern:{row.number}"
