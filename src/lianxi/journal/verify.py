"""``lianxi verify``: does the record still say what was recorded? Names exactly where it does not."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Max, QuerySet

from lianxi.journal import attachments, erasing, triggers
from lianxi.journal.canonical import GENESIS, canonical, digest, salted
from lianxi.journal.frame import HERE
from lianxi.journal.models import Attachment, Conference, Counter, Entry, FactRow, Text

BATCH = 500
#: kinds of object whose number may be typed by a person (paper kept before the software came), so no counter gave it
TYPED_NUMBERS = frozenset({"entry", "change"})


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is not as it was recorded; ``entry`` is the first number it shows at."""

    entry: int | None
    message: str


@dataclass(frozen=True, slots=True)
class Report:
    """The outcome: how many entries were read, the head (number, hash), what was found, how many texts and files were
    erased.
    """

    slug: str
    entries: int
    number: int
    head: str
    findings: tuple[Finding, ...]
    erased_texts: int
    erased_files: int = 0

    @property
    def sound(self) -> bool:
        return not self.findings


def verify(slug: str, against: tuple[int, str] | None = None) -> Report:
    """Check chain, numbers, facts, texts, files and triggers of one conference.

    May run beside writers: what is committed after the head was read is left for the next time.
    ``against``: the number and (at least 16 hex digits of) hash of an older print; a rewritten history cannot match it.
    """
    conference = Conference.objects.get(slug=slug)
    reader = _Reader(conference)
    findings = list(reader.findings(against))
    findings += [Finding(None, f"数据库的防改触发器 {name} 缺失或被改动。") for name in triggers.missing()]
    return Report(
        slug,
        reader.read,
        conference.head_number,
        conference.head_hash,
        tuple(findings),
        reader.erased,
        reader.erased_files,
    )


class _Reader:
    def __init__(self, conference: Conference) -> None:
        self.conference = conference
        self.read = 0
        self.erased = 0
        self.erased_files = 0
        self.unproven = erasing.unproven(conference.pk)
        self.previous = GENESIS
        self.last_at: datetime | None = None
        self.restored: int | None = None
        self.highest: dict[str, int] = {}

    def findings(self, against: tuple[int, str] | None) -> Iterator[Finding]:
        expected = 1
        seen_print = against is None
        for entries in self._batches():
            texts, facts, files = self._belongings(entries[0].number, entries[-1].number)
            for entry in entries:
                if entry.number != expected:
                    yield Finding(expected, f"第 {expected} 号记录缺失（下一条是第 {entry.number} 号）。")
                expected = entry.number + 1
                self.read += 1
                yield from self._entry(entry, texts, facts, files)
                if against is not None and entry.number == against[0]:
                    seen_print = True
                    if not entry.hash.startswith(against[1].lower()):
                        yield Finding(
                            entry.number,
                            f"第 {entry.number} 号记录与先前打印的校验码不一致：{self._why('记录已被改写')}。",
                        )
        if not seen_print and against is not None:
            yield Finding(against[0], f"先前打印的第 {against[0]} 号记录已不存在：{self._why('记录被截短')}。")
        yield from self._head(expected - 1)
        yield from self._counters()
        yield from self._strays()

    def _why(self, otherwise: str) -> str:
        """A print may also be of the record as it went on before a backup was restored."""
        if self.restored is None:
            return otherwise
        return f"第 {self.restored} 号记录载明曾从备份恢复，打印件属于恢复前未备份的部分，或{otherwise}"

    def _head(self, last: int) -> Iterator[Finding]:
        head = self.conference
        if head.head_number != last or head.head_hash != self.previous:
            yield Finding(
                head.head_number, f"链首记为第 {head.head_number} 号，实际最后一条是第 {last} 号或校验码不同。"
            )
        if self.last_at is not None and head.head_at != self.last_at:
            yield Finding(last, f"链首的时间与第 {last} 号记录的登记时间不符。")

    def _counters(self) -> Iterator[Finding]:
        """A counter set back would give a number twice."""
        for row in Counter.objects.filter(conference=self.conference).order_by("kind"):
            if self.highest.get(row.kind, 0) > row.last:
                yield Finding(
                    None, f"{row.kind} 的编号计数为 {row.last}，而记录中已有 {self.highest[row.kind]} 号：计数被改动。"
                )

    def _batches(self) -> Iterator[list[Entry]]:
        last = 0
        while True:
            within = {"number__gt": last, "number__lte": self.conference.head_number}
            entries = list(Entry.objects.filter(conference=self.conference, **within).order_by("number")[:BATCH])
            if not entries:
                return
            yield entries
            last = entries[-1].number

    def _belongings(
        self, first: int, last: int
    ) -> tuple[dict[int, list[Text]], dict[int, list[FactRow]], dict[int, list[Attachment]]]:
        def grouped(rows: Any) -> dict[int, list[Any]]:
            found: dict[int, list[Any]] = {}
            for row in rows:
                found.setdefault(row.entry, []).append(row)
            return found

        within = {"conference": self.conference, "entry__gte": first, "entry__lte": last}
        return (
            grouped(Text.objects.filter(**within)),
            grouped(FactRow.objects.filter(**within).order_by("entry", "index")),
            grouped(Attachment.objects.filter(**within).order_by("number")),
        )

    def _entry(
        self,
        entry: Entry,
        texts: dict[int, list[Text]],
        facts: dict[int, list[FactRow]],
        files: dict[int, list[Attachment]],
    ) -> Iterator[Finding]:
        number = entry.number
        if digest(entry.body) != entry.hash:
            yield Finding(number, f"第 {number} 号记录的内容与校验码不符：内容被改动。")
        body = _body(entry)
        if body is None:
            yield Finding(number, f"第 {number} 号记录的内容已无法读取。")
            self.previous = entry.hash
            return
        if body.get("previous") != self.previous:
            yield Finding(number, f"第 {number} 号记录与前一条不相连：其前的记录被改动、删除或调换。")
        self.previous, self.last_at = entry.hash, entry.recorded_at
        self._remember(number, body)
        if body.get("number") != number or body.get("conference") != str(self.conference.uid):
            yield Finding(number, f"第 {number} 号记录的编号或所属联席会议与内容不符。")
        if not _columns_agree(entry, body):
            yield Finding(number, f"第 {number} 号记录的检索栏（时间、事项或人员）与内容不符。")
        if not _facts_agree(entry, facts.get(number, []), body["facts"]):
            yield Finding(number, f"第 {number} 号记录的事实明细与内容不符。")
        yield from self._texts(number, body, texts.get(number, []))
        yield from self._files(number, body, files.get(number, []))

    def _remember(self, number: int, body: dict[str, Any]) -> None:
        for fact in body["facts"]:
            kind, _, given = str(fact["object"]).partition(":")
            if given.isdigit() and kind not in TYPED_NUMBERS:
                self.highest[kind] = max(self.highest.get(kind, 0), int(given))
            if fact["verb"] == "record.restored":
                self.restored = self.restored or number

    def _texts(self, number: int, body: dict[str, Any], rows: list[Text]) -> Iterator[Finding]:
        expected = dict(body["texts"])
        for row in rows:
            sealed = expected.pop(row.kind, None)
            if sealed is None:
                yield Finding(number, f"第 {number} 号记录多出一段文字（{row.kind}）。")
            elif row.text is None:
                self.erased += 1
            elif sealed != salted(row.salt, row.text):
                yield Finding(number, f"第 {number} 号记录的文字（{row.kind}）被改动。")
        for kind in expected:
            yield Finding(number, f"第 {number} 号记录的文字（{kind}）缺失。")

    def _files(self, number: int, body: dict[str, Any], rows: list[Attachment]) -> Iterator[Finding]:
        if [row.sha256 for row in rows] != body["files"]:
            yield Finding(number, f"第 {number} 号记录的附件目录与内容不符。")
        for row in rows:
            path = attachments.path_of(self.conference.uid, row.sha256)
            if not row.name and row.number not in self.unproven:
                self.erased_files += 1
            elif not row.name:
                yield Finding(number, f"第 {number} 号记录的附件 {row.number} 被删除，没有依法删除的记录。")
            elif not path.is_file():
                yield Finding(number, f"第 {number} 号记录的附件 {row.number} 文件缺失。")
            elif attachments.sha256_of(path) != row.sha256:
                yield Finding(number, f"第 {number} 号记录的附件 {row.number} 文件被改动。")
            elif path.stat().st_size != row.size:
                yield Finding(number, f"第 {number} 号记录的附件 {row.number} 登记的大小被改动。")

    def _strays(self) -> Iterator[Finding]:
        """Rows that belong to no entry, before the first or after the last."""
        mine = {"conference": self.conference}
        rows: list[tuple[str, str, QuerySet[Any]]] = [
            ("记录", "number", Entry.objects.filter(**mine)),
            ("明细", "entry", FactRow.objects.filter(**mine)),
            ("文字", "entry", Text.objects.filter(**mine)),
            ("附件", "entry", Attachment.objects.filter(**mine)),
        ]
        newest = [found.aggregate(newest=Max(column))["newest"] or 0 for _, column, found in rows]
        head = Conference.objects.values_list("head_number", flat=True).get(pk=self.conference.pk)  # after the rows
        for (what, column, found), number in zip(rows, newest, strict=True):
            if number > head:
                yield Finding(number, f"链首是第 {head} 号，却存在第 {number} 号的{what}：不属于链条。")
            if found.filter(**{f"{column}__lt": 1}).exists():
                yield Finding(0, f"存在第 0 号的{what}：不属于链条。")


