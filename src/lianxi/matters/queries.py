"""Reading the ledger: lists by keyset and what waits for whom, always behind ``scope.visible``. Plain values only."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from django.db.models import CharField, Count, Exists, F, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Cast, Concat, LPad

from lianxi.journal.frame import Actor
from lianxi.matters import moves, words
from lianxi.matters.counting import figures
from lianxi.matters.finding import search_index
from lianxi.matters.finding.search_words import read
from lianxi.matters.finding.searching import Hit, hit_of
from lianxi.matters.models import CoHandler, Matter, Progress
from lianxi.matters.scope import visible
from lianxi.matters.tables.categories import CategoryList, name_of, names_of, table
from lianxi.roster.names import named_rows

PAGE = 50
#: most rows of an export, and how many are fetched at a time
MOST_EXPORTED, BATCH = 5_000, 500
SORTS = {"newest": "登记先后", "due": "到期先后"}
GROUPS = {
    "open": "未办结",
    "overdue": "逾期",
    "week": "本周到期",
    "helping": "协办",
    "owing": "待反馈",
    "national": "未录入国家系统",
    "extended": "延期",
    "accusation": "检举控告",
    "done": "已办结",
    "all": "全部",
}
#: in which groups an organ, and in which a unit looks
OF_OFFICE = ("open", "overdue", "week", "national", "extended", "accusation", "done", "all")
OF_UNIT = ("open", "helping", "owing", "overdue", "week", "done", "all")


@dataclass(frozen=True, slots=True)
class Filters:
    """What of the ledger is shown. ``category``: a code of any level; ``unit``: by place or lead; dates of receipt.

    ``figure``: the address of a figure of the statistics; what is none shows nothing.
    ``imported``: number of the import that brought them in.
    """

    group: str = "open"
    text: str = ""
    kind: str = ""
    channel: str = ""
    category: str = ""
    unit: int | None = None
    year: int | None = None
    since: date | None = None
    until: date | None = None
    first: str = ""
    figure: str = ""
    imported: int | None = None
    sort: str = "newest"

    @property
    def folded(self) -> bool:
        """Whether nothing but words was looked for: the conditions need not be seen."""
        return self.narrowed == bool(self.text)

    @property
    def narrowed(self) -> int:
        """How many conditions stand beside the group."""
        own = (self.text, self.kind, self.channel, self.category, self.unit, self.year, self.since, self.until)
        return sum(bool(each) for each in (*own, self.first, self.figure, self.imported))


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page ends: the row that was last on it."""

    number: int
    due: date | None = None


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """One matter in a list. ``number``: as in addresses; ``days``: calendar days to ``due_on``, negative when past.

    ``part``: what the reader's unit has to do with it (主办, 协办). A stub has no title and names no place.
    """

    number: int
    label: str
    title: str
    kind: str
    kind_label: str
    route: int | None
    state: str
    state_label: str
    channel_label: str
    category: str
    territory: str
    lead: str
    received_on: date
    due_on: date | None
    days: int | None
    overdue: bool
    provisional: bool
    restricted: bool
    stub: bool
    first_label: str
    people: int
    extended_days: int
    national_number: str
    sender: str
    closed_on: date | None
    part: str
    open: bool
    #: where something was looked for: title and a part of the text, cut where it stands
    hit: Hit | None = None

    @property
    def place(self) -> Place:
        return Place(self.number, self.due_on)


def ledger(
    conference: int,
    actor: Actor,
    *,
    on: date,
    filters: Filters,
    after: Place | None = None,
    limit: int = PAGE,
    known: CategoryList | None = None,
) -> list[LedgerRow]:
    """The matters this seat may see, behind the row ``after`` (keyset). ``known``: the table of categories in force.

    One query; one more where a row was filed under another version than ``known``, or nothing is known.
    """
    rows = _behind(_filtered(conference, actor, on, filters), filters.sort, after)
    due_first = filters.sort == "due"
    order = (F("due_on").asc(nulls_last=True), "number") if due_first else ("-number",)
    beside = ("territory", "lead", "search_text") if filters.text else ("territory", "lead")
    found = list(rows.select_related(*beside).order_by(*order)[:limit])
    wanted = read(filters.text)
    filed = [(row.category_version, row.category) for row in found if row.category]
    if known is not None and all(version == known.version for version, _ in filed):
        names = {(version, code): name_of(known, code) for version, code in filed}
    else:
        names = names_of(conference, filed)
    listed = [_row(row, on, actor, names.get((row.category_version, row.category), "")) for row in found]
    return (
        [replace(each, hit=hit_of(row, wanted)) for each, row in zip(listed, found, strict=True)] if wanted else listed
    )


