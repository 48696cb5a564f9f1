"""From the compiled roster and a person's answers to the units and seats that are founded. Pure: no database.

Names that differ between annexes are never merged silently: the answer to ``unit_abbrev`` / ``unit_renamed`` /
``unit_truncated`` decides; unanswered, the second name becomes a unit of its own.
"""

from __future__ import annotations

import re
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
    named = read_names(compiled, answers)
    seats = []
    for index, seat in enumerate(compiled.seats):
        unit = seat.unit
        for span, answer in separate.items():
            if seat.span[0] <= span[0] < seat.span[1] and answer != "same":
                unit = _without(seat.person, compiled.text[span[0] : span[1]])
        if unit is not None and unit not in units:
            units[unit] = PlannedUnit(unit, "other")
        person = seat.person or _director(seat.role, compiled, answers) or named.get(index)
        seats.append(PlannedSeat(ROLE_OF[seat.role], seat.post or _post(seat.role, unit), unit, person))
    return PlannedRoster(tuple(units.values()), tuple(seats))


def _without(person: str | None, words: str) -> str:
    """The unit in a line of the annex: the words without the holder's name (padded as it may be) before or after."""
    name = r"\s*".join(re.escape(letter) for letter in person or "")
    return re.sub(rf"^{name}[\s:：]+|[\s:：]+{name}$", "", words.strip()).strip(" 　、，；") if name else words.strip()


def vacant_seats(compiled: Compiled) -> dict[int, str]:
    """Seats that the rules give to a post without a name (the director apart): place in ``seats`` → its words."""
    found: dict[int, str] = {}
    for index, seat in enumerate(compiled.seats):
        if seat.person is None and seat.role != "director":
            words = seat.post or _post(seat.role, seat.unit)
            again = sum(known.partition("（第")[0] == words for known in found.values())
            found[index] = f"{words}（第 {again + 1} 席）" if again else words
    return found


def write_names(names: Mapping[str, str]) -> str:
    """The answer to ``vacant_name``: ``东岭村书记=柳青；河湾村书记=江岸``; ``open`` where nobody is named."""
    return "；".join(f"{post}={name.strip()}" for post, name in names.items() if name.strip()) or "open"


def read_names(compiled: Compiled, answers: Mapping[str, str | int]) -> dict[int, str]:
    """The inverse: place in ``seats`` → the name that a person gave it."""
    given: dict[str, str] = {}
    for question in compiled.questions:
        if question.code == "vacant_name":
            pairs = (part.partition("=") for part in str(answers.get(question.key, "")).split("；"))
            given |= {post: name.strip() for post, equals, name in pairs if equals and name.strip()}
    return {index: given[post] for index, post in vacant_seats(compiled).items() if post in given}


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
