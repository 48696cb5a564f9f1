"""Opening identities, each opening an entry of the journal; looking up by ID number, phone or initials.

Who may: the registering clerk and the assigned handler with their work, everybody else by a live grant. Excluded units
and persons never, not even with a grant (30(3), 46(5) of the Regulation).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q

from lianxi.journal.frame import Actor, Step, action
from lianxi.journal.models import Conference, Entry, FactRow
from lianxi.journal.refusals import Invalid, RuleBroken
from lianxi.matters import moves
from lianxi.matters.identities import people, sealing, vault
from lianxi.matters.identities.holders import Held, held, held_among
from lianxi.matters.identities.initials import typed_initials
from lianxi.matters.identities.people import Petitioner
from lianxi.matters.models import Grant, Identity
from lianxi.roster.models import Tenure
from lianxi.rulebook.facts import Value

#: how long the page of an opening may be looked at; then it is opened, and journalled, again
SHOWN_FOR = timedelta(minutes=15)
HOW_TO_ASK = (
    "您不是这件事项的登记人或承办人，不能直接查看信访人身份信息。"
    "确需查看的，请写明理由提出申请，由办公室主任或召集人授权，24 小时内有效。"
)
BARRED = "您或您所在单位应当回避这件事项，不能查看信访人身份信息，申请也不能批准。"
#: people that one look-up goes through; initials are shared by many
MOST_LOOKED_UP = 200
IN_PERSON = "查看身份信息和授权须由本人登录办理，不能代录。"


@dataclass(frozen=True, slots=True)
class Basis:
    """On what somebody may open: ``registrar``, ``handler``, or ``grant`` with its number and end."""

    code: str
    grant: int | None = None
    until: datetime | None = None


def barred_among(conference: int, actor: Actor, found: Mapping[str, Held]) -> set[str]:
    """Those of the holders this person is kept away from: he, the unit of this seat or of any other seat he holds."""
    barred = {
        holder
        for holder, each in found.items()
        if actor.person in each.excluded_people or actor.unit in each.excluded_units
    }
    if any(each.excluded_units for holder, each in found.items() if holder not in barred):
        seats = Tenure.objects.filter(conference_id=conference, person__number=actor.person, until=None)
        units = set(seats.exclude(seat__unit=None).values_list("seat__unit__number", flat=True))
        barred |= {holder for holder, each in found.items() if units & each.excluded_units}
    return barred


def is_barred(conference: int, actor: Actor, found: Held) -> bool:
    """Whether this person is kept away from one holder."""
    return bool(barred_among(conference, actor, {"": found}))


def basis_of(conference: int, actor: Actor, holder: str, found: Held, now: datetime) -> Basis | None:
    """On what this person may open the holder's identities now; None when he may not."""
    return basis_or_asked(conference, actor, holder, found, now)[0]


def basis_or_asked(conference: int, actor: Actor, holder: str, found: Held, now: datetime) -> tuple[Basis | None, bool]:
    """The same, and whether a request of his is waiting. One query, where it is not his work."""
    if is_barred(conference, actor, found) or not moves.OPEN_IDENTITY.allows(actor.role):
        return None, False
    if actor.person in found.workers:
        return Basis(found.workers[actor.person]), False
    own = Grant.objects.filter(conference_id=conference, holder=holder, person=actor.person)
    rows = list(own.filter(Q(state="asked") | Q(state="given", until__gt=now)).values_list("number", "state", "until"))
    live = [Basis("grant", number, until) for number, state, until in rows if state == "given"]
    newest = max(live, key=lambda basis: basis.until or now, default=None)
    return newest, any(state == "asked" for _, state, _ in rows)


def require_held(step: Step, holder: str) -> Held:
    """The holder as the actor may see it. Raises ``Invalid`` for what is hidden or not there."""
    if step.call.behalf is not None:
        raise RuleBroken(IN_PERSON)
    found = held(step.conference.pk, step.actor, holder)
    if found is None:
        raise Invalid("没有这件事项。请核对编号。", "number")
    return found


