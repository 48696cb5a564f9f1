"""Registering a matter: the number, what it is about, the first events of its clocks; correcting; voiding.

Numbers are gapless within conference and year. What was registered never disappears: a voided matter stays counted,
and voiding takes a second person.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from lianxi.documents.official import marks_secrecy
from lianxi.journal.attachments import Upload
from lianxi.journal.frame import Step, action
from lianxi.journal.refusals import Invalid
from lianxi.matters import moves, words
from lianxi.matters.clockwork import happened, recompute
from lianxi.matters.finding import search_index, suggesting
from lianxi.matters.identities import vault
from lianxi.matters.identities.vault import Petitioner
from lianxi.matters.models import Exclusion, Matter, Numbering, SkippedNumber
from lianxi.matters.tables import categories
from lianxi.roster.models import Person, Unit
from lianxi.rulebook.facts import Value
from lianxi.tasks.actions import unit_of

SECRET = "标有国家秘密的内容不能存入本系统。请改用涉密渠道办理，这里只登记不涉密的部分。"  # noqa: S105 (a sentence)


@dataclass(frozen=True, slots=True)
class MatterGiven:
    """A matter as it is registered. Units and persons by number; ``kind`` and ``route`` as in ``words``.

    ``accused_units``: complained of in an accusation; ``conflicted_units``/``excluded_people``: with an interest in it
    (28(3)). ``category``: a code of the table in force. ``simple``: 简易办理, where a local row allows it.
    ``reachable``: name and address are clear, so that there is somebody to be told (23(2)).
    """

    channel: str
    petitioned_on: date
    received_on: date
    purpose: str
    kind: str
    title: str
    text: str
    route: int | None = None
    source: str = "petitioner"
    sender: str = ""
    sender_number: str = ""
    sender_due: date | None = None
    territory: int | None = None
    locality: str = ""
    category: str = ""
    simple: bool = False
    people: int = 1
    involved: int | None = None
    joint: bool = False
    anonymous: bool = False
    reachable: bool = True
    national_first: str = ""
    local_first: str = ""
    responsible: int | None = None
    accused_units: Sequence[int] = ()
    conflicted_units: Sequence[int] = ()
    excluded_people: Sequence[int] = ()
    petitioners: Sequence[Petitioner] = ()


@action(moves.REGISTER)
def register_matter(step: Step, *, given: MatterGiven, files: Sequence[Upload] = (), suggested: str = "") -> str:
    """Register what came in (23(2), 23(3)): by letter, call, visit, online, or sent by the level above.

    ``suggested``: the code of what was suggested to who chose (``suggesting``).
    """
    matter = enter(step, given)
    chosen = {"territory": given.territory or "", "responsible": given.responsible or "", "category": given.category}
    suggesting.note(step, matter, suggested, {name: str(value) for name, value in chosen.items()})
    for file in files:
        step.attach(file)
    return f"matter:{matter.number}"


def enter(step: Step, given: MatterGiven, origin: str = "", registrar: int | None = None) -> Matter:
    """Make the matter within the entry being written; ``origin``: the village case or reception it comes from."""
    check_given(step, given)
    matter = Matter.objects.create(
        conference=step.conference,
        number=next_number(step),
        registered_on=step.today,
        registrar=registrar if registrar is not None else step.actor.person,
        origin=origin,
        state="registered",
        state_since=step.today,
        **columns(step, given),
    )
    exclude(step, matter, given)
    holder = f"matter:{matter.number}"
    if given.petitioners:
        vault.put(step, holder, given.petitioners)
    search_index.put(matter, given.petitioners)
    trigger = "received_from_petitioner" if given.source == "petitioner" else "received_from_superior"
    happened(step, matter, trigger, given.received_on)
    if given.source == "assigned":
        happened(step, matter, "assigned", given.received_on, due=given.sender_due)
    recompute(step, matter)
    step.fact(moves.REGISTER.verb, holder, data=_data(given))
    return matter


def next_number(step: Step) -> int:
    """The next number of this year; gapless, because the head row is locked."""
    year = step.today.year
    row, _ = Numbering.objects.get_or_create(conference=step.conference, year=year)
    row.last = max(row.last, row.start - 1) + 1
    row.save(update_fields=["last"])
    return year * words.YEAR + row.last


def check_given(step: Step, given: MatterGiven) -> None:
    """Raise ``Invalid`` for what cannot be registered, beside its field."""
    _check_words(given)
    _check_days(step, given)
    if given.kind != "appeal_claim" and given.route is not None:
        raise Invalid("只有申诉求决类事项分办理途径（条例第三十一条）。", "route")
    if given.kind == "appeal_claim" and given.route is not None and given.route not in words.ROUTES:
        raise Invalid("办理途径应为条例第三十一条第一至六项之一。", "route")
    if given.people < max(1, len(given.petitioners)):
        raise Invalid("信访人数少于登记的信访人。请核对。", "people")
    if given.involved is not None and given.involved < given.people:
        raise Invalid("涉及人数少于信访人数。请核对。", "involved")
    if given.responsible is not None and given.responsible in (*given.accused_units, *given.conflicted_units):
        raise Invalid(
            "被检举控告或有利害关系的单位不能办理本事项（条例第二十八条、第三十条）。请另选责任单位。", "responsible"
        )
    if given.accused_units and given.kind != "accusation":
        raise Invalid("只有检举控告类事项登记被检举控告单位；一般诉求由责任单位依法办理。", "accused_units")


def _check_words(given: MatterGiven) -> None:
    for value, known, field, words_ in (
        (given.channel, words.CHANNELS, "channel", "信访形式"),
        (given.purpose, words.PURPOSES, "purpose", "信访目的"),
        (given.kind, words.KINDS, "kind", "事项类别"),
        (given.source, words.SOURCES, "source", "来源"),
        (given.national_first, words.FIRST, "national_first", "初次或重复"),
        (given.local_first, words.FIRST, "local_first", "初次或重复"),
    ):
        if value not in known:
            raise Invalid(f"请选择{words_}。", field)
    if not given.title.strip():
        raise Invalid("请填写事项概况（一句话）。", "title")
    if not given.text.strip():
        raise Invalid("请填写反映的内容和诉求。", "text")
    if marks_secrecy(given.title) or marks_secrecy(given.text):
        raise Invalid(SECRET, "text")
    if given.source != "petitioner" and not given.sender.strip():
        raise Invalid("请填写转送或交办的机关。", "sender")


def _check_days(step: Step, given: MatterGiven) -> None:
    if given.received_on > step.today:
        raise Invalid("收到日期还没有到。请核对。", "received_on")
    if given.petitioned_on > given.received_on:
        raise Invalid("信访日期晚于收到日期。请核对。", "petitioned_on")
    if given.source == "assigned" and given.sender_due is None:
        raise Invalid("上级交办的，请填写交办机关要求的办结日期（条例第二十二条第三款）。", "sender_due")
    if given.sender_due is not None and given.sender_due < given.received_on:
        raise Invalid("要求办结的日期早于收到日期。请核对。", "sender_due")


def units_of(step: Step, given: MatterGiven) -> dict[str, Unit | None]:
    return {
        "territory": None if given.territory is None else unit_of(step, given.territory, "territory"),
        "responsible": None if given.responsible is None else unit_of(step, given.responsible, "responsible"),
    }


def _category(step: Step, code: str) -> dict[str, object]:
    """The category as filed: its code and the version of the table it is of."""
    if not code:
        return {"category": "", "category_version": 0}
    table = categories.table(step.conference.pk)
    if code not in table.names:
        raise Invalid("内容分类不在现行分类表中。请重新选择。", "category")
    return {"category": code, "category_version": table.version}


def columns(step: Step, given: MatterGiven) -> dict[str, object]:
    """What is stored of a matter as given. Raises ``Invalid`` for units and categories that are none."""
    return {
        "channel": given.channel,
        "petitioned_on": given.petitioned_on,
        "received_on": given.received_on,
        "source": given.source,
        "sender": given.sender.strip()[:80],
        "sender_number": given.sender_number.strip()[:60],
        "sender_due": given.sender_due,
        "locality": given.locality.strip()[:120],
        "purpose": given.purpose,
        **_category(step, given.category),
        "simple": given.simple,
        "kind": given.kind,
        "route": given.route,
        "title": given.title.strip()[:120],
        "text": given.text.strip(),
        "people": given.people,
        "involved": given.involved,
        "joint": given.joint,
        "anonymous": given.anonymous,
        "reachable": given.reachable and not given.anonymous,
        "national_first": given.national_first,
        "local_first": given.local_first,
        "restricted": bool(
            given.kind == "accusation" or given.accused_units or given.conflicted_units or given.excluded_people
        ),
        **units_of(step, given),
    }


def exclude(step: Step, matter: Matter, given: MatterGiven) -> None:
    """Keep the accused and those with an interest from the matter; nobody is let in again by a later edit."""
    for ground, numbers in (("accused", given.accused_units), ("conflict", given.conflicted_units)):
        for number in numbers:
            Exclusion.objects.get_or_create(
                conference=step.conference,
                matter=matter,
                unit=unit_of(step, number, f"{ground}_units"),
                defaults={"ground": ground},
            )
    known = set(
        Person.objects.filter(conference=step.conference, number__in=given.excluded_people).values_list(
            "number", flat=True
        )
    )
    if set(given.excluded_people) - known:
        raise Invalid("所选应当回避的人员不存在。请重新选择。", "excluded_people")
    for person in sorted(known):
        Exclusion.objects.get_or_create(
            conference=step.conference, matter=matter, person=person, defaults={"ground": "conflict"}
        )


def _data(given: MatterGiven) -> dict[str, Value]:
    data: dict[str, Value] = {
        "kind": given.kind,
        "channel": given.channel,
        "source": given.source,
        "people": given.people,
        "received": given.received_on.isoformat(),
    }
    if given.route is not None:
        data["route"] = given.route
    return data


def gaps(conference: int, year: int) -> list[int]:
    """Numbers of a year that no matter and no reason accounts for; always empty while the ledger is whole."""
    row = Numbering.objects.filter(conference_id=conference, year=year).first()
    if row is None:
        return []
    low, high = year * words.YEAR, (year + 1) * words.YEAR
    seen = set(
        Matter.objects.filter(conference_id=conference, number__gt=low, number__lt=high).values_list(
            "number", flat=True
        )
    )
    seen |= set(
        SkippedNumber.objects.filter(conference_id=conference, number__gt=low, number__lt=high).values_list(
            "number", flat=True
        )
    )
    return [low + serial for serial in range(row.start, row.last + 1) if low + serial not in seen]
