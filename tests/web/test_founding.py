"""新建联席会议: every step kept, nothing changed by a bad file, founded once however often it is pressed."""

from __future__ import annotations

import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connections
from django.test import Client

from lianxi.charter import queries as charter
from lianxi.journal import queries as journal
from lianxi.journal.models import Conference
from lianxi.journal.verify import verify
from lianxi.roster import drafts
from lianxi.roster import queries as roster
from lianxi.roster.models import FoundingDraft
from lianxi.rulebook.duties import Periodic, Response
from lianxi.rulebook.reading import compile_text
from lianxi.web import clock
from tests.cast import Cast, logged_in, make_login

pytestmark = pytest.mark.django_db

SAMPLES = Path(__file__).resolve().parent.parent / "samples"
BAIHE = (SAMPLES / "baihe.txt").read_text("utf-8")
LANHU = (SAMPLES / "lanhu.txt").read_text("utf-8")
SETTINGS = {
    "name": "白鹤镇信访工作联席会议",
    "slug": "baihe",
    "in_force_from": "2024-03-01",
    "judged_from": "2026-11-01",
}


class Founder:
    """Somebody at the wizard, going through it by its forms."""

    def __init__(self, username: str = "founder") -> None:
        self.account = make_login(username, "建会经办", may_found=True)
        self.client = logged_in(self.account)

    def hand_in(self, text: str | bytes = BAIHE, name: str = "规则.txt") -> Any:
        data = text if isinstance(text, bytes) else text.encode()
        return self.client.post("/new/", {"file": SimpleUploadedFile(name, data)})

    def begin(self, text: str = BAIHE) -> str:
        answer = self.hand_in(text)
        assert answer.status_code == 302, answer.content.decode()
        return str(answer.headers["Location"].split("/")[2])

    def draft(self, token: str) -> drafts.Draft:
        found = drafts.draft_for(self.account, token)
        assert found is not None
        return found

    def fields(self, token: str, code: str) -> str:
        """The field of the first question of a code."""
        questions = self.draft(token).compiled.questions
        return f"q{next(index for index, question in enumerate(questions) if question.code == code)}"

    def answer(self, token: str, version: int | None = None, **values: Any) -> Any:
        known = self.draft(token).version if version is None else version
        return self.client.post(f"/new/{token}/questions", {"version": known, **values})

    def settle(self, token: str, version: int | None = None, **values: str) -> Any:
        known = self.draft(token).version if version is None else version
        return self.client.post(f"/new/{token}/settings", {**SETTINGS, "version": known, **values})

    def ready(self, text: str = BAIHE, **settings: str) -> str:
        """A draft at the confirm page."""
        token = self.begin(text)
        musts = {
            f"q{index}": "same"
            for index, question in enumerate(self.draft(token).compiled.questions)
            if not question.may_stay_open
        }
        assert self.answer(token, **musts).status_code == 302
        assert self.settle(token, **settings).status_code == 302
        return token

    def found(self, token: str, version: int | None = None) -> Any:
        known = self.draft(token).version if version is None else version
        return self.client.post(f"/new/{token}/confirm", {"version": known})


@pytest.fixture
def founder(db: None) -> Founder:
    return Founder()


def body_of(answer: Any) -> str:
    return str(answer.content.decode())


# the door -----------------------------------------------------------------------------------------------------------


def test_an_account_that_may_not_found_finds_nothing_at_the_wizard(founder: Founder) -> None:
    token = founder.begin()
    other = logged_in(make_login("plain", "普通账号"))
    for path in ("", f"{token}/", f"{token}/questions", f"{token}/settings", f"{token}/confirm", f"{token}/discard"):
        assert other.get(f"/new/{path}").status_code == 404
        assert other.post(f"/new/{path}").status_code == 404


def test_a_stranger_is_sent_to_the_login(client: Client, db: None) -> None:
    assert client.get("/new/").headers["Location"].startswith("/login")


