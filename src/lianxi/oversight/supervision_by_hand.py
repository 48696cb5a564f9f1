"""Joint supervision on paper: what was recorded by hand (登记履行) becomes a row of this room under the same number."""

from __future__ import annotations

from lianxi.journal.actions import keep_from_withdrawal, register_undo
from lianxi.journal.frame import Step
from lianxi.journal.refusals import RuleBroken
from lianxi.oversight.finding_moves import OWED
from lianxi.oversight.models import Finding, Supervision
from lianxi.roster.by_hand import Adopter, Record, register_adopter
from lianxi.roster.models import Unit
from lianxi.rulebook.facts import Fact
from lianxi.rulebook.vocabulary import VERBS

#: verb → the state it leads to, and those it may come from where the room itself keeps the supervision
STEPS: dict[str, tuple[str, tuple[str, ...]]] = {
    "supervision.proposed": ("proposed", ()),
    "supervision.approved": ("approved", ("proposed", "returned")),
    "supervision.started": ("started", ("proposed", "approved")),
    "supervision.found": ("found", ()),
    "supervision.reported": ("reported", ("found",)),
}
#: verb → the state it is taken back from, and to
_BACK = {
    "supervision.approved": ("approved", "proposed"),
    "supervision.started": ("started", "approved"),
    "supervision.found": ("found", "started"),
    "supervision.reported": ("reported", "found"),
}
#: the column that keeps the day of a step
_DAYS = {
    "supervision.approved": "approved_on",
    "supervision.started": "started_on",
    "supervision.reported": "reported_on",
}


def _adopter(verb: str) -> Adopter:
    return lambda step, record, object_, _: adopt(step, record, object_, verb)


def adopt(step: Step, record: Record, object_: str, verb: str) -> None:
    """One step recorded from paper: it makes the row, or leads it on. The room's own keep the room's order."""
    number = int(object_.partition(":")[2])
    row = Supervision.objects.filter(conference=step.conference, number=number).first()
    state, before = STEPS[verb]
    if row is None:
        row = _begin(step, record, number, state)
    elif not row.by_hand and row.state not in before:
        raise RuleBroken(f"这次联合督查在“督查约谈”中办理，“{VERBS[verb]}”请在它的页面上办理。")
    elif _later(state, row.state):
        row.state = state
    if verb in _DAYS:
        setattr(row, _DAYS[verb], record.happened_on)
    if verb == "supervision.reported" and not row.report:
        row.report = record.note.strip()
    row.version += 1
    row.save()


def _later(state: str, now: str) -> bool:
    order = [each for each, _ in STEPS.values()]
    return now not in order or order.index(state) > order.index(now)


def _begin(step: Step, record: Record, number: int, state: str) -> Supervision:
    unit = Unit.objects.filter(conference=step.conference, number=record.unit or 0).first()
    proposed = state == "proposed"
    return Supervision(
        conference=step.conference,
        number=number,
        title=record.title.strip()[:120],
        reason=record.note.strip(),
        proposer=unit if proposed else None,
        organiser=None if proposed else unit,
        proposed_on=record.happened_on,
        state=state,
        by_hand=True,
        version=0,
    )


def adopt_rectification(step: Step, record: Record, object_: str, kind: str) -> None:
    """A rectification recorded by hand for a finding that the room keeps."""
    number = int(object_.partition(":")[2])
    Finding.objects.filter(conference=step.conference, number=number, state__in=OWED).update(
        state="rectified",
        rectified_on=record.happened_on,
        rectification=record.note.strip() or record.title.strip(),
    )


def undo(step: Step, fact: Fact) -> None:
    """A step recorded by hand and withdrawn; what came after it is withdrawn first."""
    number = int(fact.object.partition(":")[2])
    row = Supervision.objects.filter(conference=step.conference, number=number).first()
    if row is None:
        return
    if fact.verb == "supervision.proposed":
        if row.by_hand:
            _set(row, "cancelled")
        return
    state, back = _BACK[fact.verb]
    if not row.by_hand and row.state not in {state, back, "cancelled"}:
        raise RuleBroken("这次联合督查已经往下办理，不能再撤回这条记录。")
    if row.state == state:
        _set(row, back)


def _set(row: Supervision, state: str) -> None:
    row.state, row.version = state, row.version + 1
    row.save(update_fields=["state", "version"])


def undo_rectification(step: Step, fact: Fact) -> None:
    """A rectification recorded by hand and withdrawn: the unit owes it again."""
    Finding.objects.filter(
        conference=step.conference, number=int(fact.object.partition(":")[2]), state="rectified"
    ).update(state="found", rectified_on=None, rectification="")


def register() -> None:
    """Called at start-up. What went through the room itself is corrected by its own moves, not withdrawn."""
    for beginning in ("supervision.", "finding."):
        keep_from_withdrawal(beginning)
    for verb in STEPS:
        register_adopter(verb, _adopter(verb))
        register_undo(verb, undo)
    register_adopter("finding.rectified", adopt_rectification)
    register_undo("finding.rectified", undo_rectification)