def _body(entry: Entry) -> dict[str, Any] | None:
    """The entry's text as data, None when it has no longer the shape of one."""
    try:
        body = json.loads(entry.body)
        datetime.fromisoformat(body["recorded_at"])
        shaped = (
            isinstance(body["actor"], dict)
            and isinstance(body["behalf"], dict | None)
            and isinstance(body["texts"], dict)
            and isinstance(body["files"], list)
            and body["facts"]
            and all(fact["verb"] and fact["object"] for fact in body["facts"])
        )
    except (ValueError, KeyError, TypeError, AttributeError):
        return None
    return body if shaped else None


def _columns_agree(entry: Entry, body: dict[str, Any]) -> bool:
    actor, behalf = body["actor"], body["behalf"] or {}
    return (
        datetime.fromisoformat(body["recorded_at"]) == entry.recorded_at
        and body["facts"][0]["verb"] == entry.verb
        and actor.get("person") == entry.actor_person
        and actor.get("unit") == entry.actor_unit
        and behalf.get("person") == entry.behalf_person
        and canonical(body) == entry.body
    )


def _facts_agree(entry: Entry, rows: list[FactRow], facts: list[Any]) -> bool:
    """The reading rows say what the text says, in its order, on the local day the entry was recorded."""
    recorded_on = entry.recorded_at.astimezone(HERE).date()
    return (
        [_fact(row) for row in rows] == facts
        and [row.index for row in rows] == list(range(len(rows)))
        and all(row.recorded_on == recorded_on for row in rows)
    )


def _fact(row: FactRow) -> dict[str, Any]:
    try:
        data = json.loads(row.data)
    except ValueError:
        data = None
    return {
        "verb": row.verb,
        "object": row.object,
        "unit": row.unit,
        "on": row.happened_on.isoformat(),
        "data": data,
    }
