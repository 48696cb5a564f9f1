"""Petitioners' identities through their pages: opened with a trace, asked for, granted, looked up; never elsewhere."""

from __future__ import annotations

import re
from itertools import count

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from lianxi.matters.identities import granting
from tests.cast import PASSWORD, Cast
from tests.web.scenes_identities import CANARIES, PERSON, make, matter

pytestmark = [pytest.mark.django_db, pytest.mark.database]
KEYS = count()


def text(answer: object) -> str:
    return answer.content.decode()  # type: ignore[attr-defined]


def leaks(page: str) -> list[str]:
    return [canary for canary in CANARIES if canary in page]


def post(client: Client, cast: Cast, path: str, **given: object) -> str:
    answer = client.post(cast.url(path), {"key": f"k{next(KEYS)}", **given})
    assert answer.status_code == 302, text(answer)
    return str(answer.headers["Location"]).removeprefix(f"/{cast.slug}/")


def test_an_opening_leaves_a_trace_and_its_page_stays_in_no_browser(cast: Cast) -> None:
    holder, clerk = f"matter:{matter(cast)}", cast.as_("clerk")
    page = text(clerk.get(cast.url(f"identity/{holder}/")))
    assert "查看（留痕）" in page
    assert "欧阳＊＊" in page
    assert leaks(page) == []
    place = post(clerk, cast, f"identity/{holder}/open")
    answer = clerk.get(cast.url(place))
    assert (answer["Cache-Control"], answer["Referrer-Policy"]) == ("no-store", "no-referrer")
    assert PERSON.name in text(answer)
    assert PERSON.phone in text(answer)
    assert PERSON.id_number not in text(answer)
    assert "1101**********0038" in text(answer)
    assert f"papers/?opened={place.rpartition('/')[2]}" in text(answer)
    assert PERSON.id_number in text(clerk.get(cast.url(place), {"full": 1}))
    assert cast.clerk.name in text(clerk.get(cast.url(f"identity/{holder}/")))
    # nobody else reads what one has opened, and a leader who sees the matter is told how to ask
    for who in ("director", "convener", "village"):
        other = cast.as_(who).get(cast.url(place))
        assert (other.status_code, leaks(text(other))) == (409, [])
        refused = cast.as_(who).post(cast.url(f"identity/{holder}/open"), {"key": "x"})
        assert (refused.status_code, "写明理由提出申请" in text(refused)) == (409, True)


def test_from_the_request_through_the_inbox_to_the_opening(cast: Cast) -> None:
    holder = f"matter:{matter(cast)}"
    village, director = cast.as_("village"), cast.as_("director")
    empty = village.post(cast.url(f"identity/{holder}/ask"), {"key": "e", "reason": ""})
    assert (empty.status_code, "请填写此项" in text(empty)) == (422, True)
    assert post(village, cast, f"identity/{holder}/ask", reason="约定上门调解的时间") == f"identity/{holder}/"
    assert "已申请查看，待授权" in text(village.get(cast.url(f"identity/{holder}/")))
    for who in ("director", "convener"):
        waiting = text(cast.as_(who).get(cast.url("inbox/")))
        assert "申请查看身份信息：信访事项 2026-" in waiting
        assert "identity/requests/1/" in waiting
    listed = text(director.get(cast.url("identity/requests/")))
    assert "约定上门调解的时间" in listed
    post(director, cast, "identity/requests/1/", step="grant", version=1)
    late = cast.as_("convener").post(cast.url("identity/requests/1/"), {"key": "l", "step": "refuse", "version": 1})
    assert late.status_code == 409
    place = post(village, cast, f"identity/{holder}/open")
    assert PERSON.phone in text(village.get(cast.url(place)))
    post(director, cast, "identity/requests/1/", step="end", version=2)
    assert village.get(cast.url(place)).status_code == 409


def test_a_refused_request_keeps_the_reason_that_was_typed(cast: Cast) -> None:
    holder = f"matter:{matter(cast)}"
    granting.ask_identity(cast.village.call(), holder=holder, reason="核实")
    director = cast.as_("director")
    answer = director.post(
        cast.url("identity/requests/1/"), {"key": "k", "step": "refuse", "version": 9, "reason": "不必"}
    )
    assert answer.status_code == 409
    assert "不必" in text(answer)
    assert "其间有人办理过" in text(answer)
    post(director, cast, "identity/requests/1/", step="refuse", version=1, reason="由经办人联系即可")
    assert "不同意" in text(cast.as_("village").get(cast.url(f"identity/{holder}/")))


def test_a_look_up_shows_numbers_only_and_keeps_no_number_in_its_address(cast: Cast) -> None:
    holder, clerk = f"matter:{matter(cast)}", cast.as_("clerk")
    answer = clerk.post(cast.url("identity/look-up"), {"key": "a", "phone": "139 0561 7788"})
    assert answer["Cache-Control"] == "no-store"
    found = text(answer).partition("查询结果")[2]
    assert f"信访事项 2026-{int(holder[-4:]):04d}" in found
    assert leaks(found) == []
    assert "没有查到" in text(clerk.post(cast.url("identity/look-up"), {"key": "b", "phone": "13905617789"}))
    for wrong, said in (({"id_number": "110101199003070039"}, "校验位不对"), ({}, "身份证号码、电话或姓名拼音首字母")):
        refused = clerk.post(cast.url("identity/look-up"), {"key": "c", **wrong})
        assert (refused.status_code, said in text(refused)) == (422, True)


