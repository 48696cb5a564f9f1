"""成员 through its pages: the tree, a change of holder, accounts and links, print and table, the sign-in stream."""

from __future__ import annotations

import io
import re
from typing import Any

import openpyxl
import pytest
from django.test import Client

from lianxi.roster import queries
from lianxi.roster.models import Person
from lianxi.web import clock
from lianxi.web.roster_view import roster_tree
from tests.cast import PASSWORD, RULES, Cast, found, make_login

pytestmark = pytest.mark.django_db
TODAY = clock.today()


def page(client: Client, where: str) -> str:
    return client.get(where).content.decode()


def seat_url(cast: Cast, number: int, act: str = "") -> str:
    return cast.url(f"roster/seats/{number}/{act}")


def hidden(text: str, name: str) -> str:
    found_ = re.search(rf'name="{name}" value="([^"]*)"', text)
    assert found_ is not None, name
    return found_.group(1)


def change(client: Client, cast: Cast, number: int, **given: Any):  # type: ignore[no-untyped-def]
    where = seat_url(cast, number, "holder")
    form = page(client, where)
    values = {"key": hidden(form, "key"), "version": hidden(form, "version"), "since": TODAY.isoformat(), **given}
    return client.post(where, values)


# ── the tree ────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_tree_holds_every_seat_once_under_its_branch(cast: Cast) -> None:
    seats = queries.seats(cast.conference)
    tree = roster_tree(seats, queries.units(cast.conference))
    assert [s.holder.name for s in tree.conveners if s.holder] == ["方立平", "苏晓岚"]
    assert tree.office_unit == "镇综治办公室"
    assert [s.role for s in tree.office] == ["director", "office_staff"]
    assert [(g.title, [u.name for u in g.units]) for g in tree.groups] == [
        ("内设机构", ["镇综治办公室"]),
        ("站所", ["镇派出所", "镇司法所", "镇财政所"]),
        ("村", ["柳塘村", "上河村"]),
    ]
    assert [[s.role for s in u.seats] for g in tree.groups for u in g.units if u.name == "镇派出所"] == [
        ["unit_head", "liaison"]
    ]
    shown = [*tree.conveners, *tree.office]
    shown += [seat for group in tree.groups for unit in group.units for seat in unit.seats]
    shown += [seat for _, branch in tree.apart for seat in branch]
    assert sorted(s.number for s in shown) == sorted(s.number for s in seats)
    assert tree.missing == ()


def test_an_unnamed_seat_is_said_to_be_unnamed_and_never_vacant(cast: Cast) -> None:
    for path in ("roster/", "roster/print"):
        text = page(cast.as_("convener"), cast.url(path))
        assert "未载明姓名（待补）" in text
        assert "空缺" not in text
    assert "待补姓名 1 个" in page(cast.as_("convener"), cast.url("roster/"))


def test_a_fresh_conference_is_told_which_administrators_are_missing_and_who_may_hold_them(db: None) -> None:
    account = make_login("first", "第一个人", may_found=True)
    found(RULES, "fresh", account)
    client = Client()
    client.post("/login", {"username": "first", "password": PASSWORD})
    text = page(client, "/fresh/roster/")
    assert "<b>系统管理员、安全管理员、审计管理员</b>" in text
    assert "有一个办公室账号即可建立和运行" in text
    assert "纪委、司法所或县级" in text


def test_former_holders_are_folded_under_their_seat(cast: Cast) -> None:
    client = cast.as_("clerk")
    assert change(client, cast, cast.police.seat, name="接任的人").status_code == 302
    text = page(client, cast.url("roster/"))
    folded = re.search(r"<details class=\"former\">.*?</details>", text, re.DOTALL)
    assert folded is not None
    assert "历任 1 人" in folded.group(0)
    assert "秦朗" in folded.group(0)


def test_who_may_not_change_sees_no_button_for_it_and_no_account(cast: Cast) -> None:
    text = page(cast.as_("police"), cast.url("roster/"))
    for hidden_ in ("增设席位", "可登录", "无账号"):
        assert hidden_ not in text
    text = page(cast.as_("police"), seat_url(cast, cast.convener.seat))
    for hidden_ in ("变更", "账号", "登录名", "convener"):
        assert hidden_ not in text, hidden_


