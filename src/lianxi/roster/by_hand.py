"""登记履行: any duty recorded by hand, on the duty's own verb; and 未召开（已说明）.

Bodies that stay on paper are served by this alone; the later rooms write the same verbs through their own work.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from lianxi.charter import queries as charter
from lianxi.journal.attachments import Upload
from lianxi.journal.frame import Step, action
from lianxi.journal.models import Entry
from lianxi.journal.moves import Move
from lianxi.journal.queries import facts, facts_of_object
from lianxi.journal.refusals import Invalid, RuleBroken
from lianxi.roster.models import Explanation, HandRecord, Unit
from lianxi.rulebook.derivation import meeting_kind
from lianxi.rulebook.duties import Duty, Gate, Periodic, Power, Response, Standing
from lianxi.rulebook.facts import Fact, Value, standing
from lianxi.rulebook.vocabulary import MEETING_KINDS, VERBS
from lianxi.rulebook.windows import window_at

RECORD = Move("evidence.recorded", "recorded", ("office",), behalf_roles=("member",))
EXPLAIN = Move("meeting.explained", "explained", ("office",), article_key="meeting.held")
CONFIRM = Move("meeting.explanation_confirmed", "confirmed", ("convener",), ("explained",), "meeting.held")
CONFIRM_BEHALF = Move("on_behalf.confirmed", "confirmed", ("member",))
#: acts that only the person himself can do: on paper they need the scanned original
APPROVALS = frozenset(
    {"minutes.approved", "supervision.approved", "document.signed", "interview.decided", "interview.held"}
)
FLAGS = frozenset({"major", "complex"})


@dataclass(frozen=True, slots=True)
class Record:
    """One thing done on paper. ``part``: ``done`` (fulfils the duty), ``began`` (its trigger).

    ``subject``: the ``kind:number`` it answers, for a response or a gate. ``unit``: whose deed it was.
    """

    duty: str
    part: str
    happened_on: date
    title: str
    subject: str | None = None
    unit: int | None = None
    meeting_kind: str | None = None
    due: date | None = None
    flags: frozenset[str] = frozenset()
    place: str = ""
    attended: str = ""
    note: str = ""
    files: Sequence[Upload] = field(default_factory=tuple)


#: verb → what the room of that verb does with something just recorded by hand (it gives it a row under its number)
Adopter = Callable[[Step, Record, str, str], None]
_adopters: dict[str, Adopter] = {}


def register_adopter(verb: str, adopter: Adopter) -> None:
    """Called at start-up by the room that keeps objects of this verb; the last argument is the kind of meeting."""
    _adopters[verb] = adopter


@action(RECORD)
def record_by_hand(step: Step, *, record: Record) -> str:
    """Record one thing; its verb is the duty's own, with ``by_hand``. Raises ``Invalid`` or ``RuleBroken``."""
    return _record(step, record, 0)


@action(RECORD)
def record_many(step: Step, *, records: Sequence[Record], places: Sequence[str]) -> str:
    """Record a filled-in table: one entry, one fact a row, all or nothing. ``places`` names each row in a refusal."""
    if not records:
        raise Invalid("表格里没有可登记的行。请按模板逐行填写后再上传。", "file")
    made = ""
    for index, (record, place) in enumerate(zip(records, places, strict=True)):
        try:
            made = _record(step, record, index)
        except (Invalid, RuleBroken) as refusal:
            raise Invalid(f"{place}：{refusal}", "table") from refusal
    return made


def _record(step: Step, record: Record, index: int) -> str:
    duty = duty_of(step.conference.pk, record.duty, record.happened_on)
    if not record.title.strip():
        raise Invalid("请填写事项名称，例如“11月工作会议”。", "title")
    verb = verb_of(duty, record.part)
    _check_approval(step, verb, record)
    _check_unit(step, record.unit)
    data: dict[str, Value] = {"by_hand": True, **dict.fromkeys(sorted(record.flags & FLAGS), True)}
    if record.due is not None:
        data["due"] = record.due.isoformat()
    object_ = _object(step, duty, verb, record, data)
    step.fact(verb, object_, on=record.happened_on, unit=record.unit, data=data)
    if verb in _adopters:
        _adopters[verb](step, record, object_, str(data.get("kind", "")))
    for upload in record.files:
        step.attach(upload)
    HandRecord.objects.create(
        conference=step.conference,
        entry=step.number,
        index=index,
        duty=duty.key,
        verb=verb,
        object=object_,
        happened_on=record.happened_on,
        title=record.title.strip()[:120],
        place=record.place.strip()[:120],
        attended=record.attended.strip(),
        note=record.note.strip(),
    )
    return object_