def test_anothers_draft_is_an_absent_draft(founder: Founder) -> None:
    token = founder.begin()
    other = Founder("other")
    assert other.client.get(f"/new/{token}/").status_code == 404
    assert other.client.post(f"/new/{token}/discard").status_code == 404
    assert founder.client.get(f"/new/{token}/").status_code == 200


# bad input: a sentence, and nothing changed ---------------------------------------------------------------------------


def picture_pdf() -> bytes:
    """A PDF of one page without a letter on it."""
    from io import BytesIO

    from pypdf import PdfWriter

    writer, out = PdfWriter(), BytesIO()
    writer.add_blank_page(595, 842)
    writer.write(out)
    return out.getvalue()


NOVEL = "那年冬天，雪下得很大。他沿着河边走，想起小时候的事情，谁也没有说话。\n" * 60
BAD: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "empty": ("规则.txt", lambda: b"", "空"),
    "blank": ("规则.txt", lambda: b" \n\n ", "没有文字"),
    "novel": ("小说.txt", NOVEL.encode, "没有找到条文"),
    "image-only PDF": ("扫描.pdf", picture_pdf, "文字"),
    "wrong encoding": ("规则.txt", lambda: BAIHE.encode("big5", "replace"), "编码"),
    "utf-16 without mark": ("规则.txt", lambda: BAIHE.encode("utf-16-le"), "编码"),
    "five megabytes": ("规则.txt", lambda: ("第一条 应当召开会议。\n" * 170_000).encode(), "上限"),
    "a picture named .docx": ("规则.docx", lambda: b"\x89PNG\r\n\x1a\n" + bytes(64), "图片"),
    "duplicate numbers": ("规则.txt", lambda: BAIHE.replace("第五条", "第四条").encode(), "出现了两次"),
}


@pytest.mark.parametrize("case", BAD)
def test_a_bad_file_says_what_is_wrong_and_changes_nothing(founder: Founder, case: str) -> None:
    name, data, words = BAD[case]
    answer = founder.hand_in(data(), name)
    assert answer.status_code == 422
    errors = "".join(re.findall(r'class="error"[^>]*>([^<]*)', body_of(answer)))
    assert words in errors, errors
    assert not FoundingDraft.objects.exists()
    assert not Conference.objects.exists()


def test_handing_in_nothing_asks_for_a_file_or_text(founder: Founder) -> None:
    answer = founder.client.post("/new/", {"pasted": "  "})
    assert answer.status_code == 422
    assert "请选择规则文件" in body_of(answer)


def test_pasted_text_that_is_no_rules_stays_in_its_box(founder: Founder) -> None:
    answer = founder.client.post("/new/", {"pasted": NOVEL})
    assert answer.status_code == 422
    assert "他沿着河边走" in body_of(answer)


def test_pasted_text_and_the_same_file_are_one_draft(founder: Founder) -> None:
    token = founder.begin()
    pasted = founder.client.post("/new/", {"pasted": BAIHE.replace("\n", "\r\n") + "\r\n"})
    assert pasted.headers["Location"] == f"/new/{token}/"
    assert FoundingDraft.objects.count() == 1


def test_hostile_html_in_names_is_shown_as_letters_on_every_page(founder: Founder) -> None:
    evil = "<script>alert(1)</script>"
    text = BAIHE.replace("唐建平", f"唐{evil}").replace("镇司法所", f"镇司法所{evil}")
    token = founder.ready(text, name=f"白鹤镇{evil}")
    director = founder.fields(token, "director")
    founder.answer(token, **{f"{director}_name": evil, founder.fields(token, "unit_renamed"): "same"})
    for page in ("", "questions", "settings", "confirm"):
        body = body_of(founder.client.get(f"/new/{token}/{page}"))
        assert evil not in body
        assert "&lt;script&gt;" in body
    home = founder.client.get(founder.found(token).headers["Location"])
    assert home.status_code == 200
    assert evil not in body_of(home)


