"""复查 and 复核 (35, 36): done by the next higher organ and the one above that; here they are events from outside."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from lianxi.journal.attachments import Upload
from lianxi.journal.frame import Step, action
from lianxi.journal.moves import Move
from lianxi.journal.refusals import Invalid, RuleBroken
from lianxi.journal.versioned import save_next
from lianxi.matters import hands, moves, words
from lianxi.matters.clockwork import happened, meet, recompute
from lianxi.matters.life.concluding import result_paper
from lianxi.matters.models import Event, Matter
from lianxi.matters.standing import settle_in, take
from lianxi.rulebook.facts import Value


@action(moves.ASK_REVIEW)
def record_review_request(
    step: Step, *, number: int, version: int, on: date, organ: str, files: Sequence[Upload] = ()
) -> str:
    """The petitioner asked the next higher organ to review our opinion (35); handling has ended with its delivery.

    Whether a request after the 30 calendar days is taken is for that organ to say.
    """
    matter = take(step, number, version, moves.ASK_REVIEW)
    paper = result_paper(matter)
    if paper is None or paper.kind != "opinion" or paper.delivered_on is None:
        raise RuleBroken("复查针对已送达的信访处理意见书（条例第三十五条）。这件信访事项没有已送达的处理意见书。")
    hands.check_day(step, on, paper.delivered_on)
    if matter.closed_on is None:
        matter.closed_on = paper.delivered_on
        meet(matter, ["handling"], paper.delivered_on)
    return _outside(step, moves.ASK_REVIEW, matter, "received_review_request", on, organ, files, "closed_on")


@action(moves.REVIEWED)
def record_review(
    step: Step, *, number: int, version: int, on: date, result: str, note: str = "", files: Sequence[Upload] = ()
) -> str:
    """The review came: upheld, changed, revoked or to be handled again. The day the petitioner received it counts."""
    matter = take(step, number, version, moves.REVIEWED)
    _check_result(result)
    _check_after(step, matter, on, "received_review_request")
    return _outside(step, moves.REVIEWED, matter, "received_review_opinion", on, note, files, result=result)


@action(moves.ASK_RECHECK)
def record_recheck_request(
    step: Step, *, number: int, version: int, on: date, organ: str, files: Sequence[Upload] = ()
) -> str:
    """The petitioner asked the organ above the reviewing one (36)."""
    matter = take(step, number, version, moves.ASK_RECHECK)
    _check_after(step, matter, on, "received_review_opinion")
    return _outside(step, moves.ASK_RECHECK, matter, "received_recheck_request", on, organ, files)


@action(moves.RECHECKED)
def record_recheck(
    step: Step, *, number: int, version: int, on: date, result: str, note: str = "", files: Sequence[Upload] = ()
) -> str:
    """The recheck came: the procedures are at an end (36(3)); care is still owed (37(3))."""
    matter = take(step, number, version, moves.RECHECKED)
    _check_result(result)
    _check_after(step, matter, on, "received_recheck_request")
    return _outside(step, moves.RECHECKED, matter, "", on, note, files, result=result)


@action(moves.HEARING)
def record_hearing(
    step: Step, *, number: int, version: int, on: date, days: int, note: str = "", files: Sequence[Upload] = ()
) -> str:
    """A hearing was held; its calendar days are taken out of the 30 of the recheck, of nothing else (36(2))."""
    matter = take(step, number, version, moves.HEARING)
    hands.check_day(step, on, matter.received_on)
    if not 1 <= days <= 365:
        raise Invalid("请填写听证所用的天数（1 至 365 日）。", "days")
    if matter.state == "under_recheck":
        happened(step, matter, "hearing_days", on, days=days)
        recompute(step, matter, cause="hearing")
    save_next(matter)
    step.fact(moves.HEARING.verb, f"matter:{number}", on=on, data={"days": days})
    return _rest(step, number, note, files)


def _outside(
    step: Step,
    move: Move,
    matter: Matter,
    event: str,
    on: date,
    note: str,
    files: Sequence[Upload],
    *columns: str,
    **data: Value,
) -> str:
    if move in (moves.ASK_REVIEW, moves.ASK_RECHECK) and not note.strip():
        raise Invalid("请填写受理机关。", "organ")
    settle_in(step, matter, move.to, *columns)
    if event:
        happened(step, matter, event, on)
        recompute(step, matter)
    if move is moves.REVIEWED:
        meet(matter, ["review"], on)
    if move is moves.RECHECKED:
        meet(matter, ["recheck"], on)
    step.fact(move.verb, f"matter:{matter.number}", on=on, data=data)
    return _rest(step, matter.number, note, files)


def _rest(step: Step, number: int, note: str, files: Sequence[Upload]) -> str:
    step.text("note", note)
    for file in files:
        step.attach(file)
    return f"matter:{number}"


def _check_result(result: str) -> None:
    if result not in words.REVIEWS:
        raise Invalid("请选择结果：维持、变更、撤销或责令重新办理。", "result")


def _check_after(step: Step, matter: Matter, on: date, event: str) -> None:
    last = Event.objects.filter(matter=matter, name=event).order_by("-at").values_list("at", flat=True).first()
    hands.check_day(step, on, last or matter.received_on)
