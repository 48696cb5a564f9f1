"""What becomes of a matter: accepted, declined, no longer accepted, diverted to another procedure, or sent away.

Who is told in writing is told by a paper of the matter (受理、不予受理 … 告知书). After an exit only a stub stays:
that it came, when it left, where to, and the receipt; content, names, words and files are gone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q

from lianxi.journal import erasing
from lianxi.journal.attachments import Upload
from lianxi.journal.frame import Step, action
from lianxi.journal.moves import Move
from lianxi.journal.refusals import Invalid, RuleBroken
from lianxi.matters import hands, moves
from lianxi.matters.case_papers import papers
from lianxi.matters.clockwork import happened, meet, recompute
from lianxi.matters.finding import search_index
from lianxi.matters.identities import vault
from lianxi.matters.models import CoHandler, Deadline, Link, Matter, Measure, Progress, RoutingChoice
from lianxi.matters.standing import settle_in, take

NOTICES = ("direct_notice", "assigned_notice", "bureau_disposal")


@dataclass(frozen=True, slots=True)
class Notice:
    """A notice to the petitioner in writing: which day, by which organ, its number, what it says by field."""

    on: date
    organ: str = ""
    document_number: str = ""
    content: dict[str, str] = field(default_factory=dict)


@action(moves.NOTIFY)
def notify_receipt(step: Step, *, number: int, version: int, notice: Notice) -> str:
    """告知接收情况、途径和程序 in writing (23(2), 23(3)): 15 days from receipt."""
    matter = take(step, number, version, moves.NOTIFY)
    hands.check_day(step, notice.on, matter.received_on)
    _lay(step, matter, "receipt", notice)
    meet(matter, NOTICES, notice.on)
    settle_in(step, matter, "")
    step.fact(moves.NOTIFY.verb, f"matter:{number}", on=notice.on)
    return f"matter:{number}"


@action(moves.ACCEPT)
def accept_matter(step: Step, *, number: int, version: int, notice: Notice) -> str:
    """受理, told in writing. For a claim of route six the 60 days run from here (34)."""
    matter = take(step, number, version, moves.ACCEPT)
    hands.check_day(step, notice.on, matter.received_on)
    if matter.kind == "accusation":
        raise RuleBroken(
            "检举控告类事项应当移送纪检监察机关或有权处理的机关（条例第三十条），不在这里受理。"
            "请办理移送，或者告知向有权机关提出。"
        )
    if matter.kind == "litigation_related":
        raise RuleBroken("涉法涉诉事项应当移送政法部门依法办理（条例第二十二条、第三十一条）。请办理移送。")
    if matter.kind == "appeal_claim" and matter.route is None:
        raise RuleBroken("请先确定办理途径（条例第三十一条第一至六项），再受理。")
    if matter.kind == "appeal_claim" and matter.route != 6:
        raise RuleBroken("第三十一条第一至五项的事项应当导入相应法定程序，不按信访程序受理。请办理“导入其他法定程序”。")
    if matter.lead is None:
        raise RuleBroken("请先交办，确定主办单位，再受理。")
    _lay(step, matter, "acceptance", notice)
    happened(step, matter, "accepted", notice.on)
    meet(matter, NOTICES, notice.on)
    settle_in(step, matter, moves.ACCEPT.to)
    recompute(step, matter)
    step.fact(moves.ACCEPT.verb, f"matter:{number}", on=notice.on, unit=matter.lead.number)
    return f"matter:{number}"


@action(moves.DECLINE)
def decline_matter(
    step: Step, *, number: int, version: int, notice: Notice, reason: str, files: Sequence[Upload] = ()
) -> str:
    """不予受理: the same matter is already accepted or in handling and was taken to a higher organ (19(3))."""
    return _end(step, moves.DECLINE, "decline", number, version, notice, reason, files)


@action(moves.BAR)
def bar_matter(
    step: Step, *, number: int, version: int, notice: Notice, reason: str, files: Sequence[Upload] = ()
) -> str:
    """不再受理: the same facts and reasons after the recheck (36(3))."""
    return _end(step, moves.BAR, "bar", number, version, notice, reason, files)


@action(moves.DIVERT)
def divert_matter(step: Step, *, number: int, version: int, notice: Notice, route: int, reason: str) -> str:
    """导入其他法定程序: routes one to five of article 31; the other statute's clock governs there."""
    matter = take(step, number, version, moves.DIVERT)
    if matter.kind != "appeal_claim" or route not in range(1, 6):
        raise Invalid("只有申诉求决类事项可以导入第三十一条第一至五项的程序。请核对类别和途径。", "route")
    matter.route = route
    hands.check_day(step, notice.on, matter.received_on)
    _require(reason)
    _lay(step, matter, "diversion", notice)
    meet(matter, NOTICES, notice.on)
    settle_in(step, matter, moves.DIVERT.to, "route")
    step.fact(moves.DIVERT.verb, f"matter:{number}", on=notice.on, data={"route": route})
    step.text("reason", reason)
    return f"matter:{number}"


