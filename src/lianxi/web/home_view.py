"""The home page's plain values: headline, year strip, the rules with their live state, what is owed. No database."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from lianxi.rulebook.board import Board, Headline, Item, Line, bearer_of, ring
from lianxi.rulebook.compiled import Article, Compiled
from lianxi.rulebook.duties import Duty, Gate, Periodic, Power, Response, Standing
from lianxi.rulebook.wording import WHY_WORDS, window_name
from lianxi.web.year_strip import CELL_WORDS, MonthHead, Row, YearStrip, anchor_of, months_of, state_words

KIND_WORDS = {Periodic: "周期", Response: "时限", Gate: "程序", Power: "授权", Standing: "原则"}


#: settled pairs of a duty that stand open on the page; older ones are folded
SETTLED_SHOWN = 3
#: what objects (``meeting:12``) and units (by number) are called
Names = tuple[Mapping[str, str], Mapping[int, str]]


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of an article's text; with an ``anchor`` it is a demand, coloured by ``state``."""

    text: str
    anchor: str = ""
    state: str = ""


@dataclass(frozen=True, slots=True)
class DutyView:
    """A demand of an article with the windows or pairs of the year, ready to print."""

    key: str
    anchor: str
    kind: str
    label: str
    summary: str
    assumed: bool
    open_question: bool
    state: str
    items: tuple[ItemView, ...]
    shown: tuple[ItemView, ...]
    folded: tuple[ItemView, ...]
    recordable: bool
    meeting: str


@dataclass(frozen=True, slots=True)
class ItemView:
    """A window or pair: its name, state, dates, evidence entries."""

    name: str
    state: str
    word: str
    detail: str
    start: date
    due: date | None
    subject: str | None
    entries: tuple[int, ...]
    recorded_later: date | None
    provisional: bool
    open: bool


@dataclass(frozen=True, slots=True)
class ArticleView:
    position: int
    label: str
    ring: str
    segments: tuple[Segment, ...]
    duties: tuple[DutyView, ...]
    notes: tuple[tuple[str, str], ...]
    lively: bool


@dataclass(frozen=True, slots=True)
class ChapterView:
    title: str
    articles: tuple[ArticleView, ...]
    lively: bool


@dataclass(frozen=True, slots=True)
class Owed:
    """Something to do: the soonest first. ``action`` is what the button says."""

    key: str
    title: str
    state: str
    due: date | None
    bearer: str
    article: str
    position: int
    subject: str | None
    window: date
    periodic: bool
    meeting: str
    provisional: bool
    #: the meeting that was called for it: number and day
    called: tuple[int, date] | None = None


@dataclass(frozen=True, slots=True)
class HomeView:
    headline: Headline
    months: tuple[MonthHead, ...]
    rows: tuple[Row, ...]
    more_rows: tuple[Row, ...]
    chapters: tuple[ChapterView, ...]
    owed: tuple[Owed, ...]


def home_view(
    board: Board, compiled: Compiled, names: Names, key_periods: Sequence[tuple[str, date, date]]
) -> HomeView:
    """Everything the home page prints for one board. ``key_periods``: name, first and last day.

    The strip shows periodic duties and what is open; responses that are settled stand folded below (``more_rows``).
    """
    builder = _Builder(board, compiled, names)
    rows = list(YearStrip(board).rows())
    return HomeView(
        headline=board.headline,
        months=months_of(board.on, key_periods),
        rows=tuple(row for row in rows if row.periodic),
        more_rows=tuple(row for row in rows if not row.periodic),
        chapters=tuple(builder.chapters()),
        owed=tuple(builder.owed()),
    )


def article_view(board: Board, compiled: Compiled, names: Names, position: int) -> ArticleView:
    """One article alone, with its standing duties; raises ``IndexError`` for a position the rules do not have."""
    return _Builder(board, compiled, names).article(compiled.articles[position], position, standing=True)


def owed_on(board: Board, compiled: Compiled, names: Names) -> list[Owed]:
    """Only what is owed now, soonest first."""
    return _Builder(board, compiled, names).owed()


