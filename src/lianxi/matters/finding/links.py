"""Two matters looked at together by a person: the same one (同一事项), a like one (相似事项), or neither. Never merged.

Who links must see both; so must who is shown a link.
"""

from __future__ import annotations

from lianxi.journal.frame import Step, action
from lianxi.journal.refusals import Invalid, RuleBroken
from lianxi.journal.versioned import save_next
from lianxi.matters import moves, words
from lianxi.matters.models import Link, Matter
from lianxi.matters.scope import visible
from lianxi.matters.standing import take

KINDS = {"same": "同一事项", "similar": "相似事项"}
DIFFERENT = "different"


@action(moves.LINK)
def link_matters(step: Step, *, number: int, other: int, kind: str) -> str:
    """Say that two matters are the same one or alike. Both keep their number, clocks and papers."""
    if kind not in KINDS:
        raise Invalid("请选择同一事项或相似事项。", "kind")
    _lay(step, number, other, kind)
    for each, beside in ((number, other), (other, number)):
        step.fact(moves.LINK.verb, f"matter:{each}", data={"other": beside, "kind": kind})
    return f"matter:{number}"


@action(moves.UNLINK)
def tell_apart(step: Step, *, number: int, other: int) -> str:
    """Say that two matters are not the same one: a link is taken away, and neither is proposed for the other again."""
    _lay(step, number, other, DIFFERENT)
    for each, beside in ((number, other), (other, number)):
        step.fact(moves.UNLINK.verb, f"matter:{each}", data={"other": beside})
    return f"matter:{number}"


@action(moves.CORRECT)
def mark_repeat(step: Step, *, number: int, version: int) -> str:
    """初次或重复 as known here becomes 重复, on the word of a person who looked at an earlier one."""
    matter = take(step, number, version, moves.CORRECT)
    if matter.local_first == "repeat":
        raise RuleBroken("这件信访事项已经登记为重复。")
    matter.local_first = "repeat"
    save_next(matter, "local_first")
    step.fact(moves.CORRECT.verb, f"matter:{number}", data={"columns": 1})
    return f"matter:{number}"


def _lay(step: Step, number: int, other: int, kind: str) -> None:
    one, two = (_seen(step, each) for each in sorted((number, other)))
    if one.pk == two.pk:
        raise Invalid("不能把一件事项和它自己关联。", "other")
    link = Link.objects.filter(one=one, other=two).first()
    if link is not None and link.kind == kind:
        raise RuleBroken(f"这两件事项已经登记为{KINDS.get(kind, '不相关')}。")
    values = {"kind": kind, "person": step.actor.person, "on": step.today}
    Link.objects.update_or_create(conference=step.conference, one=one, other=two, defaults=values)


def _seen(step: Step, number: int) -> Matter:
    matter = visible(step.conference.pk, step.actor).filter(number=number, stub=False).first()
    if matter is None:
        raise Invalid(f"没有编号为 {words.number_label(number)} 的信访事项。请核对编号。", "other")
    if matter.state == "voided":
        raise RuleBroken(f"{words.number_label(number)} 已作废，不能关联。")
    return matter
