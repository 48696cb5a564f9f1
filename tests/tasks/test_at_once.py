"""Tasks given by several people in the same moment: every one is made, none is refused, no number is left out."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from lianxi.journal.frame import Done
from lianxi.journal.models import Entry
from lianxi.journal.verify import verify
from lianxi.tasks import actions
from lianxi.tasks.models import Task
from tests.cast import make_cast
from tests.journal.test_idempotency import at_once

CLIENTS, EACH = 8, 6


@pytest.mark.django_db(transaction=True)
def test_eight_clients_who_assign_tasks_at_once_are_all_served_without_a_gap():
    """Each write has taken its time before it waits for the others', as a page's does: no clock went back.

    The moments lie up to 24 seconds apart; in whatever order the threads come, most writes find a later one there.
    """
    cast = make_cast()
    before = Entry.objects.filter(conference_id=cast.conference).count()

    def assign(client: int) -> Done:
        for n in range(EACH):
            asked = cast.clerk.call(f"{client}-{n}")
            call = replace(asked, now=asked.now + timedelta(seconds=(n * CLIENTS + CLIENTS - client) // 2))
            done = actions.assign_task(call, title=f"任务{client}-{n}", text="", lead=cast.village.unit, due=None)
            assert not done.repeated
        return done

    at_once(CLIENTS, assign)
    tasks = Task.objects.filter(conference_id=cast.conference)
    assert sorted(tasks.values_list("number", flat=True)) == list(range(1, CLIENTS * EACH + 1))
    assert len({*tasks.values_list("title", flat=True)}) == CLIENTS * EACH
    entries = Entry.objects.filter(conference_id=cast.conference)
    assert [*entries.order_by("number").values_list("number", flat=True)] == [*range(1, before + CLIENTS * EACH + 1)]
    moments = [*entries.order_by("number").values_list("recorded_at", flat=True)]
    assert moments == sorted(moments)
    assert verify(cast.slug).sound
