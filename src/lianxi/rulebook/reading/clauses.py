"""From the sentences of an article to its clauses: one demand each, with its parameters and its exact words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from ..compiled import Approval, Cadence, Clause, Deadline
from . import acts
from .approval import consents
from .cadence import rhythms, yearly_papers
from .deadline import is_sanction, limits, prompt_words
from .layout import Block
from .source import Passage, split_outside_brackets

MOST_PER_SENTENCE = 4

_MAY = re.compile(r"可以|(?<![许认不是宁])可(?![能行靠持信贵见观视比])|有权|授权")
_MUST = re.compile(r"应当|应(?![急对用有])|必须|须|不得|要(?![求点素])|严禁|禁止|负责")
#: a condition, a mechanism, or the date of force: nothing is demanded in these words by themselves
_NO_DEMAND = re.compile(r"(?:后|的|时|前|期间)[，：。；]?$|建立(?:和|健全|完善)*.*(?:制度|机制|体系)|施行|原则[，。]?$")
_DEMANDING = re.compile(r"应当|必须|不得|严禁|每[一二两三\d]?个?(?:年|季|月|周|旬)|\d日内|定期|及时")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of an article with what its article has said so far."""

    article: str
    passage: Passage
    topic: str
    lead: str
    before: str
    subject: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """What one sentence gave: its clauses, and whether it looks demanding and gave none."""

    sentence: Sentence
    clauses: tuple[Clause, ...]
    idle: bool
    dropped: int = 0

    @property
    def not_understood(self) -> bool:
        return not self.clauses and not self.idle and _DEMANDING.search(self.sentence.passage.plain) is not None


@dataclass(frozen=True, slots=True)
class _Find:
    """A parameter (or a bare act) at ``start``–``end`` of the sentence."""

    start: int
    end: int
    cadence: Cadence | None = None
    deadline: Deadline | None = None
    approval: Approval | None = None
    assumed: bool = False


def sentences(block: Block, folded: str) -> Iterator[Sentence]:
    """The sentences of an article in order; a line that ends without a stop ends one, a wrapped line does not."""
    lead, before, topic = "", "", block.heading
    subject: tuple[str, ...] = ()
    for start, end in _paragraphs(folded, block.body, block.end):
        whole = Passage.of(folded, start, end)
        for first, last in _stops(whole.plain):
            passage = whole.part(first, last)
            if not passage.plain:
                continue
            yield Sentence(block.label, passage, topic, lead, before, subject)
            subject = acts.actor(passage.plain) or subject
            topic = (topic + passage.plain)[-400:]
            before = passage.plain
            if passage.plain.endswith("："):
                lead = passage.plain


_ITEM = re.compile(r"\s*(?:（?[一二三四五六七八九十\d]{1,3}[）、.]|第.{1,5}[条章])")


