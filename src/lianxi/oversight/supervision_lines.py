"""What of joint supervision waits for whom, as lines of one query (``journal.lines``)."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Case, CharField, Exists, IntegerField, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import Cast, Concat

from lianxi.journal.lines import Line, lines, read, soonest
from lianxi.oversight.finding_moves import OPEN, OWED
from lianxi.oversight.models import Finding, Part, Supervision, TeamMember
from lianxi.oversight.supervision import approval_gate
from lianxi.tasks.models import UpwardReport

Parts = list["QuerySet[Any, Any]"]
#: the organising unit, or the office, has the next step
RUNNING = ("approved", "started", "found")


def office_parts(conference: int) -> Parts:
    """``supervision.run`` (state, organiser), ``supervision.mend``, ``supervision.upward``, ``finding.open``."""
    rows = Supervision.objects.filter(conference_id=conference).order_by("-number")
    told = UpwardReport.objects.filter(
        conference_id=conference, origin=Concat(Value("supervision:"), Cast(OuterRef("number"), CharField()))
    ).exclude(state="withdrawn")
    important = rows.filter(~Exists(told), state="reported", important=True)
    open_ = Finding.objects.filter(conference_id=conference, state__in=OPEN).order_by(soonest(), "number")
    return [
        lines("supervision.run", rows.filter(state__in=RUNNING), words=("state", "organiser__name")),
        lines("supervision.mend", rows.filter(state="returned", proposer=None)),
        lines("supervision.upward", important),
        lines(
            "finding.open",
            open_,
            title="text",
            due="due",
            words=("state", "unit__name", "supervision__organiser__name"),
            counts=(_asked(),),
            limit=200,
        ),
    ]


def _asked() -> Any:
    """1 where the unit asks for more time."""
    return Case(When(wanted__isnull=False, then=Value(1)), default=Value(0), output_field=IntegerField())


def of_a_unit(conference: int, unit: int) -> dict[str, list[Line]]:
    """``run``, ``mend``, ``send`` (nobody named yet), ``look`` (its people are out), ``judge``, ``owed``. One query."""
    rows = Supervision.objects.filter(conference_id=conference).order_by("-number")
    parts = Part.objects.filter(supervision=OuterRef("pk"), kind="sends", unit__number=unit)
    named = TeamMember.objects.filter(supervision=OuterRef("pk"), unit__number=unit)
    sends, own = Exists(parts), Q(organiser__number=unit)
    findings = Finding.objects.filter(conference_id=conference).order_by(soonest(), "number")
    judge = findings.filter(Q(state="rectified") | Q(wanted__isnull=False), state__in=OPEN)
    words = ("state", "unit__name", "supervision__title")
    return read(
        [
            lines("run", rows.filter(own, state__in=RUNNING), words=("state",)),
            lines("mend", rows.filter(state="returned", proposer__number=unit)),
            lines("send", rows.filter(sends, ~Exists(named), state__in=("approved", "started"))),
            lines("look", rows.filter(sends, Exists(named), state="started").exclude(own)),
            lines(
                "judge", judge.filter(supervision__organiser__number=unit), title="text", due="due", words=words,
                counts=(_asked(),),
            ),
            lines("owed", findings.filter(unit__number=unit, state__in=OWED), title="text", due="due", words=words),
        ]
    )  # fmt: skip


def to_approve(conference: int, on: date) -> list[tuple[int, str, str]]:
    """Proposals that wait for a convener, where the rules ask for his approval: number, title, who proposed it."""
    if approval_gate(conference, on) is None:
        return []
    rows = Supervision.objects.filter(conference_id=conference, state="proposed").order_by("number")
    return [
        (number, title, name or "") for number, title, name in rows.values_list("number", "title", "proposer__name")
    ]
