"""What the database adds up equals the plain recomputation, and every figure opens to exactly its matters."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lianxi.analysis import periods, tallies
from lianxi.analysis.indicators import INDICATORS
from lianxi.analysis.tallies import Row, Wanted
from lianxi.matters.counting import figures, statistics
from lianxi.matters.counting.figures import Figure
from lianxi.matters.scope import visible
from tests.cast import Cast
from tests.matters.counted_ledger import Plan, lay, rows

pytestmark = [pytest.mark.django_db, pytest.mark.database]
ON = date(2026, 11, 23)
#: every example lays its own ledger in place of the last one
LAID_ANEW = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
CODES = ("2026-11", "2026-03", "2025-Q4", "2026", "2026-01-10_2026-04-20", "2024-06-01_2026-11-30")


def wanted(code: str, on: date = ON) -> Wanted:
    period = periods.read(code)
    assert period is not None
    return Wanted(period.compared(on), period.whole(), on)


def a_row(**more: object) -> Row:
    plain: dict[str, object] = {
        "received_on": ON, "registered_on": ON, "channel": "visit", "purpose": "claim", "kind": "appeal_claim",
        "state": "handling",
    }  # fmt: skip
    return Row(**{**plain, **more})  # type: ignore[arg-type]


@settings(max_examples=25, suppress_health_check=LAID_ANEW)
@given(data=st.data())
def test_the_database_adds_up_what_the_recomputation_counts(cast: Cast, data: st.DataObject) -> None:
    units = [cast.police.unit, cast.village.unit]
    ledger = data.draw(st.lists(rows([unit for unit in units if unit is not None]), max_size=12))
    asked = wanted(data.draw(st.sampled_from(CODES)))
    lay(cast.conference, ledger)
    assert statistics.statistics(cast.conference, asked) == tallies.count(ledger, asked)


@settings(max_examples=12, suppress_health_check=LAID_ANEW)
@given(data=st.data())
def test_every_figure_opens_to_exactly_its_matters(cast: Cast, data: st.DataObject) -> None:
    assert cast.police.unit is not None
    ledger = data.draw(st.lists(rows([cast.police.unit]), min_size=3, max_size=10))
    asked = wanted(data.draw(st.sampled_from(CODES)))
    lay(cast.conference, ledger)
    tally = statistics.statistics(cast.conference, asked)
    all_of_them = visible(cast.conference, cast.director.actor)

    def behind(figure: Figure) -> int:
        again = figures.read(figure.address)
        assert again == figure
        return figures.chosen(all_of_them, figure, ON).count()

    received = Figure("received", asked.volume[0])
    total = tally.totals[0]
    assert behind(received) == total["matters"]
    assert behind(received.narrower(group=5)) == total["group"]
    assert behind(Figure("voided", asked.volume[0])) == total["voided"]
    for flag in figures.FLAGS:
        assert behind(received.narrower(flag=flag)) == total[flag]
    for (channel, purpose, kind), count in tally.makeup.items():
        assert behind(received.narrower(channel=channel, purpose=purpose, kind=kind)) == count.matters
    for (code, lead), count in tally.topics.items():
        parts = {"category": code or figures.NOBODY, "lead": lead or figures.NOBODY}
        narrow = behind(received.narrower(**parts))
        assert narrow >= count.matters if code.endswith("00") else narrow == count.matters
    for unit, count in tally.territories.items():
        assert behind(received.narrower(territory=unit or figures.NOBODY)) == count.matters
    for (indicator, lead, state), numbers in tally.cohorts.items():
        spans = asked.volume if indicator.startswith("repeat") else asked.whole
        if state and numbers[0]:
            figure = Figure(indicator, spans[0], (state,), {"lead": str(lead or figures.NOBODY)})
            assert behind(figure) == numbers[0]
    for indicator in INDICATORS:
        spans = asked.volume if indicator.startswith("repeat") else asked.whole
        assert behind(Figure(indicator, spans[0])) == tally.rate(indicator).denominator


def test_four_queries_whatever_the_size_all_inside_the_conference(cast: Cast) -> None:
    lay(cast.conference, [a_row(channel="letter") for _ in range(3)])
    lay(cast.other, [a_row(people=7) for _ in range(9)])
    with CaptureQueriesContext(
        connection,
    ) as asked:
        tally = statistics.statistics(cast.conference, wanted("2026-11"))
        statistics.beside(cast.conference, wanted("2026-11").volume[0])
    assert len(asked) == 5
    assert tally.totals[0] == {"matters": 3, "people": 3}
    assert tally.makeup == {("letter", "claim", "appeal_claim"): (3, 3)}


def test_a_unit_does_not_count_what_is_kept_from_it(cast: Cast) -> None:
    lay(
        cast.conference,
        [
            a_row(territory=cast.village.unit),
            Plan(a_row(territory=cast.village.unit, kind="accusation"), restricted=True),
            Plan(a_row(territory=cast.village.unit), restricted=True),
            a_row(kind="accusation", state="discipline", stub=True),
        ],
    )
    whole = statistics.statistics(cast.conference, wanted("2026-11"), cast.convener.actor)
    own = statistics.statistics(cast.conference, wanted("2026-11"), cast.village.actor)
    assert whole.totals[0]["matters"] == 4
    assert whole.totals[0]["stub"] == 1
    assert own.totals[0]["matters"] == 1
    assert {kind for _, _, kind in own.makeup} == {"appeal_claim"}


@pytest.mark.parametrize(
    "address",
    [
        "",
        "received",
        "received:2026-11-01:2026-11-30",
        "received:2026-11-01:2026-13-30::",
        "names:2026-11-01:2026-11-30::",
        "received:2026-11-01:2026-11-30:late:",
        "on_time_reply:2026-11-01:2026-11-30:given:",
        "received:2026-11-01:2026-11-30::title__contains=x",
        "received:2026-11-01:2026-11-30::lead=x",
        "received:2026-11-01:2026-11-30::channel=pigeon",
        "received:2026-11-01:2026-11-30::" + "group=5," * 40,
    ],
)
def test_an_address_that_is_no_figure_is_none(address: str) -> None:
    assert figures.read(address) is None