def test_the_table_that_leaves_holds_the_tree_and_no_formula(cast: Cast) -> None:
    client = cast.as_("clerk")
    change(client, cast, cast.police.seat, name="=1+1")
    answer = client.get(cast.url("roster/export.xlsx"))
    assert answer.headers["Content-Type"].endswith("spreadsheetml.sheet")
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    flat = [str(value) for row in rows for value in row if value is not None]
    assert "=1+1" in flat
    assert not any(cell.data_type == "f" for row in sheet.iter_rows() for cell in row)
    assert any("未载明姓名（待补）" in value for value in flat)
    assert any("秦朗（2026-01-01 至 2026-11-22）" in value for value in flat)


# ── a seat ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_page_of_a_change_says_what_will_be_owed_by_which_article(cast: Cast) -> None:
    text = page(cast.as_("clerk"), seat_url(cast, cast.police.seat, "holder"))
    assert "第六条" in text
    unnamed = next(s.number for s in queries.seats(cast.conference) if s.holder is None)
    text = page(cast.as_("clerk"), seat_url(cast, unnamed, "holder"))
    assert "不算成员变更" in text
    assert "第六条" not in text


def test_of_a_known_name_it_is_asked_who_is_meant_and_nothing_typed_is_lost(cast: Cast) -> None:
    client = cast.as_("clerk")
    answer = change(client, cast, cast.police.seat, name="林秋生", document="镇任字〔2026〕7号")
    assert answer.status_code == 422
    text = answer.content.decode()
    assert "请选择是否同一人" in text
    assert "就是现有人员：柳塘村党总支书记" in text
    assert 'value="镇任字〔2026〕7号"' in text
    assert change(client, cast, cast.police.seat, name="林秋生", who=-1).status_code == 302
    assert len(queries.namesakes(cast.conference, "林秋生")) == 2


def test_a_stale_form_is_told_who_was_put_there_and_may_be_sent_again(cast: Cast) -> None:
    client = cast.as_("clerk")
    form = page(client, seat_url(cast, cast.police.seat, "holder"))
    change(cast.as_("director"), cast, cast.police.seat, name="先到的人", since="2026-11-20")
    values = {
        "key": hidden(form, "key"),
        "version": hidden(form, "version"),
        "since": TODAY.isoformat(),
        "name": "后到",
    }
    answer = client.post(seat_url(cast, cast.police.seat, "holder"), values)
    assert answer.status_code == 409
    text = answer.content.decode()
    assert "先到的人" in text
    assert 'value="后到"' in text
    again = {**values, "version": hidden(text, "version")}
    assert client.post(seat_url(cast, cast.police.seat, "holder"), again).status_code == 302


def test_a_closed_seat_shows_its_history_and_takes_nothing_more(cast: Cast) -> None:
    client = cast.as_("clerk")
    values = {"key": "k", "on": TODAY.isoformat(), "version": 1}
    assert client.post(seat_url(cast, cast.liaison.seat, "close"), values).status_code == 302
    text = page(client, seat_url(cast, cast.liaison.seat))
    assert "撤销" in text
    assert "何青" in text
    assert "登记人员变更" not in text
    for act in ("holder", "close", "account", "link", "switch", "part", "unlock"):
        answer = client.get(seat_url(cast, cast.liaison.seat, act))
        assert answer.status_code == 409, act
    assert "已撤销的席位 1 个" in page(client, cast.url("roster/"))


def test_a_grant_leads_to_the_seat_and_from_there_to_account_and_link(cast: Cast) -> None:
    client = cast.as_("clerk")
    values = {"key": "g", "role": "office_staff", "post": "", "name": "吕新", "since": TODAY.isoformat()}
    where = client.post(cast.url("roster/grant"), values).headers["Location"]
    text = page(client, where)
    assert "还没有账号" in text
    assert "开通账号" in text
    form = page(client, f"{where}account")
    assert 'value="lvxin"' in form
    link = client.post(f"{where}account", {"key": "a", "username": "lvxin"}).headers["Location"]
    assert link == f"{where}link"
    shown = client.post(link, {"key": "l", "serial": hidden(page(client, link), "serial")})
    assert shown.status_code == 200
    assert shown.headers["Cache-Control"] == "no-store"
    address = re.search(r'value="http://testserver(/link/[^"]+)"', shown.content.decode())
    assert address is not None
    assert "/link/" not in page(client, link), "shown once"
    newcomer = Client()
    answer = newcomer.post(address.group(1), {"first": "a sentence of my own", "again": "a sentence of my own"})
    assert answer.status_code == 302
    assert newcomer.get(cast.url()).status_code == 200


