"""From a sentence to its clauses: one demand each, with its parameter and its exact words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from ..compiled import Clause
from . import actors, acts
from .deadline import is_breach
from .finds import Find, Segment, read_segment, region
from .sentences import Sentence, cut
from .source import split_outside_brackets

MOST_PER_SENTENCE = 4
#: characters before an approval in which the thing approved is looked for
_REACH = 160

_MAY = re.compile(r"可以|(?<![许认不是宁方始])可(?![能行靠持信贵见观视比])|有权|授权|鼓励|倡导|提倡")
_MUST = re.compile(
    r"应当|应(?![急对用有])|必须|须|不得|(?<![纪主重需概提摘简])要(?![求点素])|严禁|禁止|负责(?!人|同志)"
)
#: a condition, a mechanism, or the date of force: nothing is demanded in these words by themselves
_NO_DEMAND = re.compile(
    r"(?:后|的|时|前|期间)[，：。；]?$|(?:建立|实行)(?:和|健全|完善)*.*(?:制度|机制|体系)|施行|废止|之日起(?:执行|实行|生效|试行)|除外|^凡[^，]*的(?:事项|议题|问题)?[，]?$|"
    r"原则[，。]?$"
)
_MATTER = re.compile(r"^对(?!.*(?:进行|予以|开展|实行|加以|作出|给予|应当))[^，]*[，]?$")
_DEMANDING = re.compile(r"应当|必须|不得|严禁|每[一二两三\d]?个?(?:年|季|月|周|旬)|\d日内|定期|及时")


@dataclass(frozen=True, slots=True)
class Reading:
    """What one sentence gave. ``idle``: a time in it binds nobody; ``dropped``: parameters beyond the four allowed."""

    sentence: Sentence
    clauses: tuple[Clause, ...]
    idle: bool
    sanction: bool
    dropped: int

    @property
    def not_understood(self) -> bool:
        """True where the sentence looks demanding and gave no clause."""
        quiet = self.clauses or self.idle or self.sanction
        return not quiet and _DEMANDING.search(self.sentence.passage.plain) is not None


@dataclass(frozen=True, slots=True)
class _Place:
    """``start``–``end`` of a segment becomes one clause; ``base``: where the segment stands in its sentence."""

    sentence: Sentence
    segment: Segment
    base: int
    context: str
    start: int
    end: int
    find: Find | None

    @property
    def words(self) -> str:
        return self.segment.plain[self.start : self.end]

    @property
    def verb_from(self) -> int:
        """Where in ``words`` the verb is looked for: behind a time limit, from the beginning of a period on."""
        if self.find is None:
            return 0
        return (self.find.start if self.find.cadence else self.find.end) - self.start

    @property
    def topic(self) -> str:
        return self.sentence.topic + self.sentence.passage.plain


def read_sentence(sentence: Sentence) -> Reading:
    """The clauses of one sentence, at most ``MOST_PER_SENTENCE`` with a parameter."""
    plain = sentence.passage.plain
    found: list[Clause] = []
    idle = sanction = False
    context = sentence.lead or sentence.before
    for start, end in cut(plain, "；"):
        segment = read_segment(plain[start:end])
        found.extend(sorted(_clauses(sentence, segment, start, context), key=lambda clause: clause.span))
        idle, sanction = idle or segment.idle, sanction or segment.sanction
        context = segment.plain
    found = _join_extensions(found)
    extra = [clause for clause in found if is_parameterised(clause)][MOST_PER_SENTENCE:]
    return Reading(sentence, tuple(clause for clause in found if clause not in extra), idle, sanction, len(extra))


def is_parameterised(clause: Clause) -> bool:
    """True where the clause states a period, an amount of time, or an approval."""
    approval = clause.approval is not None and clause.approval.act != "备案"
    return bool(clause.cadence and clause.cadence.every) or bool(clause.deadline and clause.deadline.amount) or approval


def _clauses(sentence: Sentence, segment: Segment, base: int, context: str) -> Iterator[Clause]:
    covered: set[int] = set()
    for i, find in enumerate(segment.finds):
        start, end = region(segment, i)
        covered.update(range(segment.phrase_at(start), segment.phrase_at(end - 1) + 1))
        yield _clause(_Place(sentence, segment, base, context, start, end, find))
    for i, (start, end) in enumerate(segment.phrases):
        if i not in covered and not segment.sanction and not _is_condition(segment, i):
            yield from _bare(sentence, segment, base, context, start, end)


def _is_condition(segment: Segment, phrase: int) -> bool:
    """召开全体会议，应当…: the demand stands in the phrase behind."""
    start, end = segment.phrases[phrase]
    words = segment.plain[start:end]
    follows = segment.plain[end : end + 3]
    return (
        bool(_NO_DEMAND.search(words) or _MATTER.search(words))
        or is_breach(words)
        or (re.match(r"应当|应|须|必须|要", follows) is not None and not _MUST.search(words) and not _MAY.search(words))
    )


def _bare(sentence: Sentence, segment: Segment, base: int, context: str, start: int, end: int) -> Iterator[Clause]:
    """A phrase without a parameter that names a known act or an addressee."""
    for first, last in _acts_within(sentence, segment.plain, start, end):
        place = _Place(sentence, segment, base, context, first, last, None)
        if acts.row_for(place.words, place.topic) or acts.addressees(place.words):
            yield _clause(place)


def _acts_within(sentence: Sentence, plain: str, start: int, end: int) -> list[tuple[int, int]]:
    """The phrase, or its parts between 、 where they name different acts (督促核查、妥善处理)."""
    parts = [(start + a, start + b) for a, b in split_outside_brackets(plain[start:end], "、")]
    rows = [acts.row_for(plain[a:b], sentence.topic) for a, b in parts]
    named = {row.verb for row in rows if row}
    return parts if len(named) > 1 and all(rows) else [(start, end)]


def _clause(place: _Place) -> Clause:
    find = place.find
    modality = _modality(place)
    verb, kind = _act(place, modality)
    consents_only = find is not None and find.approval is not None and find.approval.act != "备案"
    start, end = _trimmed(place)
    to = _to(place)
    return Clause(
        id="",
        article=place.sentence.article,
        kind=kind,
        modality=modality,
        actor=_actor(place),
        act=verb,
        object=_object(place, verb, to),
        to=() if consents_only else to,
        cadence=find.cadence if find else None,
        deadline=find.deadline if find else None,
        approval=find.approval if find else None,
        certainty="assumed" if find and find.assumed else "stated",
        source="",
        span=place.sentence.passage.span(place.base + start, place.base + end),
    )


def _to(place: _Place) -> tuple[str, ...]:
    found = acts.addressees(place.words)
    if not found and place.find and place.find.approval and place.find.approval.by:
        return actors.names(place.find.approval.by)
    return found


def _trimmed(place: _Place) -> tuple[int, int]:
    start, end, plain = place.start, place.end, place.segment.plain
    while end > start + 1 and plain[end - 1] in "，；。：！？、":
        end -= 1
    while start < end - 1 and plain[start] in "，；。：、":
        start += 1
    return start, end


def _modality(place: _Place) -> str:
    """可以 before the parameter, or right behind it, makes a power; otherwise rules demand."""
    find, plain = place.find, place.segment.plain
    until = place.end if find is None else find.end if find.cadence and not find.cadence.every else find.start
    tail = plain[find.end : place.end] if find and (find.cadence or find.deadline) else ""
    if _MAY.search(tail) and not _MUST.search(tail):
        return "may"
    for words in (plain[place.start : until], plain[max(0, until - _REACH) : until]):
        modals = [(match.end(), "may") for match in _MAY.finditer(words)] + [
            (match.end(), "must") for match in _MUST.finditer(words)
        ]
        if modals:
            return max(modals)[1]
    return "must"


def _act(place: _Place, modality: str) -> tuple[str | None, str]:
    """(verb, kind). An approval is known by what is approved, which may stand earlier in its segment."""
    find = place.find
    words = place.segment.plain[max(0, place.end - _REACH) : place.end] if find and find.approval else place.words
    row = acts.row_for(words, place.topic)
    if find is None:
        verb = row.verb if row else acts.plain_verb(words)
        return verb, "power" if modality == "may" else row.kind if row else "response"
    if find.approval:
        if find.approval.act == "备案":
            return (row.verb if row else "备案"), "response"
        return (row.verb if row and row.kind == "gate" else find.approval.act), "gate"
    if row is None and find.deadline:
        row = acts.row_for(_with_condition(place), place.topic)
    verb = row.verb if row else acts.plain_verb(words, place.verb_from)
    if find.deadline and find.deadline.from_ == "延长":
        return "延长", "power" if modality == "may" else "response"
    if find.cadence:
        return verb, "periodic" if find.cadence.every else "standing" if find.cadence.when == "unresolved" else "power"
    if find.deadline and find.deadline.before and verb in ("meeting.held", "通知", "告知", "送达", "发送"):
        verb = "meeting.called" if acts.calls_a_meeting(words) else acts.plain_verb(words, place.verb_from)
    return verb, "power" if modality == "may" else "response"


def _with_condition(place: _Place) -> str:
    """The words with the phrase before them, where that one only says when (发现敏感信息，应当立即报送…)."""
    first = place.segment.phrase_at(place.start)
    if first == 0 or place.segment.has_find(first - 1) or not re.search(r"报|反馈|通报", place.words):
        return place.words
    return place.segment.plain[place.segment.phrases[first - 1][0] : place.end]


def _object(place: _Place, verb: str | None, to: tuple[str, ...]) -> str | None:
    if verb in ("meeting.held", "meeting.called"):
        return acts.meeting_name(place.words, place.segment.plain, place.context)
    if place.find and place.find.approval:
        return acts.paper(place.segment.plain[max(0, place.end - _REACH) : place.end])
    found = acts.thing(place.words, place.verb_from)
    return None if found and any(found.startswith(name) for name in to) else found


_CARRIES_ON = re.compile(
    r"(?:主要职责|职责|负责|具体|承担|加强|组织|协调|督促|定期|及时|根据|落实|做好|并|同时|还|应|要|必须|须|每|一般|原则上|按照?|"
    r"承办|研究|召开|在|于|协助|开展|巡查|听取|审议|受理|办理|完成)"
)


def _actor(place: _Place) -> tuple[str, ...]:
    """The clause's own subject, else that of what stands before it, else the lead-in's (履行下列职责：)."""
    sentence, segment = place.sentence, place.segment
    first = segment.phrase_at(place.start)
    earlier = [segment.plain[a:b] for a, b in segment.phrases[max(0, first - 8) : first]]
    for words in (place.words, *reversed(earlier), sentence.passage.plain[: place.base], sentence.lead):
        found = actors.actor(words) if words else ()
        if found:
            return found
    later = actors.chair(segment.plain[place.end :])
    if later:
        return later
    return sentence.subject if sentence.lead or _CARRIES_ON.match(sentence.passage.plain) else ()


def _join_extensions(clauses: list[Clause]) -> list[Clause]:
    """Tell a deadline how far it may be prolonged, as the clause behind it says."""
    result = list(clauses)
    for i, clause in enumerate(result):
        if clause.deadline is None or clause.deadline.extension_max is None:
            continue
        for j in range(i - 1, -1, -1):
            earlier = result[j].deadline
            if earlier and earlier.amount and earlier.extension_max is None and not earlier.before:
                result[j] = replace(result[j], deadline=replace(earlier, extension_max=clause.deadline.amount))
                break
    return result


def finish(clauses: list[Clause], text: str) -> tuple[Clause, ...]:
    """Number the clauses within their articles and quote their words."""
    counts: dict[str, int] = {}
    done = []
    for clause in clauses:
        counts[clause.article] = counts.get(clause.article, 0) + 1
        done.append(
            replace(
                clause, id=f"{clause.article}-{counts[clause.article]}", source=text[clause.span[0] : clause.span[1]]
            )
        )
    return tuple(done)
