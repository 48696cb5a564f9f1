"""Random walks through a matter's life: whatever is tried in whatever order, what must hold holds after every step."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lianxi.journal.attachments import Upload
from lianxi.journal.models import Conference, FactRow
from lianxi.journal.moves import Move
from lianxi.journal.refusals import Refused
from lianxi.matters import moves
from lianxi.matters.case_papers import papers
from lianxi.matters.life import (
    aftercare,
    concluding,
    correcting,
    deciding,
    delivering,
    extending,
    registering,
    reviewing,
    routing,
)
from lianxi.matters.models import CasePaper, Deadline, Event, Matter
from lianxi.roster.models import Unit
from tests.cast import Cast, Player
from tests.matters.life import ABOVE, OPINION, Life, begin

pytestmark = [pytest.mark.django_db, pytest.mark.database]
TABLE: dict[str, list[Move]] = {}
for _move in vars(moves).values():
    if isinstance(_move, Move):
        TABLE.setdefault(_move.verb, []).append(_move)
WHO = ("clerk", "director", "organ_head", "police", "village", "convener")
SCAN = Upload("signed.pdf", b"%PDF-1.4\n%%EOF\n")
ACTS: dict[str, Callable[[Life, Player], object]] = {}


def act(function: Callable[[Life, Player], object]) -> Callable[[Life, Player], object]:
    ACTS[function.__name__] = function
    return function


def of(life: Life, kind: str) -> dict[str, Any]:
    """The newest paper of the kind, or one that is not there."""
    row = CasePaper.objects.filter(matter=life.matter, kind=kind).order_by("-number").first()
    return {"number": life.number, "paper": row.number if row else 0, "version": row.version if row else 0}


@act
def assign(life: Life, who: Player) -> object:
    unit = life.cast.police.unit
    assert unit is not None
    return routing.assign_matter(life.call(who), **life.seen(), bearers=routing.Bearers(lead=unit))


@act
def object_(life: Life, who: Player) -> object:
    return routing.object_to_matter(life.call(who), **life.seen(), reason="不属于本单位。")


@act
def refuse_objection(life: Life, who: Player) -> object:
    return routing.refuse_objection(life.call(who), **life.seen(), opinion="属于你单位。")


@act
def accept(life: Life, who: Player) -> object:
    return deciding.accept_matter(life.call(who), **life.seen(), notice=deciding.Notice(life.today))


@act
def report(life: Life, who: Player) -> object:
    return routing.report_on_matter(life.call(who), **life.seen(), text="已核查。")


@act
def draft_and_submit(life: Life, who: Player) -> object:
    content = {**OPINION, "heard_on": life.today.isoformat()}
    return papers.draft_paper(life.call(who), number=life.number, kind="opinion", content=content, submit=True)


@act
def return_opinion(life: Life, who: Player) -> object:
    return papers.return_paper(life.call(who), **of(life, "opinion"), opinion="请改。")


@act
def submit_again(life: Life, who: Player) -> object:
    return papers.submit_paper(life.call(who), **of(life, "opinion"))


@act
def issue(life: Life, who: Player) -> object:
    number = f"柳政信〔{life.today.year}〕{CasePaper.objects.count() + 100}号"
    return concluding.issue_opinion(life.call(who), **of(life, "opinion"), document_number=number)


@act
def record_issue(life: Life, who: Player) -> object:
    """代录 of the approval."""
    call = life.call(who, life.on_paper(life.cast.organ_head))
    number = f"柳政信〔{life.today.year}〕{CasePaper.objects.count() + 100}号"
    return concluding.issue_opinion(call, **of(life, "opinion"), document_number=number, files=[SCAN])


@act
def ask_extension(life: Life, who: Player) -> object:
    return extending.ask_extension(life.call(who), **life.seen(), days=12, reason="情况复杂。")


@act
def extend(life: Life, who: Player) -> object:
    return extending.approve_extension(life.call(who), **of(life, "extension"))


@act
def deliver_extension(life: Life, who: Player) -> object:
    given = delivering.Delivery(life.today, "post", "signed")
    return delivering.deliver_notice(life.call(who), **of(life, "extension_notice"), delivery=given)


@act
def deliver(life: Life, who: Player) -> object:
    given = delivering.Delivery(life.today, "in_person", "signed", "disagree")
    return delivering.deliver_result(life.call(who), **of(life, "opinion"), delivery=given)


@act
def close(life: Life, who: Player) -> object:
    return concluding.close_matter(life.call(who), **life.seen(), on=life.today)


@act
def reopen(life: Life, who: Player) -> object:
    return concluding.reopen_matter(life.call(who), **life.seen(), reason="有新的事实。")


@act
def execute(life: Life, who: Player) -> object:
    return aftercare.record_execution(
        life.call(who), **life.seen(), execution="refused", on=life.today, text="账户未核实。"
    )


@act
def measure(life: Life, who: Player) -> object:
    return aftercare.take_measure(life.call(who), number=life.number, kind="aid", on=life.today, text="走访。")


@act
def ask_review(life: Life, who: Player) -> object:
    return reviewing.record_review_request(life.call(who), **life.seen(), on=life.today, organ=ABOVE)


@act
def reviewed(life: Life, who: Player) -> object:
    return reviewing.record_review(life.call(who), **life.seen(), on=life.today, result="upheld")


@act
def ask_recheck(life: Life, who: Player) -> object:
    return reviewing.record_recheck_request(life.call(who), **life.seen(), on=life.today, organ="某市人民政府")


@act
def hearing(life: Life, who: Player) -> object:
    return reviewing.record_hearing(life.call(who), **life.seen(), on=life.today, days=3)


@act
def rechecked(life: Life, who: Player) -> object:
    return reviewing.record_recheck(life.call(who), **life.seen(), on=life.today, result="upheld")


@act
def reclassify(life: Life, who: Player) -> object:
    """To another route and, the next time, back: it must gain nothing."""
    route = 4 if life.matter.route == 6 else 6
    return correcting.reclassify_matter(
        life.call(who), **life.seen(), kind="appeal_claim", route=route, reason="核对途径。"
    )


@act
def divert(life: Life, who: Player) -> object:
    notice = deciding.Notice(life.today)
    return deciding.divert_matter(life.call(who), **life.seen(), notice=notice, route=4, reason="行政程序。")


@dataclass(frozen=True)
class Seen:
    """What is compared before and after a step."""

    head: int
    state: str
    due: dict[str, date]
    met: date | None
    extended: int


def see(life: Life) -> Seen:
    matter = life.matter
    rows = Deadline.objects.filter(matter=matter)
    return Seen(
        Conference.objects.get(pk=life.cast.conference).head_number,
        matter.state,
        {row.rule: row.judged for row in rows},
        next((row.met_on for row in rows if row.rule == "handling"), None),
        matter.extended_days,
    )


def check(life: Life, before: Seen, *, done: bool) -> None:
    after = see(life)
    if not done:
        assert after == before  # a refused step leaves nothing
        return
    assert after.head == before.head + 1  # an accepted one leaves exactly one entry
    verb = FactRow.objects.get(conference=life.cast.conference, entry=after.head, index=0).verb
    ways = [move for move in TABLE[verb] if before.state in move.from_]
    reclassified = verb == moves.RECLASSIFY.verb and (before.state, after.state) == ("diverted", "registered")
    assert reclassified or any(after.state == (move.to or before.state) for move in ways), (verb, before, after)
    for rule, day in before.due.items():
        gained = (after.due[rule] - day).days
        if verb == moves.EXTEND.verb and rule == "handling":
            assert gained == after.extended - before.extended > 0
        elif verb == moves.HEARING.verb and rule == "recheck":
            assert gained == 3
        else:
            assert gained <= 0, (verb, rule)
    assert before.met in (None, after.met) or verb == moves.REOPEN.verb  # met once, until it is owed again
    assert after.extended <= 30


def check_house(life: Life) -> None:
    """What holds of the whole ledger."""
    conference = life.cast.conference
    assert all(registering.gaps(conference, year) == [] for year in range(2026, life.today.year + 1))
    rows = CasePaper.objects.filter(conference_id=conference, kind__in=("opinion", "extension"))
    assert all(row.approver != row.drafter for row in rows if row.state == "issued")
    numbers = [row.document_number for row in rows if row.document_number]
    assert len(numbers) == len(set(numbers))
    villages = set(Unit.objects.filter(conference=conference, kind="village").values_list("name", flat=True))
    assert not villages & set(CasePaper.objects.filter(conference=conference).values_list("organ", flat=True))
    for matter in Matter.objects.filter(conference_id=conference, state="closed", outcome="opinion"):
        assert Event.objects.filter(matter=matter, name="received_written_opinion").exists()


def good(name: str) -> tuple[str, ...]:
    """Who mostly takes the step, so that walks get far."""
    return {
        "issue": ("organ_head",), "extend": ("organ_head",), "return_opinion": ("organ_head",),
        "object_": ("police",), "report": ("police",),
    }.get(name, ("clerk", "director"))  # fmt: skip


#: the way most matters go; the walk strays from it as often as not
ROAD = (
    "assign", "accept", "report", "ask_extension", "extend", "deliver_extension", "draft_and_submit", "issue",
    "deliver", "close", "execute", "ask_review", "reviewed", "ask_recheck", "hearing", "rechecked", "measure",
)  # fmt: skip
STEP = st.tuples(
    st.sampled_from(("road", "road", "stray")),
    st.sampled_from(sorted(ACTS)),
    st.sampled_from((True, True, True, False)),
    st.sampled_from(WHO),
    st.sampled_from((0, 0, 1, 6, 25)),
)


@settings(max_examples=10, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(STEP, min_size=8, max_size=30))
def test_no_order_of_steps_breaks_table_clocks_or_papers(
    cast: Cast, steps: list[tuple[str, str, bool, str, int]]
) -> None:
    life = begin(cast, "registered")
    road = 0
    for way, stray, rightly, anybody, days in steps:
        name = ROAD[road % len(ROAD)] if way == "road" else stray
        who = cast.players[good(name)[0] if rightly else anybody]
        life.today += timedelta(days=days)
        before = see(life)
        try:
            ACTS[name](life, who)
        except Refused:
            check(life, before, done=False)
        else:
            check(life, before, done=True)
        road += way == "road"
    check_house(life)
