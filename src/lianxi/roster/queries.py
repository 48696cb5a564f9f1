"""Reading the roster: who acts in which seat, units, seats and their holders over time. Plain values only."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import OuterRef, Subquery, Value
from django.db.models.expressions import Combinable

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
    """The outcome of fetch-with-permission for a conference: its head, the acting seat, the person's other seats."""

    head: Head
    actor: Actor
    person_name: str
    seat: SeatChoice
    unit_name: str
    seats: tuple[SeatChoice, ...]
    #: how many announcements this person has not looked at
    unseen: int = 0


#: what counts a person's unseen announcements within the query of ``access``
_unseen: list[Callable[[], Combinable]] = []


def register_unseen(counted: Callable[[], Combinable]) -> None:
    """Called at start-up by the room that announces: an expression over ``Tenure`` rows."""
    _unseen[:] = [counted]


@dataclass(frozen=True, slots=True)
class Home:
    """A conference in which an account holds a seat today; ``role``: of the seat it acts in first."""

    slug: str
    name: str
    seats: str
    role: str


def access(account: int, slug: str, preferred: int | None, on: date) -> Access | None:
    """The person's standing in a conference on a day; None when there is none, whether or not the conference exists."""
    rows = list(
        Tenure.objects.filter(conference__slug=slug, person__account_id=account, since__lte=on, seat__closed_on=None)
        .exclude(until__lt=on)
        .select_related("conference", "person", "seat", "seat__unit")
        .annotate(unseen=_unseen[0]() if _unseen else Value(0))
        .order_by("seat__number")
    )
    if not rows:
        return None
    first = min(rows, key=lambda row: _acts_first(row.seat))
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
            str(conference.uid),
        ),
        actor=Actor(account, chosen.person.number, chosen.seat.number, chosen.seat.role, unit.number if unit else None),
        person_name=chosen.person.name,
        seat=_choice(chosen.seat),
        unit_name=unit.name if unit else "",
        seats=tuple(_choice(row.seat) for row in rows),
        unseen=chosen.unseen,
    )


def in_seat(account: int, slug: str, *, person: int, seat: int, on: date) -> Access | None:
    """The standing of whoever asked for work in the background: None when he does not hold that seat any more."""
    found = access(account, slug, seat, on)
    same = found is not None and (found.actor.person, found.actor.seat) == (person, seat)
    return found if same else None


def _acts_first(seat: Seat) -> tuple[int, int]:
    return ACTS_FIRST.get(seat.role, 2), seat.number


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
    found: dict[str, tuple[str, list[Seat]]] = {}
    for row in rows:
        found.setdefault(row.conference.slug, (row.conference.name, []))[1].append(row.seat)
    return [
        Home(slug, name, "、".join(seat.post for seat in held), min(held, key=_acts_first).role)
        for slug, (name, held) in found.items()
    ]


@dataclass(frozen=True, slots=True)
class UnitView:
    number: int
    name: str
    kind: str
    aliases: tuple[str, ...]
    closed_on: date | None
    version: int
    #: earlier names, the latest last
    former: tuple[str, ...]
    successor: int | None

    @property
    def spellings(self) -> tuple[str, ...]:
        """Other spellings that are no former names."""
        return tuple(alias for alias in self.aliases if alias not in self.former)


@dataclass(frozen=True, slots=True)
class TenureView:
    person: int
    name: str
    since: date
    until: date | None
    #: "", 未启用 (never used), 正常, 已停用
    account: str


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

    @property
    def former(self) -> tuple[TenureView, ...]:
        return tuple(tenure for tenure in self.tenures if tenure.until is not None)


def units(conference: int) -> list[UnitView]:
    rows = Unit.objects.filter(conference_id=conference).select_related("successor").order_by("number")
    return [
        UnitView(
            row.number,
            row.name,
            row.kind,
            tuple(row.aliases),
            row.closed_on,
            row.version,
            tuple(row.former),
            row.successor.number if row.successor else None,
        )
        for row in rows
    ]


