"""The same form sent again changes nothing; different forms at the same moment all count."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from lianxi.journal.frame import Done
from lianxi.journal.models import Conference, Counter, Entry
from lianxi.journal.verify import verify
from tests.journal.deeds import Deed, Township, new_township, record


def at_once(count: int, write: Callable[[int], Done]) -> list[Done]:
    """Run ``write(0)`` … ``write(count - 1)`` in as many threads, started together."""
    barrier = Barrier(count)

    def run(number: int) -> Done:
        try:
            barrier.wait(timeout=30)
            return write(number)
        finally:
            connection.close()

    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(run, range(count)))


def test_the_same_form_sent_fifty_times_makes_one_object(township: Township):
    done = [record(township.call(n + 1, key="form-1"), deed=Deed()) for n in range(50)]
    assert {(each.entry, each.object) for each in done} == {(2, "evidence:1")}
    assert [each.repeated for each in done] == [False] + [True] * 49
    assert Entry.objects.count() == 2


def test_a_key_is_known_to_its_own_conference_only(township: Township):
    other = new_township("baishi")
    record(township.call(key="form-1"), deed=Deed())
    assert not record(other.call(key="form-1"), deed=Deed()).repeated


def test_without_a_key_every_call_is_a_deed_of_its_own(township: Township):
    assert [done.object for done in township.write(3)] == ["evidence:1", "evidence:2", "evidence:3"]


@pytest.mark.django_db(transaction=True)
def test_the_same_form_sent_by_eight_threads_makes_one_object():
    township = new_township()
    done = at_once(8, lambda _: record(township.call(key="form-1"), deed=Deed()))
    assert {(each.entry, each.object) for each in done} == {(2, "evidence:1")}
    assert sorted(each.repeated for each in done) == [False] + [True] * 7


@pytest.mark.django_db(transaction=True)
def test_the_same_founding_from_eight_threads_makes_one_conference():
    at_once(8, lambda _: Done(new_township().conference, 1, "conference:1"))
    assert (Conference.objects.count(), Entry.objects.count()) == (1, 1)


@pytest.mark.django_db(transaction=True)
def test_eight_writers_lose_nothing_and_leave_no_gap():
    township = new_township()
    rounds = 12

    def write(writer: int) -> Done:
        for n in range(rounds):
            done = record(township.call(), deed=Deed(words=f"{writer}/{n}", facts=2))
        return done

    at_once(8, write)
    numbers = list(Entry.objects.order_by("number").values_list("number", flat=True))
    assert numbers == list(range(1, 8 * rounds + 2))
    assert Counter.objects.get(kind="evidence").last == 8 * rounds * 2
    assert verify(township.slug).sound


@pytest.mark.django_db(transaction=True)
def test_verify_beside_a_writer_raises_no_false_alarm():
    township = new_township()

    def work(number: int) -> Done:
        for _ in range(15):
            if number == 0:
                done = record(township.call(), deed=Deed(words="x"))
            else:
                assert verify(township.slug).findings == ()
                done = Done(township.conference, 1, "conference:1")
        return done

    at_once(2, work)
    assert verify(township.slug).entries == 16
