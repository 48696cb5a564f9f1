"""More than forty wild layouts of the same matters: each read cell for cell, every filled row accounted for."""

from __future__ import annotations

from datetime import date

import pytest

from lianxi.documents.ledger.reading import Ledger, read_ledger
from lianxi.matters.imports.import_checks import Checked, Choices, Ground, check
from lianxi.matters.words import CHANNELS
from tests.matters import wild

LAYOUTS = wild.layouts()
UNITS = {name: (key, key) for key, name in enumerate((*wild.UNITS, *wild.VILLAGES), 1)}


def ground() -> Ground:
    return Ground(1, date(2026, 11, 23), UNITS, {}, {}, 0, {}, {}, {})


def understood(ledger: Ledger) -> Checked:
    return check(ground(), ledger, [each.proposed for each in ledger.columns], Choices(unsaid="open"))


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_wild_layout_is_read_cell_for_cell_and_nothing_is_lost(layout: str):
    name, data = LAYOUTS[layout]
    ledger = read_ledger(name, data)
    found = understood(ledger)
    assert not found.problems, found.problems[:3]
    assert len(found.ready) == len(wild.told())
    assert ledger.filled == len(ledger.rows) + sum(each.number > 0 for each in ledger.asides)
    for one, each in zip(wild.told(), found.ready, strict=True):
        values = each.values
        assert one.number in (values["own_number"], "")
        assert one.text in (values["text"], values["title"])
        assert values["received_on"] == one.on
        assert CHANNELS[values["channel"]] == one.channel
        assert values["closed_on"] == one.closed
        assert (values["state"] == "closed") == (one.closed is not None)
        assert values["lead_id"] == UNITS[one.unit][0]
        assert values["territory_id"] == UNITS[one.village][0]
        assert "、".join(person.name for person in each.people) == one.name
        assert each.people[0].phone == one.phone
        assert values["people"] == one.people
        assert one.note in each.note
        assert "机密词甲" not in f"{ledger.rows}{values}{each.note}{each.people}"
