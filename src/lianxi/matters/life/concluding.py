"""How handling ends: an opinion (32), a reply to a suggestion (29), an agreement (33); closed, reported, opened again.

Opinion and reply are approved by the head of the organ, never by a convener as such and never by who drafted them.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from lianxi.journal.attachments import Upload
from lianxi.journal.frame import Step, action
from lianxi.journal.moves import Move
from lianxi.journal.refusals import Invalid, RuleBroken
from lianxi.journal.versioned import save_next
from lianxi.matters import hands, moves, words
from lianxi.matters.case_papers.paper_content import check_complete
from lianxi.matters.case_papers.paper_numbers import take_number
from lianxi.matters.case_papers.papers import EDITABLE, require_organ, take_paper, told
from lianxi.matters.clockwork import meet, open_again
from lianxi.matters.models import CasePaper, Matter
from lianxi.matters.standing import settle_in, take

#: what a result is given in
RESULTS: Final = ("opinion", "reply", "agreement")


@action(moves.ISSUE_OPINION)
def issue_opinion(
    step: Step,
    *,
    number: int,
    paper: int,
    version: int,
    document_number: str = "",
    opinion: str = "",
    files: Sequence[Upload] = (),
) -> str:
    """The head of the organ approves the opinion (32); it is issued under its number and has to be delivered."""
    matter, row = take_paper(step, number, paper, version, moves.ISSUE_OPINION, "submitted")
    _require_kind(row, "opinion")
    matter.outcome, matter.result = "opinion", row.content["result"]
    return _issue(step, moves.ISSUE_OPINION, matter, row, document_number, opinion, files)


@action(moves.REPLY)
def issue_reply(
    step: Step,
    *,
    number: int,
    paper: int,
    version: int,
    document_number: str = "",
    opinion: str = "",
    files: Sequence[Upload] = (),
) -> str:
    """The head of the organ approves the reply to a suggestion (29)."""
    matter, row = take_paper(step, number, paper, version, moves.REPLY, "submitted")
    _require_kind(row, "reply")
    matter.outcome, matter.result = "replied", ""
    return _issue(step, moves.REPLY, matter, row, document_number, opinion, files)


def _require_kind(row: CasePaper, kind: str) -> None:
    if row.kind != kind:
        raise RuleBroken(f"这份文书是{words.PAPERS[row.kind]}，不能按{words.PAPERS[kind]}出具。")


def _issue(
    step: Step, move: Move, matter: Matter, row: CasePaper, typed: str, opinion: str, files: Sequence[Upload]
) -> str:
    who, on = hands.check_approver(step, matter, row, files), hands.day(step)
    hands.check_day(step, on, row.drafted_on, "behalf_on")
    row.organ = require_organ(step, row.organ)
    row.document_number = take_number(step.conference.pk, row.organ, row.kind, on.year, typed, required=True)
    row.state, row.approver, row.approved_on, row.issued_on, row.opinion = "issued", who, on, on, opinion.strip()
    save_next(row, "organ", "document_number", "state", "approver", "approved_on", "issued_on", "opinion")
    _lapse(matter)
    settle_in(step, matter, move.to, "outcome", "result")
    result = {"result": matter.result} if matter.result else {}
    by_drafter = {"recorded_by_drafter": True} if step.actor.person == row.drafter else {}
    told(step, matter, row, move, on=on, **result, **by_drafter)
    step.text("opinion", opinion)
    for file in files:
        step.attach(file)
    return f"matter:{matter.number}"


@action(moves.AGREE)
def conclude_agreement(step: Step, *, number: int, paper: int, version: int, files: Sequence[Upload] = ()) -> str:
    """The parties signed what was mediated or reconciled (33): its draft is issued as the agreement."""
    matter, row = take_paper(step, number, paper, version, moves.AGREE, *EDITABLE)
    _require_kind(row, "agreement")
    check_complete(row.kind, row.content, step.today)
    on = date.fromisoformat(row.content["agreed_on"])
    hands.check_day(step, on, matter.received_on, "agreed_on")
    row.organ = require_organ(step, row.organ)
    row.state, row.issued_on = "issued", on
    save_next(row, "organ", "state", "issued_on")
    matter.outcome, matter.result = row.content["form"], ""
    _lapse(matter)
    settle_in(step, matter, moves.AGREE.to, "outcome", "result")
    told(step, matter, row, moves.AGREE, on=on, form=row.content["form"])
    for file in files:
        step.attach(file)
    return f"matter:{number}"


def _lapse(matter: Matter) -> None:
    """With the result given, drafts of another result and an extension asked for are void."""
    open_ = CasePaper.objects.filter(matter=matter, kind__in=(*RESULTS, "extension"))
    open_.exclude(state__in=("issued", "void")).update(state="void")


def result_paper(matter: Matter) -> CasePaper | None:
    """The paper that the result was given in: the last one issued."""
    return CasePaper.objects.filter(matter=matter, kind__in=RESULTS, state="issued").order_by("-number").first()


@action(moves.CLOSE)
def close_matter(step: Step, *, number: int, version: int, on: date) -> str:
    """办结, once the result is delivered (an agreement: signed; what was diverted: told). Handling (34) is met.

    ``on``: not before that day.
    """
    matter = take(step, number, version, moves.CLOSE)
    hands.check_day(step, on, _closable_from(matter))
    matter.closed_on = on
    meet(matter, ["handling"], on)
    settle_in(step, matter, moves.CLOSE.to, "closed_on")
    step.fact(moves.CLOSE.verb, f"matter:{number}", on=on, data={"outcome": matter.outcome or "diverted"})
    return f"matter:{number}"


def _closable_from(matter: Matter) -> date:
    if matter.state == "diverted":
        return matter.received_on
    row = result_paper(matter)
    if row is None or row.issued_on is None:
        raise RuleBroken("还没有出具处理结果，不能办结。")
    if row.kind == "agreement":
        return row.delivered_on or row.issued_on
    if row.delivered_on is None:
        raise RuleBroken(f"{words.PAPERS[row.kind]}还没有送达信访人，不能办结。请先登记送达。")
    return row.delivered_on


@action(moves.REPORT_CLOSING)
def report_closing(
    step: Step,
    *,
    number: int,
    paper: int,
    version: int,
    on: date,
    document_number: str = "",
    files: Sequence[Upload] = (),
) -> str:
    """Send the closing report to who assigned or transferred the matter (22(3)); the date it set is met."""
    matter, row = take_paper(step, number, paper, version, moves.REPORT_CLOSING, *EDITABLE)
    _require_kind(row, "closing")
    if matter.source == "petitioner":
        raise RuleBroken("这件信访事项是直接收到的，没有交办机关，不报送办结报告。")
    check_complete(row.kind, row.content, step.today)
    hands.check_day(step, on, matter.received_on)
    row.organ = require_organ(step, row.organ)
    row.document_number = take_number(step.conference.pk, row.organ, row.kind, on.year, document_number, required=False)
    row.state, row.issued_on = "issued", on
    save_next(row, "organ", "document_number", "state", "issued_on")
    meet(matter, ["superior_assigned"], on)
    settle_in(step, matter, "")
    told(step, matter, row, moves.REPORT_CLOSING, on=on)
    for file in files:
        step.attach(file)
    return f"matter:{number}"


@action(moves.REOPEN)
def reopen_matter(step: Step, *, number: int, version: int, reason: str) -> str:
    """Handle it again: a new fact, or a review that sends it back. The old dates stand; no time is gained."""
    matter = take(step, number, version, moves.REOPEN)
    if not reason.strip():
        raise Invalid("请写明重新办理的理由。原办理期限不因重新办理顺延。", "reason")
    if matter.kind == "appeal_claim" and matter.route != 6:
        raise RuleBroken("已导入其他法定程序的事项，请先变更办理途径，再受理办理。")
    matter.closed_on, matter.outcome, matter.result = None, "", ""
    matter.executed_on, matter.execution = None, ""
    open_again(matter)
    settle_in(step, matter, moves.REOPEN.to, "closed_on", "outcome", "result", "executed_on", "execution")
    step.fact(moves.REOPEN.verb, f"matter:{number}")
    step.text("reason", reason)
    return f"matter:{number}"