def duty_of(conference: int, key: str, on: date) -> Duty:
    """The duty by its key: in the version in force on that day, else in the newest that has it."""
    versions = charter.versions(conference)
    current = charter.in_force(versions, on)
    for version in ([current] if current else []) + versions[::-1]:
        for duty in version.edition.duties:
            if duty.key == key:
                return duty
    raise Invalid("规则中没有这一项职责。请从履职总览重新选择。", "duty")


def verb_of(duty: Duty, part: str) -> str:
    """The journal verb that a part of a duty writes; standing duties take 登记佐证."""
    if isinstance(duty, Periodic):
        return duty.verb
    if isinstance(duty, Response):
        return duty.trigger if part == "began" else duty.verbs[0]
    if isinstance(duty, Gate):
        return duty.needs if part == "done" else duty.verb
    verb = getattr(duty, "verb", None)
    return verb if verb in VERBS else "evidence.recorded"


def _check_approval(step: Step, verb: str, record: Record) -> None:
    if verb not in APPROVALS:
        return
    behalf = step.call.behalf
    if behalf is None or behalf.role != "convener":
        raise RuleBroken(f"“{VERBS[verb]}”是召集人本人的职权。请填写代录信息：由哪位召集人、何时、以何方式作出。")
    if not record.files:
        raise Invalid("代录审批须附签字原件的扫描件或照片。", "scans")


def _check_unit(step: Step, unit: int | None) -> None:
    if unit is not None and not Unit.objects.filter(conference=step.conference, number=unit).exists():
        raise Invalid("没有这个单位。请重新选择。", "unit")


def _object(step: Step, duty: Duty, verb: str, record: Record, data: dict[str, Value]) -> str:
    """The object the fact is about; what it answers goes into ``data``. Adds a meeting's kind where it matters."""
    kind = verb.partition(".")[0]
    if verb == "meeting.held":
        data["kind"] = _kind_of(duty, record.meeting_kind)
    pair = duty.pair if isinstance(duty, Response | Gate) else None
    begins = isinstance(duty, Response) and record.part == "began" and kind == pair and not record.subject
    answers = pair is not None and not begins
    if not answers or pair is None:
        return f"{kind}:{step.next(kind)}"
    subject, number = _subject(step, pair, record.subject)
    meeting = next((fact for fact in subject if fact.verb == "meeting.held"), None)
    if meeting is not None:
        data["kind"] = meeting.data.get("kind")
    if kind == pair:
        return f"{pair}:{number}"
    data[pair] = number
    known = _documents[kind](step.conference.pk, number) if kind in _documents else None
    return f"{kind}:{known or step.next(kind)}"


def _kind_of(duty: Duty, wanted: str | None) -> str:
    allowed = kinds_of(duty)
    if wanted and wanted not in MEETING_KINDS:
        raise Invalid("请选择会议类型。", "meeting_kind")
    return wanted or allowed[0]


def kinds_of(duty: Duty) -> list[str]:
    """The kinds of meeting that count for a duty, its own first."""
    if isinstance(duty, Power | Standing):
        named = meeting_kind(duty.label)
        return [named, *(kind for kind in MEETING_KINDS if kind != named)]
    pattern = duty.trigger_pattern if isinstance(duty, Response) else getattr(duty, "pattern", {})
    counted = pattern.get("kind", frozenset())
    own = duty.key.split(":")[2:3]
    return sorted(counted, key=lambda kind: (kind not in own, list(MEETING_KINDS).index(kind))) or ["work"]


def _subject(step: Step, pair: str, wanted: str | None) -> tuple[list[Fact], int]:
    kind, _, number = (wanted or "").partition(":")
    if kind != pair or not number.isdigit():
        raise Invalid("请选择所对应的事项。", "subject")
    if pair == "change":  # a change is no object of its own: it stands in the data of who came
        known = standing(facts(step.conference.pk, verbs=frozenset({"seat.filled"})))
        found = [fact for fact in known if fact.subject("change") == wanted]
    else:
        found = standing(facts_of_object(step.conference.pk, f"{pair}:{number}"))
    if not found:
        raise Invalid("没有这个事项，或其记录已撤回。请重新选择。", "subject")
    return found, int(number)


#: kind of document → the number it has for the object it belongs to (the minutes of a meeting)
_documents: dict[str, Callable[[int, int], int | None]] = {}


