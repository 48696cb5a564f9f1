"""``verify`` finds whatever was changed behind the software's back, and names the entry."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from pathlib import Path
from uuid import UUID

import pytest
from django.conf import settings
from django.db import connection, transaction

from lianxi.journal.actions import announce_restored
from lianxi.journal.attachments import Upload, path_of
from lianxi.journal.canonical import canonical, digest
from lianxi.journal.frame import MACHINE
from lianxi.journal.models import Attachment, Conference, Entry
from lianxi.journal.verify import Report, verify
from tests.journal.deeds import MORNING, SECRETARY, Deed, Township, force, record, run

LAST = 9


@pytest.fixture
def filled(township: Township) -> Township:
    """Entries 2 to 9: words, two facts each, a file in the even ones, one on behalf."""
    for n in range(2, LAST + 1):
        files = [Upload("a.txt", b"file %d" % n)] if n % 2 == 0 else []
        behalf = SECRETARY if n == 5 else None
        record(township.call(n, behalf=behalf), deed=Deed(words=f"第 {n} 件", facts=2, files=files, data={"count": n}))
    assert verify(township.slug).sound
    return township


def quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def prints(township: Township) -> dict[int, str]:
    """What was printed on receipts: number → the first 16 digits."""
    rows = Entry.objects.filter(conference=township.conference).values_list("number", "hash")
    return {number: sealed[:16] for number, sealed in rows}


def numbers(report: Report) -> set[int | None]:
    return {finding.entry for finding in report.findings}


def assert_found(report: Report, number: int, said: str) -> None:
    """A finding at that entry which says so and names the number in its words."""
    messages = [finding.message for finding in report.findings if finding.entry == number]
    assert any(said in message for message in messages), report.findings
    assert all(f"第 {number} 号" in message for message in messages)


# ── one thing changed ───────────────────────────────────────────────────────────────────────────────────────────────

ENTRY, FACT, TEXT, FILE = "journal_entry", "journal_factrow", "journal_text", "journal_attachment"
#: name → table, what is set (None: deleted), which rows of the entry, what is said about it
CHANGES: dict[str, tuple[str, str | None, str, str]] = {
    "the entry's text": (ENTRY, "body = replace(body, 'office_staff', 'director')", "", "内容被改动"),
    "its hash": (ENTRY, "hash = substr(hash, 2) || 'x'", "", "校验码不符"),
    "no JSON any more": (ENTRY, "body = 'x'", "", "无法读取"),
    "a JSON of another shape": (ENTRY, "body = '[1]'", "", "无法读取"),
    "a JSON without facts": (ENTRY, "body = '{\"facts\":[]}'", "", "无法读取"),
    "the time column": (ENTRY, "recorded_at = '2020-01-01 00:00:00+00'", "", "检索栏"),
    "the verb column": (ENTRY, "verb = 'meeting.held'", "", "检索栏"),
    "the actor column": (ENTRY, "actor_person = 9", "", "检索栏"),
    "the unit column": (ENTRY, "actor_unit = 9", "", "检索栏"),
    "the behalf column": (ENTRY, "behalf_person = 9", "", "检索栏"),
    "an entry deleted": (ENTRY, None, "", "缺失"),
    "a fact's day": (FACT, "happened_on = '2026-01-05'", "", "事实明细"),
    "a fact's day of record": (FACT, "recorded_on = '2026-01-05'", "", "事实明细"),
    "a fact's verb": (FACT, "verb = 'meeting.held'", 'AND "index" = 1', "事实明细"),
    "a fact's unit": (FACT, "unit = 3", "", "事实明细"),
    "a fact's data": (FACT, "data = '{}'", "", "事实明细"),
    "a fact's data broken": (FACT, "data = 'x'", "", "事实明细"),
    "a fact's place": (FACT, '"index" = 7', 'AND "index" = 1', "事实明细"),
    "a fact deleted": (FACT, None, 'AND "index" = 0', "事实明细"),
    "a text": (TEXT, "text = 'other words'", "", "文字（note）被改动"),
    "a salt": (TEXT, "salt = '0'", "", "文字（note）被改动"),
    "a text deleted": (TEXT, None, "", "文字（note）缺失"),
    "a text's kind": (TEXT, "kind = 'reason'", "", "文字（note）缺失"),
    "an erased text of another kind": (TEXT, "kind = 'reason', text = NULL", "", "多出一段文字"),
    "an attachment's row": (FILE, None, "", "附件目录"),
    "an attachment's hash": (FILE, "sha256 = 'ab'", "", "附件目录"),
    "an attachment's size": (FILE, "size = 1", "", "大小被改动"),
}


def statement(change: str, number: int) -> str:
    table, setting, which, _ = CHANGES[change]
    begin = f"DELETE FROM {table}" if setting is None else f"UPDATE {table} SET {setting}"
    return f"{begin} WHERE {'number' if table == ENTRY else 'entry'} = {number} {which}"


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_is_found_at_its_entry(filled: Township, change: str):
    force(statement(change, 4))
    assert_found(verify(filled.slug), 4, CHANGES[change][3])


def add_fact(township: Township, entry: int, index: int) -> None:
    columns = 'conference_id, entry, "index", verb, object, happened_on, recorded_on, data'
    values = f"{township.conference}, {entry}, {index}, 'meeting.held', 'meeting:1', '2026-11-01', '2026-11-23', '{{}}'"
    run(f"INSERT INTO journal_factrow ({columns}) VALUES ({values})")


def test_a_stray_fact_beside_the_true_ones_is_found(filled: Township):
    add_fact(filled, 4, 2)
    assert_found(verify(filled.slug), 4, "事实明细")


@pytest.mark.parametrize("number", [0, LAST + 5])
def test_rows_outside_the_chain_are_found(filled: Township, number: int):
    add_fact(filled, number, 0)
    assert_found(verify(filled.slug), number, "不属于链条")


def test_an_entry_before_the_first_is_found(filled: Township):
    columns = "conference_id, recorded_at, verb, actor_person, body, hash"
    run(f"INSERT INTO journal_entry (number, {columns}) SELECT 0, {columns} FROM journal_entry WHERE number = 2")
    assert_found(verify(filled.slug), 0, "不属于链条")


def test_two_entries_swapped_are_found(filled: Township):
    force(
        "UPDATE journal_entry SET number = 100 WHERE number = 4",
        "UPDATE journal_entry SET number = 4 WHERE number = 6",
        "UPDATE journal_entry SET number = 6 WHERE number = 100",
    )
    report = verify(filled.slug)
    assert_found(report, 4, "编号")
    assert_found(report, 6, "编号")
    assert_found(report, 5, "不相连")


def test_an_entry_moved_to_another_conference_is_found_in_both(filled: Township):
    from tests.journal.deeds import new_township

    other = new_township("baishi")
    force(f"UPDATE journal_entry SET conference_id = {other.conference}, number = 2 WHERE number = {LAST}")
    assert_found(verify(other.slug), 2, "不属于链条")
    assert not verify(filled.slug).sound


def test_a_counter_set_back_is_found(filled: Township):
    run("UPDATE journal_counter SET last = 3 WHERE kind = 'evidence'")
    assert "evidence 的编号计数为 3，而记录中已有 16 号" in verify(filled.slug).findings[0].message


@pytest.mark.parametrize(
    "change", ["head_hash = substr(head_hash, 2) || '0'", "head_at = '2020-01-01 00:00:00+00'", "head_number = 5"]
)
def test_a_head_that_was_changed_is_found(filled: Township, change: str):
    run(f"UPDATE journal_conference SET {change}")
    assert not verify(filled.slug).sound


# ── files ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def file_of(township: Township, entry: int) -> Path:
    uid: UUID = Conference.objects.get(pk=township.conference).uid
    return path_of(uid, Attachment.objects.get(entry=entry).sha256)


def test_a_missing_file_is_found(filled: Township):
    file_of(filled, 4).unlink()
    assert_found(verify(filled.slug), 4, "附件 2 文件缺失")


def test_a_changed_file_is_found(filled: Township):
    file_of(filled, 6).write_bytes(b"file 7")
    assert_found(verify(filled.slug), 6, "附件 3 文件被改动")


# ── the tail, and the whole ─────────────────────────────────────────────────────────────────────────────────────────


def cut(township: Township, last: int, *, head_too: bool) -> None:
    tables = {
        "journal_entry": "number",
        "journal_factrow": "entry",
        "journal_text": "entry",
        "journal_attachment": "entry",
    }
    force(*(f"DELETE FROM {table} WHERE {column} > {last}" for table, column in tables.items()))
    if head_too:
        row = Entry.objects.get(conference=township.conference, number=last)
        Conference.objects.update(head_number=last, head_hash=row.hash, head_at=row.recorded_at)
    run("UPDATE journal_counter SET last = 0")
    run(f"UPDATE journal_counter SET last = {2 * (last - 1)} WHERE kind = 'evidence'")


def test_a_cut_tail_is_found_by_the_head(filled: Township):
    cut(filled, 6, head_too=False)
    assert_found(verify(filled.slug), LAST, "链首")


def test_a_tail_cut_with_care_is_found_by_an_older_print(filled: Township):
    printed = prints(filled)
    cut(filled, 6, head_too=True)
    assert verify(filled.slug).sound
    assert verify(filled.slug, (6, printed[6])).sound
    assert_found(verify(filled.slug, (8, printed[8])), 8, "被截短")


def rewrite(township: Township, first: int) -> None:
    """Forge history from ``first`` on with everything recomputed: only a print outside can tell."""
    statements, previous = [], ""
    for entry in Entry.objects.filter(conference=township.conference, number__gte=first).order_by("number"):
        body = json.loads(entry.body)
        if entry.number == first:
            body["actor"]["person"] = 8
        else:
            body["previous"] = previous
        text = canonical(body)
        previous = digest(text)
        person = body["actor"]["person"]
        statements.append(
            f"UPDATE journal_entry SET body = {quoted(text)}, hash = '{previous}', actor_person = {person}"
            f" WHERE number = {entry.number}"
        )
    force(*statements)
    Conference.objects.update(head_hash=previous)


def test_a_history_rewritten_with_care_is_found_by_an_older_print(filled: Township):
    printed = prints(filled)
    rewrite(filled, 4)
    assert verify(filled.slug).sound
    assert verify(filled.slug, (3, printed[3])).sound
    for number in range(4, LAST + 1):
        assert_found(verify(filled.slug, (number, printed[number])), number, "记录已被改写")


def test_a_print_agrees_in_any_length_and_case(filled: Township):
    sealed = Entry.objects.get(number=7).hash
    for length in (16, 40, 64):
        assert verify(filled.slug, (7, sealed[:length].upper())).sound
    assert_found(verify(filled.slug, (7, sealed[:15] + ("0" if sealed[15] != "0" else "1"))), 7, "不一致")


def test_after_a_restored_backup_an_odd_print_is_explained(filled: Township):
    announce_restored(filled.call(60, actor=MACHINE), copied_at=MORNING)
    assert verify(filled.slug).sound
    messages = [finding.message for finding in verify(filled.slug, (LAST + 1, "f" * 16)).findings]
    assert messages == [
        "第 10 号记录与先前打印的校验码不一致："
        "第 10 号记录载明曾从备份恢复，打印件属于恢复前未备份的部分，或记录已被改写。"
    ]


def test_the_report_gives_the_number_and_hash_to_print(filled: Township):
    report = verify(filled.slug)
    assert (report.entries, report.number, report.head) == (LAST, LAST, Entry.objects.get(number=LAST).hash)


def test_a_chain_longer_than_one_batch_is_read_whole(filled: Township, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("lianxi.journal.verify.BATCH", 3)
    assert verify(filled.slug).entries == LAST
    force("UPDATE journal_factrow SET unit = 3 WHERE entry = 7")
    assert numbers(verify(filled.slug)) == {7}


# ── many tamperings, drawn by a fixed seed ──────────────────────────────────────────────────────────────────────────


def damage(random_: random.Random, township: Township) -> int:
    """Tamper with one entry somehow; returns its number."""
    number = random_.randint(2, LAST)
    entry = Entry.objects.get(number=number)

    def flip() -> str:
        """One character of the text becomes another."""
        place = random_.randrange(len(entry.body))
        other = random_.choice([char for char in 'abc019{},":' if char != entry.body[place]])
        return set_body(entry.body[:place] + other + entry.body[place + 1 :], entry.hash)

    def loosen() -> str:
        """The same values, written otherwise, with a hash that fits."""
        loose = json.dumps(json.loads(entry.body), ensure_ascii=False)
        return set_body(loose, digest(loose))

    def set_body(text: str, sealed: str) -> str:
        return f"UPDATE journal_entry SET body = {quoted(text)}, hash = '{sealed}' WHERE number = {number}"

    def listed() -> str:
        fitting = [name for name in CHANGES if number % 2 == 0 or "attachment" not in name]
        return statement(random_.choice(fitting), number)

    ways: list[Callable[[], str]] = [flip, loosen, listed]
    force(random_.choice(ways)())
    return number


@pytest.mark.parametrize("seed", range(8))
def test_no_tampering_stays_unseen(filled: Township, seed: int):
    random_ = random.Random(seed)
    for _ in range(12):
        with transaction.atomic():
            number = damage(random_, filled)
            report = verify(filled.slug)
            transaction.set_rollback(True)
        assert number in numbers(report)
        assert all(f"第 {finding.entry} 号" in finding.message for finding in report.findings)
    assert verify(filled.slug).sound


def test_the_attachments_folder_is_the_tests_own():
    assert Path(settings.ATTACHMENTS_FOLDER).is_relative_to(settings.DATA_FOLDER)
    assert "lianxi-data-" in str(settings.DATA_FOLDER)
    assert connection.vendor in {"sqlite", "postgresql"}