@action(moves.OPEN_IDENTITY)
def open_identity(step: Step, *, holder: str, reason: str = "") -> str:
    """Open a holder's identities: an entry of its own, with the basis, before anybody reads them.

    Raises ``RuleBroken`` with how to ask, ``NoKey`` where they cannot be read; then nothing is recorded.
    """
    found = require_held(step, holder)
    basis = basis_of(step.conference.pk, step.actor, holder, found, step.now)
    if basis is None:
        raise RuleBroken(BARRED if is_barred(step.conference.pk, step.actor, found) else HOW_TO_ASK)
    if not vault.plain(step.conference.pk, step.conference.uid, holder):
        raise RuleBroken("这件事项没有登记信访人身份信息，或已依法删除。")
    data: dict[str, Value] = {"basis": basis.code}
    if basis.grant is not None:
        data["grant"] = basis.grant
    step.fact(moves.OPEN_IDENTITY.verb, holder, data=data)
    step.text("reason", reason)
    return holder


def read_opened(
    conference: int, actor: Actor, holder: str, entry: int, *, now: datetime
) -> tuple[Petitioner, ...] | None:
    """The people of a holder, for the page right after an opening; None without that person's own fresh entry.

    Asked again each time: still seen, not excluded, and opened at most 15 minutes ago. Raises ``NoKey``.
    """
    opened = FactRow.objects.filter(
        conference_id=conference, entry=entry, object=holder, verb=moves.OPEN_IDENTITY.verb
    ).exists()
    own = Entry.objects.filter(
        conference_id=conference, number=entry, actor_person=actor.person, recorded_at__gte=now - SHOWN_FOR
    ).exists()
    found = held(conference, actor, holder) if opened and own else None
    if found is None or basis_of(conference, actor, holder, found, now) is None:
        return None
    return vault.plain(conference, Conference.objects.get(pk=conference).uid, holder)


@action(moves.LOOK_UP)
def look_up(step: Step, *, id_number: str = "", phone: str = "", initials: str = "") -> str:
    """Say in the journal that somebody looked up by ID number, phone or initials; never what. ``looked_up`` reads.

    Raises ``Invalid`` for what is no number and no initials, ``NoKey``.
    """
    found = looked_up(step.conference.pk, step.actor, id_number=id_number, phone=phone, initials=initials)
    by = "id_number" if id_number.strip() else "phone" if phone.strip() else "initials"
    step.fact(moves.LOOK_UP.verb, "conference:1", data={"by": by, "found": len(found)})
    return "conference:1"


@dataclass(frozen=True, slots=True)
class LookedUp:
    """A holder that was found. ``mask``: of the person, where it was found by initials, which many share."""

    holder: str
    mask: str = ""


def looked_up(
    conference: int, actor: Actor, *, id_number: str = "", phone: str = "", initials: str = ""
) -> tuple[LookedUp, ...]:
    """The holders of a person's identities that this actor may see, newest first: numbers, and masks for initials.

    Raises ``Invalid`` and ``NoKey``.
    """
    wanted = _wanted(conference, id_number, phone, initials)
    rows = Identity.objects.filter(wanted, conference_id=conference).order_by("-pk")
    masks = dict(reversed(list(rows.values_list("holder", "mask")[:MOST_LOOKED_UP])))
    found = held_among(conference, actor, masks)
    barred = barred_among(conference, actor, found)
    by_number = bool(id_number.strip() or phone.strip())
    return tuple(
        LookedUp(holder, "" if by_number else masks[holder])
        for holder in reversed(masks)
        if holder in found and holder not in barred
    )


def _wanted(conference: int, id_number: str, phone: str, initials: str) -> Q:
    typed_id, typed_phone = people.plain_id_number(id_number), people.plain_phone(phone)
    people.check_id_number(typed_id)
    people.check_phone(typed_phone)
    letters = typed_initials(initials)
    if initials.strip() and not letters:
        raise Invalid("请填写姓名拼音的首字母，两个字母以上，例如“lqs”。", "initials")
    if not typed_id and not typed_phone and not letters:
        raise Invalid("请填写身份证号码、电话或姓名拼音首字母。", "id_number")
    keys = sealing.read_keys()
    if keys is None:
        raise vault.NoKey(vault.NO_FILE)
    uid = Conference.objects.values_list("uid", flat=True).get(pk=conference)
    wanted = Q()
    if typed_id:
        wanted |= Q(by_id=sealing.index(keys, uid, "id_number", typed_id))
    if typed_phone:
        wanted |= Q(by_phone=sealing.index(keys, uid, "phone", typed_phone))
    if letters and not wanted:
        wanted = Q(by_initials=sealing.index(keys, uid, "initials", letters))
    return wanted
