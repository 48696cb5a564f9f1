"""Information in real browsers: secretary on his phone, office, the unit that verifies; the draft on the phone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest

from lianxi.compliance.queries import board
from lianxi.journal import queries as journal
from lianxi.journal.attachments import path_of
from lianxi.web import clock
from tests import cast as the_cast
from tests.cast import Cast, make_cast
from tests.information.reporting_ground import CHECKED, DONE, INFORMATION_RULES, TOLD
from tests.journeys.steps import fits, follow, log_in, press, says

pytestmark = pytest.mark.django_db(transaction=True)
Sit = Callable[..., Any]
#: what a person may type into a report; nothing of it may ever lie on the phone
TYPED = "王大明在渠口聚了很多人"
#: every byte that the page's origin keeps: databases read as they are, keys by what they allow
STORED = """async () => {
  const found = { local: { ...localStorage }, session: { ...sessionStorage }, bases: [] };
  for (const { name } of await indexedDB.databases()) {
    const ask = (asked) => new Promise((done) => { asked.onsuccess = () => done(asked.result); });
    const base = await ask(indexedDB.open(name)), rows = {};
    const shown = (part) => part instanceof ArrayBuffer ? new TextDecoder("latin1").decode(part) : part;
    for (const store of base.objectStoreNames) {
      const place = base.transaction(store).objectStore(store);
      const keys = await ask(place.getAllKeys()), values = await ask(place.getAll());
      keys.forEach((key, index) => {
        const value = values[index];
        rows[key] = value instanceof CryptoKey ? "key, extractable: " + value.extractable
          : JSON.stringify(value, (_, part) => shown(part));
      });
    }
    base.close();
    found.bases.push(rows);
  }
  return found;
}"""
#: a photograph with a place in it, made by the browser's own canvas and given to the input as a camera would
CAMERA = """async () => {
  const canvas = document.createElement("canvas"); canvas.width = 2400; canvas.height = 1200;
  canvas.getContext("2d").fillRect(0, 0, 1200, 1200);
  const blob = await new Promise((done) => canvas.toBlob(done, "image/jpeg", 1));
  const bytes = new Uint8Array(await blob.arrayBuffer()), note = new TextEncoder().encode("GPS-30.1N");
  const whole = new Uint8Array(bytes.length + note.length + 4);
  whole.set(bytes.slice(0, 2)); whole.set([0xff, 0xfe, 0, note.length + 2], 2);
  whole.set(note, 6); whole.set(bytes.slice(2), 6 + note.length);
  const all = new DataTransfer(); all.items.add(new File([whole], "现场.jpg", { type: "image/jpeg" }));
  const input = document.querySelector("input[capture]"); input.files = all.files;
  input.dispatchEvent(new Event("change", { bubbles: true }));
}"""


@pytest.fixture
def cast(db: None, monkeypatch: pytest.MonkeyPatch) -> Cast:
    monkeypatch.setattr(the_cast, "RULES", INFORMATION_RULES)
    return make_cast()


def states(cast: Cast) -> list[str]:
    judged = board(journal.head_by_id(cast.conference), on=clock.today())
    return [item.state for line in judged.lines if line.duty.key in {TOLD, CHECKED, DONE} for item in line.items]


def typing(page: Any, cast: Cast) -> None:
    page.goto(cast.url("information/new"))
    page.locator("form[data-ready]").wait_for()
    page.locator("input[name=title]").fill(TYPED)
    page.locator("input[name=people]").evaluate("field => { field.closest('details').open = true; }")
    page.locator("textarea[name=text]").fill("电话 13912345678")
    page.locator("input[name=people]").fill("12")
    page.get_by_text("紧急　已经发生").click()


def saved(page: Any) -> dict[str, Any]:
    """What lies on the phone after a save that came after the last word."""
    form = page.locator("form[data-report]")
    form.evaluate("form => { delete form.dataset.saved; form.dispatchEvent(new Event('input')); }")
    page.locator("form[data-saved]").wait_for()
    found: dict[str, Any] = page.evaluate(STORED)
    return found


def test_a_secretary_reports_the_office_circulates_a_unit_verifies_and_article_11_is_kept(cast: Cast, sit: Sit) -> None:
    village, clerk, police = sit(cast.village, "phone"), sit(cast.clerk), sit(cast.police, "phone")
    village.goto(cast.url("inbox/"))
    village.locator(".tabs").get_by_text("报送信息").click()
    village.wait_for_url("**/information/new")
    fits(village)
    village.locator("input[name=title]").fill("渠口有人聚集")
    village.evaluate(CAMERA)
    says(village, "1 张照片缩小到")
    press(village, "报送")
    says(village, "已报送，办公室的待办里已经看到")
    fits(village)
    assert states(cast) == ["due"]

    clerk.goto(cast.url("inbox/"))
    says(clerk, "渠口有人聚集")
    follow(clerk, "通报")
    follow(clerk, "通报")
    clerk.locator(f"select[name=role_{cast.police.unit}]").select_option("verify")
    press(clerk, "通报")
    says(clerk, "核查中")

    police.goto(cast.url("inbox/"))
    follow(police, "签收")
    fits(police)
    police.locator("textarea[name=result]").fill("八人，已劝离。")
    press(police, "反馈")
    says(police, "本单位的核查结果")

    clerk.reload()
    clerk.locator("textarea[name=result]").fill("没有再发生。")
    press(clerk, "处置完毕")
    says(clerk, "已处置")
    assert states(cast) == ["kept", "kept", "kept"]
    clerk.goto(cast.url("information/?shown=all"))
    fits(clerk)
    # the photograph was made small, and no place is left in it
    entry = next(each for each in journal.entries(cast.conference, limit=9) if each.files)
    head = journal.head_by_id(cast.conference)
    kept = path_of(UUID(head.uid), entry.files[0].sha256).read_bytes()
    assert b"GPS-30.1N" not in kept
    assert len(kept) < 100_000


def test_a_draft_on_the_phone_holds_no_word_and_is_gone_after_sending_and_after_a_day(cast: Cast, sit: Sit) -> None:
    phone = sit(cast.village, "phone")
    typing(phone, cast)
    says(phone, "写的文字、照片都不存")
    found = saved(phone)
    assert [sorted(rows) for rows in found["bases"]] == [["draft", "key"]]
    assert found["bases"][0]["key"] == "key, extractable: false"
    assert set(found["local"]) == {"lianxi-draft-until"}
    whole = repr(found)
    assert not any(part in whole for part in ("王大明", "渠口", "13912345678", "urgent", "柳塘村"))
    # what can be kept comes back, what was written does not
    phone.goto(cast.url("information/new"))
    phone.locator("form[data-ready]").wait_for()
    assert phone.locator("input[name=people]").input_value() == "12"
    assert phone.locator("input[name=urgency]:checked").input_value() == "urgent"
    assert phone.locator("input[name=title]").input_value() == ""
    # sent: nothing is left
    phone.locator("input[name=title]").fill(TYPED)
    press(phone, "报送")
    says(phone, "已报送")
    assert phone.evaluate(STORED) == {"local": {}, "session": {}, "bases": []}
    # a day later, on whatever page: nothing is left either, and nothing comes back
    typing(phone, cast)
    assert saved(phone)["bases"]
    tomorrow = phone.evaluate("Date.now()") + 24 * 60 * 60 * 1000
    phone.clock.set_fixed_time(tomorrow)
    phone.goto(cast.url("inbox/"))
    phone.locator("main h1").wait_for()
    assert phone.evaluate(STORED) == {"local": {}, "session": {}, "bases": []}
    # thrown away by hand
    phone.clock.set_fixed_time(tomorrow)
    typing(phone, cast)
    saved(phone)
    press(phone, "删掉草稿")
    says(phone, "草稿已删掉")
    assert phone.evaluate(STORED)["bases"] == []


def test_somebody_else_on_the_same_phone_finds_no_draft(cast: Cast, sit: Sit) -> None:
    phone = sit(cast.village, "phone")
    typing(phone, cast)
    saved(phone)
    log_in(phone.context, cast.police, phone.url.partition("/liutang")[0])
    phone.goto(cast.url("information/new"))
    phone.locator("form[data-ready]").wait_for()
    assert phone.locator("input[name=people]").input_value() == ""
    assert phone.evaluate(STORED)["bases"] == []
