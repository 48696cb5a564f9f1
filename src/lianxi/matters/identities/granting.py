"""Grants to open identities: asked with a reason, given for 24 hours by the director or a convener, never to oneself.

Where only one account exists there is nobody else to give it: then asking gives it, flagged as one's own (``own``).
"""

from __future__ import annotations

from datetime import timedelta

from lianxi.journal.frame import Step, action
from lianxi.journal.refusals import Invalid, RuleBroken
from lianxi.journal.versioned import check_standing, save_next
from lianxi.matters import moves
from lianxi.matters.identities import vault
from lianxi.matters.identities.opening import BARRED, basis_of, is_barred, require_held
from lianxi.matters.models import Grant
from lianxi.roster.models import Tenure

GRANTED_FOR = timedelta(hours=24)
GRANT_STATES = {"asked": "待授权", "given": "已授权", "refused": "不同意", "ended": "已终止"}
WHAT = "这项查看申请"


@action(moves.ASK_IDENTITY)
def ask_identity(step: Step, *, holder: str, reason: str) -> str:
    """Ask to open a holder's identities, with the reason. With one account only it is given at once, as one's own.

    Raises ``RuleBroken`` where no grant is needed or none can be given, ``Invalid`` without a reason.
    """
    found = require_held(step, holder)
    conference, actor = step.conference.pk, step.actor
    if is_barred(conference, actor, found):
        raise RuleBroken(BARRED)
    if basis_of(conference, actor, holder, found, step.now) is not None:
        raise RuleBroken("您现在就可以查看这件事项的身份信息，不需要申请。")
    if not vault.count(conference, holder):
        raise RuleBroken("这件事项没有登记信访人身份信息，或已依法删除。")
    if not reason.strip():
        raise Invalid("请写明为什么要查看，例如“约定上门调解的时间”。", "reason")
    if Grant.objects.filter(conference=conference, holder=holder, person=actor.person, state="asked").exists():
        raise RuleBroken("您的申请已经提出，正在等待授权，不必重复申请。")
    row = Grant.objects.create(
        conference=step.conference,
        number=step.next("identity_grant"),
        holder=holder,
        person=actor.person,
        asked_at=step.now,
        state="asked",
    )
    step.fact(moves.ASK_IDENTITY.verb, holder, data={"grant": row.number})
    step.text("reason", reason)
    if only_account(step):
        _give(step, row)
    return f"identity_grant:{row.number}"


@action(moves.GRANT_IDENTITY)
def grant_identity(step: Step, *, number: int, version: int) -> str:
    """Let the person who asked open the holder's identities for 24 hours."""
    row = _take(step, number)
    check_standing(row, version, moves.GRANT_IDENTITY, what=WHAT, states=GRANT_STATES)
    _give(step, row)
    return f"identity_grant:{number}"


@action(moves.REFUSE_IDENTITY)
def refuse_identity(step: Step, *, number: int, version: int, reason: str) -> str:
    """Do not let him, with the reason."""
    row = _take(step, number)
    check_standing(row, version, moves.REFUSE_IDENTITY, what=WHAT, states=GRANT_STATES)
    if not reason.strip():
        raise Invalid("请写明不同意的理由。", "reason")
    row.state, row.giver = "refused", step.actor.person
    save_next(row, "state", "giver")
    step.fact(moves.REFUSE_IDENTITY.verb, row.holder, data={"grant": number})
    step.text("reason", reason)
    return f"identity_grant:{number}"


@action(moves.END_GRANT)
def end_grant(step: Step, *, number: int, version: int) -> str:
    """End a grant before its time."""
    row = _take(step, number)
    check_standing(row, version, moves.END_GRANT, what=WHAT, states=GRANT_STATES)
    row.state, row.until = "ended", step.now
    save_next(row, "state", "until")
    step.fact(moves.END_GRANT.verb, row.holder, data={"grant": number})
    return f"identity_grant:{number}"


def only_account(step: Step) -> bool:
    """Whether the actor's is the only account with a seat in the conference today."""
    today = step.today
    others = Tenure.objects.filter(
        conference=step.conference, person__account__is_active=True, seat__closed_on=None, since__lte=today
    ).exclude(until__lt=today)
    return not others.exclude(person__account=step.actor.account).exists()


def _take(step: Step, number: int) -> Grant:
    row = Grant.objects.filter(conference=step.conference, number=number).first()
    if row is None:
        raise Invalid("没有这项查看申请。", "number")
    if is_barred(step.conference.pk, step.actor, require_held(step, row.holder)):
        raise RuleBroken("您或您所在单位应当回避这件事项，不能办理这项申请。")
    return row


def _give(step: Step, row: Grant) -> None:
    """Given for 24 hours from now; to oneself only where there is nobody else, and then flagged."""
    own = row.person == step.actor.person
    if own and not only_account(step):
        raise RuleBroken("不能给自己授权。请由另一位召集人或办公室主任办理。")
    row.state, row.giver, row.given_at, row.until, row.own = (
        "given", step.actor.person, step.now, step.now + GRANTED_FOR, own,
    )  # fmt: skip
    save_next(row, "state", "giver", "given_at", "until", "own")
    step.fact(moves.GRANT_IDENTITY.verb, row.holder, data={"grant": row.number, "own": own})
