"""The year of the reference rules: a body founded from the real document at the wizard, and a cast that lives in it.

The rules, units and posts are the real ones; every person's name in them is replaced by a fictional one of the same
shape before anything is founded, so no deed stands under a real name. Days are given, and only move forward.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, time
from functools import wraps
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction

from lianxi.charter import queries as charter
from lianxi.compliance.queries import board
from lianxi.journal import queries as journal
from lianxi.journal.frame import Behalf, Done
from lianxi.journal.refusals import RuleBroken
from lianxi.meetings import actions as meetings
from lianxi.meetings import minutes
from lianxi.meetings import queries as meeting_queries
from lianxi.roster import accounts, actions, drafts
from lianxi.roster import queries as roster
from lianxi.rulebook.board import Item, Line
from lianxi.rulebook.compiled import Compiled
from lianxi.rulebook.duties import Duty
from lianxi.rulebook.reading import compile_text
from lianxi.tasks import queries as task_queries
from lianxi.tasks.queries import TaskRow
from lianxi.web import clock
from tests.cast import PASSWORD, Cast, Player, forget_boards, logged_in, make_login
from tests.meetings.ground import House

RULES, GOLD = "rules/shizi-2021.txt", "rules/shizi-2021.gold.json"
SLUG, FOUNDED = "shizi", date(2026, 1, 5)
#: fictional names by their number of characters, as many as the annex names people
NAMES = {
    2: ("宋川", "孟夏", "裴照", "闻溪", "温屿", "叶澜"),
    3: ("许望舒", "江一诺", "邵云起", "顾南乔", "季明河", "陆星野", "苏砚青", "祝长风", "安如是", "程晚舟"),
}
#: what the office answers at the wizard, by the code of the question; what is not here stays open (待定)
ANSWERS = {
    "deadline_word": "3",
    "deadline_missing": "5",
    "cadence_unresolved": "year",
    "plenary_cadence": "half_year",
    "key_period_declarer": "convener",
    "unit_abbrev": "same",
    "unit_renamed": "same",
    "unit_truncated": "same",
}
#: and by its key: results within 30 days of the decision; how soon help is answered stays open on purpose
OF_KEY = {
    "deadline_missing:第五条:execution.reported_to_conference": "30",
    "deadline_word:第七条:help.answered": "open",
}
SECRETARIES = {"施吴村书记": "白鹿鸣", "双铺村书记": "池小满"}
#: key → (role, part of the post or the unit's name, login name)
BY_THE_RULES = {
    "convener": ("convener", "镇党委书记"),
    "mayor": ("convener", "镇长"),
    "director": ("director", ""),
    "police": ("unit_head", "派出所"),
    "justice": ("unit_head", "司法所"),
    "finance": ("unit_head", "财政服务管理中心"),
    "village": ("unit_head", "施吴村"),
    "far_village": ("unit_head", "双铺村"),
}
GRANTED = {
    "organ_head": ("organ_head", "副镇长", "何逐光"),
    "inspector": ("inspector", "县信访工作联席会议办公室检查人员", "于海宁"),
}


def _padded(name: str) -> re.Pattern[str]:
    return re.compile(r"\s*".join(map(re.escape, name)))


def real_names(compiled: Compiled) -> list[str]:
    return list(dict.fromkeys(seat.person for seat in compiled.seats if seat.person))


def fictional(text: str) -> str:
    """The same document with other people in it; a name printed with an inner space keeps one."""
    left = {length: iter(names) for length, names in NAMES.items()}
    for name in real_names(compile_text(text)):
        other = next(left[len(name)])
        found = _padded(name).search(text)
        assert found is not None
        text = _padded(name).sub(" ".join(other) if " " in found.group() else other, text)
    return text


@dataclass
class Year(House):
    """The conference of the reference rules on a day of its year."""

    gold: Mapping[str, Any] = field(default_factory=dict)
    real: Compiled | None = None
    patch: pytest.MonkeyPatch | None = None
    lived: int = 0
    broken: str = ""

    def to(self, month: int, day: int) -> None:
        """Forward to that day, for the actions and for the pages."""
        wanted = date(2026, month, day)
        assert wanted >= self.day, "the year only moves forward"
        self.day = wanted
        assert self.patch is not None
        self.patch.setattr(settings, "TODAY", wanted)

    # what the rules and the board say ---------------------------------------------------------------------------------

    @property
    def compiled(self) -> Compiled:
        return charter.versions(self.conference)[-1].compiled

    def text(self, article: int) -> str:
        return next(each.text for each in self.compiled.articles if each.number == article)

    def gold_items(self, article: str) -> list[Mapping[str, Any]]:
        found: list[Mapping[str, Any]] = self.gold["articles"][article]["items"]
        return found

    def duties(self, article: str) -> list[Duty]:
        judged = board(journal.head_by_id(self.conference), on=self.day)
        return [line.duty for line in judged.of_article(article)]

    def tasks(self) -> list[TaskRow]:
        return task_queries.tasks(self.conference, role="director", unit=None, on=self.day)

    @staticmethod
    def date(month: int, day: int) -> date:
        return date(2026, month, day)

    def behalf(self, unit: str, means: str = "phone") -> Behalf:
        """The office's words for the head of a unit, whether or not the annex names him (代录)."""
        number = self.unit(unit)
        seat = next(each for each in roster.seats(self.conference, unit=number) if each.role == "unit_head")
        return Behalf(seat.holder.person if seat.holder else None, seat.number, seat.role, number, means, self.day)

    def line(self, duty: str, on: date | None = None) -> Line:
        judged = board(journal.head_by_id(self.conference), on=on or self.day)
        return next(line for line in judged.lines if line.duty.key == duty)

    def item(self, duty: str, subject: str) -> Item:
        return next(each for each in self.items(duty) if each.subject == subject)

    def windows(self, duty: str, on: date | None = None) -> dict[str, str]:
        """First day of a window → its state; what is not owed is left out."""
        items = self.line(duty, on).items
        return {f"{each.start:%m-%d}": each.state for each in items if each.state != "not_owed"}

    # pages ------------------------------------------------------------------------------------------------------------

    def page(self, who: str, path: str) -> str:
        answer = self.cast.as_(who).get(self.cast.url(path))
        assert answer.status_code == 200, (who, path, answer.status_code)
        return answer.content.decode()

    def article(self, number: int, who: str = "clerk") -> str:
        return self.page(who, f"article/{number - 1}/")

    def proven(self, number: int, duty: str, subject: str | None = None) -> None:
        """The newest evidence of a pair (or of a kept window) is a link on the article's page, and opens."""
        items = [each for each in self.items(duty) if each.evidence and each.subject in {subject, each.subject}]
        wanted = [each for each in items if subject is None or each.subject == subject]
        entry = wanted[-1].evidence[-1].entry
        assert f'href="/{SLUG}/journal/{entry}/"' in self.article(number), (number, duty, entry)
        self.page("inspector", f"journal/{entry}/")

    def forbidden(self, act: Callable[[], Any], words: str, article: str = "") -> None:
        """Refused in the body's own words, on its article, and nothing is left of it."""
        refusal = self.refused(act, RuleBroken)
        assert words in str(refusal), str(refusal)
        if article:
            assert refusal.article == article or article in str(refusal), (refusal.article, str(refusal))  # type: ignore[attr-defined]

    # steps of this body -----------------------------------------------------------------------------------------------

    def called(self, kind: str = "work", *, day: date | None = None, agenda: Sequence[meetings.Item] = ()) -> int:
        plan = meetings.Plan(
            kind=kind,
            title=f"{(day or self.day).month}月会议",
            day=day or self.day,
            time=time(9),
            place="二楼会议室",
            chair=self.cast.convener.seat,
            units=self.units,
            guests="县信访局" if kind == "plenary" else "",
            reason="汛情紧急" if kind == "ad_hoc" else "",
            agenda=agenda,
        )
        return meetings.call_meeting(self.call("clerk"), plan=plan).number

    def issue(self, number: int, units: Sequence[int] | None = None) -> Done:
        return minutes.issue_minutes(
            self.call("clerk"),
            meeting=number,
            version=self.minutes(number).version,
            units=meeting_queries.receivers(self.conference, number) if units is None else units,
            document_number=f"十信联纪〔2026〕{number}号",
        )


