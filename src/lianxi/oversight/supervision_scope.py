"""Who sees which joint supervision and which findings: the one scope behind lists, pages, exports and files.

Office, leaders and inspectors see all; so do the unit that carries it out and those that send people. A unit that
proposed one sees its proposal. A unit that is inspected sees nothing before it was given its feedback, and then only
what was found at itself: neither others' findings nor what the checklist gave elsewhere.
"""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet

from lianxi.journal.frame import Actor
from lianxi.oversight.models import Finding, Part, Supervision
from lianxi.roster.roles import LEADERS, OFFICE, UNITS

SEES_ALL = OFFICE | LEADERS | {"inspector"}


def visible(conference: int, actor: Actor) -> QuerySet[Supervision]:
    """The supervisions this seat may see at all; hidden and absent are the same. No query of its own."""
    rows = Supervision.objects.filter(conference_id=conference)
    if actor.role in SEES_ALL:
        return rows
    fed_back = _part(conference, actor, "inspected").filter(fed_back_on__isnull=False)
    return rows.filter(whole(conference, actor) | Q(proposer__number=_unit(actor)) | Q(Exists(fed_back)))


def whole(conference: int, actor: Actor) -> Q:
    """Of ``Supervision``: those this seat sees wholly, with the team and every unit's findings."""
    if actor.role in SEES_ALL:
        return Q(pk__isnull=False)
    if not _unit(actor):
        return Q(pk__in=[])
    return Q(organiser__number=actor.unit) | Q(Exists(_part(conference, actor, "sends")))


def findings(conference: int, actor: Actor) -> QuerySet[Finding]:
    """The findings this seat may see: all of what it sees wholly, else its own once they were fed back."""
    rows = Finding.objects.filter(conference_id=conference)
    if actor.role in SEES_ALL:
        return rows
    team = Supervision.objects.filter(whole(conference, actor), conference_id=conference)
    fed_back = _part(conference, actor, "inspected", "supervision").filter(fed_back_on__isnull=False)
    own = Q(Exists(fed_back), unit__number=_unit(actor)) & ~Q(state__in=["draft", "dropped"])
    return rows.filter(own | Q(supervision__in=team))


def _part(conference: int, actor: Actor, kind: str, key: str = "pk") -> QuerySet[Part]:
    return Part.objects.filter(
        conference_id=conference, supervision=OuterRef(key), kind=kind, unit__number=_unit(actor)
    )


def _unit(actor: Actor) -> int:
    """The number of the unit a unit's seat acts for; 0, which is nobody's, for every other seat."""
    return actor.unit or 0 if actor.role in UNITS else 0
