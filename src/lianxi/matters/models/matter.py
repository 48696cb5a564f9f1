"""A petition matter: what it is about, who handles it, the events its clocks run from, the deadlines they give.

Keys that stand first in an index or a constraint of their table have no index of their own, and units, which are never
deleted, none behind the conference: a large import writes every index within one transaction.

Nothing here names a petitioner: identity stands in a table of its own, sealed. No field for special persons, threats,
political status or ethnicity, and none is to be added.
"""

from __future__ import annotations

from django.db import models

from lianxi.matters import words


class Matter(models.Model):
    """One 信访事项. ``number``: year × 1,000,000 + serial, so the order of numbers is the order of registration.

    ``kind``/``route``: the class and, of a claim, the route of article 31. ``territory``: the unit of the place
    (属地); ``responsible``: the unit that is to handle it by law; ``lead``: who leads the handling, often the same.
    ``registrar``, ``handler``: persons of the conference by number. ``due_on``/``due_rule``: the next date owed, kept
    beside the matter for lists; the truth is in its events. ``restricted``: an accusation or a conflict of interest,
    seen only by those who handle it. ``simple``: handled as 简易办理, on its local rows where there are any. ``stub``:
    it left by an exit and its content is gone. ``own_number``: what the clerk's own ledger called it before it was
    brought in (``origin`` then is ``import:3.57``: the third import, row 57).
    """

    conference = models.ForeignKey("journal.Conference", on_delete=models.PROTECT, related_name="+", db_index=False)
    number = models.PositiveBigIntegerField()
    registered_on = models.DateField()
    registrar = models.PositiveIntegerField()
    origin = models.CharField(max_length=60, blank=True)
    own_number = models.CharField(max_length=60, blank=True)
    channel = models.CharField(max_length=12)
    petitioned_on = models.DateField()
    received_on = models.DateField()
    source = models.CharField(max_length=12)
    sender = models.CharField(max_length=80, blank=True)
    sender_number = models.CharField(max_length=60, blank=True)
    sender_due = models.DateField(null=True)
    territory = models.ForeignKey("roster.Unit", on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    locality = models.CharField(max_length=120, blank=True)
    purpose = models.CharField(max_length=12)
    category = models.CharField(max_length=6, blank=True)
    category_version = models.PositiveIntegerField(default=0)
    kind = models.CharField(max_length=20)
    route = models.PositiveSmallIntegerField(null=True)
    title = models.CharField(max_length=120)
    text = models.TextField(blank=True)
    people = models.PositiveIntegerField(default=1)
    involved = models.PositiveIntegerField(null=True)
    joint = models.BooleanField(default=False)
    anonymous = models.BooleanField(default=False)
    reachable = models.BooleanField(default=True)
    national_first = models.CharField(max_length=6, blank=True)
    local_first = models.CharField(max_length=6, blank=True)
    responsible = models.ForeignKey(
        "roster.Unit", on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    lead = models.ForeignKey("roster.Unit", on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    handler = models.PositiveIntegerField(null=True)
    restricted = models.BooleanField(default=False)
    national_number = models.CharField(max_length=40, blank=True)
    national_entered_at = models.DateTimeField(null=True)
    national_due = models.DateField(null=True)
    query_code = models.CharField(max_length=40, blank=True)
    state = models.CharField(max_length=16)
    state_since = models.DateField()
    outcome = models.CharField(max_length=16, blank=True)
    result = models.CharField(max_length=12, blank=True)
    extended_days = models.PositiveSmallIntegerField(default=0)
    due_on = models.DateField(null=True)
    due_rule = models.CharField(max_length=24, blank=True)
    due_provisional = models.BooleanField(default=False)
    closed_on = models.DateField(null=True)
    executed_on = models.DateField(null=True)
    execution = models.CharField(max_length=8, blank=True)
    simple = models.BooleanField(default=False)
    void_asked_by = models.PositiveIntegerField(null=True)
    stub = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["conference", "number"], name="matter_number_once"),
            models.UniqueConstraint(
                fields=["conference", "origin"], condition=~models.Q(origin=""), name="matter_once_an_origin"
            ),
            models.CheckConstraint(name="matter_state_known", condition=models.Q(state__in=list(words.STATES))),
            models.CheckConstraint(name="matter_kind_known", condition=models.Q(kind__in=list(words.KINDS))),
            models.CheckConstraint(
                name="matter_route_of_a_claim",
                condition=models.Q(route=None) | (models.Q(kind="appeal_claim") & models.Q(route__range=(1, 6))),
            ),
            models.CheckConstraint(
                name="matter_extension_at_most_30", condition=models.Q(extended_days__lte=words.LONGEST_EXTENSION)
            ),
            models.CheckConstraint(
                name="matter_stub_has_no_content",
                condition=models.Q(stub=False) | models.Q(text="", locality="", title="", sender_number=""),
            ),
        ]
        indexes = [
            models.Index(fields=["conference", "received_on"], name="matter_by_received"),
            models.Index(fields=["conference", "state", "-number"], name="matter_by_state"),
            models.Index(fields=["conference", "due_on", "number"], name="matter_by_due"),
            models.Index(fields=["conference", "lead", "-number"], name="matter_by_lead"),
            models.Index(fields=["conference", "territory", "-number"], name="matter_by_territory"),
            models.Index(fields=["conference", "category", "-number"], name="matter_by_category"),
            models.Index(fields=["conference", "national_number"], name="matter_by_national"),
            models.Index(
                fields=["conference", "own_number"], condition=~models.Q(own_number=""), name="matter_by_own_number"
            ),
        ]


class Event(models.Model):
    """What a clock runs from: ``name`` is a trigger of the statute, or extension_approved, or hearing_days.

    Never changed, never deleted: a date put right is a second event, and of two the earliest counts.
    """

    conference = models.ForeignKey("journal.Conference", on_delete=models.PROTECT, related_name="+", db_index=False)
    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="events")
    name = models.CharField(max_length=30)
    at = models.DateField()
    due = models.DateField(null=True)
    days = models.PositiveSmallIntegerField(null=True)
    entry = models.PositiveBigIntegerField()