# what was understood --------------------------------------------------------------------------------------------------


def test_the_page_shows_the_whole_text_and_marks_what_each_clause_was_read_from(founder: Founder) -> None:
    token = founder.begin()
    body = body_of(founder.client.get(f"/new/{token}/"))
    plain = re.sub(r"<sup>[^<]*</sup>|<[^>]+>", "", body)
    for line in BAIHE.splitlines():
        assert line.strip() in plain
    for clause in founder.draft(token).compiled.clauses:
        assert re.search(rf"<mark[^>]*><a[^>]*>{re.escape(clause.source)}<sup>", body), clause.source


def test_clauses_lead_to_their_sentence_and_back(founder: Founder) -> None:
    token = founder.begin()
    body = body_of(founder.client.get(f"/new/{token}/"))
    for target in re.findall(r'href="#([^"]+)"', body):
        assert f'id="{target}"' in body or target == "main"


def test_sentences_that_were_not_understood_are_shown(founder: Founder) -> None:
    text = BAIHE.replace("第十二条 镇", "第十二条 对此应当切实加以认真对待。镇")
    notes = [note for note in compile_text(text).notes if note.code == "not_understood"]
    token = founder.begin(text)
    body = body_of(founder.client.get(f"/new/{token}/"))
    assert body.count('class="missed"') == len(notes)


# questions ------------------------------------------------------------------------------------------------------------


def test_every_question_shows_its_article_and_the_words_in_question(founder: Founder) -> None:
    token = founder.begin()
    body = body_of(founder.client.get(f"/new/{token}/questions"))
    compiled = founder.draft(token).compiled
    for question in compiled.questions:
        assert question.span is not None
        assert f"<mark>{compiled.text[slice(*question.span)]}</mark>" in body
        assert question.key.split(":")[1] in body


def test_what_must_be_settled_holds_the_step_and_everything_else_is_kept(founder: Founder) -> None:
    token = founder.begin()
    limit = founder.fields(token, "deadline_word")
    answer = founder.answer(token, **{limit: "5 workday"})
    assert answer.status_code == 422
    assert "确认后才能继续" in body_of(answer)
    assert "5 workday" in founder.draft(token).questions.values()
    assert founder.client.get(f"/new/{token}/settings").status_code == 302
    assert not Conference.objects.exists()


def test_a_draft_that_was_left_goes_on_where_it_was(founder: Founder) -> None:
    token = founder.begin()
    meetings, director = founder.fields(token, "meetings_that_count"), founder.fields(token, "director")
    names = founder.fields(token, "vacant_name")
    seats = [index for index, seat in enumerate(founder.draft(token).compiled.seats) if seat.person is None]
    left = founder.answer(
        token,
        **{
            "later": "1",
            meetings: ["plenary", "analysis"],
            f"{director}_name": "虞念慈",
            f"{names}_{seats[0]}": "鹤先生",
            founder.fields(token, "deadline_word"): "7",
        },
    )
    assert left.headers["Location"] == "/new/"
    again = logged_in(founder.account)  # another session, as after a crash
    listed = body_of(again.get("/new/"))
    assert f"/new/{token}/" in listed
    assert "白鹤镇信访工作联席会议议事规则" in listed
    form = body_of(again.get(f"/new/{token}/questions"))
    assert 'value="虞念慈"' in form
    assert 'value="鹤先生"' in form
    assert re.search(r'value="plenary"[^>]*checked', form)
    assert re.search(r'<option value="7" selected', form)
    assert founder.draft(token).questions[f"vacant_name:{'附件2'}:seat.filled"] == "鹤鸣村书记=鹤先生"


