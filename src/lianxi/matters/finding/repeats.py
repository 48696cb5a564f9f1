"""可能是同一件事: the likeliest earlier matters beside one, of those the reader may see; and what was linked to it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from django.db.models import Case, F, OuterRef, Q, QuerySet, Subquery, When

from lianxi.analysis.grams import counted
from lianxi.analysis.repeats import Candidate, Frequencies, Known, candidates
from lianxi.journal.frame import Actor
from lianxi.journal.models import Entry, FactRow
from lianxi.matters import moves, words
from lianxi.matters.finding import own_texts, search_index
from lianxi.matters.finding.links import DIFFERENT, KINDS
from lianxi.matters.finding.search_words import Pieces, Wanted, pieces
from lianxi.matters.identities.holders import held_among
from lianxi.matters.identities.opening import barred_among
from lianxi.matters.models import Grant, Identity, Link, Matter
from lianxi.matters.scope import visible

#: the rarest bigrams that are asked for, and the newest matters with one of them that are scored
RAREST, SCORED = 16, 200
#: an opening of identities counts for a comparison so long
OPENED_FOR = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Beside:
    """Another matter beside this one. ``title``, ``text``: cut where both say the same; ``days`` between the two.

    ``place``, ``filed_alike``: whether places and categories agree, where both are known; ``same_person``: only for
    who may know, None: not told. ``kind``: how it was linked, empty for a candidate.
    """

    number: int
    label: str
    title: Pieces
    text: Pieces
    territory: str
    state_label: str
    received_on: date
    days: int
    place: bool | None
    filed_alike: bool | None
    phrases: tuple[str, ...]
    kind: str = ""
    kind_label: str = ""
    linked_on: date | None = None
    same_person: bool | None = None


@dataclass(frozen=True, slots=True)
class Repeats:
    """What stands beside a matter. ``propose``: it was linked to an earlier one as the same, and is not 重复 yet."""

    number: int
    label: str
    title: str
    version: int
    open: bool
    first_label: str
    linked: tuple[Beside, ...]
    candidates: tuple[Beside, ...]
    propose: bool
    compared: bool


def repeats_of(conference: int, actor: Actor, number: int, *, now: datetime) -> Repeats | None:
    """The card of a matter; None where this person may not see it. Five to nine queries."""
    rows = visible(conference, actor).filter(stub=False)
    matter = rows.filter(number=number).select_related("territory", "search_text").first()
    if matter is None:
        return None
    linked, apart = _linked(rows, matter)
    others = [] if matter.state == "voided" else _likely(conference, rows, matter, {matter.pk, *apart, *linked})
    shown = [*(_beside(matter, row, None) for row in linked.values()), *others]
    told = _same_people(conference, actor, number, [each.number for each in shown], now)
    shown = [replace(each, same_person=told.get(each.number)) for each in shown]
    earlier = any(each.kind == "same" and each.number < number for each in shown)
    return Repeats(
        number,
        words.number_label(number),
        matter.title,
        matter.version,
        matter.state in words.OPEN,
        words.FIRST.get(matter.local_first, "") if matter.local_first else "",
        tuple(each for each in shown if each.kind),
        tuple(each for each in shown if not each.kind),
        earlier and matter.local_first != "repeat" and matter.state in words.OPEN,
        bool(told),
    )


def linked_to(conference: int, actor: Actor, number: int) -> tuple[Beside, ...]:
    """What was linked to a matter, of what this person may see; the newest first. Two queries."""
    rows = visible(conference, actor).filter(stub=False)
    matter = rows.filter(number=number).first()
    if matter is None:
        return ()
    return tuple(_beside(matter, row, None) for row in _linked(rows, matter)[0].values())


def _linked(rows: QuerySet[Matter], matter: Matter) -> tuple[dict[int, Matter], set[int]]:
    """The visible matters linked to this one, and those told apart from it (primary keys). One query."""
    links = Link.objects.filter(Q(one=matter, other=OuterRef("pk")) | Q(other=matter, one=OuterRef("pk")))
    other = Case(When(one=matter, then=F("other")), default=F("one"))
    pairs = Link.objects.filter(Q(one=matter) | Q(other=matter)).annotate(beside=other).values("beside")
    found = rows.filter(pk__in=pairs).select_related("territory").order_by("-number")
    marked = found.annotate(link_kind=Subquery(links.values("kind")[:1]), link_on=Subquery(links.values("on")[:1]))
    every = {row.pk: row for row in marked}
    apart = {pk for pk, row in every.items() if row.link_kind == DIFFERENT}
    return {pk: row for pk, row in every.items() if pk not in apart}, apart


def _likely(conference: int, rows: QuerySet[Matter], matter: Matter, without: Collection[int]) -> list[Beside]:
    """The likeliest others, best first. Two or three queries, none of a matter without a text."""
    body = _said(matter)
    if not body:
        return []
    of = own_texts.frequencies_of(conference)
    pks = search_index.with_any(conference, _rarest(body, of), limit=SCORED)
    found = rows.filter(pk__in=[pk for pk in pks if pk not in without]).exclude(state="voided")
    others = {row.number: row for row in found.select_related("territory", "search_text")}
    best = candidates(_known(matter), [_known(row) for row in others.values()], of)
    return [_beside(matter, others[each.number], each) for each in best]


def _rarest(body: str, of: Frequencies) -> list[str]:
    """The bigrams that tell most: rare, but not this matter's alone where every text was counted."""
    least = 2 if of.documents < own_texts.MOST else 0
    seen = [gram for gram in counted(body) if of.counts.get(gram, 0) >= least]
    return sorted(seen, key=lambda gram: (of.counts.get(gram, 0), gram))[:RAREST]