def _paragraphs(folded: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Lines, joined where a long line breaks in mid-sentence."""
    held: int | None = None
    offset = start
    for line in folded[start:end].split("\n"):
        stop = offset + len(line)
        words = line.strip()
        begins = offset if held is None else held
        following = folded[stop + 1 : stop + 12]
        wraps = len(words) >= 24 and words[-1] not in "。；：！？”）" and following.strip() and not _ITEM.match(following)
        if wraps and stop < end:
            held = begins
        else:
            held = None
            if stop > begins:
                yield begins, stop
        offset = stop + 1
    if held is not None:
        yield held, end


def _stops(plain: str) -> Iterator[tuple[int, int]]:
    """Cut at full stops; brackets that do not balance are not trusted."""
    balanced = plain.count("（") == plain.count("）") and plain.count("“") == plain.count("”")
    if balanced:
        yield from split_outside_brackets(plain, "。！？")
        return
    start = 0
    for match in re.finditer("[。！？]", plain):
        yield start, match.end()
        start = match.end()
    if start < len(plain):
        yield start, len(plain)


def read_sentence(sentence: Sentence) -> Reading:
    """The clauses of one sentence, at most ``MOST_PER_SENTENCE`` with a parameter."""
    plain = sentence.passage.plain
    found: list[Clause] = []
    idle = False
    context = sentence.lead or sentence.before
    for start, end in split_outside_brackets(plain, "；"):
        clauses, none = _read_segment(sentence, start, end, context)
        found.extend(clauses)
        idle = idle or none
        context = plain[start:end]
    found = _join_extensions(found)
    scored = [clause for clause in found if is_parameterised(clause)]
    extra = scored[MOST_PER_SENTENCE:]
    return Reading(sentence, tuple(clause for clause in found if clause not in extra), idle, len(extra))


def is_parameterised(clause: Clause) -> bool:
    """True where the clause states a period, an amount of time, or an approval."""
    approval = clause.approval is not None and clause.approval.act != "备案"
    return bool(clause.cadence and clause.cadence.every) or bool(clause.deadline and clause.deadline.amount) or approval


def _read_segment(sentence: Sentence, start: int, end: int, context: str) -> tuple[list[Clause], bool]:
    plain = sentence.passage.plain[start:end]
    finds, idle = _finds(plain)
    phrases = list(split_outside_brackets(plain, "，：")) if _balanced(plain) else _cut(plain)
    used: set[int] = set()
    clauses = []
    for place, find in enumerate(finds):
        first = _phrase_at(phrases, find.start)
        last = _phrase_at(phrases, find.end - 1)
        used.update(range(first, last + 1))
        clauses.append(_clause(sentence, start, _Stretch(plain, phrases, first, last, finds, place), find, context))
    for place, (first, last) in enumerate(phrases):
        if place not in used:
            clauses.extend(_bare(sentence, start, _Stretch(plain, phrases, place, place, finds, None), context))
    clauses.sort(key=lambda clause: clause.span)
    return clauses, bool(idle)


def _balanced(plain: str) -> bool:
    return plain.count("（") == plain.count("）") and plain.count("“") == plain.count("”")


def _cut(plain: str) -> list[tuple[int, int]]:
    cuts = [0, *(match.end() for match in re.finditer("[，：]", plain)), len(plain)]
    return [(a, b) for a, b in zip(cuts, cuts[1:], strict=False) if a < b]


def _phrase_at(phrases: list[tuple[int, int]], place: int) -> int:
    return next((i for i, (first, last) in enumerate(phrases) if first <= place < last), len(phrases) - 1)


def _finds(plain: str) -> tuple[list[_Find], bool]:
    """The parameters of a segment in order. Amounts about breaches and terms bind nobody: they are idle."""
    deadlines, idle = limits(plain)
    finds = [_Find(limit.start, limit.end, deadline=limit.deadline) for limit in deadlines]
    if not is_sanction(plain):
        finds += [_Find(r.start, r.end, cadence=r.cadence, assumed=r.assumed) for r in rhythms(plain)]
        if not any(find.cadence and find.cadence.every for find in finds):
            finds += [_Find(r.start, r.end, cadence=r.cadence, assumed=True) for r in yearly_papers(plain)]
        finds += [_Find(w.start, w.end, deadline=w.deadline) for w in prompt_words(plain)]
    finds += [_Find(c.start, c.end, approval=c.approval) for c in consents(plain)]
    return _tidy(sorted(finds, key=lambda find: (find.start, find.end))), bool(idle)


def _tidy(finds: list[_Find]) -> list[_Find]:
    """及时 says nothing beside a stated amount in the same words."""
    kept: list[_Find] = []
    for find in finds:
        if kept and find.start < kept[-1].end and not (find.approval or kept[-1].approval):
            continue
        kept.append(find)
    return kept


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Phrases ``first``–``last`` of a segment, and which find of it is meant."""

    plain: str
    phrases: list[tuple[int, int]]
    first: int
    last: int
    finds: list[_Find]
    place: int | None

    @property
    def words(self) -> str:
        return self.plain[self.phrases[self.first][0] : self.phrases[self.last][1]]

    def bounds(self) -> tuple[int, int]:
        """The words to quote: the phrases, from after the find before, to before the find behind, in the same phrase."""
        start, end = self.phrases[self.first][0], self.phrases[self.last][1]
        return start, end

    def reaching_back(self) -> tuple[int, int]:
        """One phrase more where this one has no verb of its own (巡查河流，每季度不少于一次)."""
        start, end = self.bounds()
        if self.first and acts.plain_verb(self.words) is None:
            start = self.phrases[self.first - 1][0]
        return start, end


def _clause(sentence: Sentence, base: int, stretch: _Stretch, find: _Find, context: str) -> Clause:
    start, end = stretch.reaching_back()
    words = stretch.plain[start:end]
    place = find.end - start
    modality = _modality(stretch, find)
    verb, kind = _act(sentence, words, place, find, context)
    to = acts.addressees(words) if find.approval is None or find.approval.act == "备案" else ()
    source_start, source_end = _trim(stretch.plain, start, end)
    return _build(sentence, base + source_start, base + source_end, find, modality, verb, kind, to, stretch, words, context)


def _build(
    sentence: Sentence,
    start: int,
    end: int,
    find: _Find,
    modality: str,
    verb: str | None,
    kind: str,
    to: tuple[str, ...],
    stretch: _Stretch,
    words: str,
    context: str,
) -> Clause:
    span = sentence.passage.span(start, end)
    thing = acts.meeting_name(words, context) if verb == "meeting.held" else acts.thing(words, acts.plain_verb(words))
    return Clause(
        id="",
        article=sentence.article,
        kind=kind,
        modality=modality,
        actor=_actor(sentence, stretch, words, context),
        act=verb,
        object=thing,
        to=to,
        cadence=find.cadence,
        deadline=find.deadline,
        approval=find.approval,
        certainty="assumed" if find.assumed else "stated",
        source="",
        span=span,
    )


def _trim(plain: str, start: int, end: int) -> tuple[int, int]:
    while end > start + 1 and plain[end - 1] in "，；。：！？":
        end -= 1
    while start < end - 1 and plain[start] in "，；。：、":
        start += 1
    return start, end


def _modality(stretch: _Stretch, find: _Find | None) -> str:
    """可以 before the parameter, or right behind it, makes a power; otherwise rules demand."""
    end = find.start if find else stretch.phrases[stretch.last][1]
    head = stretch.plain[: end]
    tail = stretch.plain[find.end if find else end : stretch.phrases[stretch.last][1]]
    if find and find.deadline and _MAY.search(tail[:4]):
        return "may"
    if find and (find.cadence or find.deadline) and _MAY.search(tail) and not _MUST.search(tail):
        return "may"
    own = stretch.plain[stretch.phrases[stretch.first][0] : end]
    for words in (own, head):
        last = max([(m.end(), "may") for m in _MAY.finditer(words)] + [(m.end(), "must") for m in _MUST.finditer(words)], default=None)
        if last:
            return last[1]
    return "must"


def _act(sentence: Sentence, words: str, place: int, find: _Find | None, context: str) -> tuple[str | None, str]:
    if find is not None and find.approval:
        words = sentence.passage.plain[: sentence.passage.plain.find(words) + len(words)]
        words = words[words.rfind("；") + 1 :]
    row = acts.row_for(words, sentence.topic + sentence.passage.plain)
    verb = row.verb if row else acts.plain_verb(words, max(0, place))
    kind = row.kind if row else "standing"
    if find is None:
        return verb, kind
    if find.approval:
        named = row.verb if row and row.kind == "gate" else find.approval.act
        if find.approval.act == "备案":
            return (row.verb if row else "备案"), "response"
        return named, "gate"
    if find.cadence:
        if find.cadence.every:
            return verb, "periodic"
        return verb, "standing" if find.cadence.when == "unresolved" else "power"
    return verb, "response"


_CARRIES_ON = re.compile(r"(?:负责|具体|承担|加强|组织|协调|督促|定期|及时|根据|落实|做好|并|同时|还|应当|要|必须|每|一般|原则上|按照|承办|研究)")


def _actor(sentence: Sentence, stretch: _Stretch, words: str, context: str) -> tuple[str, ...]:
    """The clause's own subject, else that of the phrases before it, else the lead-in's (履行下列职责：)."""
    found = acts.actor(words)
    if found:
        return found
    for place in range(stretch.first - 1, -1, -1):
        found = acts.actor(stretch.plain[stretch.phrases[place][0] : stretch.phrases[place][1]])
        if found:
            return found
    for earlier in (sentence.passage.plain, context if sentence.lead == context else "", sentence.lead):
        found = acts.actor(earlier) if earlier else ()
        if found:
            return found
    return sentence.subject if _CARRIES_ON.match(sentence.passage.plain) else ()


def _bare(sentence: Sentence, base: int, stretch: _Stretch, context: str) -> Iterator[Clause]:
    """A phrase without a parameter that names a known act or an addressee."""
    if is_sanction(stretch.plain) or _NO_DEMAND.search(stretch.words):
        return
    for first, last in _acts_within(sentence, stretch):
        words = stretch.plain[first:last]
        row = acts.row_for(words, sentence.topic + sentence.passage.plain)
        to = acts.addressees(words)
        if row is None and not to:
            continue
        start, end = _trim(stretch.plain, first, last)
        modality = _modality(stretch, None)
        verb = row.verb if row else acts.plain_verb(words)
        kind = "power" if modality == "may" else (row.kind if row else "response")
        yield _build(sentence, base + start, base + end, _Find(start, end), modality, verb, kind, to, stretch, words, context)


def _acts_within(sentence: Sentence, stretch: _Stretch) -> list[tuple[int, int]]:
    """The phrase, or its parts between 、 where they name different acts (督促核查、妥善处理)."""
    start, end = stretch.bounds()
    parts = [(start + a, start + b) for a, b in split_outside_brackets(stretch.words, "、")]
    rows = [acts.row_for(stretch.plain[a:b], sentence.topic) for a, b in parts]
    named = {row.verb for row in rows if row}
    return parts if len(named) > 1 and all(rows) else [(start, end)]


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
        done.append(replace(clause, id=f"{clause.article}-{counts[clause.article]}", source=text[clause.span[0] : clause.span[1]]))
    return tuple(done)