class _Builder:
    def __init__(self, board: Board, compiled: Compiled, names: Names) -> None:
        self.board = board
        self.compiled = compiled
        self.titles, self.units = names
        self.positions = {article.label: index for index, article in enumerate(compiled.articles)}
        self.lines: dict[str, list[Line]] = defaultdict(list)
        for line in board.lines:
            self.lines[line.duty.article].append(line)

    # the rules, article by article ----------------------------------------------------------------------------

    def chapters(self) -> Iterable[ChapterView]:
        seen: set[str] = set()
        for chapter in self.compiled.chapters:
            articles = [
                self.article(article, index)
                for index, article in enumerate(self.compiled.articles)
                if article.label in chapter.articles
            ]
            seen.update(article.label for article in articles)
            if articles:
                yield self._chapter(_chapter_title(chapter.number, chapter.title), articles)
        rest = [
            self.article(article, index)
            for index, article in enumerate(self.compiled.articles)
            if article.label not in seen
        ]
        annexes = [article for article in rest if article.label.startswith("附件")]
        plain = [article for article in rest if not article.label.startswith("附件")]
        if plain:
            yield self._chapter("" if not seen else "其他条款", plain)
        if annexes:
            yield self._chapter("附件", annexes)

    def _chapter(self, title: str, articles: list[ArticleView]) -> ChapterView:
        return ChapterView(title, tuple(articles), any(article.lively for article in articles))

    def article(self, article: Article, position: int, *, standing: bool = False) -> ArticleView:
        lines = self.lines.get(article.label, [])
        dated = [line for line in lines if line.dated or isinstance(line.duty, Gate)]
        return ArticleView(
            position=position,
            label=article.label,
            ring=ring(dated),
            segments=tuple(self._segments(article, lines)),
            duties=tuple(
                self._duty(line)
                for line in lines
                if standing or not isinstance(line.duty, Standing) or line.duty.open_question
            ),
            notes=tuple(self._notes(dated)),
            lively=any(item.open or item.state == "missed" for line in dated for item in line.items)
            or any(isinstance(line.duty, Periodic) for line in dated),
        )

    def _segments(self, article: Article, lines: list[Line]) -> Iterable[Segment]:
        text = self.compiled.text
        start, end = article.span
        if text.startswith(article.label, start):
            start += len(article.label)
        while start < end and text[start] in " \u3000\n:：、.":
            start += 1
        while end > start and text[end - 1] in " \n":
            end -= 1
        marked = sorted(
            {
                (line.duty.span, anchor_of(line.duty), ring([line]))
                for line in lines
                if not isinstance(line.duty, Standing)
            }
        )
        for (first, last), anchor, state in marked:
            first = max(first, start)
            if first < start or last > end or first >= last:
                continue
            if first > start:
                yield Segment(text[start:first])
            yield Segment(text[first:last], anchor, state)
            start = last
        if start < end:
            yield Segment(text[start:end])

    def _notes(self, lines: list[Line]) -> Iterable[tuple[str, str]]:
        misses = sum(line.misses for line in lines if isinstance(line.duty, Periodic))
        if misses:
            yield "missed", f"本年缺 {misses} 次"
        broken = sum(line.misses for line in lines if isinstance(line.duty, Gate))
        if broken:
            yield "missed", f"本年未经批准先行 {broken} 件"
        late = sum(item.state == "kept_late" for line in lines for item in line.items)
        if late:
            yield "kept_late", f"本年逾期后完成 {late} 件"

    def _duty(self, line: Line) -> DutyView:
        duty = line.duty
        items = tuple(self._item(line, item) for item in line.items)
        settled = [item for item in items if not item.open]
        return DutyView(
            key=duty.key,
            anchor=anchor_of(duty),
            kind=KIND_WORDS[type(duty)],
            label=duty.label,
            summary=self._summary(line),
            assumed=duty.certainty == "assumed",
            open_question=isinstance(duty, Standing) and duty.open_question is not None,
            state=ring([line]) if line.items else "not_owed",
            items=items,
            shown=tuple([item for item in items if item.open] + settled[-SETTLED_SHOWN:]),
            folded=tuple(settled[:-SETTLED_SHOWN]),
            recordable=not isinstance(duty, Standing) or not duty.open_question,
            meeting=_meeting_kind(duty),
        )

    def _summary(self, line: Line) -> str:
        duty = line.duty
        if isinstance(duty, Standing):
            return "待定：规则未写明周期，也未作选择" if duty.open_question else "原则性规定：没有期限，可登记佐证"
        if isinstance(duty, Power):
            return "授权性规定：可以办理，不作要求"
        if isinstance(duty, Gate):
            return f"已办 {len(line.items)} 件" if line.items else "本年未发生"
        judged = [item for item in line.items if item.state != "not_owed"]
        before = sum(item.why == "before_founding" for item in line.items)
        if not judged:
            return f"{before} 期在{WHY_WORDS['before_founding']}" if before else "本年尚无应履行事项"
        kept = sum(item.state in {"kept", "kept_late"} for item in judged)
        told = (
            f"应履行 {len(judged)} 次，已履行 {kept} 次"
            if isinstance(duty, Periodic)
            else f"应办 {len(judged)} 件，已办 {kept} 件"
        )
        told += f"；另有 {before} 期在{WHY_WORDS['before_founding']}" if before else ""
        return told + self._time_limit(duty)

    def _time_limit(self, duty: Duty) -> str:
        if not isinstance(duty, Response):
            return ""
        units = {"day": "日", "workday": "个工作日", "month": "个月", "hour": "小时", "year": "年"}
        return f"（时限 {duty.amount} {units[duty.unit]}）" if duty.amount else "（未定时限）"

    def _item(self, line: Line, item: Item) -> ItemView:
        due = item.due
        late = next((e.recorded_on for e in item.evidence if due and e.happened_on <= due < e.recorded_on), None)
        return ItemView(
            name=self._item_name(line.duty, item),
            state=item.state,
            word=CELL_WORDS[item.state],
            detail=WHY_WORDS.get(item.why) or state_words(item),
            start=item.start,
            due=item.due,
            subject=item.subject,
            entries=tuple(dict.fromkeys(e.entry for e in item.evidence)),
            recorded_later=late,
            provisional=item.provisional,
            open=item.open,
        )

    def _item_name(self, duty: Duty, item: Item) -> str:
        if isinstance(duty, Periodic):
            return window_name(duty, item)
        return self.titles.get(item.subject or "", f"{item.start.month}月{item.start.day}日事项")

    # what is owed ---------------------------------------------------------------------------------------------

    def owed(self) -> list[Owed]:
        found = [self._owed(line, item) for line in self.board.lines if line.dated for item in line.items if item.open]
        return sorted(found, key=lambda owed: (owed.due or date.max, owed.title))

    def _owed(self, line: Line, item: Item) -> Owed:
        duty = line.duty
        name = self._item_name(duty, item)
        title = f"{name}{duty.short}" if isinstance(duty, Periodic) else f"{duty.short}：{name}"
        return Owed(
            key=duty.key,
            title=title,
            state=item.state,
            due=item.due,
            bearer=bearer_of(duty, item, self.units),
            article=duty.article,
            position=self.positions.get(duty.article, 0),
            subject=item.subject,
            window=item.start,
            periodic=isinstance(duty, Periodic),
            meeting=_meeting_kind(duty),
            provisional=item.provisional,
        )


def _meeting_kind(duty: Duty) -> str:
    """The kind of meeting a periodic duty asks for, to call it in one step; empty for other duties."""
    if not isinstance(duty, Periodic) or duty.verb != "meeting.held":
        return ""
    return duty.key.split(":")[2]


def _chapter_title(number: str, title: str) -> str:
    """“第一章 总则”, “一、总则”; a title that carries its number stays as it is."""
    if not number or title.startswith(number):
        return title
    return f"{number}{' ' if number.endswith('章') else '' if number.endswith('、') else '、'}{title}"
