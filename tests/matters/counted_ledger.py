"""One ledger in two forms: rows of the tables, and the plain rows that the pure counting reads."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from hypothesis import strategies as st

from lianxi.analysis.tallies import Judged, Row
from lianxi.matters import words
from lianxi.matters.models import Charge, Deadline, Evaluation, Event, Matter
from lianxi.roster.models import Unit

TABLES = (Charge, Evaluation, Event, Deadline)


@dataclass(frozen=True, slots=True)
class Plan:
    """A matter to be laid: the plain row and what only the tables have."""

    row: Row
    restricted: bool = False


def lay(conference: int, plans: Sequence[Plan | Row]) -> list[Matter]:
    """Put the rows into the tables of a conference, in place of what stood there."""
    for table in TABLES:
        table.objects.filter(conference_id=conference).delete()
    Matter.objects.filter(conference_id=conference).delete()
    units = {unit.number: unit for unit in Unit.objects.filter(conference_id=conference)}
    laid = [each if isinstance(each, Plan) else Plan(each) for each in plans]
    made = Matter.objects.bulk_create(_matter(conference, place, plan, units) for place, plan in enumerate(laid, 1))
    parts = [(matter, plan.row) for matter, plan in zip(made, laid, strict=True)]
    Deadline.objects.bulk_create(part for matter, row in parts for part in _deadlines(conference, matter, row))
    Event.objects.bulk_create(
        Event(conference_id=conference, matter=matter, name="accepted", at=row.accepted_on, entry=1)
        for matter, row in parts
        if row.accepted_on
    )
    Evaluation.objects.bulk_create(
        Evaluation(conference_id=conference, matter=matter, of=of, status=given.status, value=given.value, on=given.on)
        for matter, row in parts
        for of, given in (("department", row.department), ("unit", row.unit))
        if given is not None
    )
    Charge.objects.bulk_create(
        Charge(
            conference_id=conference, number=place, matter=matter, leader=1, proposer=2, state="approved",
            proposed_on=row.sponsored_on, approved_on=row.sponsored_on,
        )
        for place, (matter, row) in enumerate(parts, 1)
        if row.sponsored_on
    )  # fmt: skip
    return made


def _matter(conference: int, place: int, plan: Plan, units: dict[int, Unit]) -> Matter:
    row = plan.row
    return Matter(
        conference_id=conference,
        number=2026 * words.YEAR + place,
        registered_on=row.registered_on,
        registrar=1,
        channel=row.channel,
        petitioned_on=row.received_on,
        received_on=row.received_on,
        source="petitioner",
        territory=units[row.territory] if row.territory else None,
        purpose=row.purpose,
        category=row.category,
        kind=row.kind,
        route=6 if row.kind == "appeal_claim" else None,
        title="" if row.stub else f"事项{place}",
        people=row.people,
        joint=row.joint,
        anonymous=row.anonymous,
        national_first=row.national_first,
        local_first=row.local_first,
        lead=units[row.lead] if row.lead else None,
        restricted=plan.restricted,
        state=row.state,
        state_since=row.state_since or row.received_on,
        outcome=row.outcome,
        result=row.result,
        execution=row.execution,
        extended_days=row.extended_days,
        closed_on=row.closed_on,
        stub=row.stub,
        national_due=row.limit_on if row.limit_on != row.handling_due else None,
    )


def _deadlines(conference: int, matter: Matter, row: Row) -> Iterable[Deadline]:
    duties = (
        ("direct_notice", row.notice_due, row.notice_met),
        ("handling", row.handling_due, row.finished_on if row.finished_on != row.closed_on else None),
    )
    for rule, due, met in duties:
        if due is not None:
            yield Deadline(
                conference_id=conference, matter=matter, rule=rule, started_on=row.received_on, strict=due, rolled=due,
                judged=due, article="", explanation="", met_on=met,
            )  # fmt: skip


DAYS = st.dates(date(2024, 12, 1), date(2026, 12, 31))
MAYBE = st.one_of(st.none(), DAYS)


@st.composite
def rows(draw: st.DrawFn, units: Sequence[int]) -> Row:
    """Any matter whose dates may stand in any order: counting must not rest on their order."""
    received = draw(DAYS)
    state = draw(st.sampled_from(list(words.STATES)))
    handling, national, closed, met = draw(MAYBE), draw(MAYBE), draw(MAYBE), draw(MAYBE)
    notice = draw(MAYBE)
    judged = st.one_of(st.none(), _judged())
    return Row(
        received_on=received,
        registered_on=draw(st.one_of(st.just(received), DAYS)),
        channel=draw(st.sampled_from(list(words.CHANNELS))),
        purpose=draw(st.sampled_from(list(words.PURPOSES))),
        kind=draw(st.sampled_from(list(words.KINDS))),
        state=state,
        category=draw(st.sampled_from(["", "010000", "010200", "010203", "020100", "990000"])),
        lead=draw(st.one_of(st.none(), st.sampled_from(units))),
        territory=draw(st.one_of(st.none(), st.sampled_from(units))),
        people=draw(st.integers(1, 9)),
        joint=draw(st.booleans()),
        anonymous=draw(st.booleans()),
        local_first=draw(st.sampled_from(list(words.FIRST))),
        national_first=draw(st.sampled_from(list(words.FIRST))),
        stub=state in words.EXITS,
        accepted_on=draw(MAYBE),
        notice_due=notice,
        notice_met=draw(MAYBE) if notice else None,
        limit_on=national or handling,
        handling_due=handling,
        finished_on=(met if handling and met and met != closed else None) or closed,
        closed_on=closed,
        state_since=draw(DAYS),
        extended_days=draw(st.sampled_from([0, 0, 30])),
        outcome=draw(st.sampled_from(["", *words.OUTCOMES])),
        result=draw(st.sampled_from(["", *words.RESULTS])),
        execution=draw(st.sampled_from(list(words.EXECUTIONS))),
        sponsored_on=draw(MAYBE),
        department=draw(judged),
        unit=draw(judged),
    )


def _judged() -> st.SearchStrategy[Judged]:
    values = st.sampled_from(list(words.VALUES))
    given = st.builds(Judged, st.just("given"), values, DAYS)
    return st.one_of(given, st.builds(Judged, st.sampled_from(["waiting", "not_given", "late"]), st.just(""), MAYBE))