def test_who_idled_for_a_quarter_of_an_hour_says_his_password_again(cast: Cast) -> None:
    holder = f"matter:{matter(cast)}"
    clerk = Client()
    clerk.post("/login", {"username": "clerk", "password": PASSWORD})
    session = clerk.session
    session["seen"] -= 16 * 60
    session.save()
    assert clerk.get(cast.url(f"identity/{holder}/")).status_code == 200  # nothing plain on it
    where = cast.url(f"identity/{holder}/")
    answer = clerk.post(
        cast.url(f"identity/{holder}/open"), {"key": "k"}, headers={"referer": f"http://testserver{where}"}
    )
    again = str(answer.headers["Location"])
    assert again.startswith(cast.url("identity/again?next="))
    assert "密码不对" in text(clerk.post(again, {"password": "a wrong long sentence"}))
    assert (
        clerk.post(cast.url(f"identity/{holder}/open"), {"key": "k"})
        .headers["Location"]
        .startswith(cast.url("identity/again"))
    )
    back = clerk.post(again, {"password": PASSWORD})
    assert (back.status_code, back.headers["Location"]) == (302, where)
    place = post(clerk, cast, f"identity/{holder}/open")
    assert PERSON.name in text(clerk.get(cast.url(place)))
    outside = clerk.post(cast.url("identity/again?next=https://elsewhere.example/"), {"password": PASSWORD})
    assert outside.headers["Location"] == cast.url("inbox/")


def test_without_the_key_the_page_says_what_is_missing(cast: Cast, settings, tmp_path) -> None:
    holder, clerk = f"matter:{matter(cast)}", cast.as_("clerk")
    place = post(clerk, cast, f"identity/{holder}/open")
    settings.IDENTITY_KEYS_FILE = tmp_path / "lost.keys"
    for answer in (
        clerk.get(cast.url(place)),
        clerk.post(cast.url(f"identity/{holder}/open"), {"key": "k"}),
        clerk.post(cast.url("identity/look-up"), {"key": "k", "phone": PERSON.phone}),
    ):
        assert answer.status_code in {409, 422}
        assert "找不到身份信息密钥文件" in text(answer)
    assert "欧阳＊＊" in text(clerk.get(cast.url(f"identity/{holder}/")))


def test_no_page_and_no_address_but_the_opened_one_tells_a_name(cast: Cast) -> None:
    made = make(cast)
    holder = f"matter:{made['matter']}"
    seen, found = 0, []
    for who in (
        "clerk",
        "director",
        "convener",
        "village",
        "police",
        "inspector",
        "organ_head",
        "admin_audit",
        "outsider",
    ):
        client, waiting, done = cast.as_(who), [cast.url(), cast.url(f"identity/{holder}/")], set()
        waiting += [cast.url(path) for path in ("inbox/", "journal/", "identity/requests/", "identity/look-up")]
        waiting += [cast.url(f"journal/{made['entry'] - n}/") for n in range(4)]
        while waiting and len(done) < 60:
            path = waiting.pop(0)
            if path in done or "/opened/" in path:
                continue
            done.add(path)
            answer = client.get(path)
            if answer.streaming:  # files are looked into by the access matrix
                b"".join(answer.streaming_content)
            page = text(answer) if "html" in answer.headers.get("Content-Type", "") else ""
            seen += answer.status_code == 200
            found += [f"{who} {path}: {canary}" for canary in leaks(page + str(answer.headers))]
            waiting += re.findall(rf'href="(/{cast.slug}/(?:identity|matters|journal|inbox|units)[^"#]*)"', page)
    assert seen > 60
    assert found == []
    opened = text(cast.as_("clerk").get(cast.url(f"identity/{holder}/opened/{made['entry']}")))
    assert leaks(opened), "the scanner must find what is there"


def test_the_pages_ask_the_database_a_known_number_of_times(cast: Cast) -> None:
    made = make(cast)
    for n in range(4):
        holder = f"matter:{matter(cast, f'事项{n}')}"
        granting.ask_identity(cast.village.call(), holder=holder, reason="核实")
    holder, director = f"matter:{made['matter']}", cast.as_("director")
    for client, path, most in (
        (director, "identity/requests/", 8),
        (director, "identity/requests/1/", 10),
        (director, f"identity/{holder}/", 12),
        (cast.as_("clerk"), f"identity/{holder}/opened/{made['entry']}", 12),
    ):
        client.get(cast.url(path))
        with CaptureQueriesContext(connection) as asked:
            assert client.get(cast.url(path)).status_code == 200
        assert len(asked) <= most, (path, [row["sql"][:90] for row in asked])
