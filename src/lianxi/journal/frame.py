"""The one write frame. ``@action(move)`` opens the transaction, locks the conference's head row, checks idempotency,
clock, role and the rulebook's gates, runs the function, and appends exactly one entry. Nothing else writes the journal.
"""

from __future__ import annotations

import secrets
import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import update_wrapper
from pathlib import Path
from typing import Any, Concatenate, Generic, ParamSpec
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import IntegrityError, OperationalError, connection, transaction

from lianxi.journal import attachments
from lianxi.journal.canonical import CODE, GENESIS, OBJECT, NotACode, canonical, checked, digest, salted, utc
from lianxi.journal.models import Attachment, Conference, Counter, Entry, FactRow, Submission, Text
from lianxi.journal.moves import MACHINE_ROLE, Move
from lianxi.journal.refusals import ClockWentBack, Invalid, NoSpace, RuleBroken
from lianxi.rulebook.facts import Fact, Value
from lianxi.rulebook.vocabulary import VERBS

HERE = ZoneInfo("Asia/Shanghai")
MEANS = {"paper": "纸质", "phone": "电话", "wechat": "微信", "in_person": "当面"}
P = ParamSpec("P")


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts, in which seat: numbers of the conference (``account`` is the deployment's)."""

    account: int
    person: int
    seat: int
    role: str
    unit: int | None = None


#: the software itself, for the few entries that no person makes (``record.restored``); no account, person or seat
MACHINE = Actor(account=0, person=0, seat=0, role=MACHINE_ROLE)


@dataclass(frozen=True, slots=True)
class Behalf:
    """代录: for whom (his seat and role), by what means, on which day he did it, and the scan where one is demanded."""

    person: int | None
    seat: int
    role: str
    unit: int | None
    means: str
    on: date
    scan: bool = False


@dataclass(frozen=True, slots=True)
class NewConference:
    """The conference a founding action makes; ``key`` is its idempotency over text and body."""

    slug: str
    name: str
    short: str
    key: str


@dataclass(frozen=True, slots=True)
class Call:
    """The circumstances of one write: which conference, who, when (aware), and the form's idempotency key."""

    conference: int | NewConference
    actor: Actor
    now: datetime
    key: str | None = None
    behalf: Behalf | None = None

    @property
    def today(self) -> date:
        return self.now.astimezone(HERE).date()


@dataclass(frozen=True, slots=True)
class Done:
    """What a write made: the entry's number, the object (``meeting:12``), and whether it had been done before."""

    conference: int
    entry: int
    object: str
    repeated: bool = False

    @property
    def number(self) -> int:
        return int(self.object.partition(":")[2])


#: (conference, planned fact, facts of the same entry before it) → the article's label and the refusal, or None
GateKeeper = Callable[[int, Fact, Sequence[Fact]], tuple[str, str] | None]
_gate_keepers: list[GateKeeper] = []


def register_gate_keeper(keeper: GateKeeper) -> None:
    """Called at start-up by the room that knows the rulebook in force (``charter``)."""
    if keeper not in _gate_keepers:
        _gate_keepers.append(keeper)


#: (conference, act, day) → the label of the article of the rules in force that speaks of it, empty where none does
ArticleFinder = Callable[[int, str, date], str]
_article_finders: list[ArticleFinder] = []


def register_article_finder(finder: ArticleFinder) -> None:
    """Called at start-up by the room that knows the rulebook in force (``charter``)."""
    if finder not in _article_finders:
        _article_finders.append(finder)


@dataclass(slots=True)
class Step:
    """The entry being written. The action's function adds facts, texts and files; the frame seals and appends it."""

    conference: Conference
    call: Call
    facts: list[dict[str, Any]] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)
    files: list[attachments.Stored] = field(default_factory=list)
    planned: list[Fact] = field(default_factory=list)

    @property
    def actor(self) -> Actor:
        return self.call.actor

    @property
    def now(self) -> datetime:
        return self.call.now

    @property
    def today(self) -> date:
        return self.call.today

    @property
    def number(self) -> int:
        """The number this entry will have."""
        return self.conference.head_number + 1

    def next(self, kind: str) -> int:
        """The next number of a kind of object; gapless, because the head row is locked."""
        counter, _ = Counter.objects.get_or_create(conference=self.conference, kind=kind)
        counter.last += 1
        counter.save(update_fields=["last"])
        return counter.last

    def fact(
        self,
        verb: str,
        object: str,
        *,
        on: date | None = None,
        unit: int | None = None,
        data: Mapping[str, Value] | None = None,
    ) -> None:
        """Add one fact. ``on`` is the day it happened (default: today), never a day to come."""
        if verb not in VERBS:
            raise KeyError(f"verb {verb} is not in the vocabulary")
        if not OBJECT.fullmatch(object):
            raise NotACode(f"object {object!r}")
        day = on or self.today
        if day > self.today:
            raise Invalid(f"日期 {day.isoformat()} 还没有到。请填写实际发生的日期（不晚于今天）。", "happened_on")
        codes = checked(data or {})
        fact = {"verb": verb, "object": object, "unit": unit, "on": day.isoformat(), "data": codes}
        planned = Fact(self.number, len(self.facts), verb, object, day, self.today, unit, codes)
        for keeper in _gate_keepers:
            refusal = keeper(self.conference.pk, planned, self.planned)
            if refusal is not None:
                raise RuleBroken(refusal[1], refusal[0])
        self.facts.append(fact)
        self.planned.append(planned)

    def text(self, kind: str, text: str) -> None:
        """Words that belong to the entry: kept apart, only their salted hash enters the chain."""
        if not CODE.fullmatch(kind):
            raise NotACode(f"kind of text {kind!r}")
        if text.strip():
            self.texts[kind] = text.strip()

    def attach(self, upload: attachments.Upload) -> None:
        """Store a file (fsynced) and name it in the entry by its SHA-256."""
        self.files.append(attachments.store(self.conference.uid, upload))


