"""Writes of the charter: a version put in force, a key period declared or ended early, a year's days off loaded."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from datetime import date

from lianxi.charter.declarer import declarer_on, lets
from lianxi.charter.models import CalendarNotice, KeyPeriod, Version
from lianxi.clocks.calendar import BUILT_IN
from lianxi.clocks.notice import BadNotice, Line, as_text, notice_of
from lianxi.journal.attachments import Upload
from lianxi.journal.frame import Step, action
from lianxi.journal.moves import Move
from lianxi.journal.refusals import Invalid, RuleBroken, Stale
from lianxi.rulebook.compiled import Compiled
from lianxi.rulebook.facts import Fact

PUT_IN_FORCE = Move("rulebook.put_in_force", "in_force", ("office",), article_key="rulebook.put_in_force")
DECLARE = Move(
    "key_period.declared",
    "declared",
    ("office", "convener"),
    article_key="key_period.declared",
    behalf_roles=("convener",),
)
END = Move("key_period.ended", "ended", ("office", "convener"), ("declared",), "key_period.declared", ("convener",))

LOAD_CALENDAR = Move("calendar.loaded", "loaded", ("office",))
#: what is worked out anew, within the same entry, when the days off of a year change: (step, year)
CalendarFollower = Callable[[Step, int], None]
_calendar_followers: list[CalendarFollower] = []


def register_calendar_follower(follower: CalendarFollower) -> None:
    """Called at start-up by a room that keeps dates counted with the calendar."""
    if follower not in _calendar_followers:
        _calendar_followers.append(follower)


def text_sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def lay_down(step: Step, compiled: Compiled, answers: Mapping[str, str | int], in_force_from: date) -> int:
    """Add a version and its fact to the entry being written (founding and new versions)."""
    number = step.next("rulebook")
    sha256 = text_sha256(compiled.text)
    Version.objects.create(
        conference=step.conference,
        number=number,
        in_force_from=in_force_from,
        text_sha256=sha256,
        compiled=json.dumps(compiled.as_data(), ensure_ascii=False),
        answers=json.dumps(dict(answers), ensure_ascii=False, sort_keys=True),
    )
    step.fact(
        "rulebook.put_in_force",
        f"rulebook:{number}",
        data={"from": in_force_from.isoformat(), "text": sha256},
    )
    return number


@action(PUT_IN_FORCE)
def put_in_force(
    step: Step, *, compiled: Compiled, answers: Mapping[str, str | int], in_force_from: date, replaces: int
) -> str:
    """A new version of the rules. ``replaces``: the newest version the form was based on.

    It may not take force before the version it replaces: what was judged by that one stays judged by it.
    """
    newest = Version.objects.filter(conference=step.conference).order_by("-number").first()
    if newest is None or newest.number != replaces:
        raise Stale("其间已有另一版本施行。请刷新页面，在最新版本上重新办理。")
    if in_force_from < newest.in_force_from:
        raise Invalid(f"施行日期不能早于上一版本的施行日期（{newest.in_force_from:%Y年%m月%d日}）。", "in_force_from")
    same = json.loads(newest.compiled) == compiled.as_data()
    if same and json.loads(newest.answers) == dict(answers) and newest.in_force_from == in_force_from:
        raise RuleBroken("与现行版本完全相同，无需再次施行。")
    return f"rulebook:{lay_down(step, compiled, answers, in_force_from)}"


@action(DECLARE)
def declare_key_period(
    step: Step,
    *,
    name: str,
    start: date,
    end: date,
    basis: str,
    declared_on: date | None = None,
    files: Sequence[Upload] = (),
) -> str:
    """Declare a 重点时期 (both days inclusive). ``declared_on``: the day of the basis document, default today.

    Who may is the body's own answer (``declarer``); what a convener signed the office records with the scan.
    """
    _check_declarer(step, files)
    if not name.strip():
        raise Invalid("请填写重点时期名称，例如“春节”。", "name")
    if not basis.strip():
        raise Invalid("请填写依据文件或会议，例如“镇党委会 2月20日决定”。", "basis")
    if end < start:
        raise Invalid("结束日期早于开始日期。请核对。", "end")
    if (end - start).days > 366:
        raise Invalid("重点时期超过一年。请核对起止日期。", "end")
    overlapping = next(
        (
            row
            for row in KeyPeriod.objects.filter(conference=step.conference, start__lte=end, end__gte=start)
            if (row.ended_on or row.end) >= start
        ),
        None,
    )
    if overlapping is not None:
        raise RuleBroken(f"与已确定的重点时期“{overlapping.name}”日期重叠。请调整日期，或先办理该时期结束。")
    number = step.next("key_period")
    KeyPeriod.objects.create(
        conference=step.conference, number=number, name=name.strip(), start=start, end=end, basis=basis.strip()
    )
    step.fact(
        "key_period.declared",
        f"key_period:{number}",
        on=declared_on,
        data={"start": start.isoformat(), "end": end.isoformat()},
    )
    step.text("name", name)
    step.text("basis", basis)
    return f"key_period:{number}"


def _check_declarer(step: Step, files: Sequence[Upload]) -> None:
    """Raises ``RuleBroken`` for who may not fix key periods, ``Invalid`` without the convener's signed original."""
    behalf, by_rule = step.call.behalf, declarer_on(step.conference.pk, step.today)
    if not lets(by_rule, behalf.role if behalf else step.actor.role):
        raise RuleBroken(by_rule.refusal(), by_rule.article or None)
    if behalf is None:
        return
    if behalf.person is None:
        raise RuleBroken("该召集人席位没有在任人员，不能代录。请由在任的召集人确定。")
    if not files:
        raise Invalid("代录须附召集人签字原件的扫描件或照片。", "scans")
    for upload in files:
        step.attach(upload)


