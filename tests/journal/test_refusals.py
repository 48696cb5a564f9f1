"""What is refused leaves nothing behind, and says why in a sentence."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.db import OperationalError

from lianxi.journal import attachments
from lianxi.journal.attachments import Upload
from lianxi.journal.frame import MACHINE
from lianxi.journal.models import Entry
from lianxi.journal.refusals import ClockWentBack, Invalid, NoSpace, Refused, RuleBroken
from lianxi.journal.verify import verify
from tests.journal.deeds import (
    CLERK,
    CONVENER,
    MORNING,
    POLICE,
    SECRETARY,
    Deed,
    Township,
    approve,
    everything,
    record,
)

SCAN = Upload("签字页.pdf", b"%PDF-1.4 another scan")


def stored_files() -> list[Path]:
    return [path for path in Path(settings.ATTACHMENTS_FOLDER).rglob("*") if path.is_file()]


def test_a_refused_write_leaves_no_row_no_number_and_no_file(township: Township):
    township.write(2, words="先前", files=[Upload("a.txt", b"before")])
    rows, files = everything(), stored_files()
    with pytest.raises(Invalid, match="不行"):
        record(township.call(9), deed=Deed(words="x", facts=3, files=[SCAN], fail="不行"))
    assert everything() == rows
    assert stored_files() == files
    assert verify(township.slug).sound
    assert record(township.call(9), deed=Deed()).object == "evidence:3"


def test_a_refused_write_leaves_the_file_that_an_earlier_entry_holds(township: Township):
    township.write(1, files=[SCAN])
    with pytest.raises(Invalid):
        record(township.call(9), deed=Deed(files=[SCAN], fail="不行"))
    assert verify(township.slug).sound


def test_a_mistake_of_ours_leaves_nothing_either(township: Township):
    rows, files = everything(), stored_files()
    with pytest.raises(ValueError, match="note"):
        record(township.call(), deed=Deed(files=[SCAN], data={"note": "群众反映"}))
    assert (everything(), stored_files()) == (rows, files)


def test_only_the_roles_of_the_move_may_take_it(township: Township):
    with pytest.raises(RuleBroken) as refusal:
        approve(township.call(), number=1)
    assert str(refusal.value) == "只有召集人可以办理“审定纪要”。请由其办理，或由办公室代录。"
    assert approve(township.call(actor=CONVENER), number=1).entry == 2


def test_no_seat_can_act_as_the_software(township: Township):
    from lianxi.journal.actions import announce_restored
    from lianxi.roster.roles import ROLES

    assert MACHINE.role not in ROLES
    for actor in (CLERK, CONVENER, POLICE):
        with pytest.raises(RuleBroken, match="只有本系统"):
            announce_restored(township.call(actor=actor), copied_at=MORNING)
    with pytest.raises(RuleBroken):
        record(township.call(actor=MACHINE), deed=Deed())


@pytest.mark.parametrize("role", ["", "nobody", "machine ", "admin_system"])
def test_an_unknown_role_may_nothing(township: Township, role: str):
    with pytest.raises(RuleBroken):
        record(township.call(actor=replace(CLERK, role=role)), deed=Deed())


def test_a_clock_that_went_back_is_refused_with_the_time_of_the_newest_entry(township: Township):
    township.write(3)
    with pytest.raises(ClockWentBack, match=r"2026年11月23日 10:03.*请校准服务器时间"):
        record(township.call(2), deed=Deed())
    assert record(township.call(3), deed=Deed()).entry == 5


def test_a_write_that_waited_for_another_is_recorded_behind_it(township: Township):
    """Two pages begun in one second: the earlier one gets the lock later. That is no clock that went back."""
    first = record(township.call(3), deed=Deed())
    begun = township.call(3)
    late = record(replace(begun, now=begun.now - timedelta(seconds=20)), deed=Deed())
    assert late.entry == first.entry + 1
    moments = dict(Entry.objects.filter(conference=township.conference).values_list("number", "recorded_at"))
    assert moments[late.entry] == moments[first.entry]


def test_a_repeated_form_is_answered_even_when_the_clock_went_back(township: Township):
    record(township.call(5, key="form-1"), deed=Deed())
    assert record(township.call(2, key="form-1"), deed=Deed()).repeated


# ── 代录 ──────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_office_records_for_others_and_the_entry_says_so(township: Township):
    record(township.call(behalf=SECRETARY), deed=Deed())
    entry = Entry.objects.get(number=2)
    assert entry.behalf_person == SECRETARY.person
    assert '"means":"phone"' in entry.body


def test_nobody_else_records_for_others(township: Township):
    with pytest.raises(RuleBroken, match="代录由联席会议办公室办理"):
        record(township.call(actor=POLICE, behalf=SECRETARY), deed=Deed())


def test_the_role_counts_of_the_person_on_whose_behalf(township: Township):
    with pytest.raises(RuleBroken, match="只有召集人"):
        approve(township.call(behalf=SECRETARY), number=1)
    convener = replace(SECRETARY, role="convener", unit=None)
    assert approve(township.call(behalf=convener), number=1).entry == 2


@pytest.mark.parametrize(
    ("change", "said"),
    [({"means": "telepathy"}, "请选择代录方式"), ({"on": date(2026, 11, 24)}, "还没有到")],
)
def test_means_and_day_of_the_deed_are_asked_for(township: Township, change: dict[str, object], said: str):
    with pytest.raises(Invalid, match=said):
        record(township.call(behalf=replace(SECRETARY, **change)), deed=Deed())  # type: ignore[arg-type]


def test_an_entry_claims_no_scan_where_no_file_is_attached(township: Township):
    with_scan = replace(SECRETARY, scan=True)
    record(township.call(1, behalf=with_scan), deed=Deed())
    record(township.call(2, behalf=with_scan), deed=Deed(files=[SCAN]))
    assert ['"scan":true' in Entry.objects.get(number=number).body for number in (2, 3)] == [False, True]


# ── disk ──────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_below_the_floor_of_free_space_nothing_is_written(township: Township, monkeypatch: pytest.MonkeyPatch):
    from django.db import connection

    rows = everything()
    monkeypatch.setattr(attachments, "FREE_SPACE_FLOOR", 1 << 60)
    deed = Deed(files=[SCAN]) if connection.vendor == "postgresql" else Deed()
    with pytest.raises(NoSpace, match="磁盘空间不足"):
        record(township.call(), deed=deed)
    assert everything() == rows
    monkeypatch.undo()
    assert record(township.call(), deed=Deed()).entry == 2


@pytest.mark.parametrize("error", ["database or disk is full", "could not extend file"])
def test_a_disk_that_fills_up_in_the_middle_is_a_sentence(
    township: Township, monkeypatch: pytest.MonkeyPatch, error: str
):
    class DiskFull(Exception):
        sqlstate = "53100"

    def full(*_: object, **__: object) -> None:
        raise OperationalError(error) from DiskFull()

    monkeypatch.setattr("lianxi.journal.frame.Entry.objects.create", full)
    with pytest.raises(NoSpace, match="磁盘空间不足"):
        record(township.call(), deed=Deed())


def test_another_trouble_of_the_database_is_not_called_a_full_disk(township: Township, monkeypatch: pytest.MonkeyPatch):
    def broken(*_: object, **__: object) -> None:
        raise OperationalError("server closed the connection")

    monkeypatch.setattr("lianxi.journal.frame.Entry.objects.create", broken)
    with pytest.raises(OperationalError):
        record(township.call(), deed=Deed())


def test_every_refusal_is_a_sentence_for_the_person_at_the_form(township: Township):
    said = []
    for number, (actor, deed) in enumerate(
        [(POLICE, Deed()), (CLERK, Deed(files=[Upload("a.exe", b"x")])), (CLERK, Deed(on=date(2027, 1, 1)))]
    ):
        with pytest.raises(Refused) as refusal:
            record(township.call(number + 1, actor=actor), deed=deed)
        said.append(str(refusal.value))
    assert all(sentence.endswith("。") and "Error" not in sentence for sentence in said)
    with pytest.raises(ClockWentBack) as back:
        record(replace(township.call(), now=MORNING - timedelta(days=1)), deed=Deed())
    assert str(back.value).endswith("。")
