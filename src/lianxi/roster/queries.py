"""Reading the roster: who acts in which seat, units, seats and their holders over time. Plain values only."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from lianxi.journal.frame import Actor
from lianxi.journal.queries import Head
from lianxi.roster.models import Account, Explanation, HandRecord, Person, Seat, SignInEvent, Tenure, Unit
from lianxi.roster.roles import ROLES


#: of several seats, the one a person acts in until he chooses: where the work is done
ACTS_FIRST = {"director": 0, "office_staff": 0, "convener": 1}


@dataclass(frozen=True, slots=True)
class SeatChoice:
    """A seat the person may act in."""

    number: int
    role: str
    role_label: str
    label: str


@dataclass(frozen=True, slots=True)
class Access:
    """The outcome of fetch-with-permission for a conference: its head, the acting seat, the other seats of the person."""

    head: Head
    actor: Actor
    person_name: str
    seat: SeatChoice
    unit_name: str
    seats: tuple[SeatChoice, ...]


@dataclass(frozen=True, slots=True)
class Home:
    """A conference in which an account holds a seat today."""

    slug: str
    name: str
    seats: str


def access(account: int, slug: str, preferred: int | None, on: date) -> Access | None:
    """The person's standing in a conference on a day; None when there is none, whether or not the conference exists."""
    rows = list(
        Tenure.objects.filter(conference__slug=slug, person__account_id=account, since__lte=on, seat__closed_on=None)
        .exclude(until__lt=on)
        .select_related("conference", "person", "seat", "seat__unit")
        .order_by("seat__number")
    )
    if not rows:
        return None
    first = min(rows, key=lambda row: (ACTS_FIRST.get(row.seat.role, 2), row.seat.number))
    chosen = next((row for row in rows if row.seat.number == preferred), first)
    conference = chosen.conference
    unit = chosen.seat.unit
    return Access(
        head=Head(
            conference.pk,
            conference.slug,
            conference.name,
            conference.short,
            conference.head_number,
            conference.head_hash,
        ),
        actor=Actor(account, chosen.person.number, chosen.seat.number, chosen.seat.role, unit.number if unit else None),
        person_name=chosen.person.name,
        seat=_choice(chosen.seat),
        unit_name=unit.name if unit else "",
        seats=tuple(_choice(row.seat) for row in rows),
    )


def _choice(seat: Seat) -> SeatChoice:
    return SeatChoice(seat.number, seat.role, ROLES[seat.role], seat.post)


def homes(account: int, on: date) -> list[Home]:
    """The conferences in which an account holds a seat, by name."""
    rows = (
        Tenure.objects.filter(person__account_id=account, since__lte=on, seat__closed_on=None)
        .exclude(until__lt=on)
        .select_related("conference", "seat")
        .order_by("conference__name", "seat__number")
    )
    found: dict[str, tuple[str, list[str]]] = {}
    for row in rows:
        found.setdefault(row.conference.slug, (row.conference.name, []))[1].append(row.seat.post)
    return [Home(slug, name, "、".join(posts)) for slug, (name, posts) in found.items()]


@dataclass(frozen=True, slots=True)
class UnitView:
    number: int
    name: str
    kind: str
    aliases: tuple[str, ...]
    closed_on: date | None


@dataclass(frozen=True, slots=True)
class TenureView:
    person: int
    name: str
    since: date
    until: date | None
    has_account: bool


@dataclass(frozen=True, slots=True)
class SeatView:
    """A seat with its holder today and all holders, newest first. ``holder`` is None where no name is on record."""

    number: int
    role: str
    role_label: str
    post: str
    unit: int | None
    unit_name: str
    holder: TenureView | None
    tenures: tuple[TenureView, ...]
    version: int
    closed_on: date | None


def units(conference: int) -> list[UnitView]:
    rows = Unit.objects.filter(conference_id=conference).order_by("number")
    return [UnitView(row.number, row.name, row.kind, tuple(row.aliases), row.closed_on) for row in rows]


def unit_names(conference: int) -> dict[int, str]:
    return dict(Unit.objects.filter(conference_id=conference).values_list("number", "name"))


def person_names(conference: int, numbers: Iterable[int]) -> dict[int, str]:
    return dict(Person.objects.filter(conference_id=conference, number__in=set(numbers)).values_list("number", "name"))