class Deadline(models.Model):
    """One deadline of a matter as the clocks gave it; ``judged``: the date it is judged by.

    ``met_on``: the day the duty was done. A deadline that stood once never moves later without an approved extension
    (``hearing_days`` for a recheck), also when class or route change.
    """

    conference = models.ForeignKey("journal.Conference", on_delete=models.PROTECT, related_name="+", db_index=False)
    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="deadlines", db_index=False)
    rule = models.CharField(max_length=24)
    started_on = models.DateField()
    strict = models.DateField()
    rolled = models.DateField()
    judged = models.DateField()
    provisional = models.BooleanField(default=False)
    article = models.CharField(max_length=10)
    explanation = models.TextField()
    met_on = models.DateField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["matter", "rule"], name="deadline_once_a_rule")]
        indexes = [
            models.Index(fields=["conference", "provisional", "strict"], name="deadline_provisional"),
            models.Index(fields=["conference", "rule", "judged"], name="deadline_by_rule"),
        ]


class CoHandler(models.Model):
    """协办单位: its part, until when, and what it replied."""

    conference = models.ForeignKey("journal.Conference", on_delete=models.PROTECT, related_name="+", db_index=False)
    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="co_handlers", db_index=False)
    unit = models.ForeignKey("roster.Unit", on_delete=models.PROTECT, related_name="+")
    part = models.CharField(max_length=200, blank=True)
    due = models.DateField(null=True)
    replied_on = models.DateField(null=True)
    reply = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["matter", "unit"], name="co_handler_once")]
        indexes = [models.Index(fields=["conference", "unit"], name="co_handler_by_unit")]


class Exclusion(models.Model):
    """Who must not see nor handle a matter: the unit (or person) accused, or one with an interest (28(3))."""

    conference = models.ForeignKey("journal.Conference", on_delete=models.PROTECT, related_name="+", db_index=False)
    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="exclusions", db_index=False)
    unit = models.ForeignKey("roster.Unit", on_delete=models.PROTECT, null=True, related_name="+")
    person = models.PositiveIntegerField(null=True)
    ground = models.CharField(max_length=8)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["matter", "unit"], name="exclusion_once_a_unit"),
            models.UniqueConstraint(fields=["matter", "person"], name="exclusion_once_a_person"),
            models.CheckConstraint(
                name="exclusion_of_unit_or_person", condition=models.Q(unit=None) ^ models.Q(person=None)
            ),
        ]
        indexes = [
            models.Index(fields=["conference", "unit"], name="exclusion_by_unit"),
            models.Index(fields=["conference", "person"], name="exclusion_by_person"),
        ]


class Progress(models.Model):
    """What a unit reported while handling: facts found, steps taken."""

    conference = models.ForeignKey("journal.Conference", on_delete=models.PROTECT, related_name="+", db_index=False)
    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="progress")
    unit = models.ForeignKey("roster.Unit", on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    on = models.DateField()
    text = models.TextField()
    entry = models.PositiveBigIntegerField()


class Measure(models.Model):
    """A measure taken for a matter: 疏导教育, 帮扶救助 and others; also aftercare once it is concluded (37(3))."""

    conference = models.ForeignKey("journal.Conference", on_delete=models.PROTECT, related_name="+")
    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="measures")
    kind = models.CharField(max_length=12)
    unit = models.ForeignKey("roster.Unit", on_delete=models.PROTECT, null=True, related_name="+")
    on = models.DateField()
    text = models.TextField()
    aftercare = models.BooleanField(default=False)
    entry = models.PositiveBigIntegerField()
