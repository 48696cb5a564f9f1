"""送达: a paper reached the petitioner, how and when, or he refused it before witnesses; what he said of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from lianxi.journal.attachments import Upload
from lianxi.journal.frame import Step, action
from lianxi.journal.moves import Move
from lianxi.journal.refusals import Invalid, RuleBroken
from lianxi.journal.versioned import save_next
from lianxi.matters import hands, moves, words
from lianxi.matters.case_papers.papers import take_paper, told
from lianxi.matters.clockwork import happened, recompute
from lianxi.matters.life.concluding import RESULTS
from lianxi.matters.models import CasePaper, Matter
from lianxi.matters.standing import settle_in

#: papers that are for the petitioner
TO_PETITIONER = ("receipt", "acceptance", "decline", "bar", "elsewhere", "diversion", "extension_notice", *RESULTS)


@dataclass(frozen=True, slots=True)
class Delivery:
    """``mode``, ``receipt``, ``answer``: codes of ``words``. ``note``: of a refusal, why and before which witnesses."""

    on: date
    mode: str
    receipt: str
    answer: str = ""
    note: str = ""


@action(moves.DELIVER)
def deliver_result(
    step: Step, *, number: int, paper: int, version: int, delivery: Delivery, files: Sequence[Upload] = ()
) -> str:
    """The opinion, reply or agreement was delivered. From an opinion's receipt the 30 days for review run (35)."""
    matter, row = take_paper(step, number, paper, version, moves.DELIVER, "issued")
    if row.kind not in RESULTS:
        raise RuleBroken(f"{words.PAPERS[row.kind]}请按“送达告知书”登记。")
    _deliver(step, moves.DELIVER, matter, row, delivery, files)
    settle_in(step, matter, moves.DELIVER.to)
    if row.kind == "opinion":
        happened(step, matter, "received_written_opinion", delivery.on)
        recompute(step, matter)
    return f"matter:{number}"


@action(moves.DELIVER_NOTICE)
def deliver_notice(
    step: Step, *, number: int, paper: int, version: int, delivery: Delivery, files: Sequence[Upload] = ()
) -> str:
    """A notice was delivered; with that of an extension the petitioner is told its reason (34)."""
    matter, row = take_paper(step, number, paper, version, moves.DELIVER_NOTICE, "issued")
    if row.kind not in TO_PETITIONER or row.kind in RESULTS:
        raise RuleBroken(f"{words.PAPERS[row.kind]}不在这里登记送达。")
    _deliver(step, moves.DELIVER_NOTICE, matter, row, delivery, files)
    save_next(matter)
    return f"matter:{number}"


def _deliver(
    step: Step, move: Move, matter: Matter, row: CasePaper, delivery: Delivery, files: Sequence[Upload]
) -> None:
    if row.delivered_on is not None:
        raise RuleBroken(f"这份{words.PAPERS[row.kind]}已登记送达。")
    for value, known, field, label in (
        (delivery.mode, words.DELIVERY, "mode", "送达方式"),
        (delivery.receipt, words.RECEIPTS, "receipt", "签收或拒收"),
        (delivery.answer, {"": "", **words.ANSWERS}, "answer", "信访人意见"),
    ):
        if value not in known:
            raise Invalid(f"请选择{label}。", field)
    if delivery.receipt == "refused" and not delivery.note.strip():
        raise Invalid("拒收的，请写明拒收事由和见证人。", "note")
    hands.check_day(step, delivery.on, row.issued_on or row.drafted_on)
    row.delivered_on, row.delivery, row.receipt = delivery.on, delivery.mode, delivery.receipt
    row.answer = delivery.answer
    row.content = {**row.content, "delivery_note": delivery.note.strip()} if delivery.note.strip() else row.content
    save_next(row, "delivered_on", "delivery", "receipt", "answer", "content")
    told(step, matter, row, move, on=delivery.on, mode=delivery.mode, receipt=delivery.receipt)
    step.text("note", delivery.note)
    for file in files:
        step.attach(file)
