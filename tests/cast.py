"""The named cast: a small fictional township, founded through the real actions, and a client for each person.

``cast`` founds the conference; ``cast.convener.client()`` is that person's browser, ``cast.as_("police")`` the same
by name. Everybody's password is ``PASSWORD``. The day is ``LIANXI_TODAY`` of the tests' settings.
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.db.models import Model
from django.test import Client

from lianxi.journal.frame import Actor, Call
from lianxi.roster import accounts, actions, founding, queries
from lianxi.rulebook.compiled import Compiled
from lianxi.rulebook.reading import compile_text
from lianxi.web import clock

PASSWORD = "a long sentence for tests"

RULES = """柳塘镇信访工作联席会议工作规则

第一章　总则

第一条　柳塘镇信访工作联席会议（以下简称联席会议）是镇党委、镇政府领导下的议事协调机构。

第二条　召集人由镇党委书记和分管领导担任，成员由镇有关部门和各村主要负责人担任。

第三条　联席会议全体会议每半年至少召开一次，由召集人主持，全体成员参加。会议形成纪要，经召集人审定后印发各成员单位。

第四条　联席会议工作会议每月至少召开一次，由召集人主持。重点时期每周至少召开一次。

第五条　联席会议办公室设在镇综治办公室，办公室主任由镇综治办公室主任担任。

第六条　成员发生变动的，由办公室在5个工作日内报联席会议备案，并报告召集人。

第七条　每季度至少召开一次信访形势分析会议。

第八条　本规则自2026年1月1日起施行。

附件：柳塘镇信访工作联席会议成员名单

附件

柳塘镇信访工作联席会议成员名单

