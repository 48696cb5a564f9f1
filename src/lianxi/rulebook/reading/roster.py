"""Units and seats: the lists of the annexes and of the articles, as printed.

A seat without a name stays without one. Where a seat's unit is named otherwise than in the list of units, the
seat carries the listed unit as a suggestion and ``Roster.doubts`` says so; a person decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from ..compiled import Note, Seat, Span, Unit
from .layout import Block, Layout
from .lines import Line
from .source import fold, split_outside_brackets
from .unit_names import UNIT_END, Likeness, UnitIndex, unit_kind, without_place

_LEADERS = (
    r"(?:第一|总|常务|常务副|副|轮值|联席会议|会议)*(?:召集人|组长|指挥长|总指挥|指挥|会长|理事长|主席|政委|总河长|"
    r"主任委员|主任)"
)
_MEMBERS = r"成员单位负责人|成员|委员|组员|参加人员|组成人员|理事|副秘书长"
_DIRECTORS = r"(?:联席会议|领导小组|委员会|指挥部)?办公室主任"
_ROLE = re.compile(
    rf"^(?:[一二三四五六七八九十]、|（[一二三四五六七八九十]）|"
    rf"\d{{1,2}}[.、])?\s*(?P<label>(?P<director>{_DIRECTORS})|(?P<leader>{_LEADERS})|(?P<member>{_MEMBERS})|"
    rf"(?P<other>(?:办公室)?副主任|联络员|秘书长|秘书))\s*(?:名单)?\s*：?$"
)
_LABELLED = re.compile(r"^(?P<head>[^：]{1,24})：(?P<rest>.*)$")
#: a row of a table: 1  副组长  张三  镇长
_ROW = re.compile(
    r"^(?:\d{1,3}[.、]?\s+)?(?P<head>副?\s?组\s?长|(?:第一|总|副)?召\s?集\s?人|副?主\s?任|副?总指挥|成\s*员|"
    r"委\s*员)\s+(?P<rest>\S.*)$"
)
_HEADER = re.compile(
    r"^(?:序号|姓名|职务|单位|职位|备注|电话|联系电话|联系方式|手机|工作单位|单位及职务|所在单位|会议职务|小组职务|"
    r"性别|\s)+$"
)
_DUTIES = re.compile(r"负责|主持|应当|[。；]|协助")
POST_END = re.compile(
    r"(?:第一书记|副书记|书记|副主任|主任|副所长|所长|副站长|站长|副局长|局长|大队长|中队长|队长|副镇长|镇长|副乡长|"
    r"乡长|副县长|县长|副区长|区长|副市长|市长|副院长|院长|副校长|校长|"
    r"副主席|主席|部长|副部长|政法委员|组织委员|宣传委员|统战委员|纪检委员|委员|负责人|负责同志|主要负责人|"
    r"分管负责人|干事|科长|科员|会长|经理|董事长|行长|支书|教导员|指导员|"
    r"秘书|秘书长|专干|站员|民警|网格员|组长|厂长|村长|顾问|调研员|主任科员|协理员|代表|干部|党员|领导)$"
)
_NAME = re.compile(r"^[\u4e00-\u9fff]{2,4}$|^[\u4e00-\u9fff]{1,8}·[\u4e00-\u9fff]{1,10}$")
_VACANT = re.compile(r"^[（(]?(?:空缺|暂缺|待定|待补|缺|/|—+|-+)[）)]?$")
_TRAILING = re.compile(r"[、，；。,;\s]+$")


@dataclass(frozen=True, slots=True)
class Doubt:
    """A seat whose unit is named otherwise in the list of units."""

    code: str
    article: str
    raw: str
    unit: str
    person: str | None
    span: Span


@dataclass(slots=True)
class Roster:
    units: list[Unit] = field(default_factory=list)
    seats: list[Seat] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    names: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class _Entry:
    """One seat as printed."""

    role: str
    label: str
    person: str | None
    words: str
    article: str
    span: Span
    padded: bool = False


def read_roster(text: str, layout: Layout) -> Roster:
    roster = Roster()
    _read_units(text, layout, roster)
    entries = list(_entries(layout))
    listed = UnitIndex([unit.name for unit in roster.units])
    printed = {without_place(_TRAILING.sub("", entry.words)) for entry in entries}
    taken = {unit.name for unit in roster.units if without_place(unit.name) in printed}
    for entry in entries:
        roster.seats.append(_seat(entry, listed, taken, roster))
    if not roster.units:
        _units_of_seats(roster)
    return roster


# ---- units -------------------------------------------------------------------------------------------------------

_UNIT_HEADING = re.compile(r"(?:成员|责任|组成|参加|牵头)单位|单位名单|责任部门|成员部门")
_UNIT_LABEL = re.compile(
    r"^(?:[^：，。]{0,16}(?:单位|部门)(?:名单)?(?:如下|包括|有|为)?|[^：，。]{0,8}(?:村|社区|站所|"
    r"办公室)(?:（[^）]*）)?)："
)
_LIST = r"(?P<list>[^。；：，、由\n]{1,30}(?:、[^。；：，、\n]{1,30}?){2,80}?)"
_COUNTED = r"(?:等)?(?:\d+个|[一二三四五六七八九十]+个)?(?:相关|有关)?"
_IN_SENTENCE = (
    re.compile(
        rf"成员单位(?:主要)?(?:包括|有|为|由|是)?：?{_LIST}{_COUNTED}(?:部门|单位|机构|站所)*(?:和单位)?"
        r"(?:组成|负责人|负责同志|主要负责)?[。；]"
    ),
    re.compile(
        rf"(?:由|，){_LIST}{_COUNTED}(?:部门|单位|机构)(?:和单位)?(?:主要|分管|有关)?(?:负责人|负责同志|领导)?"
        r"(?:组成|为成员|担任)"
    ),
    re.compile(
        rf"{_LIST}等(?:\d+个|[一二三四五六七八九十]+个)?(?:相关|有关)?(?:部门|单位)(?:和单位)?"
        r"(?:作为|为|是|担任|列为)[^。；，]{0,16}(?:成员|责任)单位"
    ),
)
#: 市、区县（自治县）发展改革…: levels that stand before the list, not units
_LEVELS = re.compile(r"^(?:省|市|县|区|旗|州|盟|镇|乡|街道|区县|县区|市区)(?:（[^）]*）$|（[^）]*）|$)")


def _read_units(text: str, layout: Layout, roster: Roster) -> None:
    for block in layout.blocks:
        if block.annex and _UNIT_HEADING.search(_head(block, layout)) and "人员" not in block.heading:
            for line in _inside(block, layout):
                _add_listed(line, text, roster)
    if not roster.units:
        for block in layout.blocks:
            _add_from_sentences(text, block, roster)


def _head(block: Block, layout: Layout) -> str:
    return block.heading or "".join(line.words for line in _inside(block, layout)[:1])


def _inside(block: Block, layout: Layout) -> list[Line]:
    return [line for line in layout.lines if block.start <= line.start < block.end]


def _add_listed(line: Line, text: str, roster: Roster) -> None:
    """Units of a line of the list: cut at 、 ， ； and wide blanks; headings and labels are no units."""
    words, base = line.words, line.start
    if line.opens == "annex" or re.search(r"名单$|^\d{4}年", words):
        return
    label = _UNIT_LABEL.match(words)
    first = label.end() if label else (line.body - line.start if line.opens else 0)
    for start, end in _pieces(words, first):
        _add_unit(text, (base + start, base + end), roster)


def _pieces(words: str, first: int) -> Iterator[tuple[int, int]]:
    masked = re.sub(r"\s{2,}|\t", lambda match: "、" * len(match.group()), words)
    if not re.search(r"[、，；]", masked):
        masked = re.sub(r"\s", "、", masked)
    for start, end in split_outside_brackets(masked[first:], "、，；。"):
        left, right = first + start, first + end
        while right > left and (masked[right - 1] in "、，；。" or masked[right - 1].isspace()):
            right -= 1
        while left < right and (masked[left].isspace() or masked[left] in "、"):
            left += 1
        if right > left:
            yield left, right


def _add_unit(text: str, span: Span, roster: Roster) -> None:
    name = re.sub(r"\s+", "", text[span[0] : span[1]])
    name = re.sub(r"^(?:和|及|以及)|(?:等)$", "", name)
    if 1 < len(name) <= 30 and name not in roster.names:
        roster.names.add(name)
        roster.units.append(Unit(name, unit_kind(name), (), span))


def _add_from_sentences(text: str, block: Block, roster: Roster) -> None:
    body = fold(text[block.body : block.end])
    for pattern in _IN_SENTENCE:
        for match in pattern.finditer(body):
            words = match["list"]
            if words.count("、") < 2 or re.search(r"负责|应当|根据|履行|主任|组长|书记", words):
                continue
            for start, end in _pieces(words, 0):
                name = words[start:end]
                level = _LEVELS.match(name)
                if level:
                    start += level.end()
                    name = words[start:end]
                if name and not re.fullmatch(r"(?:镇|乡)?(?:党委|政府|人大|纪委)?(?:主要|分管)?(?:领导|负责人)?", name):
                    begin = block.body + match.start("list") + start
                    _add_unit(text, (begin, begin + end - start), roster)
            return


def _units_of_seats(roster: Roster) -> None:
    """Where no list of units is printed, the units are those that the seats name."""
    for seat in roster.seats:
        if seat.unit and seat.role == "member" and seat.unit not in roster.names:
            roster.names.add(seat.unit)
            roster.units.append(Unit(seat.unit, unit_kind(seat.unit), (), seat.span))


# ---- seats -------------------------------------------------------------------------------------------------------


def _entries(layout: Layout) -> Iterator[_Entry]:
    for block in layout.blocks:
        role: tuple[str, str] | None = None
        people = block.annex and re.search(r"人员|成员|名单|领导小组|委员会|指挥部", _head(block, layout)) is not None
        if people and _UNIT_HEADING.search(_head(block, layout)) and "人员" not in _head(block, layout):
            continue
        lines = _inside(block, layout)
        for line in lines:
            labelled = _label(line)
            if labelled is not None:
                role, start = labelled
            elif role is None or not (people or _looks_like_entry(line)):
                role = role if people else None
                continue
            else:
                start = 0
            if role is not None:
                yield from _line_entries(line, start, role, block.label)


def _label(line: Line) -> tuple[tuple[str, str], int] | None:
    """(role, label) of a line that begins with 召集人： or the like, and where the words behind it begin."""
    match = _LABELLED.match(line.words) or _ROW.match(line.words)
    if match is not None and _DUTIES.search(match["rest"]):
        return None
    head = match["head"] if match else line.words
    if match is None and len(head) > 12:
        return None
    squeezed = re.sub(r"\s+", "", head)
    role = _ROLE.match(squeezed)
    if role is None:
        return None
    kind = "director" if role["director"] else "convener" if role["leader"] else "member" if role["member"] else "other"
    return (kind, role["label"]), (match.start("rest") if match else len(line.words))


def _looks_like_entry(line: Line) -> bool:
    words = line.words
    return (
        len(words) <= 40
        and not re.search(r"[。；：]", words)
        and re.match(r"[\u4e00-\u9fff]\s?[\u4e00-\u9fff]{1,2}[\s（]", words) is not None
    )


def _line_entries(line: Line, start: int, role: tuple[str, str], article: str) -> Iterator[_Entry]:
    """The seats of one line: name and post in either order, or several names, or a post without a name."""
    words = line.words[start:]
    stripped = _without_numbers(words)
    if not stripped or role[0] == "other" or re.search(r"名单$|组成人员$", stripped) or _HEADER.match(stripped):
        return
    span = (line.start, line.end)
    for person, post, padded in _people(stripped):
        yield _Entry(role[0], role[1], person, post, article, span, padded)


def _without_numbers(words: str) -> str:
    """The words without the running number in front, a telephone number behind, or 由…担任 around."""
    words = re.sub(r"^\s*\d{1,3}[.、]?\s+|\s+[\d-]{7,}\s*$", "", words).strip(" \t，")
    taken = re.fullmatch(r"由(.+?)(?:同志)?(?:兼任|担任)[。；]?", words)
    return taken.group(1) if taken else words


def _people(words: str) -> Iterator[tuple[str | None, str, bool]]:
    """(person or None, post and unit as printed, whether the name was padded)."""
    bracketed = re.findall(r"([\u4e00-\u9fff]\s*[\u4e00-\u9fff]{1,3})（([^）]{2,40})）", words)
    if bracketed and re.sub(r"[、，；\s。]|([\u4e00-\u9fff]\s*[\u4e00-\u9fff]{1,3})（[^）]{2,40}）", "", words) == "":
        for name, post in bracketed:
            if not UNIT_END.search(name):
                yield re.sub(r"\s+", "", name), post, " " in name
        return
    tokens = words.split()
    if len(tokens) == 1:
        yield from _single(tokens[0])
        return
    if len(tokens) >= 2 and len(tokens[0]) == 1 and len(tokens[1]) == 1:
        yield tokens[0] + tokens[1], " ".join(tokens[2:]), True
        return
    first, last = tokens[0].rstrip("，、"), tokens[-1].rstrip("，、")
    if _VACANT.match(first) or _VACANT.match(last):
        yield None, " ".join(tokens[1:] if _VACANT.match(first) else tokens[:-1]), False
    elif _is_name(first) and all(_is_name(token.strip("、，")) for token in tokens):
        for token in tokens:
            yield token.strip("、，"), "", False
    elif _is_name(first):
        yield first, " ".join(tokens[1:]), False
    elif len(tokens) >= 3 and len(tokens[-1]) == 1 and len(tokens[-2]) == 1:
        yield tokens[-2] + tokens[-1], " ".join(tokens[:-2]), True
    elif _is_name(last):
        yield last, " ".join(tokens[:-1]), False
    else:
        yield None, " ".join(tokens), False


def _single(words: str) -> Iterator[tuple[str | None, str, bool]]:
    pieces = [piece for piece in re.split(r"[、，；]", words.rstrip("。")) if piece]
    if pieces and all(_is_name(piece) for piece in pieces):
        for piece in pieces:
            yield piece, "", False
    elif len(pieces) == 2 and "，" in words and _is_name(pieces[0]):
        yield pieces[0], pieces[1], False
    elif len(pieces) > 1 and all(POST_END.search(piece) for piece in pieces) and not _same_person(pieces):
        for piece in pieces:
            yield None, piece, False
    else:
        yield None, words, False


def _same_person(pieces: list[str]) -> bool:
    """党委副书记、镇长 are two posts of one person; 某村书记、某村书记 are two seats."""
    return not all(UNIT_END.search(POST_END.sub("", piece)) for piece in pieces)


def _is_name(words: str) -> bool:
    return _NAME.match(words) is not None and not UNIT_END.search(words) and not POST_END.search(words)


def _seat(entry: _Entry, listed: UnitIndex, taken: set[str], roster: Roster) -> Seat:
    words = _TRAILING.sub("", entry.words)
    _note_form(entry, words, roster)
    post, unit = _post_and_unit(entry.role, words)
    if unit and listed:
        unit = _settle(entry, unit, listed, taken, roster)
    label = entry.label if entry.role != "member" else None
    return Seat(entry.role, post or label, unit, entry.person, entry.span)


def _post_and_unit(role: str, words: str) -> tuple[str | None, str | None]:
    """某村书记 → (the whole as post, 某村); a bare unit has no post; a leader's post names no member unit."""
    words = re.sub(r"\s+", "", words)
    if not words:
        return None, None
    post = POST_END.search(words)
    if post is None:
        return (None, words) if role == "member" else (words, None)
    unit = words[: post.start()]
    unit = re.sub(r"(?:党总支|党支部|支部|党委|党组|党群|主要|分管|村委会|居委会)$", "", unit) or unit
    if (
        role != "member"
        or "、" in unit
        or not UNIT_END.search(unit)
        or re.fullmatch(r"(?:镇|乡|县|区|市|街道)?(?:党委|政府|党工委|人大|办事处)", unit)
    ):
        return words, None
    return words, unit