@action(END)
def end_key_period(step: Step, *, number: int, end: date, version: int, files: Sequence[Upload] = ()) -> str:
    """End a key period early: ``end`` is its last day. ``version`` guards against two people ending it at once.

    Ended by whom it may be declared.
    """
    _check_declarer(step, files)
    row = KeyPeriod.objects.filter(conference=step.conference, number=number).first()
    if row is None:
        raise Invalid("没有这个重点时期。", "number")
    if row.version != version:
        raise Stale("其间有人改动了这个重点时期。请刷新后再办理。", now=f"{row.ended_on or row.end}")
    if not row.start <= end <= row.end:
        raise Invalid(f"结束日期应在 {row.start:%Y年%m月%d日} 至 {row.end:%Y年%m月%d日} 之间。", "end")
    row.ended_on, row.version = end, row.version + 1
    row.save(update_fields=["ended_on", "version"])
    step.fact("key_period.ended", f"key_period:{number}", data={"end": end.isoformat()})
    return f"key_period:{number}"


def undo_declaration(step: Step, fact: Fact) -> None:
    """A key period whose declaration is withdrawn was none."""
    KeyPeriod.objects.filter(conference=step.conference, number=int(fact.object.partition(":")[2])).delete()


def undo_ending(step: Step, fact: Fact) -> None:
    """A key period whose early end is withdrawn runs its full time."""
    row = KeyPeriod.objects.filter(conference=step.conference, number=int(fact.object.partition(":")[2])).first()
    if row is not None:
        row.ended_on, row.version = None, row.version + 1
        row.save(update_fields=["ended_on", "version"])


@action(LOAD_CALENDAR)
def load_calendar(
    step: Step,
    *,
    year: int,
    days: Mapping[date, bool],
    basis: str,
    replaces: int = 0,
    correction: bool = False,
    files: Sequence[Upload] = (),
) -> str:
    """Load the State Council's notice for ``year``: day → whether it is worked. The dates that rest on it follow.

    ``basis``: name and number of the notice. ``replaces``: the version of that year which the person saw (0: none).
    ``correction``: confirmed that a year that ships with the software is to be counted otherwise.
    """
    if not basis.strip():
        raise Invalid("请填写放假通知的名称和文号。", "basis")
    if not BUILT_IN[0] <= year <= step.today.year + 1:
        raise Invalid(f"年份应在{BUILT_IN[0]}年至{step.today.year + 1}年之间：再往后的放假安排还没有公布。", "year")
    if year in BUILT_IN and not correction:
        raise Invalid(f"{year}年的放假安排已随软件内置。确需更正的，请勾选“更正”后再载入。", "correction")
    try:
        text = as_text(notice_of(year, [Line("放假安排", day, worked) for day, worked in days.items()]))
    except BadNotice as wrong:
        raise Invalid(str(wrong), "days") from None
    newest = CalendarNotice.objects.filter(conference=step.conference, year=year).order_by("-version").first()
    standing = newest.version if newest else 0
    if standing != replaces:
        raise Stale(f"其间有人载入或撤回了{year}年的放假安排。请看过最新情况后再办理。")
    if newest is not None and newest.days == text:
        raise RuleBroken(f"与已载入的{year}年放假安排完全相同，无需再次载入。")
    CalendarNotice.objects.create(
        conference=step.conference, year=year, days=text, basis=basis.strip(), version=step.next(f"calendar_{year}"),
        entry=step.number, loaded_on=step.today,
    )  # fmt: skip
    step.fact("calendar.loaded", f"calendar:{year}", data={"days": text_sha256(text), "correction": correction})
    step.text("basis", basis)
    step.text("days", text)
    for upload in files:
        step.attach(upload)
    _follow(step, year)
    return f"calendar:{year}"


def undo_calendar(step: Step, fact: Fact) -> None:
    """Without the withdrawn load the one before it holds again, else the built-in notice, else none."""
    year = int(fact.object.partition(":")[2])
    CalendarNotice.objects.filter(conference=step.conference, year=year, entry=fact.entry).delete()
    _follow(step, year)


def _follow(step: Step, year: int) -> None:
    for follower in _calendar_followers:
        follower(step, year)
