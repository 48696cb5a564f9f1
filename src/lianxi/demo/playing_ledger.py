"""Playing what is done to matters: each step through its action, at the version that the queries give."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

from lianxi.demo import ledger_acts as acts
from lianxi.demo import playing_leaders
from lianxi.demo.ledger_people import petitioner
from lianxi.demo.stage import Stage
from lianxi.demo.steps import Step
from lianxi.journal.frame import Call, Done
from lianxi.matters.case_papers import paper_queries, papers
from lianxi.matters.life import (
    aftercare,
    concluding,
    correcting,
    deciding,
    delivering,
    extending,
    registering,
    reviewing,
    routing,
)
from lianxi.matters.national_system import national
from lianxi.matters.tables import setting
from lianxi.matters.tables.category_tree import SHIPPED

CODES = {name: code for code, name in SHIPPED}
HEAD = "机关负责人"
#: from so many people on they come by representatives
MANY = 5


def play(stage: Stage, step: Step, now: datetime) -> Done | None:
    """Do the step; None when it is none of these."""
    match step:
        case acts.LedgerSet():
            given = setting.Ledger(organs=step.organs, higher_organ=step.higher)
            return setting.set_ledger(stage.office(now), given=given)
        case acts.TermSet():
            row = setting.TermGiven(
                "handling", step.amount, "working_day", step.place, step.basis, now.date(), simple=True
            )
            return setting.set_local_term(stage.office(now), given=row)
        case acts.Came():
            files = [stage.sheet(f"{step.title}来件")] if step.scan else []
            return registering.register_matter(stage.office(now), given=_given(stage, step), files=files)
        case acts.Handled():
            return _handled(stage, step, now)
        case acts.Drafted() | acts.Issued() | acts.Delivered():
            return _paper(stage, step, now)
        case acts.Entered() | acts.Given() | acts.Noticed() | acts.Left():
            return _routed(stage, step, now)
    return playing_leaders.play(stage, step, now)


def _given(stage: Stage, step: acts.Came) -> registering.MatterGiven:
    return registering.MatterGiven(
        channel=step.channel,
        petitioned_on=step.recorded,
        received_on=step.recorded,
        purpose=step.purpose,
        kind=step.kind,
        title=step.title,
        text=step.text,
        route=step.route,
        source=step.source,
        sender=step.sender,
        sender_number=step.sender_number,
        sender_due=step.sender_due,
        territory=stage.units[step.territory] if step.territory else None,
        locality=step.locality,
        category=CODES[step.category] if step.category else "",
        people=max(step.people, len(step.who)),
        involved=step.involved,
        joint=step.people > 1,
        local_first=step.first,
        national_first=step.first,
        accused_units=[stage.units[name] for name in step.accused],
        petitioners=[replace(petitioner(place), representative=step.people >= MANY) for place in step.who],
    )


def _seen(stage: Stage, tag: str) -> paper_queries.MatterHead:
    number = playing_leaders.matter_number(stage, tag)
    found = paper_queries.head_of(stage.conference, stage.clerk, number)
    assert found is not None
    return found


def of_head(stage: Stage, now: datetime, means: str) -> Call:
    """The head of the organ himself, or the office's record of what he signed on paper."""
    return stage.of_role("organ_head", now) if means else Call(stage.conference, stage.people[HEAD], now)


def _routed(stage: Stage, step: acts.Entered | acts.Given | acts.Noticed | acts.Left, now: datetime) -> Done:
    found, office = _seen(stage, step.of), stage.office(now)
    match step:
        case acts.Entered():
            made = national.National(
                f"QH{found.number}", now, step.due, f"{found.number % 10000:04}-{found.number % 97:02}"
            )
            return national.enter_nationally(office, number=found.number, version=found.version, given=made)
        case acts.Given():
            bearers = routing.Bearers(
                lead=stage.units[step.lead],
                handler=stage.head_of(step.lead) if step.named else None,
                helpers={stage.units[name]: part for name, part in step.helpers.items()},
                helpers_due=step.helpers_due,
            )
            return routing.assign_matter(office, number=found.number, version=found.version, bearers=bearers)
        case acts.Left():
            leave = {
                "discipline": deciding.send_to_discipline,
                "judicial": deciding.send_to_judicial,
                "elsewhere": deciding.tell_elsewhere,
            }[step.what]
            exit_ = deciding.Exit(step.to, now.date(), step.receipt)
            return leave(office, number=found.number, version=found.version, exit_=exit_)
    return _noticed(stage, step, found, now)


def _noticed(stage: Stage, step: acts.Noticed, found: paper_queries.MatterHead, now: datetime) -> Done:
    notice = deciding.Notice(on=now.date(), content=dict(step.content))
    number, version, office = found.number, found.version, stage.office(now)
    if step.what == "notify":
        return deciding.notify_receipt(office, number=number, version=version, notice=notice)
    if step.what == "accept":
        return deciding.accept_matter(office, number=number, version=version, notice=notice)
    if step.what == "divert":
        return deciding.divert_matter(
            office, number=number, version=version, notice=notice, route=step.route, reason=step.reason
        )
    end = {"decline": deciding.decline_matter, "bar": deciding.bar_matter}[step.what]
    files = [stage.sheet(f"{found.label}签批")] if step.means else []
    head = of_head(stage, now, step.means)
    return end(head, number=number, version=version, notice=notice, reason=step.reason, files=files)