class Action(Generic[P]):
    """A write: called with a ``Call`` and the action's own keyword arguments, answers with ``Done``.

    Raises ``RuleBroken``, ``Invalid``, ``Stale``, ``NoSpace`` or ``ClockWentBack``; then nothing was written.
    """

    def __init__(self, move: Move, function: Callable[Concatenate[Step, P], str]) -> None:
        self.move = move
        self.function = function
        update_wrapper(self, function)

    def __call__(self, call: Call, *args: P.args, **kwargs: P.kwargs) -> Done:
        if connection.vendor == "sqlite":
            attachments.require_space(Path(settings.DATA_FOLDER))
        try:
            with transaction.atomic():
                conference, fresh = _head(call)
                done = self._already(call, conference, fresh)
                if done is not None:
                    return done
                _check_clock(conference, call)
                self._check_role(call, conference.pk)
                return self._write(Step(conference, call), *args, **kwargs)
        except OperationalError as error:
            if _is_disk_full(error):
                raise NoSpace(attachments.NO_SPACE) from error
            raise

    def _write(self, step: Step, *args: P.args, **kwargs: P.kwargs) -> Done:
        try:
            return _append(step, self.function(step, *args, **kwargs))
        except BaseException:
            attachments.discard(step.conference.uid, step.files)
            raise

    def _already(self, call: Call, conference: Conference, fresh: bool) -> Done | None:
        if isinstance(call.conference, NewConference) and not fresh:
            return Done(conference.pk, 1, "conference:1", repeated=True)
        if call.key:
            used = Submission.objects.filter(conference=conference, key=call.key).first()
            if used is not None:
                return Done(conference.pk, used.entry, used.object, repeated=True)
        return None

    def _check_role(self, call: Call, conference: int) -> None:
        """The role counts of the person on whose behalf; only the office records for others."""
        if call.behalf is None:
            if not self.move.allows(call.actor.role):
                raise self._not_his(call, conference)
            return
        if call.behalf.means not in MEANS:
            raise Invalid("请选择代录方式：纸质、电话、微信或当面。", "means")
        if call.behalf.on > call.today:
            raise Invalid("代录的日期还没有到。请填写本人实际办理的日期。", "behalf_on")
        if not RECORDS_FOR_OTHERS.allows(call.actor.role):
            raise RuleBroken("代录由联席会议办公室办理。请本人直接办理，或交办公室代录。")
        if not self.move.allows_on_behalf_of(call.behalf.role):
            raise self._not_his(call, conference)

    def _not_his(self, call: Call, conference: int) -> RuleBroken:
        """The refusal of a role, with the article on which the move stands in this body's rules."""
        act = self.move.article_key
        found = (finder(conference, act, call.today) for finder in _article_finders) if act else ()
        article = next(filter(None, found), "")
        return RuleBroken(self.move.refusal(article), article or None)


RECORDS_FOR_OTHERS = Move("evidence.recorded", "recorded", ("office",))


def action(move: Move) -> Callable[[Callable[Concatenate[Step, P], str]], Action[P]]:
    """Make a function a write. It gets the ``Step`` first and returns the object it made or moved (``meeting:12``)."""

    def wrap(function: Callable[Concatenate[Step, P], str]) -> Action[P]:
        return Action(move, function)

    return wrap