def test_opening_an_account_twice_does_nothing_twice(cast: Cast) -> None:
    client = cast.as_("clerk")
    number = next(s.number for s in queries.seats(cast.conference) if s.holder and s.holder.name == "江河")
    for _ in range(2):
        assert client.post(seat_url(cast, number, "account"), {"key": "a", "username": "jianghe"}).status_code == 302
    assert [event.kind for event in queries.sign_ins(["jianghe"])] == ["opened"]


def test_a_link_sent_for_twice_says_that_there_is_a_newer_one(cast: Cast) -> None:
    client, where = cast.as_("clerk"), seat_url(cast, cast.convener.seat, "link")
    serial = hidden(page(client, where), "serial")
    assert client.post(where, {"key": "k", "serial": serial}).status_code == 200
    again = client.post(where, {"key": "k", "serial": serial})
    assert again.status_code == 409
    text = again.content.decode()
    assert "发过新链接" in text
    assert client.post(where, {"key": "k", "serial": hidden(text, "serial")}).status_code == 200


def test_the_page_of_a_shared_account_says_what_to_do_instead(cast: Cast) -> None:
    somebody = Person.objects.filter(conference_id=cast.other, account=None).order_by("number").first()
    assert somebody is not None
    Person.objects.filter(pk=somebody.pk).update(account_id=cast.police.account)
    client = cast.as_("clerk")
    assert "可以解除账号后另开新账号" in page(client, seat_url(cast, cast.police.seat))
    answer = client.post(seat_url(cast, cast.police.seat, "link"), {"key": "k", "serial": 0})
    assert answer.status_code == 422
    text = answer.content.decode()
    assert "解除账号" in text
    assert "/link/" not in text
    assert client.post(seat_url(cast, cast.police.seat, "part"), {"key": "p"}).status_code == 302
    assert "还没有账号" in page(client, seat_url(cast, cast.police.seat))


# ── the sign-in stream ──────────────────────────────────────────────────────────────────────────────────────────────


def test_the_stream_holds_this_conferences_accounts_and_no_others(cast: Cast) -> None:
    for username in ("outsider", "nobody", "police"):
        Client().post("/login", {"username": username, "password": "a wrong guess"})
    client = cast.as_("admin_audit")
    text = page(client, cast.url("sign-ins/"))
    assert "police" in text
    for stranger in ("outsider", "nobody", "邻镇"):
        assert stranger not in text
        assert stranger not in page(client, cast.url(f"sign-ins/?account={stranger}"))


def test_a_link_for_a_convener_stands_in_the_stream_as_a_grant_with_who_issued_it(cast: Cast) -> None:
    cast.as_("clerk").post(seat_url(cast, cast.convener.seat, "link"), {"key": "k", "serial": 0})
    text = page(cast.as_("admin_security"), cast.url("sign-ins/?kind=link"))
    row = re.search(r"<tr>.*?</tr>", text.split("<tbody>")[1], re.DOTALL)
    assert row is not None
    for shown in ("签发登录链接", "授权", "方立平（召集人）", "谢小鸥（办公室工作人员）"):
        assert shown in row.group(0)


def test_the_stream_is_read_page_by_page(cast: Cast) -> None:
    from lianxi.roster.accounts import note_sign_in

    for n in range(120):
        note_sign_in("login", username="police", address=f"10.0.0.{n}", at=clock.now())
    client, seen, where = cast.as_("admin_audit"), [], cast.url("sign-ins/?account=police&kind=login")
    while where:
        text = page(client, where)
        seen += re.findall(r">(10\.0\.0\.\d+)<", text)
        older = re.search(r'href="(\?[^"]*before=\d+)"', text)
        where = cast.url("sign-ins/") + older.group(1).replace("&amp;", "&") if older else ""
    assert seen == [f"10.0.0.{n}" for n in reversed(range(120))]
    for odd in ("x", "-1", "9" * 40, "１２"):
        assert client.get(cast.url(f"sign-ins/?before={odd}")).status_code == 200
