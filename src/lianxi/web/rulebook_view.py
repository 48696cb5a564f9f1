"""Plain values for founding and rulebook pages: what was understood beside its sentence, duties, differences."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher

from lianxi.charter.diff import Change, parameters
from lianxi.roster.roles import ROLES
from lianxi.roster.settle import PlannedRoster
from lianxi.rulebook.compiled import Clause, Compiled, Span
from lianxi.rulebook.derivation import derive
from lianxi.rulebook.duties import Duty, Gate, Periodic, Power, Response, Standing
from lianxi.rulebook.reading import describe_clause

KINDS: dict[type[Duty], tuple[str, str]] = {
    Periodic: ("periodic", "周期"),
    Response: ("response", "时限"),
    Gate: ("gate", "程序"),
    Power: ("power", "授权"),
    Standing: ("standing", "原则"),
}
NO_DUTY = ("none", "不列为要求")
UNIT_KINDS = {"office": "办公室、中心", "station": "站所", "village": "村", "community": "社区", "other": "其他单位"}
#: questions about a parameter that the clause itself lacks
PARAMETERS = frozenset({"cadence_unresolved", "deadline_word", "deadline_missing", "plenary_cadence"})
#: equal runs shorter than this between two changes read better as part of the change
SHORTEST_SAME = 2
#: comparing letter by letter grows with the square of the length: longer texts (characters) are shown whole
LONGEST_COMPARED = 6000


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the text. With an ``anchor`` it is marked: ``kind`` colours it, ``number`` is printed beside it."""

    text: str
    kind: str = ""
    number: str = ""
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class ClauseView:
    """What was understood of one marked stretch. ``waits``: a question about it is open."""

    number: str
    anchor: str
    kind: str
    kind_words: str
    words: str
    waits: bool


@dataclass(frozen=True, slots=True)
class Block:
    """An article, or (without label) text between articles; the clauses read out of it; sentences not understood."""

    label: str
    pieces: tuple[Piece, ...]
    clauses: tuple[ClauseView, ...]
    missed: tuple[tuple[str, str], ...]
    named: int


@dataclass(frozen=True, slots=True)
class Reading:
    blocks: tuple[Block, ...]
    kinds: tuple[tuple[str, str, int], ...]
    missed: int
    notes: tuple[str, ...]


def reading(compiled: Compiled, answers: Mapping[str, str | int]) -> Reading:
    """The whole text, in order, with everything that was read out of it. Linear in the text."""
    builder = _Reading(compiled, answers)
    blocks = tuple(builder.blocks())
    counted = [clause for block in blocks for clause in block.clauses]
    return Reading(
        blocks=blocks,
        kinds=tuple(
            (kind, words, number)
            for kind, words in [*KINDS.values(), NO_DUTY]
            if (number := sum(clause.kind == kind for clause in counted))
        ),
        missed=sum(len(block.missed) for block in blocks),
        notes=tuple(note.text for note in compiled.notes if note.code != "not_understood"),
    )


class _Reading:
    def __init__(self, compiled: Compiled, answers: Mapping[str, str | int]) -> None:
        self.compiled = compiled
        self.duties: dict[str, Duty] = {}
        for duty in derive(compiled, answers):
            self.duties.setdefault(duty.clause, duty)
        self.open = {
            question.span
            for question in compiled.questions
            if question.code in PARAMETERS and str(answers.get(question.key, "")) in {"", "open"} and question.span
        }
        self.clauses: dict[str, list[Clause]] = {}
        for clause in sorted(compiled.clauses, key=lambda clause: clause.span):
            self.clauses.setdefault(clause.article, []).append(clause)
        self.starts = [article.span[0] for article in compiled.articles]
        self.missed: dict[int, list[tuple[Span, str]]] = {}
        for note in compiled.notes:
            if note.code == "not_understood" and note.span is not None:
                self.missed.setdefault(self._position(note.span), []).append((note.span, note.text))
        self.named: dict[int, list[Span]] = {}
        for span in [*(unit.span for unit in compiled.units), *(seat.span for seat in compiled.seats)]:
            if span[0] < span[1]:
                self.named.setdefault(self._position(span), []).append(span)

    def _position(self, span: Span) -> int:
        """The number (from 1) of the article that a span begins in; 0 before the first."""
        return bisect_right(self.starts, span[0])

    def blocks(self) -> Iterator[Block]:
        text, place = self.compiled.text, 0
        for position, article in enumerate(self.compiled.articles, 1):
            start, end = article.span
            if text[place:start].strip():
                yield self._block("", (place, start), position)
            yield self._block(article.label, article.span, position)
            place = end
        if text[place:].strip():
            yield self._block("", (place, len(text)), 0)

    def _block(self, label: str, span: Span, position: int) -> Block:
        clauses = self.clauses.get(label, []) if label else []
        views = tuple(self._clause(clause, position, number) for number, clause in enumerate(clauses, 1))
        marks = [
            (clause.span, view.kind, view.number, view.anchor) for clause, view in zip(clauses, views, strict=True)
        ]
        missed: list[tuple[str, str]] = []
        for place, words in self.missed.get(position, []) if label else []:
            anchor = f"m-{position}-{len(missed) + 1}"
            missed.append((anchor, words))
            marks.append((place, "missed", "?", anchor))
        named = self.named.get(position, []) if label else []
        marks += [(place, "named", "", "") for place in named]
        return Block(label, tuple(self._pieces(span, marks)), views, tuple(missed), len(named))

    def _clause(self, clause: Clause, position: int, number: int) -> ClauseView:
        duty = self.duties.get(clause.id)
        kind, kind_words = KINDS[type(duty)] if duty else NO_DUTY
        words = describe_clause(clause).partition("】")[2].strip().removeprefix("（未写明主体）").strip()
        return ClauseView(
            number=str(number),
            anchor=f"c-{position}-{number}",
            kind=kind,
            kind_words=kind_words,
            words=words,
            waits=clause.span in self.open,
        )

    def _pieces(self, span: Span, marks: list[tuple[Span, str, str, str]]) -> Iterator[Piece]:
        """The stretch cut at its marks; of two that overlap the earlier one is shown."""
        text, place, end = self.compiled.text, span[0], span[1]
        while place < end and text[place] in "\n\r":
            place += 1
        while end > place and text[end - 1] in "\n\r \u3000":
            end -= 1
        for (first, last), kind, number, anchor in sorted(marks):
            if first < place or first >= end:
                continue
            if first > place:
                yield Piece(text[place:first])
            yield Piece(text[first : min(last, end)], kind, number, anchor)
            place = min(last, end)
        if place < end:
            yield Piece(text[place:end])