# any other step -----------------------------------------------------------------------------------------------------


def _handled(stage: Stage, step: acts.Handled, now: datetime) -> Done:
    found = _seen(stage, step.of)
    if step.what in _OF_UNITS:
        return _OF_UNITS[step.what](stage, step, found, now)
    return _OF_OFFICE[step.what](stage.office(now), step, found, now)


def _of_unit(act: Callable[..., Done], field: str = "text") -> Callable[..., Done]:
    def played(stage: Stage, step: acts.Handled, found: paper_queries.MatterHead, now: datetime) -> Done:
        call = stage.of_unit(step.unit, now, step.means)
        return act(call, number=found.number, version=found.version, **{field: step.text})

    return played


def _measure(stage: Stage, step: acts.Handled, found: paper_queries.MatterHead, now: datetime) -> Done:
    call = stage.of_unit(step.unit, now, step.means) if step.unit else stage.office(now)
    return aftercare.take_measure(call, number=found.number, kind=step.code, on=now.date(), text=step.text)


def _void(stage: Stage, step: acts.Handled, found: paper_queries.MatterHead, now: datetime) -> Done:
    director = Call(stage.conference, stage.people["主任"], now)
    return correcting.void_matter(director, number=found.number, version=found.version)


_OF_UNITS: dict[str, Callable[..., Done]] = {
    "report": _of_unit(routing.report_on_matter),
    "reply-part": _of_unit(routing.reply_part),
    "object": _of_unit(routing.object_to_matter, "reason"),
    "measure": _measure,
    "void": _void,
}


def _evaluate(call: Call, step: acts.Handled, found: paper_queries.MatterHead, now: datetime) -> Done:
    return aftercare.record_evaluation(
        call, number=found.number, of=step.unit, status="given", value=step.code, on=now.date()
    )


def _of_office(act: Callable[..., Done], **fields: str) -> Callable[..., Done]:
    """``fields``: keyword of the action → field of the step; ``on`` is the day itself."""

    def played(call: Call, step: acts.Handled, found: paper_queries.MatterHead, now: datetime) -> Done:
        given = {keyword: getattr(step, name) for keyword, name in fields.items() if name != "on"}
        if "on" in fields:
            given["on"] = now.date()
        return act(call, number=found.number, version=found.version, **given)

    return played


_OF_OFFICE: dict[str, Callable[..., Done]] = {
    "chase": _of_office(routing.chase_matter),
    "object-up": _of_office(routing.object_upward, reason="text", on="on"),
    "return-up": _of_office(routing.return_upward, note="text", on="on"),
    "ask-extension": _of_office(extending.ask_extension, reason="text", days="days"),
    "close": _of_office(concluding.close_matter, on="on"),
    "evaluate": _evaluate,
    "execute": _of_office(aftercare.record_execution, execution="code", text="text", on="on"),
    "ask-review": _of_office(reviewing.record_review_request, organ="text", on="on"),
    "reviewed": _of_office(reviewing.record_review, result="code", on="on"),
    "ask-recheck": _of_office(reviewing.record_recheck_request, organ="text", on="on"),
    "rechecked": _of_office(reviewing.record_recheck, result="code", on="on"),
    "ask-void": _of_office(correcting.ask_void, reason="text"),
}


# papers -------------------------------------------------------------------------------------------------------------


def _paper(stage: Stage, step: acts.Drafted | acts.Issued | acts.Delivered, now: datetime) -> Done:
    number = playing_leaders.matter_number(stage, step.of)
    if isinstance(step, acts.Drafted):
        call = stage.of_unit(step.unit, now, step.means) if step.unit else stage.office(now)
        submit = step.kind in ("opinion", "reply")
        return papers.draft_paper(call, number=number, kind=step.kind, content=step.content, submit=submit)
    row = [each for each in paper_queries.papers(stage.conference, number) if each.kind == step.kind][-1]
    found = paper_queries.paper_for(stage.conference, number, row.number)
    assert found is not None
    at: dict[str, Any] = {"number": number, "paper": row.number, "version": found.version}
    if isinstance(step, acts.Delivered):
        delivery = delivering.Delivery(now.date(), step.mode, step.receipt, step.answer, step.note)
        deliver = delivering.deliver_result if found.is_result else delivering.deliver_notice
        return deliver(stage.office(now), **at, delivery=delivery)
    return _issue(stage, step, at, found.next_number, now)


def _issue(stage: Stage, step: acts.Issued, at: dict[str, Any], next_number: str, now: datetime) -> Done:
    head = of_head(stage, now, step.means)
    match step.kind:
        case "agreement":
            files = [stage.sheet(f"协议{at['paper']}签字页")]
            return concluding.conclude_agreement(stage.office(now), **at, files=files)
        case "closing":
            return concluding.report_closing(stage.office(now), **at, on=now.date())
        case "extension":
            return extending.approve_extension(head, **at, opinion=step.opinion)
    issue = {"opinion": concluding.issue_opinion, "reply": concluding.issue_reply}[step.kind]
    number = next_number or f"鹭政信访〔{now.year}〕1号"
    return issue(head, **at, document_number=number, opinion=step.opinion)
