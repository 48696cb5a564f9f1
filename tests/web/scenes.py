"""A cast with something to look at: the objects that the addresses of the access matrix name."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from lianxi.charter import queries as charter
from lianxi.charter.actions import declare_key_period, put_in_force
from lianxi.journal import queries as journal
from lianxi.journal.attachments import Upload
from lianxi.journal.frame import Behalf, Call
from lianxi.meetings import actions as meetings
from lianxi.meetings import minutes
from lianxi.meetings import queries as meetings_read
from lianxi.meetings.content import Content, Decided
from lianxi.meetings.drafts import save_draft
from lianxi.roster import accounts, by_hand, drafts, keys, queries
from lianxi.roster.by_hand import Record
from lianxi.rulebook.duties import Periodic
from lianxi.tasks import actions as tasks
from lianxi.web import clock
from tests.cast import JUDGED_FROM, RULES, Cast, compiled
from tests.web import (
    scenes_analysis,
    scenes_assessment,
    scenes_binder,
    scenes_casework,
    scenes_changes,
    scenes_directives,
    scenes_disputes,
    scenes_finding,
    scenes_history,
    scenes_identities,
    scenes_imports,
    scenes_incoming,
    scenes_information,
    scenes_inspections,
    scenes_interviews,
    scenes_leaders,
    scenes_ledger_settings,
    scenes_matters,
    scenes_papers,
    scenes_problems,
    scenes_push,
    scenes_regulations,
    scenes_supervision,
    scenes_units,
)
from tests.web.rows import Scene

SCAN = Upload("签到表.pdf", b"%PDF-1.4 sheet")


def work_duty(cast: Cast) -> str:
    """The key of the monthly work meeting."""
    edition = charter.edition_on(cast.conference, clock.today())
    assert edition is not None
    return next(
        duty.key
        for duty in edition.duties
        if isinstance(duty, Periodic) and (duty.every, duty.when) == ("month", "ordinary")
    )


def record_meeting(cast: Cast, on: date, title: str = "工作会议") -> int:
    """The entry of a work meeting recorded by hand with a file."""
    record = Record(work_duty(cast), "done", on, title, files=(SCAN,))
    return by_hand.record_by_hand(cast.clerk.call(), record=record).entry


def record_for_the_convener(cast: Cast) -> int:
    """The entry of a meeting recorded in the convener's name, which he is asked to confirm."""
    who = cast.convener
    behalf = Behalf(who.person, who.seat, who.role, who.unit, "paper", clock.today(), scan=True)
    call = Call(cast.conference, cast.clerk.actor, clock.now(), None, behalf)
    record = Record(work_duty(cast), "done", clock.today(), "召集人口头交代的会议", files=(SCAN,))
    return by_hand.record_by_hand(call, record=record).entry


def second_version(cast: Cast) -> None:
    """The same rules put in force again from the first of November."""
    first = charter.versions(cast.conference)[0]
    put_in_force(
        cast.clerk.call(),
        compiled=first.compiled,
        answers=first.answers,
        in_force_from=date(clock.today().year, 11, 1),
        replaces=1,
    )


def _draft_of_a_version(cast: Cast) -> str:
    newest = charter.versions(cast.conference)[-1]
    text = RULES.replace("每季度至少召开一次信访形势分析会议", "每两个月至少召开一次信访形势分析会议")
    return drafts.begin_version(
        cast.clerk.account,
        conference=cast.conference,
        file_name="新规则.txt",
        compiled=compiled(text),
        questions=newest.answers,
        in_force_from=clock.today(),
        replaces=newest.number,
        restart=False,
        now=clock.now(),
    )


def _unopened_seat(cast: Cast) -> int:
    return next(s.number for s in queries.seats(cast.conference) if s.holder is not None and s.holder.name == "江河")


def _link(cast: Cast) -> tuple[str, str]:
    account = accounts.make_account(username="newly", name="新来的人")
    path = accounts.issue_link(account, at=clock.now(), by="console", address="console")
    _, _, uid, token = path.split("/")
    return uid, token


def _invitation(cast: Cast) -> str:
    access = queries.access(cast.clerk.account, cast.slug, None, clock.today())
    assert access is not None
    seat = queries.seat(cast.conference, _unopened_seat(cast))
    assert seat is not None
    assert seat.holder is not None
    clerk = keys.Keeper(access, "clerk", clock.now(), clock.today(), "")
    return keys.invite(clerk, person=seat.holder.person).removeprefix("/join/")


STATES = ("called", "drafted", "submitted", "approved", "issued")


