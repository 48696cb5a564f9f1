"""Meetings recorded by hand before this room was there become its rows, under the same numbers; no entry changes."""

from __future__ import annotations

import json
from typing import Any

from django.db import migrations


def adopt(apps: Any, schema_editor: Any) -> None:
    hand_record = apps.get_model("roster", "HandRecord")
    fact_row = apps.get_model("journal", "FactRow")
    counter = apps.get_model("journal", "Counter")
    meeting_model, minutes_model = apps.get_model("meetings", "Meeting"), apps.get_model("meetings", "Minutes")
    for record in hand_record.objects.filter(verb="meeting.held").order_by("pk").iterator():
        fact = fact_row.objects.get(conference_id=record.conference_id, entry=record.entry, index=record.index)
        number = int(record.object.partition(":")[2])
        if meeting_model.objects.filter(conference_id=record.conference_id, number=number).exists():
            continue
        meeting = meeting_model.objects.create(
            conference_id=record.conference_id,
            number=number,
            kind=json.loads(fact.data)["kind"],
            title=record.title,
            day=record.happened_on,
            place=record.place,
            state="held",
            by_hand=True,
        )
        state, document, issued_on = _minutes(fact_row, record.conference_id, number)
        if document is None:
            row, _ = counter.objects.get_or_create(conference_id=record.conference_id, kind="minutes")
            row.last += 1
            row.save(update_fields=["last"])
            document = row.last
        minutes_model.objects.create(
            conference_id=record.conference_id,
            number=document,
            meeting=meeting,
            state=state,
            content={},
            issued_on=issued_on,
        )


def _minutes(fact_row: Any, conference: int, meeting: int) -> tuple[str, int | None, Any]:
    """State, number and day of issue of a meeting's minutes as far as they were recorded by hand."""
    state, number, issued_on = "draft", None, None
    for verb, reached in (("minutes.approved", "approved"), ("minutes.issued", "issued")):
        for fact in fact_row.objects.filter(conference_id=conference, verb=verb):
            if json.loads(fact.data).get("meeting") == meeting:
                state, number = reached, int(fact.object.partition(":")[2])
                issued_on = fact.happened_on if reached == "issued" else None
    return state, number, issued_on


class Migration(migrations.Migration):
    dependencies = [
        ("meetings", "0001_initial"),
        ("roster", "0001_initial"),
        ("journal", "0001_initial"),
    ]

    operations = [migrations.RunPython(adopt, migrations.RunPython.noop)]