def test_an_answer_that_is_not_offered_is_refused_and_the_others_are_kept(founder: Founder) -> None:
    token = founder.begin()
    unit, limit = founder.fields(token, "unit_renamed"), founder.fields(token, "deadline_word")
    answer = founder.answer(token, **{unit: "drop table", limit: "3"})
    assert answer.status_code == 422
    kept = founder.draft(token).questions
    assert "drop table" not in kept.values()
    assert "3" in kept.values()


def test_two_tabs_the_later_one_is_shown_both_values_and_loses_nothing(founder: Founder) -> None:
    token = founder.begin()
    limit, must = founder.fields(token, "deadline_word"), founder.fields(token, "unit_renamed")
    seen = founder.draft(token).version
    assert founder.answer(token, seen, **{limit: "3", must: "same"}).status_code == 302
    answer = founder.answer(token, seen, **{limit: "15", must: "same"})
    assert answer.status_code == 409
    body = body_of(answer)
    assert "另一窗口保存的是：3日内" in body
    assert re.search(r'<option value="15" selected', body)
    assert "3" in founder.draft(token).questions.values()
    current = re.search(r'name="version" value="(\d+)"', body)
    assert current is not None
    assert founder.answer(token, int(current[1]), **{limit: "15", must: "same"}).status_code == 302
    assert "15" in founder.draft(token).questions.values()


def test_the_same_answers_sent_twice_are_no_conflict(founder: Founder) -> None:
    token = founder.begin()
    must = founder.fields(token, "unit_renamed")
    seen = founder.draft(token).version
    assert founder.answer(token, seen, **{must: "same"}).status_code == 302
    assert founder.answer(token, seen, **{must: "same"}).status_code == 302


def test_two_tabs_at_the_name_show_what_the_other_saved(founder: Founder) -> None:
    token = founder.ready()
    seen = founder.draft(token).version
    founder.settle(token, seen, slug="baihezhen")
    answer = founder.settle(token, seen, slug="baihe-lianxi")
    assert answer.status_code == 409
    body = body_of(answer)
    assert "另一窗口保存的是“baihezhen”" in body
    assert 'value="baihe-lianxi"' in body


# name, address, dates -------------------------------------------------------------------------------------------------


def test_the_form_offers_pinyin_the_stated_date_and_today(founder: Founder) -> None:
    token = founder.begin()
    founder.answer(token, **{founder.fields(token, "unit_renamed"): "same"})
    body = body_of(founder.client.get(f"/new/{token}/settings"))
    for value in ("白鹤镇信访工作联席会议", "baihezhen", "2024-03-01", clock.today().isoformat()):
        assert f'value="{value}"' in body
    assert "建立后不能更改" in body


@pytest.mark.parametrize("slug", ["B", "a", "Baihe", "白鹤", "bai_he", "x" * 41, "new", "login", "static", ""])
def test_an_address_of_another_form_is_refused(founder: Founder, slug: str) -> None:
    token = founder.begin()
    founder.answer(token, **{founder.fields(token, "unit_renamed"): "same"})
    answer = founder.settle(token, slug=slug)
    assert answer.status_code == 422
    assert 'class="error"' in body_of(answer)
    assert founder.client.get(f"/new/{token}/confirm").status_code == 302


def test_a_taken_address_is_refused_in_words_and_a_free_one_is_offered(cast: Cast) -> None:
    founder = Founder()
    text = BAIHE.replace("白鹤", "柳塘新区").replace("第十三条", "第十三条 ")
    token = founder.begin(text)
    founder.answer(token, **{founder.fields(token, "unit_renamed"): "same"})
    answer = founder.settle(token, slug=cast.slug)
    assert answer.status_code == 422
    assert f"“{cast.slug}”已被另一联席会议使用" in body_of(answer)
    assert drafts.free_slug("柳塘信访工作联席会议") == "liutang-2"


def test_the_judged_day_may_not_lie_ahead(founder: Founder) -> None:
    token = founder.begin()
    founder.answer(token, **{founder.fields(token, "unit_renamed"): "same"})
    assert "不能晚于今天" in body_of(founder.settle(token, judged_from="2027-01-01"))


