"""Meetings: agenda, attendance, minutes, decisions, receipts. Columns and constraints only."""

from __future__ import annotations

from django.db import models

STATES = {"called": "已通知", "held": "已召开", "cancelled": "已取消"}
ATTENDANCE = {"present": "到会", "leave": "请假", "substitute": "代会", "absent": "未请假缺席"}
MINUTES_STATES = {
    "draft": "起草中",
    "submitted": "待审定",
    "returned": "退回修改",
    "approved": "已审定",
    "issued": "已印发",
}


class Meeting(models.Model):
    """One meeting. ``kind``: plenary, work, analysis, dispatch, ad_hoc. ``by_hand``: recorded from paper afterwards."""

    conference = models.ForeignKey("journal.Conference", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=12)
    title = models.CharField(max_length=120)
    reason = models.CharField(max_length=200, blank=True)
    day = models.DateField()
    time = models.TimeField(null=True)
    place = models.CharField(max_length=120, blank=True)
    chair = models.ForeignKey("roster.Seat", on_delete=models.PROTECT, null=True, related_name="+")
    guests = models.CharField(max_length=300, blank=True)
    state = models.CharField(max_length=12)
    state_note = models.CharField(max_length=300, blank=True)
    by_hand = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["conference", "number"], name="meeting_number_once"),
            models.CheckConstraint(name="meeting_state_known", condition=models.Q(state__in=list(STATES))),
        ]
        indexes = [models.Index(fields=["conference", "-day", "-number"], name="meeting_newest")]


class AgendaItem(models.Model):
    """One item of a meeting's agenda. ``origin``: ``task:3`` (its results are heard), or empty for a new question."""

    conference = models.ForeignKey("journal.Conference", on_delete=models.PROTECT, related_name="+")
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="agenda")
    place = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    presenter = models.CharField(max_length=80, blank=True)
    origin = models.CharField(max_length=60, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["meeting", "place"], name="agenda_place_once")]


class Proposal(models.Model):
    """Something that waits for a meeting; a room proposes it, an agenda takes it up."""

    conference = models.ForeignKey("journal.Conference", on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=200)
    presenter = models.CharField(max_length=80, blank=True)
    origin = models.CharField(max_length=60)
    taken_up = models.ForeignKey(Meeting, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["conference", "origin"], condition=models.Q(taken_up=None), name="one_open_proposal"
            )
        ]


class Attendance(models.Model):
    """A unit expected at a meeting (or a guest unit), and what became of it."""

    conference = models.ForeignKey("journal.Conference", on_delete=models.PROTECT, related_name="+")
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="attendance")
    unit = models.ForeignKey("roster.Unit", on_delete=models.PROTECT, related_name="+")
    expected = models.BooleanField(default=True)
    status = models.CharField(max_length=12, blank=True)
    substitute = models.CharField(max_length=60, blank=True)
    reason = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["meeting", "unit"], name="attendance_once"),
            models.CheckConstraint(name="attendance_status_known", condition=models.Q(status__in=["", *ATTENDANCE])),
        ]


class Minutes(models.Model):
    """The minutes of a meeting. ``content`` is the working text (JSON); once approved ``sealed`` never changes.

    ``revision`` 1 is the first; a correction is a further revision that says in ``correction`` what changed.
    """

    conference = models.ForeignKey("journal.Conference", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    revision = models.PositiveSmallIntegerField(default=1)
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="minutes")
    state = models.CharField(max_length=12, default="draft")
    content = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=1)
    drafter = models.PositiveIntegerField(null=True)
    opinion = models.TextField(blank=True)
    correction = models.TextField(blank=True)
    sealed = models.TextField(blank=True)
    issued_on = models.DateField(null=True)
    document_number = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["conference", "number", "revision"], name="minutes_number_once"),
            models.UniqueConstraint(fields=["meeting", "revision"], name="minutes_once_a_meeting"),
            models.CheckConstraint(name="minutes_state_known", condition=models.Q(state__in=list(MINUTES_STATES))),
        ]


class CorrectionDraft(models.Model):
    """A correction of issued minutes while it is written: a working copy, no step. Gone once it is submitted."""

    conference = models.ForeignKey("journal.Conference", on_delete=models.PROTECT, related_name="+")
    minutes = models.OneToOneField(Minutes, on_delete=models.CASCADE, related_name="+")
    content = models.JSONField(default=dict)
    correction = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)


class Decision(models.Model):
    """Something decided. It takes force with the issued minutes, or before them as 先行交办 (``ahead``)."""

    conference = models.ForeignKey("journal.Conference", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="decisions")
    place = models.PositiveSmallIntegerField()
    text = models.TextField()
    major = models.BooleanField(default=False)
    no_task = models.BooleanField(default=False)
    ahead = models.BooleanField(default=False)
    task = models.PositiveIntegerField(null=True)
    withdrawn = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["conference", "number"], name="decision_number_once"),
            models.UniqueConstraint(fields=["meeting", "place"], name="decision_place_once"),
        ]


class Receipt(models.Model):
    """Who was sent the issued minutes, and when he signed for them."""

    conference = models.ForeignKey("journal.Conference", on_delete=models.PROTECT, related_name="+")
    minutes = models.ForeignKey(Minutes, on_delete=models.PROTECT, related_name="receipts")
    unit = models.ForeignKey("roster.Unit", on_delete=models.PROTECT, related_name="+")
    received_on = models.DateField(null=True)
    on_behalf = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["minutes", "unit"], name="receipt_once")]
        indexes = [models.Index(fields=["conference", "unit", "received_on"], name="receipt_by_unit")]


class HistoryDraft(models.Model):
    """A workbook of history between upload and confirmation (``roster.history``), or what became of it (``entry``).

    It stands in the highest room whose rows it brings in. ``content``: the cells as read, emptied once brought in.
    """

    conference = models.ForeignKey("journal.Conference", on_delete=models.PROTECT, related_name="+")
    account = models.ForeignKey("roster.Account", on_delete=models.CASCADE, related_name="+")
    token = models.CharField(max_length=32, unique=True)
    file_name = models.CharField(max_length=200)
    content = models.JSONField(default=dict)
    #: the workbook itself, where the entry is to keep it; emptied once brought in
    file = models.BinaryField(default=bytes)
    entry = models.PositiveBigIntegerField(null=True)
    version = models.PositiveIntegerField(default=1)
    touched_at = models.DateTimeField()


class Setting(models.Model):
    """The body's own setting for a kind of meeting: do its minutes need a convener's approval (本单位设定)?"""

    conference = models.ForeignKey("journal.Conference", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12)
    approval = models.BooleanField(default=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["conference", "kind"], name="meeting_setting_once")]