def _end(
    step: Step,
    move: Move,
    kind: str,
    number: int,
    version: int,
    notice: Notice,
    reason: str,
    files: Sequence[Upload],
) -> str:
    matter = take(step, number, version, move)
    hands.check_day(step, notice.on, matter.received_on)
    _require(reason)
    hands.check_recusal(step, matter)
    if step.call.behalf is not None and not files:
        raise Invalid("代录机关负责人的决定，须附其签批原件的扫描件或照片。", "scans")
    _lay(step, matter, kind, notice)
    meet(matter, NOTICES, notice.on)
    matter.closed_on = notice.on
    settle_in(step, matter, move.to, "closed_on")
    step.fact(move.verb, f"matter:{number}", on=notice.on)
    step.text("reason", reason)
    for file in files:
        step.attach(file)
    return f"matter:{number}"


# exits --------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Exit:
    """Where a matter went: the receiving organ, the day, the number of the letter or receipt."""

    to: str
    on: date
    receipt: str = ""


@action(moves.SEND_TO_DISCIPLINE)
def send_to_discipline(step: Step, *, number: int, version: int, exit_: Exit, files: Sequence[Upload] = ()) -> str:
    """移送纪检监察机关 (30): an accusation leaves, and nothing of it stays here but the receipt."""
    return _leave(step, moves.SEND_TO_DISCIPLINE, number, version, exit_, files)


@action(moves.SEND_TO_JUDICIAL)
def send_to_judicial(step: Step, *, number: int, version: int, exit_: Exit, files: Sequence[Upload] = ()) -> str:
    """移送政法部门 (22(2), 28(2)): what is litigation-related is split off."""
    return _leave(step, moves.SEND_TO_JUDICIAL, number, version, exit_, files)


@action(moves.TELL_ELSEWHERE)
def tell_elsewhere(step: Step, *, number: int, version: int, exit_: Exit, files: Sequence[Upload] = ()) -> str:
    """告知向有权机关提出: the petitioner was told in writing who is competent."""
    return _leave(step, moves.TELL_ELSEWHERE, number, version, exit_, files)


def _leave(step: Step, move: Move, number: int, version: int, exit_: Exit, files: Sequence[Upload]) -> str:
    matter = take(step, number, version, move)
    _check_exit(step, matter, move, exit_)
    meet(matter, NOTICES, exit_.on)
    step.fact(move.verb, f"matter:{number}", on=exit_.on)
    to_stub(step, matter)
    matter.outcome, matter.closed_on = "", exit_.on
    settle_in(step, matter, move.to, *STUB_COLUMNS, "outcome", "closed_on")
    step.text("to", exit_.to)
    step.text("receipt", exit_.receipt)
    for file in files:
        step.attach(file)
    return f"matter:{number}"


def _check_exit(step: Step, matter: Matter, move: Move, exit_: Exit) -> None:
    hands.check_day(step, exit_.on, matter.received_on)
    if not exit_.to.strip():
        raise Invalid("请填写接收的机关。", "to")
    if move is not moves.TELL_ELSEWHERE and not exit_.receipt.strip():
        raise Invalid("请填写移送函编号或回执编号，移送以此为凭。", "receipt")
    if move is moves.SEND_TO_DISCIPLINE and matter.kind != "accusation":
        raise RuleBroken("只有检举控告类事项移送纪检监察机关。请先变更事项类别。")
    if move is moves.SEND_TO_JUDICIAL and not (matter.kind == "litigation_related" or matter.route == 1):
        raise RuleBroken("只有涉法涉诉类事项（或第三十一条第一项）移送政法部门。请先变更事项类别。")


#: what a stub has lost
STUB_COLUMNS = (
    "title", "text", "locality", "territory", "category", "sender", "sender_number", "responsible", "lead",
    "own_number", "handler", "query_code", "stub", "people", "involved", "joint", "anonymous",
)  # fmt: skip


def to_stub(step: Step, matter: Matter) -> None:
    """Take away everything but number, dates, class and exit: columns, identity, papers, words and files."""
    for name in ("title", "text", "locality", "category", "sender", "sender_number", "query_code", "own_number"):
        setattr(matter, name, "")
    matter.territory = matter.responsible = matter.lead = None
    matter.handler = matter.involved = None
    matter.people, matter.joint, matter.anonymous, matter.stub = 1, False, False, True
    holder = f"matter:{matter.number}"
    search_index.remove(matter)
    vault.erase(step, holder)
    papers.erase_papers(step, matter)
    Link.objects.filter(Q(one=matter) | Q(other=matter)).delete()
    for rows in (CoHandler, Measure, Progress, RoutingChoice):
        rows.objects.filter(matter=matter).delete()
    Deadline.objects.filter(matter=matter).update(explanation="")
    erasing.erase_texts(step, holder)
    erasing.erase_files(step, holder)


def _require(reason: str) -> None:
    if not reason.strip():
        raise Invalid("请写明理由和依据。", "reason")


def _lay(step: Step, matter: Matter, kind: str, notice: Notice) -> None:
    papers.lay_notice(
        step,
        matter,
        kind,
        on=notice.on,
        organ=notice.organ,
        document_number=notice.document_number,
        content=notice.content,
    )
