"""Interviews and comments recorded by hand (登记履行) become rows of this room; withdrawn records are taken back."""

from __future__ import annotations

from lianxi.journal.frame import Step
from lianxi.journal.refusals import Invalid, RuleBroken
from lianxi.journal.versioned import save_next
from lianxi.oversight.interview_moves import UNRECTIFIED
from lianxi.oversight.models import Comment, Interview
from lianxi.roster.by_hand import Record
from lianxi.roster.models import Unit
from lianxi.rulebook.facts import Fact


def adopt_decision(step: Step, record: Record, object_: str, kind: str) -> None:
    """A decision a convener signed on paper; its ground stands in his own words."""
    if _row(step, object_) is None:
        _make(step, record, object_, state="decided", decided_on=record.happened_on)


def adopt_interview(step: Step, record: Record, object_: str, kind: str) -> None:
    """An interview held on paper: of one decided here, or a whole one."""
    row = _row(step, object_)
    if row is None:
        _make(
            step,
            record,
            object_,
            state="held",
            decided_on=record.happened_on,
            held_on=record.happened_on,
            due=record.due,
            problem=_words(record),
            place=record.place.strip()[:120],
        )
    elif row.state == "decided":
        row.state, row.held_on, row.problem = "held", record.happened_on, _words(record)
        row.due = record.due
        save_next(row, "state", "held_on", "problem", "due")


def adopt_rectification(step: Step, record: Record, object_: str, kind: str) -> None:
    """A rectification that came in on paper."""
    row = _row(step, object_)
    if row is not None and row.state in UNRECTIFIED:
        row.state, row.rectified_on, row.rectification = "rectified", record.happened_on, _words(record)
        save_next(row, "state", "rectified_on", "rectification")


def adopt_comment(step: Step, record: Record, object_: str, kind: str) -> None:
    """A comment recorded by hand; without a unit it stays a record alone."""
    unit = Unit.objects.filter(conference=step.conference, number=record.unit or 0).first()
    if unit is not None:
        number = int(object_.partition(":")[2])
        Comment.objects.create(
            conference=step.conference, number=number, unit=unit, on=record.happened_on, owed=_words(record),
            by_hand=True,
        )  # fmt: skip


def undo_decision(step: Step, fact: Fact) -> None:
    """A decision recorded wrongly: shown as cancelled, unless the interview took place."""
    row = _row(step, fact.object)
    if row is not None and row.state not in {"decided", "cancelled"}:
        raise RuleBroken("这次约谈已经进行，不能撤回决定的记录。请先撤回约谈的记录。")
    _back(row, "cancelled")


def undo_interview(step: Step, fact: Fact) -> None:
    """Not held after all: one recorded by hand is cancelled, one decided here waits again."""
    row = _row(step, fact.object)
    if row is None or row.state not in {*UNRECTIFIED, "rectified", "closed"}:
        return
    if row.state not in UNRECTIFIED:
        raise RuleBroken("这次约谈已经反馈整改，不能撤回约谈的记录。请先撤回整改的记录。")
    row.held_on, row.due, row.signed_on = None, None, None
    row.state = "cancelled" if row.by_hand else "decided"
    save_next(row, "held_on", "due", "signed_on", "state")


def undo_rectification(step: Step, fact: Fact) -> None:
    """The unit owes it again."""
    row = _row(step, fact.object)
    if row is not None and row.state in {"rectified", "closed"}:
        row.rectified_on, row.rectification, row.closed_on = None, "", None
        row.state = "held"
        save_next(row, "rectified_on", "rectification", "closed_on", "state")


def undo_closing(step: Step, fact: Fact) -> None:
    """The rectification waits to be looked at again."""
    row = _row(step, fact.object)
    if row is not None and row.state == "closed":
        row.state, row.closed_on = "rectified", None
        save_next(row, "state", "closed_on")


def undo_comment(step: Step, fact: Fact) -> None:
    """A comment that was not made is gone; its words stay with the withdrawn entry."""
    row = Comment.objects.filter(conference=step.conference, number=int(fact.object.partition(":")[2])).first()
    if row is not None and row.replied_on is not None:
        raise RuleBroken("该单位已经回应这次点评，不能撤回。")
    if row is not None:
        row.delete()


def _make(step: Step, record: Record, object_: str, **columns: object) -> None:
    unit = Unit.objects.filter(conference=step.conference, number=record.unit or 0).first()
    if unit is None:
        raise Invalid("请选择被约谈的单位。", "unit")
    Interview.objects.create(
        conference=step.conference,
        number=int(object_.partition(":")[2]),
        unit=unit,
        ground="convener",
        reason=record.title.strip(),
        by_hand=True,
        **columns,
    )


def _row(step: Step, object_: str) -> Interview | None:
    number = object_.partition(":")[2]
    return Interview.objects.filter(conference=step.conference, number=int(number)).select_related("unit").first()


def _words(record: Record) -> str:
    return record.note.strip() or record.title.strip()


def _back(row: Interview | None, state: str) -> None:
    if row is not None and row.state != state:
        row.state = state
        save_next(row, "state")


def register() -> None:
    """Names, adopters, withdrawals, history of interviews, comments, attention and measures (called at start-up)."""
    from lianxi.journal.actions import keep_from_withdrawal, register_undo
    from lianxi.oversight import attention_queries, interview_history, interview_queries, interview_succession
    from lianxi.roster.by_hand import register_adopter
    from lianxi.roster.history import register_history
    from lianxi.roster.names import register_names

    for beginning in ("interview.", "measure.", "attention.", "comment.replied"):
        keep_from_withdrawal(beginning)
    register_names("interview", interview_queries.named_interviews)
    for kind, names in attention_queries.NAMERS.items():
        register_names(kind, names)
    register_adopter("interview.decided", adopt_decision)
    register_adopter("interview.held", adopt_interview)
    register_adopter("interview.rectified", adopt_rectification)
    register_adopter("comment.made", adopt_comment)
    register_undo("interview.decided", undo_decision)
    register_undo("interview.held", undo_interview)
    register_undo("interview.rectified", undo_rectification)
    register_undo("interview.closed", undo_closing)
    register_undo("comment.made", undo_comment)
    register_history(interview_history.INTERVIEWS)
    interview_succession.register()