召集人：方立平　镇党委书记
　　　　苏晓岚　镇党委副书记
成　员：汪建中　镇综治办公室主任
　　　　秦朗　　镇派出所所长
　　　　丁素梅　镇司法所所长
　　　　江河　　镇财政所所长
　　　　柳塘村党总支书记　林秋生
　　　　上河村党总支书记
"""
OTHER_RULES = (
    RULES.replace("柳塘", "石桥").replace("上河村", "下河村").replace("方立平", "卫国栋").replace("林秋生", "尹小满")
)
SLUG, OTHER_SLUG = "liutang", "shiqiao"
#: the day from which absence counts: the beginning of the tests' year
JUDGED_FROM = date(2026, 1, 1)


@lru_cache
def compiled(text: str = RULES) -> Compiled:
    return compile_text(text)


@dataclass(frozen=True, slots=True)
class Player:
    """One person of the cast. ``seat`` and ``person`` are numbers of his conference; a stranger has none."""

    key: str
    name: str
    username: str
    account: int
    conference: int | None = None
    slug: str | None = None
    person: int = 0
    seat: int = 0
    role: str = ""
    unit: int | None = None

    @property
    def actor(self) -> Actor:
        """The person acting in this seat, for calling an action directly."""
        return Actor(self.account, self.person, self.seat, self.role, self.unit)

    def call(self, key: str | None = None) -> Call:
        assert self.conference is not None
        return Call(self.conference, self.actor, clock.now(), key)

    def client(self) -> Client:
        """A fresh logged-in client of this person."""
        return logged_in(self.account)


@dataclass(frozen=True, slots=True)
class Cast:
    """The conference and its people; every person is also an attribute (``cast.clerk``)."""

    conference: int
    slug: str
    other: int
    other_slug: str
    players: Mapping[str, Player]

    def __getattr__(self, key: str) -> Player:
        try:
            return self.players[key]
        except KeyError:
            raise AttributeError(key) from None

    def as_(self, key: str) -> Client:
        return self.players[key].client()

    def url(self, path: str = "") -> str:
        return f"/{self.slug}/{path}"


def logged_in(account: int) -> Client:
    from lianxi.roster.models import Account

    client = Client()
    client.force_login(Account.objects.get(pk=account), backend="django.contrib.auth.backends.ModelBackend")
    return client


def make_login(username: str, name: str, *, may_found: bool = False) -> int:
    """An account with ``PASSWORD``, as if its one-time link had been used."""
    account = accounts.make_account(username=username, name=name, may_found=may_found)
    accounts.set_password(account, PASSWORD, at=clock.now(), address="127.0.0.1")
    return account


def found(text: str, slug: str, account: int) -> int:
    """Found a conference from a rules text with every obligatory question answered by its first option."""
    rules = compiled(text)
    answers = {question.key: question.options[0].id for question in rules.questions if not question.may_stay_open}
    call = Call(founding.new_conference(rules, slug), founding.founder(account), clock.now())
    done = founding.found_conference(
        call, compiled=rules, answers=answers, in_force_from=JUDGED_FROM, judged_from=JUDGED_FROM
    )
    return done.conference


#: key → (login name, part of the post of the seat that the rules give)
BY_THE_RULES = {
    "convener": ("convener", "镇党委书记"),
    "police": ("police", "镇派出所所长"),
    "village": ("village", "柳塘村党总支书记"),
}
#: key → (role, post, part of the name of the unit, name, login name)
GRANTED = {
    "liaison": ("liaison", "派出所联络员", "派出所", "何青", "liaison"),
    "organ_head": ("organ_head", "镇长", None, "杜明远", "organ"),
    "inspector": ("inspector", "县联席会议办公室检查员", None, "于海宁", "inspector"),
    "admin_system": ("admin_system", "系统管理员", None, "阮成", "system"),
    "admin_security": ("admin_security", "安全管理员", None, "白露", "security"),
    "admin_audit": ("admin_audit", "审计管理员", None, "康宁", "audit"),
}


def make_cast() -> Cast:
    """Found both conferences, name the director, grant the seats beside the rules, open the accounts."""
    clerk_account = make_login("clerk", "谢小鸥", may_found=True)
    conference = found(RULES, SLUG, clerk_account)
    players: dict[str, Player] = {}

    def add(key: str, seat: int, username: str) -> None:
        view = queries.seat(conference, seat)
        assert view is not None
        assert view.holder is not None
        account = clerk_account
        if key != "clerk":
            account = accounts.open_account(conference=conference, person=view.holder.person, username=username)
            accounts.set_password(account, PASSWORD, at=clock.now(), address="127.0.0.1")
        players[key] = Player(
            key, view.holder.name, username, account, conference, SLUG, view.holder.person, seat, view.role, view.unit
        )

    add("clerk", 1, "clerk")
    call = players["clerk"].call()
    seats = queries.seats(conference)
    director = next(seat for seat in seats if seat.role == "director")
    if director.holder is None:
        since = clock.today() - timedelta(days=1)
        actions.change_holder(
            call, seat=director.number, name="汪建中", since=since, document="", version=director.version
        )
    add("director", director.number, "director")
    for key, (username, post) in BY_THE_RULES.items():
        add(key, next(seat.number for seat in seats if post in seat.post), username)
    units = queries.units(conference)
    for key, (role, post, place, name, username) in GRANTED.items():
        unit = next((unit.number for unit in units if place and place in unit.name), None)
        done = actions.grant_seat(call, role=role, post=post, unit=unit, name=name, since=JUDGED_FROM)
        add(key, done.number, username)
    outsider = make_login("outsider", "邻镇经办人", may_found=True)
    other = found(OTHER_RULES, OTHER_SLUG, outsider)
    players["outsider"] = Player(
        "outsider", "邻镇经办人", "outsider", outsider, other, OTHER_SLUG, 1, 1, "office_staff"
    )
    players["nobody"] = Player("nobody", "闲人", "nobody", make_login("nobody", "闲人"))
    return Cast(conference, SLUG, other, OTHER_SLUG, players)


class Standing:
    """The cast as its rows stood when it was first made: later tests of the process begin from the same rows."""

    def __init__(self) -> None:
        self.cast: Cast | None = None
        self.rows: list[tuple[type[Model], list[Model]]] = []
        self.uids: list[str] = []

    def raise_(self) -> Cast:
        """Make it (the first time, or where something stands already), or lay its rows again."""
        from lianxi.journal.models import Conference

        if Conference.objects.exists():
            return make_cast()
        if self.cast is None:
            self.cast = make_cast()
            every = [
                model for model in apps.get_models(include_auto_created=True) if model.__module__.startswith("lianxi")
            ]
            found = ((model, list(model._default_manager.all())) for model in every)
            self.rows = [(model, rows) for model, rows in found if rows]
            self.uids = [str(uid) for uid in Conference.objects.values_list("uid", flat=True)]
            return self.cast
        for model, rows in self.rows:
            model._default_manager.bulk_create(rows)
        for uid in self.uids:  # files that an earlier test left under the same conference
            shutil.rmtree(Path(settings.DATA_FOLDER) / "attachments" / uid, ignore_errors=True)
        return self.cast


_standing = Standing()


@pytest.fixture
def cast(db: None) -> Cast:
    """The small township and its people (see ``Cast``)."""
    assert settings.TODAY is not None, "the cast lives on LIANXI_TODAY"
    forget_boards()
    return _standing.raise_()


def forget_boards() -> None:
    """What a process keeps of boards and pages belongs to the test before: every test begins with nothing kept."""
    from lianxi.compliance import queries as compliance
    from lianxi.web import home

    compliance._cache.clear()
    home.FRONTS.clear()


@pytest.fixture
def clients(cast: Cast) -> dict[str, Client]:
    """A logged-in client for each person of the cast."""
    return {key: player.client() for key, player in cast.players.items()}