def _meetings(cast: Cast) -> dict[str, int]:
    """One work meeting of today for each state its papers can be in."""
    return {state: _meeting(cast, steps) for steps, state in enumerate(STATES)}


def _meeting(cast: Cast, steps: int) -> int:
    clerk, day = cast.clerk.call(), clock.today()
    units = [unit.number for unit in queries.units(cast.conference)]
    plan = meetings.Plan("work", "工作会议", day, None, "会议室", cast.convener.seat, units)
    number = meetings.call_meeting(clerk, plan=plan).number
    if steps:
        there = [meetings.Presence(unit, "present") for unit in units]
        meetings.hold_meeting(clerk, number=number, version=1, presences=there)
        content = Content("会议听取了汇报。", "", (Decided("核实渠道淤积。", lead=cast.village.unit),))
        given = {"conference": cast.conference, "meeting": number, "version": 1}
        save_draft(**given, content=content, drafter=cast.clerk.person)
    if steps > 1:
        minutes.submit_minutes(clerk, meeting=number, version=2)
    if steps > 2:
        minutes.approve_minutes(cast.convener.call(), meeting=number, version=3)
    if steps > 3:
        assert cast.village.unit is not None
        minutes.issue_minutes(clerk, meeting=number, version=4, units=[cast.village.unit])
    return number


#: area → what makes its objects, by name (``tests/web/scenes_<area>.py``)
AREAS: dict[str, Callable[[Cast], dict[str, int]]] = {
    "analysis": scenes_analysis.make,
    "binder": scenes_binder.make,
    "changes": scenes_changes.make,
    "directives": scenes_directives.make,
    "disputes": scenes_disputes.make,
    "finding": scenes_finding.make,
    "history": scenes_history.make,
    "imports": scenes_imports.make,
    "identities": scenes_identities.make,
    "inspections": scenes_inspections.make,
    "interviews": scenes_interviews.make,
    "assessment": scenes_assessment.make,
    "leaders": scenes_leaders.make,
    "casework": scenes_casework.make,
    "incoming": scenes_incoming.make,
    "information": scenes_information.make,
    "ledger_settings": scenes_ledger_settings.make,
    "matters": scenes_matters.make,
    "papers": scenes_papers.make,
    "problems": scenes_problems.make,
    "push": scenes_push.make,
    "regulations": scenes_regulations.make,
    "supervision": scenes_supervision.make,
    "units": scenes_units.make,
}


def make_scene(cast: Cast) -> Scene:
    """One of each kind of object, made through the real actions."""
    clerk = cast.clerk.call()
    record = record_meeting(cast, date(clock.today().year, 10, 20))
    behalf = record_for_the_convener(cast)
    explanation = by_hand.explain_window(
        clerk, duty=work_duty(cast), window=JUDGED_FROM.replace(month=2), reason="春节防火"
    ).number
    period = declare_key_period(
        clerk,
        name="换届期间",
        start=clock.today() - timedelta(days=7),
        end=clock.today() + timedelta(days=7),
        basis="镇党委会决定",
    ).number
    second_version(cast)
    assert cast.village.unit is not None
    assert cast.police.unit is not None
    task = tasks.assign_task(clerk, title="核实渠道淤积", text="", lead=cast.village.unit, due=None).number
    tasks.accept_task(cast.village.call(), number=task, version=1)
    reported = tasks.report_on_task(cast.village.call(), number=task, text="已清淤一半", files=(SCAN,)).entry
    help_ = tasks.ask_help(cast.village.call(), asked=cast.police.unit, text="请协助维持秩序").number
    made = _meetings(cast)
    decided = meetings_read.meeting(cast.conference, made["issued"])
    assert decided is not None
    view, report = journal.entry(cast.conference, record), journal.entry(cast.conference, reported)
    assert view is not None
    assert report is not None
    return Scene(
        cast=cast,
        file=view.files[0].number,
        record=record,
        behalf=behalf,
        explanation=explanation,
        key_period=period,
        work=work_duty(cast),
        task=task,
        report=report.files[0].number,
        help=help_,
        draft=_draft_of_a_version(cast),
        founding_draft=drafts.begin(
            cast.clerk.account, file_name="别处.txt", text=RULES.replace("柳塘", "枫林"), now=clock.now()
        ),
        unopened=_unopened_seat(cast),
        link=_link(cast),
        invitation=_invitation(cast),
        meetings=made,
        decision=decided.decisions[0].number,
        of={area: make(cast) for area, make in AREAS.items()},
    )