# founding -------------------------------------------------------------------------------------------------------------


def test_the_confirm_page_shows_what_will_be_made_and_founding_makes_just_that(founder: Founder) -> None:
    token = founder.begin()
    limit, names = founder.fields(token, "deadline_word"), founder.fields(token, "vacant_name")
    vacant = [index for index, seat in enumerate(founder.draft(token).compiled.seats) if seat.person is None]
    founder.answer(
        token,
        **{
            founder.fields(token, "unit_renamed"): "same",
            limit: "5 workday",
            f"{names}_{vacant[1]}": "塘先生",
            founder.fields(token, "director"): "person:唐建平",
        },
    )
    founder.settle(token)
    body = body_of(founder.client.get(f"/new/{token}/confirm"))
    for words in (
        "/baihe/",
        "5 个工作日内",
        "本单位设定",
        "塘先生",
        "未载明姓名（待补）",
        "每季度至少 1 次",
        "须先审定纪要",
    ):
        assert words in body
    assert not Conference.objects.exists()
    assert founder.found(token).headers["Location"] == "/baihe/"
    head = journal.head("baihe")
    assert head is not None
    assert head.name == SETTINGS["name"]
    assert [unit.name for unit in roster.units(head.id)] == [unit.name for unit in founder.draft(token).compiled.units]
    holders = {seat.post: seat.holder.name if seat.holder else None for seat in roster.seats(head.id)}
    assert holders["西塘村书记"] == "塘先生"
    assert holders["鹤鸣村书记"] is None
    version = charter.version(head.id, 1)
    assert version is not None
    assert version.answers == founder.draft(token).questions
    duty = next(duty for duty in version.edition.duties if isinstance(duty, Response) and duty.article == "第六条")
    assert (duty.amount, duty.unit) == (5, "workday")
    assert verify("baihe").sound


def test_a_unit_that_is_said_to_be_another_becomes_one_of_its_own(founder: Founder) -> None:
    token = founder.begin()
    founder.answer(token, **{founder.fields(token, "unit_renamed"): "other"})
    founder.settle(token)
    founder.found(token)
    head = journal.head("baihe")
    assert head is not None
    names = [unit.name for unit in roster.units(head.id)]
    assert "农业农村发展办公室" in names
    assert "农业农村发展服务中心" in names


def test_pressed_twice_it_is_one_conference(founder: Founder) -> None:
    token = founder.ready()
    version = founder.draft(token).version
    assert founder.found(token, version).headers["Location"] == "/baihe/"
    assert founder.found(token, version).headers["Location"] == "/baihe/"
    assert Conference.objects.count() == 1
    assert journal.heads()[0].number == 1


@pytest.mark.django_db(transaction=True)
def test_two_tabs_pressing_at_the_same_moment_make_one_conference(founder: Founder) -> None:
    token = founder.ready()
    version = founder.draft(token).version
    together = Barrier(4)

    def press(_: int) -> str:
        client = logged_in(founder.account)
        together.wait()
        try:
            answer = client.post(f"/new/{token}/confirm", {"version": version})
            return str(answer.headers.get("Location"))
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as tabs:
        assert set(tabs.map(press, range(4))) == {"/baihe/"}
    assert Conference.objects.count() == 1
    assert journal.heads()[0].number == 1
    assert verify("baihe").sound


def test_killed_between_the_founding_and_its_note_it_is_still_one_conference(founder: Founder) -> None:
    token = founder.ready()
    founder.found(token)
    row = FoundingDraft.objects.get(token=token)
    del row.answers["founded"]
    row.save()
    assert founder.found(token).headers["Location"] == "/baihe/"
    assert Conference.objects.count() == 1


def test_the_same_text_handed_in_again_leads_home(founder: Founder) -> None:
    founder.found(founder.ready())
    again = founder.begin()
    assert founder.client.get(f"/new/{again}/").headers["Location"] == "/baihe/"
    assert "没办完的" not in body_of(founder.client.get("/new/"))


