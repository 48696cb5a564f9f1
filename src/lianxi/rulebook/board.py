"""The board: what judging yields. Plain values, printed by ``lianxi board`` and drawn by the home page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from lianxi.rulebook.duties import Duty, Gate, Periodic, Response

#: states from worst to best; ``not_owed`` stands outside
STATES: dict[str, str] = {
    "missed": "未履行",
    "overdue": "逾期",
    "due": "待办",
    "explained": "未召开（已说明）",
    "kept_late": "逾期后完成",
    "kept": "已履行",
    "not_owed": "未到期限",
}
BEST_FIRST = ("kept", "kept_late", "explained", "due", "overdue", "missed")


@dataclass(frozen=True, slots=True)
class Evidence:
    """A journal entry behind a state: when it happened, when it was recorded."""

    entry: int
    verb: str
    object: str
    happened_on: date
    recorded_on: date
    unit: int | None


@dataclass(frozen=True, slots=True)
class Item:
    """One window of a periodic duty, one pair of a response, or one passage of a gate.

    ``start``: the window's first day or the trigger's day. ``due``: the last day in time; None where the rules set
    no time. ``subject``: ``kind:number`` of the pair. ``why``: for ``not_owed`` the reason (future, before_founding,
    before_force, before_declaration, ended).
    """

    state: str
    start: date
    due: date | None
    evidence: tuple[Evidence, ...] = ()
    trigger: Evidence | None = None
    subject: str | None = None
    why: str = ""
    count: int = 0
    provisional: bool = False
    edition: int = 0
    key_period: str | None = None
    #: the unit that took the pair over from the trigger's (the newest ``….reassigned``)
    passed_to: int | None = None

    @property
    def open(self) -> bool:
        return self.state in {"due", "overdue"}


@dataclass(frozen=True, slots=True)
class Line:
    """One duty with all it owed in the calendar year to date."""

    duty: Duty
    items: tuple[Item, ...]

    @property
    def dated(self) -> bool:
        return isinstance(self.duty, Periodic | Response)

    @property
    def misses(self) -> int:
        return sum(item.state == "missed" for item in self.items)

    @property
    def worst(self) -> str:
        """The class this duty is counted under in the headline; ``due`` when all that is owed is still open."""
        states = {item.state for item in self.items}
        for state in ("overdue", "missed", "explained", "kept_late", "kept", "due"):
            if state in states:
                return state
        return "not_owed"

    @property
    def ring(self) -> str:
        """The worst open state; with nothing open ``kept`` where all was kept, else ``not_owed``."""
        return ring([self])


def bearer_of(duty: Duty, item: Item, units: Mapping[int, str]) -> str:
    """Who owes this one: the unit the trigger named (or that took it over) where the rules lay it on members, else the
    rules' own bearer.
    """
    unit = item.passed_to or (item.trigger.unit if item.trigger else None)
    if "办公室" in duty.bearer or "召集人" in duty.bearer:
        return duty.bearer
    return units.get(unit or 0) or duty.bearer


def ring(lines: list[Line]) -> str:
    """The state of an article's ring over its lines (articles.md, Judging)."""
    states = {item.state for line in lines for item in line.items}
    for state in ("overdue", "due"):
        if state in states:
            return state
    return "kept" if states & {"kept", "kept_late", "explained"} and "missed" not in states else "not_owed"


@dataclass(frozen=True, slots=True)
class Headline:
    """The one line: every dated duty owed at least once this year, counted once by its worst."""

    total: int
    kept: int
    kept_late: int
    explained: int
    missed: int
    overdue: int
    open_items: int

    def __str__(self) -> str:
        parts = [f"{self.kept} 项按期"]
        parts += [f"{self.explained} 项已说明"] if self.explained else []
        parts += [f"{self.kept_late} 项逾期后完成"] if self.kept_late else []
        parts += [f"{self.missed} 项有未履行记录"] if self.missed else []
        parts += [f"{self.overdue} 项逾期"] if self.overdue else []
        return f"有期限要求的 {self.total} 项：{'，'.join(parts)}；待办 {self.open_items} 件；其余为原则性、授权性规定"


@dataclass(frozen=True, slots=True)
class Board:
    """Every duty in force (or owed this year) with its items, as of ``on``."""

    on: date
    edition: int | None
    lines: tuple[Line, ...]

    @property
    def headline(self) -> Headline:
        worst = Counter(line.worst for line in self.lines if line.dated)
        counted = ("kept", "kept_late", "explained", "missed", "overdue")
        return Headline(
            total=sum(worst[state] for state in counted),
            open_items=sum(item.open for line in self.lines if line.dated for item in line.items),
            **{state: worst[state] for state in counted},
        )

    def of_article(self, label: str) -> list[Line]:
        return [line for line in self.lines if line.duty.article == label]

    def as_data(self) -> dict[str, object]:
        """The JSON form of ``lianxi board --json``."""
        return {
            "on": self.on.isoformat(),
            "edition": self.edition,
            "headline": str(self.headline),
            "articles": {
                label: ring(self.of_article(label)) for label in dict.fromkeys(line.duty.article for line in self.lines)
            },
            "duties": [_line_data(line) for line in self.lines],
        }


def _line_data(line: Line) -> dict[str, object]:
    return {
        "key": line.duty.key,
        "article": line.duty.article,
        "kind": type(line.duty).__name__.lower(),
        "label": line.duty.label,
        "certainty": line.duty.certainty,
        "state": line.worst if line.dated or isinstance(line.duty, Gate) else "standing",
        "items": [
            {
                "state": item.state,
                "start": item.start.isoformat(),
                "due": item.due.isoformat() if item.due else None,
                "subject": item.subject,
                "why": item.why or None,
                "provisional": item.provisional,
                "evidence": [evidence.entry for evidence in item.evidence],
            }
            for item in line.items
        ],
    }
