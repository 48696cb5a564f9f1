"""Reading the vault for pages: how somebody stands to a holder's identities, who asked, who opened. Plain values."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import OuterRef, Subquery

from lianxi.journal.frame import Actor
from lianxi.journal.models import Entry, FactRow, Text
from lianxi.matters.identities import vault
from lianxi.matters.identities.granting import GRANT_STATES
from lianxi.matters.identities.holders import Held, held, held_among, label
from lianxi.matters.identities.opening import barred_among, basis_or_asked, is_barred
from lianxi.matters.models import Grant, Identity
from lianxi.matters.moves import ASK_IDENTITY, OPEN_IDENTITY
from lianxi.roster.models import Person
from lianxi.roster.queries import person_names

BASES = {"registrar": "登记人", "handler": "承办人", "leader": "接访领导", "grant": "经授权"}
#: at most so many openings and requests on a page
SHOWN = 50


@dataclass(frozen=True, slots=True)
class GrantView:
    """A request, and what became of it. ``state_label`` says 已到期 of a grant whose 24 hours are over."""

    number: int
    holder: str
    holder_label: str
    person: int
    person_name: str
    asked_at: datetime
    state: str
    state_label: str
    reason: str | None
    giver_name: str
    until: datetime | None
    own: bool
    live: bool
    version: int


@dataclass(frozen=True, slots=True)
class Opening:
    """One opening: who, when, on what."""

    entry: int
    person_name: str
    at: datetime
    basis: str


@dataclass(frozen=True, slots=True)
class Standing:
    """How somebody stands to a holder's identities, for the part on its page. ``own``: asking gives it at once."""

    masks: tuple[str, ...]
    may_open: bool
    may_ask: bool
    pending: bool
    basis: str = ""
    until: datetime | None = None


def standing(
    conference: int, actor: Actor, holder: str, *, now: datetime, found: Held | None = None
) -> Standing | None:
    """How this person stands to a holder's identities; None where he may not see the holder.

    ``found``: the holder, where the page has it already. Two or three queries.
    """
    found = found or held(conference, actor, holder)
    if found is None:
        return None
    shown = vault.masks(conference, [holder]).get(holder, ())
    basis, pending = basis_or_asked(conference, actor, holder, found, now) if shown else (None, False)
    if basis is None:
        asking = bool(shown) and ASK_IDENTITY.allows(actor.role) and not is_barred(conference, actor, found)
        return Standing(shown, False, asking and not pending, pending)
    return Standing(shown, True, False, False, BASES[basis.code], basis.until)


def pending(conference: int, actor: Actor) -> list[GrantView]:
    """The requests that wait for this director or convener: not his own, of holders he may see; oldest first."""
    rows = Grant.objects.filter(conference_id=conference, state="asked").exclude(person=actor.person)
    return _views(conference, _decided_by(conference, actor, list(rows.order_by("number")[:SHOWN])), None)


def requests(conference: int, actor: Actor, *, now: datetime) -> list[GrantView]:
    """What was asked lately, for the list of requests: waiting first, then newest first; of holders he may see."""
    rows = list(Grant.objects.filter(conference_id=conference).order_by("-number")[:SHOWN])
    rows = sorted(_decided_by(conference, actor, rows), key=lambda row: (row.state != "asked", -row.number))
    return _views(conference, rows, now)


def _decided_by(conference: int, actor: Actor, rows: list[Grant]) -> list[Grant]:
    """The requests about holders this person may see and is not kept away from."""
    found = held_among(conference, actor, {row.holder for row in rows})
    barred = barred_among(conference, actor, found)
    return [row for row in rows if row.holder in found and row.holder not in barred]


def request_for(conference: int, actor: Actor, number: int, *, now: datetime) -> GrantView | None:
    """One request, for who decides it; None where he may not see its holder."""
    rows = list(Grant.objects.filter(conference_id=conference, number=number))
    views = _views(conference, _decided_by(conference, actor, rows), now)
    return views[0] if views else None


def grants_of(conference: int, holder: str, *, now: datetime) -> list[GrantView]:
    """The requests of one holder, newest first. The caller has asked who may see the holder."""
    rows = Grant.objects.filter(conference_id=conference, holder=holder).order_by("-number")
    return _views(conference, list(rows[:SHOWN]), now)


def openings(conference: int, holder: str) -> list[Opening]:
    """Who opened a holder's identities, when, on what; newest first. The caller has asked who may see the holder.

    One query.
    """
    entry = Entry.objects.filter(conference_id=conference, number=OuterRef("entry"))
    person = Person.objects.filter(conference_id=conference, number=OuterRef("person")).values("name")
    facts = FactRow.objects.filter(conference_id=conference, object=holder, verb=OPEN_IDENTITY.verb)
    rows = (
        facts.annotate(person=Subquery(entry.values("actor_person")), at=Subquery(entry.values("recorded_at")))
        .annotate(name=Subquery(person))
        .order_by("-entry")
        .values_list("entry", "name", "at", "data")
    )
    return [
        Opening(number, name or "", at, BASES.get(json.loads(data)["basis"], ""))
        for number, name, at, data in rows[:SHOWN]
    ]


def sealed_ids() -> set[str]:
    """The ids of all keys that identities of this deployment are sealed with, for the check at start."""
    return set(Identity.objects.order_by().values_list("key_id", flat=True).distinct())


def _views(conference: int, rows: list[Grant], now: datetime | None) -> list[GrantView]:
    if not rows:
        return []
    people = {row.person for row in rows} | {row.giver for row in rows if row.giver is not None}
    names, reasons = person_names(conference, people), _reasons(conference, {row.holder for row in rows})
    return [_view(row, names, reasons, now) for row in rows]


def _view(row: Grant, names: dict[int, str], reasons: dict[int, str | None], now: datetime | None) -> GrantView:
    live = row.state == "given" and row.until is not None and now is not None and row.until > now
    return GrantView(
        number=row.number,
        holder=row.holder,
        holder_label=label(row.holder),
        person=row.person,
        person_name=names.get(row.person, ""),
        asked_at=row.asked_at,
        state=row.state,
        state_label="已到期" if row.state == "given" and not live else GRANT_STATES[row.state],
        reason=reasons.get(row.number),
        giver_name=names.get(row.giver, "") if row.giver is not None else "",
        until=row.until,
        own=row.own,
        live=live,
        version=row.version,
    )


def _reasons(conference: int, holders: Iterable[str]) -> dict[int, str | None]:
    """Why each grant was asked for; None where the text was erased. One query."""
    text = Text.objects.filter(conference_id=conference, entry=OuterRef("entry"), kind="reason").values("text")[:1]
    facts = FactRow.objects.filter(conference_id=conference, object__in=set(holders), verb=ASK_IDENTITY.verb)
    rows = facts.annotate(reason=Subquery(text)).values_list("data", "reason")
    return {int(json.loads(data)["grant"]): reason for data, reason in rows}
