"""One write, one entry: what the frame seals, and what it stores beside the chain."""

from __future__ import annotations

import json
from datetime import date
from unittest.mock import patch
from uuid import UUID

import pytest

from lianxi.journal.attachments import Upload, path_of, sha256_of
from lianxi.journal.canonical import GENESIS, digest, salted
from lianxi.journal.frame import NewConference
from lianxi.journal.models import Attachment, Conference, Entry, FactRow, Text
from lianxi.journal.refusals import Invalid
from lianxi.journal.verify import verify
from tests.journal.deeds import CLERK, MORNING, Deed, Township, found, new_township, record

SCAN = Upload("签字页.pdf", b"%PDF-1.4 scanned")


def test_an_action_writes_exactly_one_entry_with_all_its_facts(township: Township):
    done = record(township.call(), deed=Deed(facts=3))
    assert (done.entry, done.object) == (2, "evidence:3")
    assert Entry.objects.count() == 2
    assert list(FactRow.objects.filter(entry=2).order_by("index").values_list("index", "object")) == [
        (0, "evidence:1"),
        (1, "evidence:2"),
        (2, "evidence:3"),
    ]


def test_the_hash_covers_facts_actor_texts_files_and_the_entry_before(township: Township):
    before = Conference.objects.get(pk=township.conference).head_hash
    record(township.call(), deed=Deed(words="现场核实", data={"due": "2026-12-01", "count": 3}, files=[SCAN]))
    entry = Entry.objects.get(number=2)
    body = json.loads(entry.body)
    assert entry.hash == digest(entry.body) == Conference.objects.get(pk=township.conference).head_hash
    assert body["previous"] == before
    assert body["recorded_at"] == "2026-11-23T02:01:00Z"
    assert body["actor"] == {"account": 1, "person": 1, "seat": 1, "role": "office_staff", "unit": None}
    assert body["facts"][0]["data"] == {"due": "2026-12-01", "count": 3}
    assert body["files"] == [sha256_of(path_of(_uid(township), Attachment.objects.get().sha256))]


def test_the_first_entry_stands_on_nothing(township: Township):
    assert json.loads(Entry.objects.get(number=1).body)["previous"] == GENESIS


def test_words_stay_outside_the_entry_which_holds_their_salted_hash(township: Township):
    record(township.call(), deed=Deed(words=" 群众反映道路积水 "))
    text, entry = Text.objects.get(entry=2), Entry.objects.get(number=2)
    assert text.text == "群众反映道路积水"
    assert json.loads(entry.body)["texts"] == {"note": salted(text.salt, "群众反映道路积水")}
    assert "积水" not in entry.body


def test_the_same_words_twice_leave_different_hashes(township: Township):
    township.write(2, words="已办结")
    sealed = [json.loads(entry.body)["texts"]["note"] for entry in Entry.objects.filter(number__gt=1)]
    assert len(set(sealed)) == 2


def test_the_local_day_of_the_record_is_the_townships_not_the_machines(township: Township):
    late = MORNING.replace(hour=17)  # 01:00 of the next day in the township
    call = township.call()
    record(type(call)(call.conference, CLERK, late), deed=Deed())
    assert FactRow.objects.get(entry=2).recorded_on == date(2026, 11, 24)


def test_a_day_yet_to_come_is_refused(township: Township):
    with pytest.raises(Invalid, match="还没有到") as refusal:
        record(township.call(), deed=Deed(on=date(2026, 11, 24)))
    assert refusal.value.field == "happened_on"


def test_a_past_day_is_kept_beside_the_day_of_record(township: Township):
    record(township.call(), deed=Deed(on=date(2026, 3, 1)))
    row = FactRow.objects.get(entry=2)
    assert (row.happened_on, row.recorded_on) == (date(2026, 3, 1), date(2026, 11, 23))


