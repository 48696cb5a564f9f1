"""完善政策建议 that come of a problem: sent to an addressee under a document number, answered in writing.

Whoever was advised says whether he adopts it, in part, or why not; only then the advice has done its work.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from lianxi.information import problem_moves as moves
from lianxi.information.models import PolicyAdvice
from lianxi.information.problem_words import ADOPTED
from lianxi.information.problems import code, take
from lianxi.journal.attachments import Upload
from lianxi.journal.frame import Step, action
from lianxi.journal.refusals import Invalid, RuleBroken
from lianxi.journal.versioned import save_next


@action(moves.ADVISE)
def send_advice(
    step: Step,
    *,
    number: int,
    version: int,
    addressee: str,
    text: str,
    sent_on: date,
    document_number: str = "",
    files: Sequence[Upload] = (),
) -> str:
    """Record that advice went to an addressee."""
    row = take(step, number, version, moves.ADVISE)
    if not addressee.strip():
        raise Invalid("请填写向谁提出建议。", "addressee")
    if not text.strip():
        raise Invalid("请写明建议完善哪项政策、怎样完善。", "text")
    if sent_on < row.opened_on:
        raise Invalid(f"发出日期早于建档日期（{row.opened_on:%Y年%m月%d日}）。请核对。", "sent_on")
    made = PolicyAdvice.objects.create(
        conference=step.conference,
        number=step.next("advice"),
        problem=row,
        addressee=addressee.strip()[:80],
        text=text.strip(),
        sent_on=sent_on,
        document_number=document_number.strip()[:60],
    )
    save_next(row)
    step.fact(moves.ADVISE.verb, code(row), on=sent_on, data={"advice": made.number})
    for file in files:
        step.attach(file)
    return code(row)


@action(moves.TAKE_ANSWER)
def take_advice_answer(
    step: Step,
    *,
    number: int,
    version: int,
    advice: int,
    answered_on: date,
    adopted: str,
    answer: str,
    files: Sequence[Upload] = (),
) -> str:
    """The written answer: adopted, in part, or not, with the reason where it was not adopted whole."""
    row = take(step, number, version, moves.TAKE_ANSWER)
    made = PolicyAdvice.objects.filter(problem=row, number=advice).first()
    if made is None:
        raise Invalid("没有这份建议。请重新选择。", "advice")
    if made.answered_on is not None:
        raise RuleBroken(f"{made.addressee}的答复已经登记。")
    if adopted not in ADOPTED:
        raise Invalid("请选择采纳、部分采纳或未采纳。", "adopted")
    if not answer.strip():
        asked = "请写明答复内容。" if adopted == "adopted" else "请写明答复内容和没有全部采纳的理由。"
        raise Invalid(asked, "answer")
    if answered_on < made.sent_on:
        raise Invalid(f"答复日期早于建议发出日期（{made.sent_on:%Y年%m月%d日}）。请核对。", "answered_on")
    made.answered_on, made.adopted, made.answer = answered_on, adopted, answer.strip()
    made.save(update_fields=["answered_on", "adopted", "answer"])
    save_next(row)
    step.fact(moves.TAKE_ANSWER.verb, code(row), on=answered_on, data={"advice": advice, "adopted": adopted})
    for file in files:
        step.attach(file)
    return code(row)
