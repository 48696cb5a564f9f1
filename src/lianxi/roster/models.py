"""Units, seats and who holds them when; accounts; founding drafts; what was recorded by hand. Columns only."""

from __future__ import annotations

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from lianxi.roster.roles import ROLES


class AccountManager(BaseUserManager["Account"]):
    """Accounts are made by actions; this only answers Django's log-in by name."""

    def get_by_natural_key(self, username: str | None) -> Account:
        return self.get(username=username)


class Account(AbstractBaseUser):
    """A person's login in this deployment; it may hold seats in several conferences."""

    username = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=60)
    may_found = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)
    #: part of every one-time link: a new link makes the older ones void
    link_serial = models.PositiveIntegerField(default=0)

    USERNAME_FIELD = "username"
    objects = AccountManager()


class Unit(models.Model):
    """A member unit: office, station, village, community, other. ``former``: its earlier names, the latest last;
    ``successor``: which unit took over its work when it was merged or dissolved.
    """

    conference = models.ForeignKey("journal.Conference", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    name = models.CharField(max_length=80)
    kind = models.CharField(max_length=20)
    aliases = models.JSONField(default=list)
    former = models.JSONField(default=list)
    successor = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    closed_on = models.DateField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["conference", "number"], name="unit_number_once"),
            models.UniqueConstraint(
                fields=["conference", "name"], condition=models.Q(closed_on=None), name="unit_name_once"
            ),
        ]


class UnitAct(models.Model):
    """设立、更名、合并、撤销: one act on a unit, with the document it rests on. ``entry``: where the journal has it."""

    conference = models.ForeignKey("journal.Conference", on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="acts")
    entry = models.PositiveBigIntegerField()
    verb = models.CharField(max_length=20)
    on = models.DateField()
    document = models.CharField(max_length=200)
    old_name = models.CharField(max_length=80, blank=True)
    new_name = models.CharField(max_length=80, blank=True)
    successor = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["conference", "entry"], name="unit_act_once_an_entry")]


class Person(models.Model):
    """Somebody who holds or held a seat; known to one conference by number."""

    conference = models.ForeignKey("journal.Conference", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    name = models.CharField(max_length=60)
    account = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="people")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["conference", "number"], name="person_number_once"),
            models.UniqueConstraint(
                fields=["conference", "account"], condition=~models.Q(account=None), name="account_once_a_conference"
            ),
        ]


class Seat(models.Model):
    """A post in the conference. It belongs to the post, so a change of person never loses history."""

    conference = models.ForeignKey("journal.Conference", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    role = models.CharField(max_length=20, choices=[(role, label) for role, label in ROLES.items()])
    post = models.CharField(max_length=80)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="seats")
    closed_on = models.DateField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["conference", "number"], name="seat_number_once"),
            models.CheckConstraint(name="seat_role_known", condition=models.Q(role__in=list(ROLES))),
        ]


class Tenure(models.Model):
    """Who holds a seat from when to when (both inclusive); one at a time."""

    conference = models.ForeignKey("journal.Conference", on_delete=models.PROTECT, related_name="+")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="tenures")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="tenures")
    since = models.DateField()
    until = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["seat"], condition=models.Q(until=None), name="one_holder_at_a_time"),
        ]
        indexes = [models.Index(fields=["conference", "person"], name="tenure_by_person")]


CHANGE_STATES = {
    "announced": "待登记",
    "registered": "待备案",
    "filed": "待报告",
    "reported": "待知悉",
    "acknowledged": "已办结",
    "declined": "已退回",
}


class Change(models.Model):
    """成员变更: one change of holder from the unit's letter to the convener's notice (art. 10 of the reference genre).

    ``coming_name`` is what the letter says; ``coming`` the person once the office registered it. A filing keeps its
    serial of the year for good, also when its entry is withdrawn.
    """

    conference = models.ForeignKey("journal.Conference", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="changes")
    leaving = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    coming = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    coming_name = models.CharField(max_length=60)
    since = models.DateField()
    document = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=12)
    reason = models.TextField(blank=True)
    announced_on = models.DateField(null=True)
    registered_on = models.DateField(null=True)
    filed_on = models.DateField(null=True)
    filing_year = models.PositiveSmallIntegerField(null=True)
    filing_serial = models.PositiveIntegerField(null=True)
    reported_on = models.DateField(null=True)
    acknowledged_on = models.DateField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["conference", "number"], name="change_number_once"),
            models.UniqueConstraint(
                fields=["conference", "filing_year", "filing_serial"], name="filing_serial_once_a_year"
            ),
            models.UniqueConstraint(
                fields=["seat"], condition=models.Q(state="announced"), name="one_announced_change_a_seat"
            ),
            models.CheckConstraint(
                name="change_state_known", condition=models.Q(state__in=[*CHANGE_STATES, "withdrawn"])
            ),
        ]
        indexes = [models.Index(fields=["conference", "state", "since"], name="change_by_state")]


class Device(models.Model):
    """A device somebody ticked as his own (本人设备): longer sessions there, 90 days, revocable."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="devices")
    token_sha256 = models.CharField(max_length=64, unique=True)
    label = models.CharField(max_length=80)
    enrolled_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)


class SignInEvent(models.Model):
    """The deployment's own stream: log-ins, failures, lock-outs, links, unlocks. Kept at least 180 days."""

    at = models.DateTimeField()
    kind = models.CharField(max_length=30)
    username = models.CharField(max_length=150)
    address = models.CharField(max_length=45)
    by = models.CharField(max_length=40, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["-at"], name="sign_in_newest"),
            models.Index(fields=["address", "kind", "-at"], name="sign_in_by_address"),
        ]


class FoundingDraft(models.Model):
    """A founding under way: the text as read and the answers so far. It can be left and taken up again."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    token = models.CharField(max_length=32, unique=True)
    file_name = models.CharField(max_length=200)
    text = models.TextField()
    text_sha256 = models.CharField(max_length=64)
    answers = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=1)
    conference = models.ForeignKey("journal.Conference", on_delete=models.PROTECT, null=True, related_name="+")
    touched_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account", "text_sha256", "conference"], name="draft_once")]


class HandRecord(models.Model):
    """The detail of something recorded by hand (登记履行); later rooms adopt these rows under the same numbers."""

    conference = models.ForeignKey("journal.Conference", on_delete=models.PROTECT, related_name="+")
    entry = models.PositiveBigIntegerField()
    index = models.PositiveIntegerField(default=0)
    duty = models.CharField(max_length=120)
    verb = models.CharField(max_length=60)
    object = models.CharField(max_length=60)
    happened_on = models.DateField()
    title = models.CharField(max_length=120)
    place = models.CharField(max_length=120, blank=True)
    attended = models.TextField(blank=True)
    note = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["conference", "entry", "index"], name="hand_record_once")]
        indexes = [models.Index(fields=["conference", "object"], name="hand_record_by_object")]


class Explanation(models.Model):
    """未召开（已说明）: why a window of a periodic duty has nothing; counts once a convener confirmed it."""

    conference = models.ForeignKey("journal.Conference", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    duty = models.CharField(max_length=120)
    window = models.DateField()
    reason = models.TextField()
    confirmed = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["conference", "number"], name="explanation_number_once"),
            models.UniqueConstraint(fields=["conference", "duty", "window"], name="explanation_once_a_window"),
        ]