def exported(conference: int, actor: Actor, *, on: date, filters: Filters) -> Iterator[list[LedgerRow]]:
    """All pages of a filter, up to ``MOST_EXPORTED`` rows, a batch at a time."""
    after, known, left = None, table(conference), MOST_EXPORTED
    while left > 0:
        limit = min(BATCH, left)
        rows = ledger(conference, actor, on=on, filters=filters, after=after, limit=limit, known=known)
        if rows:
            yield rows
        if len(rows) < limit:
            return
        after, left = rows[-1].place, left - len(rows)


def chosen(conference: int, actor: Actor, *, on: date, filters: Filters) -> QuerySet[Matter]:
    """The matters of a filter that this seat may see, oldest number first, for files of many columns. No query."""
    return _filtered(conference, actor, on, filters).select_related("territory", "lead").order_by("number")


def pressing(conference: int, actor: Actor, on: date) -> tuple[int, int]:
    """How many are overdue, how many fall due this week: only what has a date by then is read. One query."""
    rows = visible(conference, actor).filter(due_on__lte=end_of_week(on))
    found = rows.aggregate(overdue=Count("pk", filter=Q(due_on__lt=on)), week=Count("pk", filter=Q(due_on__gte=on)))
    return found["overdue"], found["week"]


def end_of_week(on: date) -> date:
    """The Sunday of the week."""
    return on + timedelta(days=6 - on.weekday())


def owed_by_unit(conference: int, actor: Actor, *, on: date, limit: int = 100) -> list[LedgerRow]:
    """What a unit owes an answer to: what it leads, and where it was asked to help; soonest first. One query."""
    return _waiting(conference, actor, on, _filtered(conference, actor, on, Filters(group="owing")), limit)


def due_soon(conference: int, actor: Actor, *, on: date, until: date, limit: int = 100) -> list[LedgerRow]:
    """For the office: due by ``until`` or overdue, and what was registered and given to nobody. One query."""
    rows = visible(conference, actor).filter(stub=False)
    wanted = Q(due_on__lte=until) | Q(state__in=("registered", "objected")) | ~Q(void_asked_by=None)
    return _waiting(conference, actor, on, rows.filter(wanted, state__in=words.OPEN), limit)


def _waiting(conference: int, actor: Actor, on: date, rows: QuerySet[Matter], limit: int) -> list[LedgerRow]:
    found = rows.select_related("territory", "lead").order_by(F("due_on").asc(nulls_last=True), "number")[:limit]
    return [_row(row, on, actor, "") for row in found]


def _filtered(conference: int, actor: Actor, on: date, given: Filters) -> QuerySet[Matter]:
    rows = visible(conference, actor).filter(_group(conference, actor, given.group, on))
    exact = {"kind": given.kind, "channel": given.channel, "local_first": given.first}
    rows = rows.filter(**{column: value for column, value in exact.items() if value})
    if given.text:
        rows = rows.filter(search_index.matching(conference, given.text))
    if given.category:
        rows = rows.filter(category__startswith=_stem(given.category))
    if given.unit is not None:
        rows = rows.filter(Q(territory__number=given.unit) | Q(lead__number=given.unit))
    if given.year is not None:
        rows = rows.filter(number__gt=given.year * words.YEAR, number__lt=(given.year + 1) * words.YEAR)
    if given.since is not None:
        rows = rows.filter(received_on__gte=given.since)
    if given.until is not None:
        rows = rows.filter(received_on__lte=given.until)
    if given.imported is not None:
        rows = rows.filter(origin__gte=f"import:{given.imported}.", origin__lt=f"import:{given.imported}/")
    if given.figure:
        figure = figures.read(given.figure)
        rows = rows.none() if figure is None else figures.chosen(figures.countable(rows, actor), figure, on)
    return rows