def _settle(entry: _Entry, unit: str, listed: UnitIndex, taken: set[str], roster: Roster) -> str:
    """The listed unit that is meant; other spellings of it become a doubt or, for a mere prefix, an alias."""
    like = listed.most_like(unit, taken)
    if like is None:
        roster.notes.append(Note("unit_unlisted", f"“{unit}”不在成员单位名单中，按所写名称保留。", entry.span))
        return unit
    if like.code == "same":
        return like.unit
    if like.code == "unit_prefix":
        _alias(roster, like, unit)
        roster.notes.append(
            Note("unit_prefix", f"“{unit}”与名单中的“{like.unit}”只差地名前缀，视为同一单位。", entry.span)
        )
        return like.unit
    roster.doubts.append(Doubt(like.code, entry.article, unit, like.unit, entry.person, entry.span))
    return like.unit


def _alias(roster: Roster, like: Likeness, name: str) -> None:
    for i, unit in enumerate(roster.units):
        if unit.name == like.unit and name not in unit.aliases:
            roster.units[i] = replace(unit, aliases=(*unit.aliases, name))


def _note_form(entry: _Entry, words: str, roster: Roster) -> None:
    if entry.padded:
        roster.notes.append(Note("name_padding", f"姓名“{entry.person}”中间的空格已去掉。", entry.span))
    if words != entry.words.strip():
        roster.notes.append(Note("trailing_separator", f"“{words}”后面多余的标点已去掉。", entry.span))
