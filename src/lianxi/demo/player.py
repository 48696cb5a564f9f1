"""Doing the steps: each through the same action that people use, at a moment of its own day.

What goes through the rooms is in ``playing_meetings`` and ``playing_tasks``; here is what the office records by hand.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from itertools import groupby

from lianxi.charter import actions as charter_actions
from lianxi.charter import queries as charter
from lianxi.demo import (
    demands,
    playing_assessments,
    playing_disputes,
    playing_information,
    playing_interviews,
    playing_ledger,
    playing_meetings,
    playing_packs,
    playing_papers,
    playing_problems,
    playing_seats,
    playing_supervision,
    playing_tasks,
    units,
)
from lianxi.demo.stage import Stage
from lianxi.demo.steps import (
    Acknowledged,
    Confirmed,
    Declared,
    Did,
    Explained,
    Step,
    Table,
    Withdrawn,
)
from lianxi.journal.actions import withdraw_entry
from lianxi.journal.frame import HERE, Call, Done
from lianxi.roster import by_hand
from lianxi.rulebook.duties import Duty, Gate, Periodic, Response, matches
from lianxi.rulebook.facts import Fact

OPENS = time(9, 10)
OFFICE_HOURS = timedelta(hours=8, minutes=20)


class Player:
    """Plays a list of steps on a stage."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.duties = charter.versions(stage.conference)[-1].edition.duties

    def play(self, steps: Sequence[Step]) -> None:
        """All steps, day by day; the steps of one day spread over its office hours."""
        for day, of_day in groupby(steps, key=lambda step: step.recorded):
            together = list(of_day)
            gap = min(timedelta(minutes=23), OFFICE_HOURS / len(together))
            for index, step in enumerate(together):
                self.perform(step, datetime.combine(day, OPENS, HERE) + index * gap)

    def perform(self, step: Step, now: datetime) -> None:
        done = playing_meetings.play(self.stage, step, now) or playing_tasks.play(self.stage, step, now)
        done = done or playing_papers.play(self.stage, step, now) or playing_seats.play(self.stage, step, now)
        done = done or demands.play(self.stage, step, now) or playing_ledger.play(self.stage, step, now)
        done = done or playing_information.play(self.stage, step, now) or playing_disputes.play(self.stage, step, now)
        done = done or playing_supervision.play(self.stage, step, now) or playing_packs.play(self.stage, step, now)
        done = done or playing_interviews.play(self.stage, step, now)
        done = done or playing_problems.play(self.stage, step, now)
        done = done or playing_assessments.play(self.stage, step, now)
        done = done or units.play(self.stage, step, now) or self._by_hand(step, now)
        if step.tag:
            self.stage.made[step.tag] = done
            self.stage.objects[step.tag] = done.object

    def _by_hand(self, step: Step, now: datetime) -> Done:
        clerk, made = self.stage.office(now), self.stage.made
        match step:
            case Did():
                return by_hand.record_by_hand(self._call(step, now), record=self._record(step))
            case Table():
                places = [f"第 {number} 行" for number in range(2, len(step.rows) + 2)]
                return by_hand.record_many(clerk, records=[self._record(row) for row in step.rows], places=places)
            case Explained():
                duty = self._meetings_of(step.kind).key
                return by_hand.explain_window(clerk, duty=duty, window=step.window, reason=step.reason)
            case Confirmed():
                return by_hand.confirm_explanation(self._convener(now), number=made[step.of].number)
            case Acknowledged():
                return by_hand.confirm_on_behalf(self._convener(now), entries=[made[step.of].entry])
            case Declared():
                return charter_actions.declare_key_period(
                    self._convener(now), name=step.name, start=step.start, end=step.end, basis=step.basis
                )
            case Withdrawn():
                return withdraw_entry(clerk, entry=made[step.of].entry, reason=step.reason)
        raise TypeError(step)

    def _convener(self, now: datetime) -> Call:
        return self.stage.of_convener(now, "")

    # recording by hand ------------------------------------------------------------------------------------------

    def _record(self, did: Did) -> by_hand.Record:
        duty, part = self._duty(did)
        files = [self.stage.sheet(f"{did.title} {did.on}")] if did.approver else []
        return by_hand.Record(
            duty=duty.key,
            part=part,
            happened_on=did.on,
            title=did.title,
            subject=self.stage.objects[did.of] if did.of else None,
            unit=self.stage.units[did.unit] if did.unit else None,
            meeting_kind=did.kind or None,
            due=did.due,
            flags=did.flags,
            place=did.place,
            attended=did.attended,
            note=did.note,
            files=files,
        )

    def _duty(self, did: Did) -> tuple[Duty, str]:
        """The duty under which the office would record it, and which part of it: the fulfilment or the trigger."""
        found = [
            (_rank(duty, part, did), index, part)
            for index, duty in enumerate(self.duties)
            for part in ("done", "began")
            if by_hand.verb_of(duty, part) == did.verb and _fits(duty, part, did)
        ]
        if not found:
            raise LookupError(f"no duty to record {did.verb} under ({did.title})")
        _, index, part = min(found)
        return self.duties[index], part

    def _meetings_of(self, kind: str) -> Periodic:
        for duty in self.duties:
            if isinstance(duty, Periodic) and duty.when == "ordinary" and kind in duty.pattern.get("kind", ()):
                return duty
        raise LookupError(f"no periodic meeting of kind {kind}")

    def _call(self, did: Did, now: datetime) -> Call:
        """Whose deed the office records: a convener's approval, a unit's own report, or its own."""
        if did.approver:
            return self.stage.of_convener(now, "paper", name=did.approver, on=did.on)
        return self.stage.of_unit(did.unit, now, did.means) if did.means else self.stage.office(now)


def _fits(duty: Duty, part: str, did: Did) -> bool:
    if isinstance(duty, Periodic):
        when = "key_period" if did.key_week else "ordinary"
        return duty.when == when and did.kind in duty.pattern.get("kind", {did.kind})
    if isinstance(duty, Response) and part == "began":
        flags = dict.fromkeys(did.flags, True)
        kind = {"kind": did.kind} if did.kind else {}
        planned = Fact(0, 0, did.verb, "", date.min, date.min, None, {**flags, **kind})
        return matches(duty.trigger_pattern, planned)
    return True


def _rank(duty: Duty, part: str, did: Did) -> int:
    """What answers something is recorded under the duty that pairs it; what begins something, where it is begun."""
    pairs = isinstance(duty, Response | Gate)
    if did.of:
        return 0 if pairs else 1
    if isinstance(duty, Periodic):
        return 0
    if isinstance(duty, Response) and part == "began":
        return 2 if did.kind else 1 - bool(duty.trigger_pattern)
    return 1 if not pairs else 3