def _head(call: Call) -> tuple[Conference, bool]:
    """The conference's head row, locked; made when the action founds it (then ``True``)."""
    wanted = call.conference
    if isinstance(wanted, int):
        return Conference.objects.select_for_update().get(pk=wanted), False
    found = _founded(wanted)
    if found is not None:
        return found, False
    try:
        with transaction.atomic():
            made = Conference.objects.create(
                uid=uuid.uuid4(),
                slug=wanted.slug,
                name=wanted.name,
                short=wanted.short,
                founding_key=wanted.key,
                head_hash=GENESIS,
            )
    except IntegrityError:  # founded by somebody else in this very moment
        found = _founded(wanted)
        if found is None:
            raise
        return found, False
    return made, True


def _founded(wanted: NewConference) -> Conference | None:
    """The conference of that founding key, locked. Raises ``Invalid`` when another one has the slug."""
    found = Conference.objects.select_for_update().filter(founding_key=wanted.key).first()
    if found is None:  # or it came between the two questions: then the slug's holder has our key
        found = Conference.objects.select_for_update().filter(slug=wanted.slug).first()
        if found is not None and found.founding_key != wanted.key:
            raise Invalid(f"简称“{wanted.slug}”已被另一联席会议使用。请换一个。", "slug")
    return found


def _is_disk_full(error: OperationalError) -> bool:
    """SQLite says it in words, PostgreSQL by its code."""
    return "disk is full" in str(error) or getattr(error.__cause__, "sqlstate", None) == "53100"


#: a write took its time when its page began, then waited for those before it (SQLite: at most 20 s)
WAITED = timedelta(seconds=30)


def _check_clock(conference: Conference, call: Call) -> None:
    if conference.head_at is not None and call.now + WAITED < conference.head_at:
        last = conference.head_at.astimezone(HERE)
        raise ClockWentBack(
            f"本机时间早于最近一条记录的时间（{last:%Y年%m月%d日 %H:%M}），未作登记。请校准服务器时间后再试。"
        )


def _append(step: Step, made: str) -> Done:
    """Seal the step: one entry, its facts, texts and files, the new head, the idempotency key."""
    if not step.facts:
        raise RuntimeError("an action wrote no fact")
    conference, call, number = step.conference, step.call, step.number
    moment = max(filter(None, [call.now.replace(microsecond=0), conference.head_at]))
    salts = {kind: secrets.token_hex(16) for kind in step.texts}
    body = canonical(
        {
            "conference": str(conference.uid),
            "number": number,
            "recorded_at": utc(moment),
            "actor": _actor(call.actor),
            "behalf": _behalf(call.behalf, scanned=bool(step.files)),
            "facts": step.facts,
            "texts": {kind: salted(salts[kind], text) for kind, text in step.texts.items()},
            "files": [file.sha256 for file in step.files],
            "previous": conference.head_hash,
        }
    )
    sealed = digest(body)
    Entry.objects.create(
        conference=conference,
        number=number,
        recorded_at=moment,
        verb=step.facts[0]["verb"],
        actor_person=call.actor.person,
        actor_unit=call.actor.unit,
        behalf_person=call.behalf.person if call.behalf else None,
        body=body,
        hash=sealed,
    )
    FactRow.objects.bulk_create(fact_rows(conference, number, moment.astimezone(HERE).date(), step.facts))
    Text.objects.bulk_create(
        Text(conference=conference, entry=number, kind=kind, salt=salts[kind], text=text)
        for kind, text in step.texts.items()
    )
    for file in step.files:
        Attachment.objects.create(
            conference=conference,
            number=step.next("attachment"),
            entry=number,
            sha256=file.sha256,
            name=file.name,
            media_type=file.media_type,
            size=file.size,
        )
    conference.head_number, conference.head_hash, conference.head_at = number, sealed, moment
    conference.save(update_fields=["head_number", "head_hash", "head_at"])
    if call.key:
        Submission.objects.create(conference=conference, key=call.key, entry=number, object=made)
    return Done(conference.pk, number, made)


def fact_rows(conference: Conference, number: int, recorded_on: date, facts: Iterable[dict[str, Any]]) -> list[FactRow]:
    """The reading rows of an entry's facts."""
    return [
        FactRow(
            conference=conference,
            entry=number,
            index=index,
            verb=fact["verb"],
            object=fact["object"],
            unit=fact["unit"],
            happened_on=date.fromisoformat(fact["on"]),
            recorded_on=recorded_on,
            data=canonical(fact["data"]),
        )
        for index, fact in enumerate(facts)
    ]


def _actor(actor: Actor) -> dict[str, Value]:
    return {
        "account": actor.account,
        "person": actor.person,
        "seat": actor.seat,
        "role": actor.role,
        "unit": actor.unit,
    }


def _behalf(behalf: Behalf | None, *, scanned: bool) -> dict[str, Value] | None:
    if behalf is None:
        return None
    return {
        "person": behalf.person,
        "seat": behalf.seat,
        "role": behalf.role,
        "unit": behalf.unit,
        "means": behalf.means,
        "on": behalf.on.isoformat(),
        "scan": behalf.scan and scanned,
    }
