"""Where everything stands: preamble, chapters, articles, annexes, and the dates and names of the document."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise

from ..compiled import Article, Body, Chapter, InForce, Span
from .errors import NotRules
from .lines import ITEM_STYLES, Line, read_lines
from .numerals import find_date
from .source import fold

_GENRE = (
    r"(?:规则|制度|条例|办法|规定|细则|规程|章程|方案|意见|机制|规范|守则|公约|职责|通知|准则|要求|须知|名单|议事规程)"
)
_TITLE = re.compile(rf"{_GENRE}(?:[（(][^）)]{{1,12}}[）)])?$")
_LISTED = re.compile(r"(?:名单|组成人员|人员名单|成员单位|联络员)$")


@dataclass(frozen=True, slots=True)
class Block:
    """An article or an annex. ``body`` is where its words begin, after the label."""

    label: str
    number: int | None
    start: int
    body: int
    end: int
    annex: bool
    heading: str

    @property
    def span(self) -> Span:
        return self.start, self.end


@dataclass(frozen=True, slots=True)
class Layout:
    lines: tuple[Line, ...]
    title: str | None
    issued_on: str | None
    addressees: tuple[str, ...]
    preamble: tuple[Line, ...]
    chapters: tuple[Chapter, ...]
    blocks: tuple[Block, ...]

    def articles(self, text: str) -> tuple[Article, ...]:
        return tuple(Article(b.label, b.number, text[b.start : b.end], b.span) for b in self.blocks)


@dataclass(frozen=True, slots=True)
class _Part:
    """A run of lines that is numbered by itself: the notice or rules, or one annex."""

    label: str | None
    number: int | None
    lines: tuple[Line, ...]


def read_layout(text: str) -> Layout:
    """Raise ``NotRules`` for an article number that stands twice."""
    lines = read_lines(text)
    parts = _parts(lines)
    blocks: list[Block] = []
    chapters: list[Chapter] = []
    preamble: tuple[Line, ...] = ()
    labels = _Labels()
    for place, part in enumerate(parts):
        style = _style(part)
        first = _first(part, style)
        if place == 0 or (part.label is not None and style == "article" and not blocks):
            preamble = (*preamble, *part.lines[:first])
        if style is None or (part.label is not None and style != "article" and blocks):
            found, above = [_annex(part)] if part.label is not None else [], list[Chapter]()
        else:
            found, above = _articles(part, style, first, text)
        _refuse_duplicates(found, text)
        blocks.extend(replace(block, label=labels.unique(block.label, part.label)) for block in found)
        chapters.extend(above)
    title = _title(preamble, text)
    return Layout(
        tuple(lines),
        title,
        _issued_on(preamble, lines),
        _addressees(preamble),
        preamble,
        tuple(chapters),
        tuple(blocks),
    )


def _parts(lines: list[Line]) -> list[_Part]:
    """Cut at the annexes; a list of annexes at the end of the body opens none."""
    last_named = {line.label: i for i, line in enumerate(lines) if line.opens == "annex"}
    last_article = max((i for i, line in enumerate(lines) if line.opens == "article"), default=len(lines))
    cuts = [
        i
        for i, line in enumerate(lines)
        if (
            _opens_annex(lines, i, last_named[line.label])
            if line.opens == "annex"
            else _heads_a_list(lines, i, last_article)
        )
    ]
    parts = [_Part(None, None, tuple(lines[: cuts[0]] if cuts else lines))]
    for cut, end in zip(cuts, [*cuts[1:], len(lines)], strict=False):
        head = lines[cut]
        parts.append(_Part(head.label or head.words, head.number, tuple(lines[cut:end])))
    return parts


def _opens_annex(lines: list[Line], place: int, last_of_its_name: int) -> bool:
    """附件1: alone, or 附件1：题目 with the matter below; not 附件：1.… 2.… at the end of the body."""
    line = lines[place]
    if not line.rest:
        return True
    follower = lines[place + 1] if place + 1 < len(lines) else None
    listed = re.match(r"\s*1\s*[.、]", line.rest) is not None
    return place == last_of_its_name and follower is not None and not listed and follower.opens != "annex"


def _heads_a_list(lines: list[Line], place: int, last_article: int) -> bool:
    """…成员名单 behind the last article, without the word 附件."""
    line = lines[place]
    named = line.opens is None and len(line.words) <= 40 and "：" not in line.words and _LISTED.search(line.words)
    return bool(named) and place > last_article and lines[place - 1].words.endswith("。")


def _style(part: _Part) -> str | None:
    """How the part numbers its articles: 第X条, else the outermost style that numbers anything."""
    opens = [line.opens for line in part.lines]
    if "article" in opens:
        return "article"
    if part.label is not None and _LISTED.search("".join(line.words for line in part.lines[:2])):
        return None
    present = [style for style in ITEM_STYLES if opens.count(style) >= 2]
    if not present:
        return None
    outer = present[0]
    headings = [line for line in part.lines if line.opens == outer]
    for inner in present[1:]:
        numbers = [line.number or 0 for line in part.lines if line.opens == inner]
        runs_on = len(numbers) > 3 and all(b == a + 1 for a, b in pairwise(numbers))
        if runs_on and all(line.is_heading for line in headings) and _sections_with(part, outer, inner) > 1:
            return inner
    return outer


def _sections_with(part: _Part, outer: str, inner: str) -> int:
    """Under how many headings of one style items of another stand."""
    section, found = 0, set()
    for line in part.lines:
        if line.opens == outer:
            section += 1
        elif line.opens == inner:
            found.add(section)
    return len(found)


def _first(part: _Part, style: str | None) -> int:
    """Place of the line where the numbered matter begins."""
    for i, line in enumerate(part.lines):
        if (
            (style is not None and line.opens == style)
            or line.opens == "chapter"
            or (style == "article" and _is_chapter(part.lines, i))
        ):
            return i
    return len(part.lines)


def _is_chapter(lines: tuple[Line, ...], place: int, style: str = "article") -> bool:
    """第X章, or a short heading 一、… that stands right above an article."""
    line = lines[place]
    if line.opens == "chapter":
        return len(line.rest) <= 40
    if line.opens not in ITEM_STYLES or line.opens == style or not line.is_heading:
        return False
    return place + 1 < len(lines) and lines[place + 1].opens == style


def _annex(part: _Part) -> Block:
    head, last = part.lines[0], part.lines[-1]
    label = part.label or head.words[:20]
    heading = head.rest or (part.lines[1].words if len(part.lines) > 1 else "")
    return Block(label, part.number, head.start, head.body, last.end, True, heading)


def _articles(part: _Part, style: str, first: int, text: str) -> tuple[list[Block], list[Chapter]]:
    blocks: list[Block] = []
    chapters: list[Chapter] = []
    held: list[str] = []
    lines = part.lines
    for i in range(first, len(lines)):
        line = lines[i]
        if _is_chapter(lines, i, style) and line.opens != style:
            chapters.append(Chapter(line.label.rstrip("、."), re.sub(r"\s+", "", text[line.body : line.end]), ()))
            held = []
        elif line.opens == style:
            heading = line.rest if line.is_heading else ""
            blocks.append(Block(line.label, line.number, line.start, line.body, line.end, False, heading))
            held.append(line.label)
        elif blocks and (not chapters or held):
            blocks[-1] = replace(blocks[-1], end=line.end)
        if chapters:
            chapters[-1] = replace(chapters[-1], articles=tuple(held))
    return blocks, chapters


class _Labels:
    """Labels unique in the document: 二、 of an annex becomes 附件1·二、, a further one 二、之3."""

    def __init__(self) -> None:
        self._counts: dict[str, int] = {}

    def unique(self, label: str, part: str | None) -> str:
        self._counts[label] = self._counts.get(label, 0) + 1
        if self._counts[label] == 1:
            return label
        qualified = f"{part}·{label}"
        if part and qualified not in self._counts:
            self._counts[qualified] = 1
            return qualified
        numbered = f"{label}之{self._counts[label]}"
        return self.unique(numbered, None) if numbered in self._counts else self._take(numbered)

    def _take(self, label: str) -> str:
        self._counts[label] = 1
        return label


def _refuse_duplicates(found: list[Block], text: str) -> None:
    """A 第X条 that stands twice in one part cannot be read without guessing; a part may begin anew at 第一条."""
    seen: dict[str, Block] = {}
    for block in found:
        earlier = seen.setdefault(block.label, block)
        if earlier is not block and block.number != 1 and block.label.startswith("第"):
            raise NotRules.duplicate(block.label, _line_number(text, earlier.start), _line_number(text, block.start))


def _line_number(text: str, place: int) -> int:
    return text.count("\n", 0, place) + 1


def _title(preamble: tuple[Line, ...], text: str) -> str | None:
    candidates = [
        i
        for i, line in enumerate(preamble)
        if line.opens is None and len(line.words) <= 60 and not re.search(r"[。；：]", line.words)
    ]
    named = [i for i in candidates if _TITLE.search(line_words(preamble[i]))]
    proper = [i for i in named if not line_words(preamble[i]).endswith(("通知", "名单"))] or named
    if proper:
        best = proper[-1]
        words = text[preamble[best].start : preamble[best].end].strip()
        above = preamble[best - 1] if best else None
        if len(words) <= 8 and above is not None and best - 1 in candidates and find_date(above.words) is None:
            return re.sub(r"\s+", "", above.words + words)
        return words
    quoted = re.search(r"现将《([^》]{2,60})》", "".join(line.words for line in preamble))
    if quoted:
        return quoted.group(1)
    return text[preamble[candidates[0]].start : preamble[candidates[0]].end] if candidates else None


def line_words(line: Line) -> str:
    return re.sub(r"\s+", "", line.words)


def _issued_on(preamble: tuple[Line, ...], lines: list[Line]) -> str | None:
    """The date the document bears: of issue or publication before that of adoption, else a date standing alone."""
    head = [line.words for line in preamble]
    bare = [
        line.words
        for line in [*preamble, *_tail(lines)]
        if re.fullmatch(r"[（]?[^，。]{8,16}日[）]?", line_words(line))
    ]
    for words in (
        [w for w in head if re.search(r"发布|印发|公布|颁布", w) and "现将" not in w],
        bare,
        [w for w in head if re.search(r"通过|批准", w)][::-1],
    ):
        for candidate in words:
            day = find_date(candidate)
            if day is not None:
                return day[0]
    return None


def _tail(lines: list[Line]) -> list[Line]:
    """Short lines that open nothing: among them is the date under a notice."""
    return [line for line in lines if line.opens is None and len(line.words) <= 24]


def _addressees(preamble: tuple[Line, ...]) -> tuple[str, ...]:
    for line in preamble:
        words = line_words(line)
        if (
            line.opens is None
            and words.endswith("：")
            and len(words) <= 200
            and "现将" not in words
            and "如下" not in words
        ):
            return tuple(name for name in re.split(r"[、，；]", words.rstrip("：")) if name)
    return ()


_SHORT = re.compile(
    r"([^，。；：“”\n]{2,40}?)[ ]*[（]\s*以下(?:统|均)?简?称(?:为|：)?\s*[“\"]?([^”\"）]{2,30})[”\"]?\s*[）]"
)
_NAME_LEAD = re.compile(
    r"^(?:第[^条]{1,5}条|[^\u4e00-\u9fff]+|.*(?:决定|建立|成立|设立|健全|规范|加强|完善|发挥|推进|推动|做好|保障|"
    r"明确|提高|促进)(?:和)?)+"
)
_BODY = re.compile(
    r"(?:会议|委员会|领导小组|指挥部|主席团|工委|理事会|议事会|协调小组|常委会|工作组|专班|党委会|办公会)$"
)
_TITLE_TAIL = re.compile(
    r"(?:工作|议事|会议)?(?:规则|制度|条例|办法|规定|细则|规程|章程|方案|机制)(?:（[^）]*）)?(?:的通知)?$"
)


def read_body(text: str, layout: Layout) -> Body:
    """The body that the rules found: as the first 以下简称 that names a body says, else as the title says."""
    folded = fold(text)
    titled = re.sub(r"\s+", "", fold(layout.title or ""))
    title = re.sub(r"^.*?关于(?:印发|建立|成立)?《?", "", _TITLE_TAIL.sub("", titled))
    for match in _SHORT.finditer(folded):
        name, short = (re.sub(r"\s+", "", group) for group in match.groups())
        name = _NAME_LEAD.sub("", name)
        if _BODY.search(short) or _BODY.search(name):
            fuller = len(title) > len(name) and title.endswith(name[-4:])
            return Body(title if fuller else name, short)
    name = title
    named = re.search(r"[^，。；：\s]{2,30}?(?:联席会议|委员会|领导小组|指挥部|主席团)", name)
    if named:
        tail = re.search(r"(?:联席会议|委员会|领导小组|指挥部|主席团)$", named.group())
        return Body(named.group(), tail.group() if tail else None)
    return Body(name or None, None)


_FORCE = re.compile(
    r"(?:自|从|于)?[^，。；：\n]{2,30}?(?:之?日)?起(?:正式)?(?:施行|执行|实施|生效|实行|试行)|"
    r"自[^，。；\n]{2,20}(?:施行|执行|实施|生效)"
)
_ON_ISSUE = re.compile(r"(?:印发|发布|公布|颁布|下发|发文|通过|签发|发出)之?日")


def read_in_force(text: str, issued_on: str | None) -> InForce:
    """The date of force; 印发之日起 takes the date of issue, and stays open where the text bears none."""
    folded = fold(text)
    fallback = InForce(None, None)
    for match in _FORCE.finditer(folded):
        words = re.sub(r"^.*?(?=自|从)|^第[^条]{1,5}条\s*", "", match.group())
        start = match.end() - len(words)
        day = find_date(words)
        if day is not None:
            return InForce(day[0], text[start : match.end()])
        if _ON_ISSUE.search(words) and fallback.source is None:
            fallback = InForce(issued_on, text[start : match.end()])
    return fallback