# founding -------------------------------------------------------------------------------------------------------------


def found(text: str) -> tuple[int, int]:
    """From the document to the conference through the forms of the wizard; the account of the clerk, the conference."""
    account = make_login("clerk", "谢小鸥", may_found=True)
    browser = logged_in(account)
    answer = browser.post("/new/", {"file": SimpleUploadedFile("规则.txt", text.encode())})
    token = answer.headers["Location"].split("/")[2]
    assert browser.get(f"/new/{token}/").status_code == 200

    def draft() -> drafts.Draft:
        under_way = drafts.draft_for(account, token)
        assert under_way is not None
        return under_way

    given = {"version": draft().version, **_answers(draft().compiled)}
    assert browser.post(f"/new/{token}/questions", given).status_code == 302
    chosen = {
        "name": "十字镇信访工作联席会议",
        "slug": SLUG,
        "in_force_from": "2021-10-27",
        "judged_from": "2026-01-01",
    }
    assert browser.post(f"/new/{token}/settings", {**chosen, "version": draft().version}).status_code == 302
    told = browser.get(f"/new/{token}/confirm").content.decode()
    assert "每月至少 1 次" in told
    answer = browser.post(f"/new/{token}/confirm", {"version": draft().version})
    assert answer.headers["Location"] == f"/{SLUG}/"
    head = journal.head(SLUG)
    assert head is not None
    return account, head.id