def _group(conference: int, actor: Actor, group: str, on: date) -> Q:
    if group in ("helping", "owing"):
        return _of_unit(conference, actor, waiting=group == "owing")
    return {
        "open": Q(state__in=words.OPEN),
        "done": ~Q(state__in=words.OPEN),
        "overdue": Q(due_on__lt=on),
        "week": Q(due_on__gte=on, due_on__lte=end_of_week(on)),
        "national": Q(national_entered_at=None, stub=False, state__in=moves.ENTER_NATIONALLY.from_),
        "extended": Q(extended_days__gt=0),
        "accusation": Q(kind="accusation"),
    }.get(group, Q())


def _of_unit(conference: int, actor: Actor, *, waiting: bool) -> Q:
    """Where the unit helps; ``waiting``: where it leads or helps and has not answered yet."""
    about = {"conference_id": conference, "matter": OuterRef("pk"), "unit__number": actor.unit or 0}
    helps = CoHandler.objects.filter(**about)
    if not waiting:
        return Q(Exists(helps)) & Q(state__in=words.OPEN)
    silent = Q(lead__number=actor.unit or 0) & ~Q(Exists(Progress.objects.filter(**about)))
    return (silent | Q(Exists(helps.filter(replied_on=None)))) & Q(state__in=moves.WORKED_ON)


def _behind(rows: QuerySet[Matter], sort: str, after: Place | None) -> QuerySet[Matter]:
    if after is None:
        return rows
    if sort != "due":
        return rows.filter(number__lt=after.number)
    if after.due is None:
        return rows.filter(due_on=None, number__gt=after.number)
    same_day = Q(due_on=after.due, number__gt=after.number)
    return rows.filter(Q(due_on__gt=after.due) | same_day | Q(due_on=None))


def _stem(code: str) -> str:
    """The digits that all categories below this one begin with."""
    return code[:2] if code[2:] == "0000" else code[:4] if code[4:] == "00" else code


def _row(row: Matter, on: date, actor: Actor, category: str) -> LedgerRow:
    lead = row.lead.number if row.lead else None
    part = "" if actor.unit is None else "主办" if lead == actor.unit else "协办" if lead is not None else ""
    return LedgerRow(
        number=row.number,
        label=words.number_label(row.number),
        title=row.title,
        kind=row.kind,
        kind_label=words.KINDS[row.kind],
        route=row.route,
        state=row.state,
        state_label=words.STATES[row.state],
        channel_label=words.CHANNELS.get(row.channel, ""),
        category=category,
        territory=row.territory.name if row.territory else "",
        lead=row.lead.name if row.lead else "",
        received_on=row.received_on,
        due_on=row.due_on,
        days=(row.due_on - on).days if row.due_on else None,
        overdue=row.due_on is not None and row.due_on < on,
        provisional=row.due_provisional,
        restricted=row.restricted,
        stub=row.stub,
        first_label=words.FIRST.get(row.local_first, "") if row.local_first else "",
        people=row.people,
        extended_days=row.extended_days,
        national_number=row.national_number,
        sender=row.sender,
        closed_on=row.closed_on,
        part=part,
        open=row.state in words.OPEN,
    )


def named_matters(conference: int, numbers: Sequence[int]) -> QuerySet[Any, Any]:
    """What matters are called on the pages of the rooms below: by number, never a word of what they are about."""
    rows = Matter.objects.filter(conference_id=conference, number__in=list(numbers))
    year = Cast(F("number") / words.YEAR, CharField())
    serial = LPad(Cast(F("number") % words.YEAR, CharField()), 4, Value("0"))
    return named_rows("matter", rows, Concat(Value("信访事项 "), year, Value("-"), serial))
