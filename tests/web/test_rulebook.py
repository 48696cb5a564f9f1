"""规则: versions in time, what changed, export and import, a new version with its carried answers."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from lianxi.charter import queries as charter
from lianxi.charter.actions import put_in_force
from lianxi.charter.diff import changes
from lianxi.charter.exchange import import_version
from lianxi.journal import queries as journal
from lianxi.journal.frame import Call
from lianxi.journal.verify import verify
from lianxi.roster import drafts
from lianxi.roster import queries as roster
from lianxi.roster.models import FoundingDraft
from lianxi.rulebook.duties import Response
from lianxi.web import clock
from tests.cast import RULES, Cast
from tests.web.test_founding import BAIHE, Founder, body_of

pytestmark = pytest.mark.django_db

CHANGED = BAIHE.replace("每季度至少召开一次", "每两个月至少召开一次").replace("在10日内备案", "及时备案")
LIMIT = "deadline_word:第六条:task.reported"


class Office(Founder):
    """The founder of 白鹤镇, at its rulebook pages."""

    def __init__(self) -> None:
        super().__init__()
        token = self.begin()
        limit = self.fields(token, "deadline_word")
        self.answer(token, **{self.fields(token, "unit_renamed"): "same", limit: "5 workday"})
        self.settle(token)
        self.found(token)
        head = journal.head("baihe")
        assert head is not None
        self.conference = head.id

    def get(self, path: str = "") -> Any:
        return self.client.get(f"/baihe/rulebook/{path}")

    def start(self, **form: Any) -> str:
        """Begin a new version; the token of its draft."""
        answer = self.client.post("/baihe/rulebook/new/", form)
        assert answer.status_code == 302, body_of(answer)
        return str(answer.headers["Location"].split("/")[4])

    def hand_in_new(self, text: str = CHANGED) -> str:
        return self.start(way="text", pasted=text)

    def version_draft(self, token: str) -> drafts.Draft:
        found = drafts.draft_for(self.account, token, self.conference)
        assert found is not None
        return found

    def post(self, token: str, step: str = "", **form: Any) -> Any:
        form.setdefault("version", self.version_draft(token).version)
        return self.client.post(f"/baihe/rulebook/new/{token}/{step}", form)

    def force(self, token: str, day: str = "2026-12-01", **form: Any) -> Any:
        return self.post(token, "preview", in_force_from=day, **form)

    def version(self, number: int) -> charter.VersionView:
        found = charter.version(self.conference, number)
        assert found is not None
        return found


@pytest.fixture
def office(db: None) -> Office:
    return Office()


def field_of(draft: drafts.Draft, key: str) -> str:
    """The field of a question on the page of a new version, which leaves out those about the roster."""
    asked = [
        question.key
        for question in draft.compiled.questions
        if not question.code.startswith("unit_") and question.code not in {"vacant_name", "director"}
    ]
    return f"q{asked.index(key)}"


# reading ------------------------------------------------------------------------------------------------------------


def test_the_list_names_each_version_its_day_and_the_entry_behind_it(office: Office) -> None:
    body = body_of(office.get())
    assert "第 1 版" in body
    assert "2024年3月1日" in body
    assert '/baihe/journal/1/">第 1 号记录' in body
    assert "现行" in body


def test_a_version_shows_its_text_duties_and_what_the_body_set_itself(office: Office) -> None:
    body = body_of(office.get("1/"))
    assert "5 个工作日内" in body
    assert "本单位设定" in body
    assert "每季度至少召开一次信访形势研判会" in body
    assert office.version(1).text_sha256 in body


def test_an_absent_version_is_absent(office: Office) -> None:
    for path in ("2/", "2/export.json", "1/2/", "2/1/"):
        assert office.get(path).status_code == 404


def test_the_export_is_a_download_in_the_documented_format(office: Office) -> None:
    answer = office.get("1/export.json")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="baihe-rulebook-1.json"'
    assert json.loads(answer.content) == office.version(1).as_data()


def test_members_read_and_only_the_office_changes(cast: Cast) -> None:
    for who, status in (("clerk", 200), ("director", 200), ("convener", 403), ("village", 403), ("inspector", 403)):
        client: Client = cast.as_(who)
        assert client.get(cast.url("rulebook/1/")).status_code == 200
        assert client.get(cast.url("rulebook/new/")).status_code == status
        assert (cast.url("rulebook/new/") in body_of(client.get(cast.url("rulebook/")))) == (status == 200)


# a new text ---------------------------------------------------------------------------------------------------------


def test_answers_come_along_and_only_what_is_open_or_new_stands_first(office: Office) -> None:
    token = office.hand_in_new()
    draft = office.version_draft(token)
    assert draft.questions[LIMIT] == "5 workday"
    first, folded = body_of(office.get(f"new/{token}/")).split('<details class="carried"')
    new = field_of(draft, "deadline_word:第八条:change.filed")
    assert f'name="{new}"' in first
    assert f'name="{field_of(draft, LIMIT)}"' in folded
    assert re.search(r'<option value="5 workday" selected', folded)
    assert "农业农村发展办公室" not in first.split("<form")[1]


def test_the_preview_shows_the_differences_and_changes_nothing(office: Office) -> None:
    token = office.hand_in_new()
    assert office.post(token).headers["Location"] == f"/baihe/rulebook/new/{token}/preview"
    body = body_of(office.get(f"new/{token}/preview"))
    assert "<del>季度</del>" in body or "<del>季</del>" in body
    assert "<ins>两个月</ins>" in body
    assert "每 2 个月至少 1 次" in re.sub(r"</?(?:ins|del)>", "", body)
    assert len(charter.versions(office.conference)) == 1


def test_a_new_version_is_put_in_force_and_the_answers_judge_by_it(office: Office) -> None:
    token = office.hand_in_new()
    filed = field_of(office.version_draft(token), "deadline_word:第八条:change.filed")
    office.post(token, **{filed: "15", field_of(office.version_draft(token), LIMIT): "5 workday"})
    answer = office.force(token)
    assert answer.headers["Location"] == "/baihe/rulebook/2/"
    new = office.version(2)
    limits = {duty.verbs[0]: (duty.amount, duty.unit) for duty in new.edition.duties if isinstance(duty, Response)}
    assert limits["task.reported"] == (5, "workday")
    assert limits["change.filed"] == (15, "day")
    assert {change.label for change in changes(office.version(1), new) if change.what == "article"} == {
        "第五条",
        "第八条",
    }
    assert office.get("1/2/").status_code == 200
    assert "尚未施行" in body_of(office.get())
    assert verify("baihe").sound


def test_units_and_seats_are_not_touched_by_a_new_text(office: Office) -> None:
    before = (roster.units(office.conference), roster.seats(office.conference))
    token = office.hand_in_new(CHANGED.replace("、沙洲社区。", "、沙洲社区、北渚社区。"))
    office.post(token)
    office.force(token)
    assert (roster.units(office.conference), roster.seats(office.conference)) == before
    assert "单位和席位的变动不随文本自动改" in body_of(office.get(f"new/{office.start(way='same')}/preview"))


def test_a_bad_text_says_so_and_begins_no_draft(office: Office) -> None:
    known = FoundingDraft.objects.count()
    for form in ({"pasted": "一篇散文。"}, {"pasted": ""}, {"file": SimpleUploadedFile("空.txt", b"")}):
        answer = office.client.post("/baihe/rulebook/new/", {"way": "text", **form})
        assert answer.status_code == 422
        assert 'class="error"' in body_of(answer)
    assert FoundingDraft.objects.count() == known


def test_a_text_of_another_body_is_pointed_out(office: Office) -> None:
    token = office.hand_in_new(BAIHE.replace("白鹤镇", "青芦镇"))
    office.post(token)
    assert "青芦镇信访工作联席会议" in body_of(office.get(f"new/{token}/preview")).split("<h2>")[0]


# the same text, other answers ---------------------------------------------------------------------------------------


def test_the_text_can_stay_and_an_answer_change(office: Office) -> None:
    token = office.start(way="same")
    draft = office.version_draft(token)
    office.post(token, **{field_of(draft, LIMIT): "3"})
    office.force(token, "2026-11-23")
    assert office.version(2).text_sha256 == office.version(1).text_sha256
    duties = [change for change in changes(office.version(1), office.version(2)) if change.what == "duty"]
    assert len(duties) == 1
    assert "3 日内" in str(duties[0].after)


def test_nothing_changed_and_the_same_day_is_refused(office: Office) -> None:
    token = office.start(way="same")
    answer = office.force(token, "2024-03-01")
    assert answer.status_code == 422
    assert "完全相同" in body_of(answer)
    assert len(charter.versions(office.conference)) == 1


def test_a_day_before_the_version_it_replaces_is_refused_beside_its_field(office: Office) -> None:
    token = office.hand_in_new()
    answer = office.force(token, "2024-02-01")
    assert answer.status_code == 422
    assert "不能早于上一版本的施行日期" in body_of(answer)


# interruptions and two tabs -----------------------------------------------------------------------------------------


def test_a_new_version_under_way_is_listed_and_goes_on(office: Office) -> None:
    token = office.hand_in_new()
    draft = office.version_draft(token)
    office.post(token, **{field_of(draft, "deadline_word:第八条:change.filed"): "7"})
    assert f"/baihe/rulebook/new/{token}/" in body_of(office.get())
    assert office.hand_in_new() == token
    assert "7" in office.version_draft(token).questions.values()
    assert "没办完的" not in body_of(office.client.get("/new/"))


def test_a_stale_tab_sees_what_the_other_saved(office: Office) -> None:
    token = office.hand_in_new()
    draft = office.version_draft(token)
    field = field_of(draft, "deadline_word:第八条:change.filed")
    office.post(token, version=draft.version, **{field: "7"})
    answer = office.post(token, version=draft.version, **{field: "30"})
    assert answer.status_code == 409
    assert "另一窗口保存的是：7日内" in body_of(answer)
    assert re.search(r'<option value="30" selected', body_of(answer))
    late = office.force(token, version=draft.version)
    assert late.status_code == 409
    assert len(charter.versions(office.conference)) == 1


def test_pressed_twice_it_is_one_version(office: Office) -> None:
    token = office.hand_in_new()
    version = office.version_draft(token).version
    office.force(token, key="once", version=version)
    assert office.force(token, key="once", version=version).status_code == 302
    assert office.force(token, key="other", version=version).status_code == 302
    assert len(charter.versions(office.conference)) == 2


def test_a_version_put_in_force_meanwhile_makes_the_draft_stale(office: Office) -> None:
    token = office.hand_in_new()
    first = office.version(1)
    access = roster.access(office.account, "baihe", None, clock.today())
    assert access is not None
    put_in_force(
        Call(office.conference, access.actor, clock.now()),
        compiled=first.compiled,
        answers={**first.answers, LIMIT: "1"},
        in_force_from=clock.today(),
        replaces=1,
    )
    answer = office.force(token)
    assert answer.status_code == 409
    assert "另一版本施行" in body_of(answer)
    assert len(charter.versions(office.conference)) == 2
    assert office.hand_in_new() == token
    assert office.version_draft(token).replaces == 2
    assert office.version_draft(token).questions[LIMIT] == "1"


def test_a_draft_is_discarded_by_its_owner_alone(cast: Cast) -> None:
    clerk, director = cast.as_("clerk"), cast.as_("director")
    began = clerk.post(cast.url("rulebook/new/"), {"way": "text", "pasted": RULES.replace("每季度", "每两个月")})
    path = began.headers["Location"]
    assert director.get(path).status_code == 404
    assert director.post(f"{path}discard").status_code == 404
    assert clerk.get(f"{path}discard").status_code == 302
    assert clerk.get(path).status_code == 200
    clerk.post(f"{path}discard")
    assert clerk.get(path).status_code == 404


# import -------------------------------------------------------------------------------------------------------------


def upload(data: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile("version.json", data, content_type="application/json")


def test_an_export_imported_and_put_in_force_is_the_same_version(office: Office) -> None:
    exported = office.get("1/export.json").content
    between = office.hand_in_new()
    office.force(between, "2026-11-20")
    token = office.start(way="import", exported=upload(exported))
    office.force(token, "2026-11-23")
    first, third = office.version(1).as_data(), office.version(3).as_data()
    assert {**third, "number": 1, "in_force_from": first["in_force_from"]} == first
    assert import_version(office.get("3/export.json").content).read_alike


def test_a_version_mended_by_hand_says_so_and_judges_as_it_was_mended(office: Office) -> None:
    data = office.version(1).as_data()
    clause = next(item for item in data["compiled"]["clauses"] if item["act"] == "meeting.held" and item["cadence"])
    clause["cadence"]["min"] = 2
    token = office.start(way="import", exported=upload(json.dumps(data).encode()))
    assert "与本系统对同一文本的读法不同" in body_of(office.get(f"new/{token}/preview"))
    office.force(token)
    assert any(getattr(duty, "minimum", 0) == 2 for duty in office.version(2).edition.duties)


def test_a_file_that_is_no_export_begins_no_draft(office: Office) -> None:
    known = FoundingDraft.objects.count()
    for data in (b"{}", b"hello", json.dumps({"format": "lianxi-rulebook/1"}).encode()):
        answer = office.client.post("/baihe/rulebook/new/", {"way": "import", "exported": upload(data)})
        assert answer.status_code == 422
        assert 'class="error"' in body_of(answer)
    assert FoundingDraft.objects.count() == known


def test_the_mended_reading_stays_when_only_an_answer_changes(office: Office) -> None:
    data = office.version(1).as_data()
    clause = next(item for item in data["compiled"]["clauses"] if item["act"] == "meeting.held" and item["cadence"])
    clause["cadence"]["min"] = 2
    office.force(office.start(way="import", exported=upload(json.dumps(data).encode())))
    token = office.start(way="same")
    assert office.version_draft(token).compiled == office.version(2).compiled