def seats(conference: int, *, number: int | None = None) -> list[SeatView]:
    """All seats (or one) in order, each with its holders. Two queries."""
    rows = Seat.objects.filter(conference_id=conference).select_related("unit").order_by("number")
    if number is not None:
        rows = rows.filter(number=number)
    held: dict[int, list[TenureView]] = {}
    tenures = Tenure.objects.filter(conference_id=conference).select_related("person").order_by("-since", "-pk")
    if number is not None:
        tenures = tenures.filter(seat__number=number)
    for tenure in tenures:
        held.setdefault(tenure.seat_id, []).append(
            TenureView(
                tenure.person.number,
                tenure.person.name,
                tenure.since,
                tenure.until,
                tenure.person.account_id is not None,
            )
        )
    return [_seat(row, held.get(row.pk, [])) for row in rows]


def _seat(row: Seat, tenures: list[TenureView]) -> SeatView:
    return SeatView(
        number=row.number,
        role=row.role,
        role_label=ROLES[row.role],
        post=row.post,
        unit=row.unit.number if row.unit else None,
        unit_name=row.unit.name if row.unit else "",
        holder=next((tenure for tenure in tenures if tenure.until is None), None),
        tenures=tuple(tenures),
        version=row.version,
        closed_on=row.closed_on,
    )


def seat(conference: int, number: int) -> SeatView | None:
    return next(iter(seats(conference, number=number)), None)


@dataclass(frozen=True, slots=True)
class AccountView:
    """An account that holds a seat here, as the office sees it."""

    id: int
    username: str
    name: str
    active: bool
    has_password: bool
    last_login: str


def accounts(conference: int) -> list[AccountView]:
    rows = Account.objects.filter(people__conference_id=conference).order_by("username")
    return [
        AccountView(
            row.pk,
            row.username,
            row.name,
            row.is_active,
            row.has_usable_password(),
            row.last_login.date().isoformat() if row.last_login else "",
        )
        for row in rows
    ]


def account_of_person(conference: int, person: int) -> AccountView | None:
    row = Account.objects.filter(people__conference_id=conference, people__number=person).first()
    if row is None:
        return None
    return AccountView(row.pk, row.username, row.name, row.is_active, row.has_usable_password(), "")


@dataclass(frozen=True, slots=True)
class HandRecordView:
    entry: int
    duty: str
    verb: str
    object: str
    happened_on: date
    title: str
    place: str
    attended: str
    note: str


def hand_records(conference: int, entries: Iterable[int]) -> dict[int, list[HandRecordView]]:
    """What was recorded by hand, by entry."""
    found: dict[int, list[HandRecordView]] = {}
    rows = HandRecord.objects.filter(conference_id=conference, entry__in=set(entries)).order_by("entry", "index")
    for row in rows:
        found.setdefault(row.entry, []).append(
            HandRecordView(
                row.entry,
                row.duty,
                row.verb,
                row.object,
                row.happened_on,
                row.title,
                row.place,
                row.attended,
                row.note,
            )
        )
    return found


@dataclass(frozen=True, slots=True)
class ExplanationView:
    number: int
    duty: str
    window: date
    reason: str
    confirmed: bool


def explanations(conference: int, year: int) -> list[ExplanationView]:
    rows = Explanation.objects.filter(conference_id=conference, window__year=year).order_by("window", "number")
    return [ExplanationView(row.number, row.duty, row.window, row.reason, row.confirmed) for row in rows]


@dataclass(frozen=True, slots=True)
class SignInView:
    at: str
    kind: str
    username: str
    address: str
    by: str


def sign_ins(usernames: Iterable[str], limit: int = 100) -> list[SignInView]:
    """The newest sign-in events of these accounts; at most ``limit``."""
    rows = SignInEvent.objects.filter(username__in=list(usernames)).order_by("-at")[:limit]
    return [SignInView(f"{row.at:%Y-%m-%d %H:%M}", row.kind, row.username, row.address, row.by) for row in rows]


def titles(conference: int, objects: Iterable[str]) -> dict[str, str]:
    """The name of each object (``meeting:12``) as it was first recorded by hand."""
    rows = (
        HandRecord.objects.filter(conference_id=conference, object__in=set(objects))
        .order_by("-pk")
        .values_list("object", "title")
    )
    return dict(rows)


def roles_held(account: int, on: date) -> frozenset[str]:
    """Every role the account holds anywhere on a day."""
    rows = Tenure.objects.filter(person__account_id=account, since__lte=on, seat__closed_on=None).exclude(until__lt=on)
    return frozenset(rows.values_list("seat__role", flat=True))


def evidence(conference: int, duties: Iterable[str]) -> list[HandRecordView]:
    """What was recorded by hand for these duties, newest first; at most 50."""
    rows = HandRecord.objects.filter(conference_id=conference, duty__in=list(duties)).order_by("-happened_on", "-pk")
    return [
        HandRecordView(
            row.entry, row.duty, row.verb, row.object, row.happened_on, row.title, row.place, row.attended, row.note
        )
        for row in rows[:50]
    ]
