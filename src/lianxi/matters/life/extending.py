"""延长办理期限 (34): asked with its reason, approved by the head of the organ only, told to the petitioner.

At most 30 calendar days in all, before the time is over, and only for claims handled by the petition procedure (31(6)).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from lianxi.journal.attachments import Upload
from lianxi.journal.frame import Step, action
from lianxi.journal.refusals import Invalid, RuleBroken
from lianxi.journal.versioned import save_next
from lianxi.matters import hands, moves, words
from lianxi.matters.case_papers.paper_content import tidy
from lianxi.matters.case_papers.papers import lay_notice, new_paper, require_organ, take_paper, told
from lianxi.matters.clockwork import happened, recompute
from lianxi.matters.models import CasePaper, Deadline, Matter
from lianxi.matters.standing import settle_in, take

LATE = "办理期限已于{due.month}月{due.day}日届满，不能再延长（条例第三十四条）。请抓紧办结。"


@action(moves.ASK_EXTENSION)
def ask_extension(
    step: Step, *, number: int, version: int, days: int, reason: str, progress: str = "", organ: str = ""
) -> str:
    """Ask for ``days`` calendar days more, with the reason that the petitioner will be told."""
    matter = take(step, number, version, moves.ASK_EXTENSION)
    hands.check_bearer(step, matter)
    _check(matter, days, hands.day(step))
    if not reason.strip():
        raise Invalid("请写明延期理由。批准后要书面告知信访人（条例第三十四条）。", "reason")
    if CasePaper.objects.filter(matter=matter, kind="extension", state="submitted").exists():
        raise RuleBroken("这件信访事项已有一份延期申请在审批。请等审批后再办理。")
    content = tidy("extension", {"days": str(days), "reason": reason, "progress": progress})
    row = new_paper(step, matter, "extension", "submitted", organ=require_organ(step, organ), content=content)
    save_next(matter)
    return told(step, matter, row, moves.ASK_EXTENSION, on=hands.day(step), days=days)


@action(moves.EXTEND)
def approve_extension(
    step: Step, *, number: int, paper: int, version: int, opinion: str = "", files: Sequence[Upload] = ()
) -> str:
    """The head of the organ grants the days asked for. The notice to the petitioner is laid and waits for delivery.

    The clock moves by exactly these days. Raises ``RuleBroken`` for the drafter, and once the time is over.
    """
    matter, row = take_paper(step, number, paper, version, moves.EXTEND, "submitted")
    if row.kind != "extension":
        raise RuleBroken("这份文书不是延期申请。")
    who, on, days = hands.check_approver(step, matter, row, files), hands.day(step), int(row.content["days"])
    hands.check_day(step, on, row.drafted_on, "behalf_on")
    due = _check(matter, days, on)
    row.state, row.approver, row.approved_on, row.issued_on, row.opinion = "issued", who, on, on, opinion.strip()
    save_next(row, "state", "approver", "approved_on", "issued_on", "opinion")
    matter.extended_days += days
    happened(step, matter, "extension_approved", on, days=days)
    settle_in(step, matter, "", "extended_days")
    recompute(step, matter, cause="extension")
    _lay_notice(step, matter, row, on, due)
    by_drafter = {"recorded_by_drafter": True} if step.actor.person == row.drafter else {}
    told(step, matter, row, moves.EXTEND, on=on, days=days, **by_drafter)
    step.text("opinion", opinion)
    for file in files:
        step.attach(file)
    return f"matter:{number}"


@action(moves.REFUSE_EXTENSION)
def refuse_extension(
    step: Step, *, number: int, paper: int, version: int, opinion: str, files: Sequence[Upload] = ()
) -> str:
    """The head of the organ does not grant it; the clock runs on."""
    if not opinion.strip():
        raise Invalid("请写明不同意延期的意见。", "opinion")
    matter, row = take_paper(step, number, paper, version, moves.REFUSE_EXTENSION, "submitted")
    if row.kind != "extension":
        raise RuleBroken("这份文书不是延期申请。")
    row.approver = hands.check_approver(step, matter, row, files)
    row.state, row.opinion, row.approved_on = "void", opinion.strip(), hands.day(step)
    save_next(row, "state", "opinion", "approver", "approved_on")
    save_next(matter)
    told(step, matter, row, moves.REFUSE_EXTENSION, on=row.approved_on)
    step.text("opinion", opinion)
    for file in files:
        step.attach(file)
    return f"matter:{number}"


def _check(matter: Matter, days: int, on: date) -> date:
    """The day on which handling is due as it stands. Raises ``Invalid`` or ``RuleBroken``."""
    if (matter.kind, matter.route) != ("appeal_claim", 6):
        raise RuleBroken(
            "只有按信访程序办理的申诉求决类事项有六十日办理期限，可以延期（条例第三十一条第六项、第三十四条）。"
        )
    left = words.LONGEST_EXTENSION - matter.extended_days
    if left <= 0:
        raise RuleBroken(f"已延长{matter.extended_days}日，达到三十日上限，不能再延长（条例第三十四条）。")
    if not 1 <= days <= left:
        raise Invalid(f"延长天数应为 1 至 {left} 日（条例第三十四条：延长不得超过三十日）。", "days")
    handling = Deadline.objects.filter(matter=matter, rule="handling").first()
    if handling is None:
        raise RuleBroken("这件信访事项还没有办理期限，不必延期。")
    if handling.judged < on:
        raise RuleBroken(LATE.format(due=handling.judged))
    return handling.judged


def _lay_notice(step: Step, matter: Matter, row: CasePaper, on: date, due: date) -> None:
    content = {"days": row.content["days"], "reason": row.content["reason"], "due": due.isoformat()}
    moved = Deadline.objects.filter(matter=matter, rule="handling").values_list("judged", flat=True).get()
    lay_notice(
        step, matter, "extension_notice", on=on, organ=row.organ, content={**content, "new_due": moved.isoformat()}
    )