def test_the_same_text_from_another_account_founds_no_second_conference(founder: Founder) -> None:
    founder.found(founder.ready())
    other = Founder("other")
    token = other.ready(slug="second")
    answer = other.found(token)
    assert answer.status_code == 409
    assert "已由另一账号建立" in body_of(answer)
    assert Conference.objects.count() == 1


def test_a_confirm_page_that_is_out_of_date_founds_nothing(founder: Founder) -> None:
    token = founder.ready()
    old = founder.draft(token).version
    founder.settle(token, slug="baihe-2")
    answer = founder.found(token, old)
    assert answer.status_code == 409
    assert "/baihe-2/" in body_of(answer)
    assert not Conference.objects.exists()


def test_an_address_taken_meanwhile_is_refused_at_the_last_step(founder: Founder) -> None:
    token = founder.ready()
    second = founder.ready(LANHU, name="岚湖街道矛盾纠纷联合调处联席会议")
    founder.found(second)
    answer = founder.found(token)
    assert answer.status_code == 409
    assert "已被另一联席会议使用" in body_of(answer)
    assert Conference.objects.count() == 1


def test_a_draft_can_be_discarded_and_begun_afresh(founder: Founder) -> None:
    token = founder.begin()
    founder.answer(token, **{founder.fields(token, "deadline_word"): "3"})
    assert founder.client.get(f"/new/{token}/discard").status_code == 405
    assert founder.client.post(f"/new/{token}/discard").headers["Location"] == "/new/"
    assert founder.client.get(f"/new/{token}/").status_code == 404
    assert founder.begin() == token
    assert founder.draft(token).questions == {}


def test_a_body_of_another_kind_is_founded_by_its_own_words(founder: Founder) -> None:
    token = founder.ready(LANHU, name="岚湖街道联调会议", slug="lanhu", in_force_from="2025-05-01")
    founder.found(token)
    head = journal.head("lanhu")
    assert head is not None
    version = charter.version(head.id, 1)
    assert version is not None
    held = [duty for duty in version.edition.duties if isinstance(duty, Periodic) and duty.verb == "meeting.held"]
    assert [(duty.every, duty.interval) for duty in held] == [("month", 2)]
    assert not any(type(duty).__name__ == "Gate" for duty in version.edition.duties)
    assert founder.client.get("/lanhu/").status_code == 200


# another text for a body that exists ----------------------------------------------------------------------------------


def test_another_text_for_my_body_is_offered_as_its_new_version(founder: Founder) -> None:
    founder.found(founder.ready())
    token = founder.begin(BAIHE.replace("每季度至少召开一次", "每两个月至少召开一次"))
    body = body_of(founder.client.get(f"/new/{token}/"))
    assert "作为新版本办理" in body
    assert "下一步：回答问题" not in body
    for step in ("questions", "settings", "confirm"):
        assert founder.client.get(f"/new/{token}/{step}").headers["Location"] == f"/new/{token}/"
        assert founder.client.post(f"/new/{token}/{step}").headers["Location"] == f"/new/{token}/"
    taken = founder.client.post("/baihe/rulebook/new/", {"way": "draft", "draft": token})
    assert taken.status_code == 302
    assert taken.headers["Location"].startswith("/baihe/rulebook/new/")
    assert founder.client.get(f"/new/{token}/").status_code == 404
    assert Conference.objects.count() == 1


def test_another_text_for_a_body_that_is_not_mine_says_nothing_of_it(founder: Founder) -> None:
    founder.found(founder.ready())
    other = Founder("other")
    token = other.begin(BAIHE.replace("每季度至少召开一次", "每两个月至少召开一次"))
    body = body_of(other.client.get(f"/new/{token}/"))
    assert "已经建立" not in body
    assert "baihe" not in body