def _answers(compiled: Compiled) -> dict[str, str]:
    fields: dict[str, str] = {}
    for place, question in enumerate(compiled.questions):
        if question.key in OF_KEY:
            fields[f"q{place}"] = OF_KEY[question.key]
        elif question.code == "director":
            fields[f"q{place}"] = question.options[0].id
        elif question.code == "vacant_name":
            for seat, each in enumerate(compiled.seats):
                if each.post in SECRETARIES:
                    fields[f"q{place}_{seat}"] = SECRETARIES[each.post]
        elif question.code in ANSWERS:
            fields[f"q{place}"] = ANSWERS[question.code]
    return fields


def people(conference: int, clerk: int) -> Cast:
    """Seats beside those of the rules, and a login for everybody who will act."""
    players: dict[str, Player] = {}

    def add(key: str, seat: int) -> None:
        view = roster.seat(conference, seat)
        assert view is not None
        assert view.holder is not None
        account = clerk
        if key != "clerk":
            account = accounts.open_account(conference=conference, person=view.holder.person, username=key)
            accounts.set_password(account, PASSWORD, at=clock.now(), address="127.0.0.1")
        players[key] = Player(
            key, view.holder.name, key, account, conference, SLUG, view.holder.person, seat, view.role, view.unit
        )

    add("clerk", 1)
    seats = roster.seats(conference)
    # the director holds two seats: he logs in once
    for key, (role, words) in BY_THE_RULES.items():
        add(key, next(each.number for each in seats if each.role == role and words in each.post))
    for key, (role, post, name) in GRANTED.items():
        done = actions.grant_seat(
            players["clerk"].call(), role=role, post=post, unit=None, name=name, since=clock.today()
        )
        add(key, done.number)
    return Cast(conference, SLUG, 0, "", players)


@pytest.fixture(scope="module")
def year(django_db_setup: None, django_db_blocker: Any, shared: Path) -> Iterator[Year]:
    """One conference for the whole module, gone afterwards; skipped where the reference document is not there."""
    if not (shared / RULES).is_file():
        pytest.skip(f"没有 {shared / RULES}，跳过参考规则的一年")
    text = (shared / RULES).read_text("utf-8").removeprefix("\ufeff")
    gold = json.loads((shared / GOLD).read_text("utf-8"))
    with django_db_blocker.unblock(), transaction.atomic(), pytest.MonkeyPatch.context() as patch:
        forget_boards()
        patch.setattr(settings, "TODAY", FOUNDED)
        account, conference = found(fictional(text))
        yield Year(people(conference, account), FOUNDED, gold, compile_text(text), patch)
        transaction.set_rollback(True)
        forget_boards()


# one after the other --------------------------------------------------------------------------------------------------

STORY: list[Callable[[Year], None]] = []


def article(test: Callable[[Year], None]) -> Callable[[Year], None]:
    """The next article of the year. Run alone (or on another worker), it first lives what came before it."""
    place = len(STORY)
    STORY.append(test)

    @wraps(test)
    def walked(year: Year) -> None:
        if year.broken:
            pytest.fail(f"the year stopped at {year.broken}")
        for each in STORY[year.lived : place + 1]:
            year.broken = each.__name__
            each(year)
            year.broken, year.lived = "", year.lived + 1

    return walked
