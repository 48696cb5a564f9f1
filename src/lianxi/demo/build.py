"""Building the demo: two fictional bodies, their people and logins, and what they did until yesterday."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from importlib.resources import files

from lianxi.demo.days import Days, on_or_after
from lianxi.demo.logins import PASSWORD
from lianxi.demo.player import Player
from lianxi.demo.stage import Stage
from lianxi.demo.steps import Step
from lianxi.demo.story import township
from lianxi.demo.street import first_window, street
from lianxi.journal import queries as journal
from lianxi.journal.frame import HERE, Actor, Call
from lianxi.roster import accounts, founding
from lianxi.roster import queries as roster
from lianxi.roster.actions import grant_seat
from lianxi.rulebook.compiled import Compiled
from lianxi.rulebook.reading import compile_text

TOWNSHIP, STREET = "luting", "chengyan"
#: code of a question → what the office answered
ANSWERS = {
    "deadline_word": "1",
    "deadline_missing": "5",
    "cadence_unresolved": "quarter",
    "plenary_cadence": "half_year",
    "meetings_that_count": "none",
    "unit_abbrev": "same",
    "unit_renamed": "same",
    "unit_truncated": "same",
}
DIRECTOR = "person:纪长青"


@dataclass(frozen=True, slots=True)
class Built:
    """The conferences and how many entries each has."""

    entries: Mapping[str, int]


def build(today: date) -> Built:
    """Make both conferences as they stand on ``today``. The same day gives the same facts; needs empty tables."""
    days = Days(today)
    _build_township(days, township(today))
    _build_street(days, street(today))
    return Built({head.slug: head.number for head in journal.heads()})


def rules(name: str) -> str:
    """A rules document that ships with the demo."""
    return files("lianxi.demo").joinpath(name).read_text("utf-8")


def answers_to(compiled: Compiled) -> dict[str, str | int]:
    """Every question that has an answer here; unnamed secretaries stay unnamed."""
    known = {**ANSWERS, "director": DIRECTOR}
    return {question.key: known[question.code] for question in compiled.questions if question.code in known}


def _build_township(days: Days, steps: list[Step]) -> None:
    conference, clerk = _found("rules.txt", TOWNSHIP, "jingban", "尹小禾", days.first)
    start = datetime.combine(days.founding, time(8, 40), HERE)
    call = Call(conference, clerk, start)
    units = {name: number for number, name in roster.unit_names(conference).items()}
    police = units["鹭汀派出所"]
    grant_seat(call, role="liaison", post="派出所联络员", unit=police, name="马骁", since=days.founding)
    inspector = "栖禾县信访工作联席会议办公室检查人员"
    grant_seat(call, role="inspector", post=inspector, unit=None, name="顾明澈", since=days.founding)
    grant_seat(call, role="organ_head", post="副镇长", unit=None, name="叶知秋", since=days.founding)
    logins = (
        ("zhaojiren", "沈怀舟"),
        ("zhuren", "纪长青"),
        ("zhenzhang", "叶知秋"),
        ("paichusuo", "马骁"),
        ("shuji", "汤和平"),
        ("xianji", "顾明澈"),
    )
    opened = {username: _open(conference, name, username, start) for username, name in logins}
    own = {"召集人": "zhaojiren", "主任": "zhuren", "机关负责人": "zhenzhang"}
    own |= {"鹭汀派出所": "paichusuo", "双棠村": "shuji"}
    people = {name: _acting(opened[login], TOWNSHIP, days.founding) for name, login in own.items()}
    people["平安建设办公室"] = _acting(opened["zhuren"], TOWNSHIP, days.founding, units["平安建设办公室"])
    Player(Stage(conference, clerk, people)).play(steps)


def _acting(account: int, slug: str, on: date, unit: int | None = None) -> Actor:
    """The person in his first seat, or in the one at the head of that unit."""
    found = roster.access(account, slug, None, on)
    if found is not None and unit is not None:
        seats = roster.seats(found.head.id, unit=unit)
        seat = next(seat.number for seat in seats if seat.role == "unit_head")
        found = roster.access(account, slug, seat, on)
    assert found is not None
    return found.actor


def _build_street(days: Days, steps: list[Step]) -> None:
    conference, clerk = _found("rules_street.txt", STREET, "linzhen", "左思远", first_window(days.today))
    Player(Stage(conference, clerk, {})).play(steps)


def _found(text: str, slug: str, username: str, name: str, first: date) -> tuple[int, Actor]:
    """Found a body on the first working day from ``first`` on; its founder is the clerk who logs in as ``username``."""
    now = datetime.combine(on_or_after(first), time(8, 30), HERE)
    account = accounts.make_account(username=username, name=name, may_found=True)
    accounts.set_password(account, PASSWORD, at=now, address="demo")
    compiled = compile_text(rules(text))
    done = founding.found_conference(
        Call(founding.new_conference(compiled, slug), founding.founder(account), now),
        compiled=compiled,
        answers=answers_to(compiled),
        in_force_from=min(date.fromisoformat(compiled.in_force.from_ or "9999-12-31"), first),
        judged_from=first,
    )
    return done.conference, founding.founder(account)


def _open(conference: int, name: str, username: str, now: datetime) -> int:
    holders = [seat.holder for seat in roster.seats(conference) if seat.holder is not None]
    person = next(holder.person for holder in holders if holder.name == name)
    account = accounts.open_account(conference=conference, person=person, username=username)
    accounts.set_password(account, PASSWORD, at=now, address="demo")
    return account