def unit_names(conference: int) -> dict[int, str]:
    return dict(Unit.objects.filter(conference_id=conference).values_list("number", "name"))


def person_names(conference: int, numbers: Iterable[int]) -> dict[int, str]:
    return dict(Person.objects.filter(conference_id=conference, number__in=set(numbers)).values_list("number", "name"))


def seats(conference: int, *, number: int | None = None, unit: int | None = None) -> list[SeatView]:
    """All seats (or one, or those of a unit) in order, each with its holders. Two queries."""
    rows = Seat.objects.filter(conference_id=conference).select_related("unit").order_by("number")
    if unit is not None:
        rows = rows.filter(unit__number=unit)
    if number is not None:
        rows = rows.filter(number=number)
    held: dict[int, list[TenureView]] = {}
    tenures = Tenure.objects.filter(conference_id=conference).select_related("person__account")
    tenures = tenures.order_by("-since", "-pk")
    if number is not None:
        tenures = tenures.filter(seat__number=number)
    if unit is not None:
        tenures = tenures.filter(seat__unit__number=unit)
    for tenure in tenures:
        held.setdefault(tenure.seat_id, []).append(
            TenureView(
                tenure.person.number,
                tenure.person.name,
                tenure.since,
                tenure.until,
                account_state(tenure.person.account),
            )
        )
    return [_seat(row, held.get(row.pk, [])) for row in rows]


@dataclass(frozen=True, slots=True)
class PostView:
    """An open seat of a unit and who holds it now; empty: nobody named."""

    number: int
    role_label: str
    post: str
    holder: str


def posts(conference: int, unit: int) -> list[PostView]:
    """The open seats of a unit, in order. One query."""
    now = Tenure.objects.filter(seat=OuterRef("pk"), until=None)
    rows = Seat.objects.filter(conference_id=conference, unit__number=unit, closed_on=None).order_by("number")
    rows = rows.annotate(holder=Subquery(now.values("person__name")[:1]))
    return [PostView(row.number, ROLES[row.role], row.post, row.holder or "") for row in rows]


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


def director_of(conference: int, unit: int | None, *, besides: int) -> int | None:
    """The director's seat, where the office sits in this unit and its head is director (article 8); not ``besides``.

    One query, none without a unit.
    """
    if unit is None:
        return None
    rows = Seat.objects.filter(conference_id=conference, role="director", unit__number=unit, closed_on=None)
    return rows.exclude(number=besides).values_list("number", flat=True).first()


@dataclass(frozen=True, slots=True)
class AccountView:
    """An account that holds a seat here, as those see it who keep the accounts. ``shared``: known elsewhere too."""

    id: int
    username: str
    name: str
    active: bool
    has_password: bool
    last_login: datetime | None
    serial: int
    shared: bool
    state: str


def account_state(account: Account | None) -> str:
    """Whether somebody can log in: "" without an account, 未启用 before its first link was used, 正常, 已停用."""
    if account is None:
        return ""
    if not account.is_active:
        return "已停用"
    return "正常" if account.has_usable_password() else "未启用"


def account_of_person(conference: int, person: int) -> AccountView | None:
    row = Account.objects.filter(people__conference_id=conference, people__number=person).first()
    if row is None:
        return None
    return AccountView(
        row.pk,
        row.username,
        row.name,
        row.is_active,
        row.has_usable_password(),
        row.last_login,
        row.link_serial,
        row.people.exclude(conference_id=conference).exists(),
        account_state(row),
    )


def namesakes(conference: int, name: str) -> list[tuple[int, str]]:
    """The persons of that name: number, and the posts they hold or held (or that they hold none)."""
    people = Person.objects.filter(conference_id=conference, name=name.strip()).order_by("number")
    posts: dict[int, list[str]] = {person.number: [] for person in people}
    rows = Tenure.objects.filter(person__in=people).order_by("-since", "-pk").select_related("person", "seat")
    for row in rows:
        posts[row.person.number].append(row.seat.post + ("（曾任）" if row.until else ""))
    return [(number, "、".join(held) or "无席位") for number, held in posts.items()]


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


