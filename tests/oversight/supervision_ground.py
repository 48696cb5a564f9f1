"""The cast under rules that ask for joint supervision, and its steps in one line each."""

from __future__ import annotations

from datetime import date, timedelta

from lianxi.charter.actions import put_in_force
from lianxi.compliance.queries import board
from lianxi.journal import queries as journal
from lianxi.journal.attachments import Upload
from lianxi.journal.frame import Behalf, Call
from lianxi.oversight import findings, supervision
from lianxi.oversight.supervision import CheckItem, Person, Plan
from lianxi.oversight.supervision_queries import FindingView, SupervisionView, finding_for, supervision_for
from lianxi.roster import queries as roster
from lianxi.web import clock
from tests.cast import RULES, Cast, compiled

TODAY, DAY = clock.today(), timedelta(days=1)
SCAN = Upload("签批原件.pdf", b"%PDF-1.7 signed")
PHOTO = Upload("台账照片.jpg", b"\xff\xd8\xff\xe0 photo")
#: the clauses of the demo's article on joint supervision, and one on putting right
CLAUSES = (
    "第八条　联合督查由办公室或者成员单位提出建议，经召集人批准后组织实施。"
    "联合督查结束后10日内，组织实施单位应当将督查情况报告联席会议。被督查单位应当在15日内反馈整改情况。\n\n"
    "第九条　"
)


def with_rules(cast: Cast) -> Cast:
    """The cast with these clauses in force from the first of November."""
    rules = compiled(RULES.replace("第八条　", CLAUSES))
    answers = {question.key: question.options[0].id for question in rules.questions if not question.may_stay_open}
    put_in_force(cast.clerk.call(), compiled=rules, answers=answers, in_force_from=TODAY.replace(day=1), replaces=1)
    return cast


def unit(cast: Cast, part: str) -> int:
    return next(each.number for each in roster.units(cast.conference) if part in each.name)


def for_(cast: Cast, who: str, on: date = TODAY, means: str = "paper") -> Call:
    """The office's call for somebody of the cast (代录)."""
    player = cast.players[who]
    behalf = Behalf(player.person, player.seat, player.role, player.unit, means, on)
    return Call(cast.conference, cast.clerk.actor, clock.now(), None, behalf)


def plan(cast: Cast, **changed: object) -> Plan:
    given: dict[str, object] = {
        "title": "信访事项按期办理情况联合督查",
        "reason": "部分事项临期未办结，需要几个单位一起到现场核实。",
        "units": [unit(cast, "柳塘村"), unit(cast, "上河村")],
        **changed,
    }
    return Plan(**given)  # type: ignore[arg-type]


def seen(cast: Cast, number: int, who: str = "clerk") -> SupervisionView | None:
    return supervision_for(cast.conference, cast.players[who].actor, number, on=TODAY)


def view(cast: Cast, number: int) -> SupervisionView:
    found = seen(cast, number)
    assert found is not None
    return found


def finding(cast: Cast, number: int, who: str = "clerk") -> FindingView | None:
    return finding_for(cast.conference, cast.players[who].actor, number, on=TODAY)


def proposed(cast: Cast, who: str = "clerk", **changed: object) -> int:
    return supervision.propose_supervision(cast.players[who].call(), plan=plan(cast, **changed)).number


def approved(cast: Cast, **changed: object) -> int:
    number = supervision.propose_supervision(cast.clerk.call(), plan=plan(cast, **changed)).number
    supervision.approve_supervision(cast.convener.call(), number=number, version=1)
    return number


def started(cast: Cast, **changed: object) -> int:
    """Approved, the police asked to send people and naming them, a checklist of two, on its way."""
    number = approved(cast, **changed)
    supervision.organise_supervision(
        cast.clerk.call(),
        number=number,
        version=2,
        senders=[unit(cast, "派出所")],
        checklist=[CheckItem("十五日内受理告知", "信访工作条例第二十三条"), CheckItem("回访群众", "")],
    )
    supervision.name_team(cast.police.call(), number=number, people=[Person("秦朗", "所长", True), Person("何青")])
    supervision.start_supervision(cast.clerk.call(), number=number, version=3, started_on=TODAY)
    return number


def record(cast: Cast, number: int, part: str = "柳塘村", who: str = "police", text: str = "两件事项未按期告知") -> int:
    return findings.record_finding(
        cast.players[who].call(), supervision=number, unit=unit(cast, part), text=text, demand="补发告知书",
        due=TODAY + 15 * DAY, item=1, files=[PHOTO],
    ).number  # fmt: skip


def fed_back(cast: Cast, number: int, part: str = "柳塘村", clean: bool = False) -> None:
    findings.feed_back(
        cast.clerk.call(), number=number, version=view(cast, number).version, unit=unit(cast, part), clean=clean
    )


def over(cast: Cast, **changed: object) -> tuple[int, int]:
    """One finding fed back to the village, nothing found at the other: number of the supervision, of the finding."""
    number = started(cast, **changed)
    made = record(cast, number)
    fed_back(cast, number)
    fed_back(cast, number, "上河村", clean=True)
    return number, made


def states(cast: Cast, verb: str) -> list[tuple[str, date | None]]:
    """What the board says of every pair that this verb settles: state and date due."""
    head = journal.head_by_id(cast.conference)
    lines = board(head, on=TODAY).lines
    return [(item.state, item.due) for line in lines if verb in getattr(line.duty, "verbs", ()) for item in line.items]