def register_document(kind: str, number_of: Callable[[int, int], int | None]) -> None:
    """Called at start-up by the room that keeps these documents: (conference, object number) → document number."""
    _documents[kind] = number_of


@action(EXPLAIN)
def explain_window(step: Step, *, duty: str, window: date, reason: str) -> str:
    """Say why a window of a periodic duty has nothing. It counts once a convener has confirmed it."""
    found = duty_of(step.conference.pk, duty, window)
    if not isinstance(found, Periodic):
        raise RuleBroken("只有按周期履行的职责可以作未召开说明。")
    if not reason.strip():
        raise Invalid("请写明未召开的原因，例如“防汛一级响应，全员在岗”。", "reason")
    if window > step.today:
        raise Invalid("这一期还没有开始，不能提前说明。", "window")
    if found.when == "ordinary" and window_at(window, found.every, found.interval).start != window:
        raise Invalid("说明应对应一个完整的履职周期。请从履职总览选择。", "window")
    row = Explanation.objects.filter(conference=step.conference, duty=duty, window=window).first()
    if row is not None:
        raise RuleBroken("这一期已经作过说明" + ("，并经召集人确认。" if row.confirmed else "，待召集人确认。"))
    row = Explanation.objects.create(
        conference=step.conference,
        number=step.next("explanation"),
        duty=duty,
        window=window,
        reason=reason.strip(),
    )
    step.fact("meeting.explained", f"explanation:{row.number}", data={"duty": duty, "window": window.isoformat()})
    step.text("reason", reason)
    return f"explanation:{row.number}"


@action(CONFIRM)
def confirm_explanation(step: Step, *, number: int, files: Sequence[Upload] = ()) -> str:
    """A convener confirms an explanation; recorded on his behalf it needs the scanned original."""
    row = Explanation.objects.filter(conference=step.conference, number=number).first()
    if row is None:
        raise Invalid("没有这份说明。", "number")
    if row.confirmed:
        raise RuleBroken("这份说明已经确认。")
    if step.call.behalf is not None and not files:
        raise Invalid("代录召集人确认须附签字原件的扫描件或照片。", "scans")
    row.confirmed = True
    row.save(update_fields=["confirmed"])
    step.fact(
        "meeting.explanation_confirmed",
        f"explanation:{number}",
        on=step.call.behalf.on if step.call.behalf else None,
        data={"duty": row.duty, "window": row.window.isoformat()},
    )
    for upload in files:
        step.attach(upload)
    return f"explanation:{number}"


@action(CONFIRM_BEHALF)
def confirm_on_behalf(step: Step, *, entries: Sequence[int]) -> str:
    """The person confirms what the office recorded for him: one entry, one fact for each, all or none."""
    wanted = sorted(set(entries))
    if not wanted:
        raise Invalid("请至少勾选一条要确认的代录。", "entries")
    mine = Entry.objects.filter(conference=step.conference, number__in=wanted, behalf_person=step.actor.person)
    if mine.count() != len(wanted):
        raise Invalid("所选的记录中有的不是代您登记的。请刷新后重新勾选。", "entries")
    confirmed = standing(facts_of_object(step.conference.pk, *(f"entry:{entry}" for entry in wanted)))
    if any(fact.verb == "on_behalf.confirmed" for fact in confirmed):
        raise RuleBroken("所选的代录中有的您已经确认过。请刷新后重新勾选。")
    for entry in wanted:
        step.fact("on_behalf.confirmed", f"entry:{entry}", data={"entry": entry})
    return f"entry:{wanted[0]}"


def as_flags(given: Mapping[str, bool]) -> frozenset[str]:
    return frozenset(name for name, value in given.items() if value) & FLAGS


def undo_explanation(step: Step, fact: Fact) -> None:
    """A withdrawn explanation is none: its confirmation goes with it, and its window may be explained anew."""
    for other in standing(facts_of_object(step.conference.pk, fact.object)):
        if other.verb == "meeting.explanation_confirmed":
            step.fact("entry.withdrawn", f"entry:{other.entry}", data={"entry": other.entry, "fact": other.index})
    Explanation.objects.filter(conference=step.conference, number=int(fact.object.partition(":")[2])).delete()


def undo_confirmation(step: Step, fact: Fact) -> None:
    """A withdrawn confirmation leaves the explanation waiting."""
    number = int(fact.object.partition(":")[2])
    Explanation.objects.filter(conference=step.conference, number=number).update(confirmed=False)