def test_a_file_is_stored_once_however_often_it_is_attached(township: Township):
    township.write(3, files=[SCAN])
    folder = path_of(_uid(township), Attachment.objects.first().sha256).parent
    assert [path.stat().st_mode & 0o777 for path in folder.iterdir()] == [0o600]
    assert sorted(Attachment.objects.values_list("number", "entry")) == [(1, 2), (2, 3), (3, 4)]


def test_a_damaged_file_is_replaced_when_the_same_content_comes_again(township: Township):
    township.write(1, files=[SCAN])
    path = path_of(_uid(township), Attachment.objects.get().sha256)
    path.write_bytes(b"rotten")
    township.write(1, files=[SCAN])
    assert verify(township.slug).sound


@pytest.mark.parametrize(
    ("upload", "said"),
    [
        (Upload("a.exe", b"MZ"), "不能上传"),
        (Upload("a.html", b"<script>"), "不能上传"),
        (Upload("a.pdf", b""), "空文件"),
        (Upload("a.pdf", b"x" * (20 * 1024 * 1024 + 1)), "超过 20 MB"),
    ],
    ids=["program", "page", "empty", "too large"],
)
def test_a_file_that_cannot_be_taken_is_refused_by_name(township: Township, upload: Upload, said: str):
    with pytest.raises(Invalid, match=said):
        record(township.call(), deed=Deed(files=[upload]))


def test_founding_twice_is_one_conference(township: Township):
    assert new_township() == township
    assert (Conference.objects.count(), Entry.objects.count()) == (1, 1)


def test_a_taken_slug_is_refused(township: Township):
    with pytest.raises(Invalid, match="已被另一联席会议使用"):
        new_township(township.slug, key="another text")


def test_two_conferences_count_each_from_one(township: Township):
    other = new_township("baishi")
    township.write(2)
    other.write(1)
    assert sorted(Entry.objects.filter(conference=other.conference).values_list("number", flat=True)) == [1, 2]
    assert verify(township.slug).sound
    assert verify(other.slug).sound


def test_the_canonical_text_is_the_same_on_every_database(db: None):
    with (
        patch("lianxi.journal.frame.uuid.uuid4", return_value=UUID(int=7)),
        patch("lianxi.journal.frame.secrets.token_hex", return_value="0" * 32),
    ):
        township = new_township()
        record(township.call(), deed=Deed(words="说明", facts=2, data={"count": 2, "by_hand": True, "due": None}))
    assert Entry.objects.get(number=2).body == (
        '{"actor":{"account":1,"person":1,"role":"office_staff","seat":1,"unit":null},"behalf":null,'
        '"conference":"00000000-0000-0000-0000-000000000007",'
        '"facts":[{"data":{"by_hand":true,"count":2,"due":null},"object":"evidence:1","on":"2026-11-23","unit":null,'
        '"verb":"evidence.recorded"},{"data":{"by_hand":true,"count":2,"due":null},"object":"evidence:2",'
        '"on":"2026-11-23","unit":null,"verb":"evidence.recorded"}],"files":[],"number":2,'
        f'"previous":"{Entry.objects.get(number=1).hash}","recorded_at":"2026-11-23T02:01:00Z",'
        f'"texts":{{"note":"{salted("0" * 32, "说明")}"}}}}'
    )


def test_an_unknown_verb_is_a_mistake_of_ours(township: Township):
    from lianxi.journal.frame import action
    from tests.journal.deeds import RECORD

    @action(RECORD)
    def invented(step):  # type: ignore[no-untyped-def]
        step.fact("evidence.imagined", "evidence:1")

    with pytest.raises(KeyError, match="vocabulary"):
        invented(township.call())


def test_a_slug_of_another_shape_never_founds(db: None):
    from django.db import IntegrityError, transaction

    from lianxi.journal.frame import Call

    with pytest.raises(IntegrityError), transaction.atomic():
        found(Call(NewConference("Not A Slug", "某镇", "某镇", "k"), CLERK, MORNING))


def _uid(township: Township) -> UUID:
    return Conference.objects.get(pk=township.conference).uid
