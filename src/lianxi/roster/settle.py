"""From the compiled roster and a person's answers to the units and seats that are founded. Pure: no database.

Names that differ between annexes are never merged silently: the answer to ``unit_abbrev`` / ``unit_renamed`` /
``unit_truncated`` decides; unanswered, the second name becomes a unit of its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from lianxi.rulebook.compiled import Compiled

ROLE_OF = {"convener": "convener", "member": "unit_head", "director": "director"}


@dataclass(frozen=True, slots=True)
class PlannedUnit:
    name: str
    kind: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PlannedSeat:
    """``person`` None: 未载明姓名（待补）, which is not 空缺."""

    role: str
    post: str
    unit: str | None
    person: str | None


@dataclass(frozen=True, slots=True)
class PlannedRoster:
    units: tuple[PlannedUnit, ...]
    seats: tuple[PlannedSeat, ...]


def plan_roster(compiled: Compiled, answers: Mapping[str, str | int]) -> PlannedRoster:
    """The units and seats of a rules document with the answers given so far."""
    units = {unit.name: PlannedUnit(unit.name, unit.kind, unit.aliases) for unit in compiled.units}
    separate = {
        question.span: str(answers.get(question.key, ""))
        for question in compiled.questions
        if question.code.startswith("unit_") and question.span is not None
    }
    seats = []
    for seat in compiled.seats:
        unit = seat.unit
        for span, answer in separate.items():
            if seat.span[0] <= span[0] < seat.span[1] and answer != "same":
                unit = compiled.text[span[0] : span[1]]
        if unit is not None and unit not in units:
            units[unit] = PlannedUnit(unit, "other")
        person = seat.person or _director(seat.role, compiled, answers)
        seats.append(PlannedSeat(ROLE_OF[seat.role], seat.post or _post(seat.role, unit), unit, person))
    return PlannedRoster(tuple(units.values()), tuple(seats))


def _post(role: str, unit: str | None) -> str:
    return {"convener": "召集人", "director": "联席会议办公室主任"}.get(role, f"{unit or ''}负责人")


def _director(role: str, compiled: Compiled, answers: Mapping[str, str | int]) -> str | None:
    """The director's name: the rules never give it; a person may have confirmed the suggestion or typed another."""
    if role != "director":
        return None
    for question in compiled.questions:
        answer = str(answers.get(question.key, "")).strip()
        if question.code == "director" and answer not in {"", "open"}:
            return answer.removeprefix("person:")
    return None
