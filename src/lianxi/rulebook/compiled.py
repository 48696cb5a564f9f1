"""What reading a rules document yields, as plain values, and its JSON form (``lianxi compile --json``).

Offsets count characters (Unicode code points) of ``Compiled.text``. A clause's ``source`` is exactly
``text[span[0]:span[1]]``; nothing in here is ever invented, only found.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields, is_dataclass
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Body:
    """The conference itself: its full name and the short name the rules use for it."""

    name: str | None
    short: str | None


@dataclass(frozen=True, slots=True)
class InForce:
    """Date of force (ISO) or null, and the words it was read from."""

    from_: str | None
    source: str | None


@dataclass(frozen=True, slots=True)
class Chapter:
    number: str
    title: str
    articles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Article:
    """``label`` as printed (第五条, 附件1, 二、); ``number`` its value where it has one."""

    label: str
    number: int | None
    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Unit:
    """A member unit; ``kind``: office, station, village, community, other."""

    name: str
    kind: str
    aliases: tuple[str, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Seat:
    """``role``: convener, member, director; ``person`` is null where the rules name none (未载明姓名)."""

    role: str
    post: str | None
    unit: str | None
    person: str | None
    span: Span


@dataclass(frozen=True, slots=True)
class Cadence:
    """At least ``min`` (at most ``max``) times in every ``interval`` × ``every``.

    ``every``: day, week, ten_days, half_month, month, quarter, half_year, year or null;
    ``when``: ordinary, key_period, ad_hoc, as_needed, unresolved (定期);
    ``at``: null or a place inside the period (year_start, year_end, month:8);
    ``softened``: the sentence says 一般 / 原则上.
    """

    every: str | None
    interval: int = 1
    min: int = 1
    max: int | None = None
    when: str = "ordinary"
    at: str | None = None
    softened: bool = False


@dataclass(frozen=True, slots=True)
class Deadline:
    """``amount`` × ``unit`` (hour, day, workday, month, year) after the event ``from_``, in the text's words.

    ``before``: a lead time (会议召开七日前). ``word``: 及时 / 立即 / 尽快, when no amount is given.
    """

    amount: int | None
    unit: str | None = None
    from_: str | None = None
    before: bool = False
    extension_max: int | None = None
    word: str | None = None


@dataclass(frozen=True, slots=True)
class Approval:
    """``act`` is the text's own verb (审定, 批准, 签发, 备案 …), ``by`` the approver in the text's words."""

    act: str
    by: str | None


@dataclass(frozen=True, slots=True)
class Clause:
    """One demand inside one sentence: at most one cadence, one deadline, one approval.

    ``kind``: periodic, response, gate, power, standing. ``modality``: must, may, not_a_duty.
    ``act``: a verb of the journal's vocabulary where known, else the text's verb.
    """

    id: str
    article: str
    kind: str
    modality: str
    actor: tuple[str, ...]
    act: str | None
    object: str | None
    to: tuple[str, ...]
    cadence: Cadence | None
    deadline: Deadline | None
    approval: Approval | None
    certainty: str
    source: str
    span: Span


@dataclass(frozen=True, slots=True)
class Option:
    """One offered answer: ``id`` is stored, ``text`` is shown; ``value`` where the option stands for a number."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Question:
    """What only a person can settle. ``key`` = ``code:article:act[:n]`` and survives a new edition of the text."""

    code: str
    key: str
    text: str
    span: Span | None
    options: tuple[Option, ...]
    may_stay_open: bool


@dataclass(frozen=True, slots=True)
class Note:
    """Listed, never asked: padding, trailing separators, aliases, prefixes, actor terms, sentences not understood."""

    code: str
    text: str
    span: Span | None


@dataclass(frozen=True, slots=True)
class Compiled:
    """A rules document, read."""

    text: str
    title: str | None
    body: Body
    issued_on: str | None
    in_force: InForce
    addressees: tuple[str, ...]
    chapters: tuple[Chapter, ...]
    articles: tuple[Article, ...]
    units: tuple[Unit, ...]
    seats: tuple[Seat, ...]
    clauses: tuple[Clause, ...]
    questions: tuple[Question, ...]
    notes: tuple[Note, ...]

    def as_data(self) -> dict[str, Any]:
        """The JSON object that ``lianxi compile --json`` prints."""
        data = _plain(asdict(self))
        assert isinstance(data, dict)
        return data

    @staticmethod
    def from_data(data: dict[str, Any]) -> Compiled:
        """The inverse of ``as_data``; raises ``KeyError``/``TypeError``/``ValueError`` on data of another shape."""
        value = _build(Compiled, data)
        assert isinstance(value, Compiled)
        return value


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {("from" if key == "from_" else key): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return value


def _build(kind: Any, data: Any) -> Any:
    """Turn plain JSON back into the dataclass ``kind``, checking every value's type on the way."""
    origin = get_origin(kind)
    if origin in (Union, UnionType):
        choices = [choice for choice in get_args(kind) if choice is not type(None)]
        return None if data is None else _build(choices[0], data)
    if origin is tuple:
        arms = get_args(kind)
        if not isinstance(data, list | tuple):
            raise TypeError(f"a list was expected, not {type(data).__name__}")
        if len(arms) == 2 and arms[1] is Ellipsis:
            return tuple(_build(arms[0], item) for item in data)
        if len(arms) != len(data):
            raise ValueError(f"{len(arms)} items were expected, not {len(data)}")
        return tuple(_build(arm, item) for arm, item in zip(arms, data, strict=True))
    if is_dataclass(kind) and isinstance(kind, type):
        if not isinstance(data, dict):
            raise TypeError(f"an object was expected for {kind.__name__}, not {type(data).__name__}")
        hints = get_type_hints(kind)
        given = {("from_" if key == "from" else key): item for key, item in data.items()}
        unknown = set(given) - {field.name for field in fields(kind)}
        if unknown:
            raise ValueError(f"{kind.__name__} has no {', '.join(sorted(unknown))}")
        return kind(**{name: _build(hints[name], item) for name, item in given.items()})
    if not isinstance(data, kind) or (kind is int and isinstance(data, bool)):
        raise TypeError(f"{kind.__name__} was expected, not {type(data).__name__}")
    return data
