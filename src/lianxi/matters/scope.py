"""Who sees which matter: the one scope behind list, detail, search, count, export, history and files.

Everybody is kept from a matter he or his unit is excluded from (the accused, a conflict of interest: 28(3), 30(3)).
Office, leaders and inspectors see the ordinary ones; a unit those it handles. A restricted one (an accusation, or one
with an exclusion) is seen by those who handle it: the director, the head of the organ, the registering clerk, the
handler and the head of the leading unit. What left by an exit is a stub that only the office and the head see.
"""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet

from lianxi.journal.frame import Actor
from lianxi.matters.models import CoHandler, Exclusion, Matter
from lianxi.roster.roles import LEADERS, OFFICE, UNITS

SEES_ORDINARY = OFFICE | LEADERS | {"inspector"}
SEES_RESTRICTED = frozenset({"director", "organ_head"})
SEES_STUBS = OFFICE | {"organ_head"}


def visible(conference: int, actor: Actor) -> QuerySet[Matter]:
    """The matters this person may see from this seat; hidden and absent are the same. No query of its own."""
    rows = Matter.objects.filter(conference_id=conference)
    if actor.role not in SEES_STUBS:
        rows = rows.filter(stub=False)
    return rows.filter(_standing(conference, actor)).exclude(_excluded(conference, actor))


def _standing(conference: int, actor: Actor) -> Q:
    own = Q(handler=actor.person) | (Q(registrar=actor.person) if actor.role in OFFICE else Q())
    if actor.role in SEES_RESTRICTED:
        return Q()
    if actor.role in SEES_ORDINARY:
        return Q(restricted=False) | own
    if actor.role not in UNITS or actor.unit is None:
        return Q(pk__in=[])
    helps = Exists(CoHandler.objects.filter(conference_id=conference, matter=OuterRef("pk"), unit__number=actor.unit))
    leads = Q(lead__number=actor.unit)
    restricted = Q(handler=actor.person) | (leads if actor.role == "unit_head" else Q(pk__in=[]))
    ordinary = leads | Q(responsible__number=actor.unit) | Q(helps)
    return Q(restricted=False) & ordinary | Q(restricted=True) & restricted


def _excluded(conference: int, actor: Actor) -> Q:
    who = Q(person=actor.person) | Q(unit__number=actor.unit) if actor.unit is not None else Q(person=actor.person)
    return Q(Exists(Exclusion.objects.filter(who, conference_id=conference, matter=OuterRef("pk"))))
