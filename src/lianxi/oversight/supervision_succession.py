"""What a unit's successor takes over of joint supervision: what it carries out, sends people to, has to put right."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from lianxi.journal.frame import Step
from lianxi.oversight.finding_moves import OPEN
from lianxi.oversight.models import Finding, Part, Supervision, TeamMember
from lianxi.roster.models import Unit
from lianxi.roster.succession import register_succession
from lianxi.rulebook.facts import Value

#: not over yet
RUNNING = ("proposed", "returned", "approved", "started", "found")


def open_supervisions(conference: int, unit: int) -> QuerySet[Supervision]:
    """Those it proposed or carries out."""
    own = Q(organiser__number=unit) | Q(proposer__number=unit)
    return Supervision.objects.filter(own, conference_id=conference, state__in=RUNNING)


def pass_supervisions(step: Step, unit: Unit, successor: Unit) -> None:
    for row in open_supervisions(step.conference.pk, unit.number).order_by("number"):
        if row.organiser_id == unit.pk:
            row.organiser = successor
        if row.proposer_id == unit.pk:
            row.proposer = successor
        row.version += 1
        row.save(update_fields=["organiser", "proposer", "version"])
        data: dict[str, Value] = {"from": unit.number}
        step.fact("supervision.reassigned", f"supervision:{row.number}", unit=successor.number, data=data)


def open_parts(conference: int, unit: int) -> QuerySet[Part]:
    """Where it is looked at and was not given its feedback, or is asked to send people."""
    rows = Part.objects.filter(conference_id=conference, unit__number=unit, supervision__state__in=RUNNING)
    return rows.filter(Q(kind="sends") | Q(fed_back_on=None))


def pass_parts(step: Step, unit: Unit, successor: Unit) -> None:
    """Who is looked at sends nobody to look at himself; where the successor has that part already, one is enough."""
    for part in open_parts(step.conference.pk, unit.number).order_by("pk"):
        there = Part.objects.filter(supervision=part.supervision, unit=successor)
        if there.filter(kind=part.kind).exists() or (part.kind == "sends" and there.exists()):
            _give_up(part, successor)
            continue
        if part.kind == "inspected":
            there.filter(kind="sends").delete()
        part.unit = successor
        part.save(update_fields=["unit"])
        if part.kind == "sends":
            TeamMember.objects.filter(supervision=part.supervision, unit=unit).update(unit=successor)


def _give_up(part: Part, successor: Unit) -> None:
    """What was written down at the old unit and not fed back belongs to the successor's part."""
    if part.kind == "inspected":
        Finding.objects.filter(supervision=part.supervision, unit=part.unit, state="draft").update(unit=successor)
    part.delete()


def open_findings(conference: int, unit: int) -> QuerySet[Finding]:
    return Finding.objects.filter(conference_id=conference, unit__number=unit, state__in=("draft", *OPEN))


def pass_findings(step: Step, unit: Unit, successor: Unit) -> None:
    """The successor puts right what was found; it is shown its feedback as its predecessor was."""
    for finding in open_findings(step.conference.pk, unit.number).order_by("number"):
        if finding.state != "draft":
            Part.objects.get_or_create(
                conference=step.conference,
                supervision=finding.supervision,
                unit=successor,
                kind="inspected",
                defaults={"fed_back_on": step.today},
            )
        finding.unit, finding.version = successor, finding.version + 1
        finding.save(update_fields=["unit", "version"])
        data: dict[str, Value] = {"from": unit.number}
        step.fact("finding.reassigned", f"finding:{finding.number}", unit=successor.number, data=data)


def register() -> None:
    register_succession("提出或组织的联合督查", open_supervisions, pass_supervisions)
    register_succession("督查中的派员和被督查", open_parts, pass_parts)
    register_succession("未核验的督查问题", open_findings, pass_findings)
