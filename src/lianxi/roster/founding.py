"""Founding: the rules document and the answers become a conference, its rulebook, units, seats and first account."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from pypinyin import Style, lazy_pinyin

from lianxi.charter.actions import lay_down, text_sha256
from lianxi.journal.canonical import digest
from lianxi.journal.frame import Actor, NewConference, Step, action
from lianxi.journal.moves import Move
from lianxi.journal.refusals import Invalid
from lianxi.roster.models import Account, Person, Seat, Tenure, Unit
from lianxi.roster.settle import PlannedRoster, plan_roster
from lianxi.rulebook.compiled import Compiled

FOUND = Move("conference.founded", "founded", ("office",))
SLUG = re.compile(r"[a-z0-9-]{2,40}")
SLUG_FORM = "网址简称应为 2 至 40 个小写字母、数字或短横线，例如 qingshizhen。"
#: first words of the deployment's own addresses; a conference of such a name could not be reached
RESERVED = frozenset({"help", "join", "link", "login", "logout", "me", "new", "static"})
SLUG_RESERVED = "“{}”是系统自用的网址。请换一个。"
#: the person and seat that the founding account gets: number 1 of its conference
FOUNDER_SEAT = "联席会议办公室经办人"


def founder(account: int) -> Actor:
    """The founding actor: person 1 in seat 1, which founding itself makes."""
    return Actor(account=account, person=1, seat=1, role="office_staff")


def suggested_slug(name: str) -> str:
    """Pinyin of the body's own place words (``青石镇信访工作联席会议`` → ``qingshizhen``)."""
    place = re.sub(r"(信访|工作|联席会议|领导小组|委员会).*$", "", name) or name
    letters = re.sub(r"[^a-z0-9]+", "", "".join(lazy_pinyin(place, style=Style.NORMAL)).lower())
    return letters[:40] if len(letters) >= 2 else "lianxi"


def new_conference(compiled: Compiled, slug: str, shown: str = "") -> NewConference:
    """The head to be founded; the same text for the same body is the same conference. Raises ``Invalid``.

    ``shown``: the name that a person gave it; the body is told by the name in its rules, where they have one.
    """
    if not SLUG.fullmatch(slug):
        raise Invalid(SLUG_FORM, "slug")
    if slug in RESERVED:
        raise Invalid(SLUG_RESERVED.format(slug), "slug")
    name = compiled.body.name or compiled.title or shown.strip()
    if not name:
        raise Invalid("没有读出联席会议的名称。请检查规则标题，例如“某某镇信访工作联席会议工作规则”。")
    key = digest(f"{text_sha256(compiled.text)}\n{name}")
    return NewConference(slug, (shown.strip() or name)[:120], (compiled.body.short or "联席会议")[:60], key)


def open_questions(compiled: Compiled, answers: Mapping[str, str | int]) -> list[str]:
    """The keys of questions that must be settled before founding and are not."""
    return [q.key for q in compiled.questions if not q.may_stay_open and str(answers.get(q.key, "")) in {"", "open"}]


@action(FOUND)
def found_conference(
    step: Step,
    *,
    compiled: Compiled,
    answers: Mapping[str, str | int],
    in_force_from: date,
    judged_from: date,
) -> str:
    """Found the conference. ``judged_from``: from this day absence counts (before it: 启用前，未纳入)."""
    if open_questions(compiled, answers):
        raise Invalid("还有必须确认的问题没有回答。请逐项选择后再建立。", "answers")
    if judged_from > step.today:
        raise Invalid("启用日期不能晚于今天。", "judged_from")
    account = Account.objects.get(pk=step.actor.account)
    step.next("conference")
    step.fact("conference.founded", "conference:1", data={"judged_from": judged_from.isoformat()})
    lay_down(step, compiled, answers, in_force_from)
    office = Person.objects.create(
        conference=step.conference, number=step.next("person"), name=account.name, account=account
    )
    seat = Seat.objects.create(
        conference=step.conference, number=step.next("seat"), role="office_staff", post=FOUNDER_SEAT
    )
    since = min(judged_from, step.today)
    Tenure.objects.create(conference=step.conference, seat=seat, person=office, since=since)
    step.fact("seat.filled", f"seat:{seat.number}", on=step.today, data={"person": office.number})
    _lay_roster(step, plan_roster(compiled, answers), since)
    return "conference:1"


def _lay_roster(step: Step, roster: PlannedRoster, since: date) -> None:
    units = {}
    for planned in roster.units:
        units[planned.name] = Unit.objects.create(
            conference=step.conference,
            number=step.next("unit"),
            name=planned.name[:80],
            kind=planned.kind,
            aliases=list(planned.aliases),
        )
    people: dict[tuple[str, str | None], Person] = {}
    for wanted in roster.seats:
        unit = units[wanted.unit] if wanted.unit else None
        seat = Seat.objects.create(
            conference=step.conference, number=step.next("seat"), role=wanted.role, post=wanted.post[:80], unit=unit
        )
        if wanted.person is None:
            continue
        who = (wanted.person, wanted.unit)
        if who not in people:
            people[who] = Person.objects.create(
                conference=step.conference, number=step.next("person"), name=wanted.person[:60]
            )
        Tenure.objects.create(conference=step.conference, seat=seat, person=people[who], since=since)
        step.fact(
            "seat.filled",
            f"seat:{seat.number}",
            unit=unit.number if unit else None,
            data={"person": people[who].number},
        )