def unconfirmed_explanations(conference: int, limit: int = 20) -> list[ExplanationView]:
    """Explanations that wait for a convener, the oldest window first."""
    rows = Explanation.objects.filter(conference_id=conference, confirmed=False).order_by("window", "number")[:limit]
    return [ExplanationView(row.number, row.duty, row.window, row.reason, row.confirmed) for row in rows]


def explanation(conference: int, number: int) -> ExplanationView | None:
    row = Explanation.objects.filter(conference_id=conference, number=number).first()
    return ExplanationView(row.number, row.duty, row.window, row.reason, row.confirmed) if row else None


def explanations(conference: int, year: int) -> list[ExplanationView]:
    rows = Explanation.objects.filter(conference_id=conference, window__year=year).order_by("window", "number")
    return [ExplanationView(row.number, row.duty, row.window, row.reason, row.confirmed) for row in rows]


#: kind of sign-in event → its words in the stream
SIGN_IN_KINDS = {
    "login": "登录",
    "failed": "密码错误",
    "locked": "暂停登录",
    "unlocked": "解除暂停",
    "logout": "退出",
    "link": "签发登录链接",
    "password_set": "设置密码",
    "opened": "开通账号",
    "switched_off": "停用账号",
    "switched_on": "恢复账号",
    "parted": "解除账号",
    "joined": "以已有账号加入",
}


@dataclass(frozen=True, slots=True)
class SignInView:
    """One event of the sign-in stream; ``by``: the login name of who issued, switched or unlocked."""

    number: int
    at: datetime
    kind: str
    words: str
    username: str
    address: str
    by: str


def sign_ins(
    usernames: Iterable[str], *, kind: str | None = None, before: int | None = None, limit: int = 50
) -> list[SignInView]:
    """The newest sign-in events of these accounts below number ``before`` (keyset); at most ``limit``."""
    rows = SignInEvent.objects.filter(username__in=list(usernames))
    if kind is not None:
        rows = rows.filter(kind=kind)
    if before is not None:
        rows = rows.filter(pk__lt=before)
    return [
        SignInView(row.pk, row.at, row.kind, SIGN_IN_KINDS.get(row.kind, row.kind), row.username, row.address, row.by)
        for row in rows.order_by("-pk")[:limit]
    ]


def account_holders(conference: int) -> dict[str, str]:
    """The login names of this conference → the person and the roles of the seats he holds now."""
    found: dict[str, tuple[str, list[str]]] = {}
    people = Person.objects.filter(conference_id=conference).exclude(account=None).select_related("account")
    for person in people.order_by("number"):
        assert person.account is not None
        found[person.account.username] = (person.name, [])
    rows = Tenure.objects.filter(
        conference_id=conference, until=None, seat__closed_on=None, person__account__isnull=False
    )
    for username, role in rows.order_by("seat__number").values_list("person__account__username", "seat__role"):
        if ROLES[role] not in found[username][1]:
            found[username][1].append(ROLES[role])
    return {username: f"{name}（{'、'.join(roles) or '无席位'}）" for username, (name, roles) in found.items()}


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


def seated(conference: int, on: date) -> list[Actor]:
    """Everybody who holds a seat on a day and can log in, once for each of his seats. One query."""
    rows = (
        Tenure.objects.filter(conference_id=conference, since__lte=on, seat__closed_on=None)
        .filter(person__account__is_active=True)
        .exclude(until__lt=on)
        .select_related("person", "seat__unit")
        .order_by("seat__number")
    )
    return [
        Actor(
            row.person.account_id or 0,
            row.person.number,
            row.seat.number,
            row.seat.role,
            row.seat.unit.number if row.seat.unit else None,
        )
        for row in rows
    ]