def _known(matter: Matter) -> Known:
    place = matter.territory.number if matter.territory else None
    return Known(matter.number, _said(matter), place, matter.received_on, matter.category)


def _said(matter: Matter) -> str:
    """What it says, petitioners covered, without the name of its place, which would make all of a village alike."""
    body = _body(matter)
    return body.replace(matter.territory.name, " ") if matter.territory else body


def _body(matter: Matter) -> str:
    """What is searched of a matter; nothing of one that is not in the index."""
    return matter.search_text.body if hasattr(matter, "search_text") else ""


def _beside(matter: Matter, row: Matter, found: Candidate | None) -> Beside:
    phrases = found.phrases if found else ()
    wanted = [Wanted((phrase,)) for phrase in phrases]
    kind = "" if found else str(getattr(row, "link_kind", ""))
    return Beside(
        number=row.number,
        label=words.number_label(row.number),
        title=pieces(row.title, wanted),
        text=pieces(_body(row).partition("\n")[2].replace("\n", " · ")[:160], wanted) if found else (),
        territory=row.territory.name if row.territory else row.locality,
        state_label=words.STATES[row.state],
        received_on=row.received_on,
        days=abs((matter.received_on - row.received_on).days),
        place=found.place_agrees if found else None,
        filed_alike=found.filed_alike if found else None,
        phrases=phrases,
        kind=kind,
        kind_label=KINDS.get(kind, ""),
        linked_on=getattr(row, "link_on", None),
    )


def _same_people(conference: int, actor: Actor, number: int, others: Sequence[int], now: datetime) -> dict[int, bool]:
    """Whether the petitioner is the same, where this person may know of both: he opened this matter's identities
    within a day, and has those of the other with his work or by a live grant. By keyed hashes alone.

    One query where he did not open, else four to six.
    """
    holder = f"matter:{number}"
    if not others or not _opened(conference, actor, holder, now):
        return {}
    holders = [holder, *(f"matter:{other}" for other in others)]
    found = held_among(conference, actor, holders)
    granted = Grant.objects.filter(
        conference_id=conference, person=actor.person, state="given", until__gt=now, holder__in=holders
    )
    live = set(granted.values_list("holder", flat=True))
    open_ = {each for each, held in found.items() if actor.person in held.workers or each in live}
    open_ -= barred_among(conference, actor, found)
    if holder not in open_:
        return {}
    marks = _marks(conference, open_)
    told = {int(each.partition(":")[2]): _agree(marks.get(holder), marks.get(each)) for each in open_ - {holder}}
    return {other: same for other, same in told.items() if same is not None}


def _opened(conference: int, actor: Actor, holder: str, now: datetime) -> bool:
    opened = FactRow.objects.filter(conference_id=conference, object=holder, verb=moves.OPEN_IDENTITY.verb)
    own = Entry.objects.filter(conference_id=conference, actor_person=actor.person, recorded_at__gte=now - OPENED_FOR)
    return own.filter(number__in=opened.values("entry")).exists()


def _marks(conference: int, holders: Collection[str]) -> dict[str, tuple[set[str], set[str]]]:
    found: dict[str, tuple[set[str], set[str]]] = {}
    rows = Identity.objects.filter(conference_id=conference, holder__in=holders)
    for holder, by_id, by_phone in rows.values_list("holder", "by_id", "by_phone"):
        ids, phones = found.setdefault(holder, (set(), set()))
        ids |= {by_id} - {""}
        phones |= {by_phone} - {""}
    return found


def _agree(one: tuple[set[str], set[str]] | None, other: tuple[set[str], set[str]] | None) -> bool | None:
    """The same by ID number or phone; another where both have an ID number and none agrees; else not known."""
    if one is None or other is None:
        return None
    if one[0] & other[0] or one[1] & other[1]:
        return True
    return False if one[0] and other[0] else None