# units, seats, duties ---------------------------------------------------------------------------------------------


def units_by_kind(roster: PlannedRoster) -> list[tuple[str, list[str]]]:
    """Kind in words → the units' names, in the order of the rules."""
    found = [(words, [unit.name for unit in roster.units if unit.kind == kind]) for kind, words in UNIT_KINDS.items()]
    return [(words, names) for words, names in found if names]


def seat_rows(roster: PlannedRoster) -> list[tuple[str, str, str, str]]:
    """Role, post, unit, holder (empty: 未载明姓名)."""
    return [(ROLES[seat.role], seat.post, seat.unit or "", seat.person or "") for seat in roster.seats]


@dataclass(frozen=True, slots=True)
class DutyRow:
    """A duty with its parameters. ``assumed``: set by the body itself (本单位设定); ``open``: nobody has settled it."""

    article: str
    kind: str
    kind_words: str
    short: str
    label: str
    parameters: str
    bearer: str
    assumed: bool
    open: bool


def duty_rows(duties: Iterable[Duty]) -> list[DutyRow]:
    """Each duty as one line, in the order of the text."""
    return [
        DutyRow(
            article=duty.article,
            kind=KINDS[type(duty)][0],
            kind_words=KINDS[type(duty)][1],
            short=duty.short,
            label=duty.label,
            parameters=parameters(duty),
            bearer=duty.bearer,
            assumed=duty.certainty == "assumed",
            open=(isinstance(duty, Response) and duty.amount is None)
            or (isinstance(duty, Standing) and duty.open_question is not None),
        )
        for duty in duties
    ]


def dated(rows: Iterable[DutyRow]) -> list[DutyRow]:
    """Those that are judged: by period, by time limit, by an approval that must come first."""
    return [row for row in rows if row.kind in {"periodic", "response", "gate"} or row.open]


# differences ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ChangeView:
    """One difference: the words before and after, cut where they differ (``kind`` of a piece: same, del, ins)."""

    kind_words: str
    label: str
    before: tuple[Piece, ...]
    after: tuple[Piece, ...]


KINDS_OF_CHANGE = {"added": "新增", "removed": "删去", "changed": "修改"}


def change_views(changes: Iterable[Change], what: str) -> list[ChangeView]:
    """The differences of one sort (article, duty, answer), ready to print."""
    return [
        ChangeView(
            KINDS_OF_CHANGE[change.kind],
            change.label if what == "article" else "",
            *_cut(change.before or "", change.after or ""),
        )
        for change in changes
        if change.what == what
    ]


def _cut(before: str, after: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    if not before or not after or len(before) + len(after) > LONGEST_COMPARED:
        return (Piece(before, "del"),) if before else (), (Piece(after, "ins"),) if after else ()
    old: list[Piece] = []
    new: list[Piece] = []
    for tag, first, last, start, end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        same = tag == "equal" and (last - first >= SHORTEST_SAME or first == 0)
        _add(old, before[first:last], "same" if same else "del")
        _add(new, after[start:end], "same" if same else "ins")
    return tuple(old), tuple(new)


def _add(pieces: list[Piece], text: str, kind: str) -> None:
    """Append, or lengthen the last piece of the same kind."""
    if not text:
        return
    if pieces and pieces[-1].kind == kind:
        text = pieces.pop().text + text
    pieces.append(Piece(text, kind))
