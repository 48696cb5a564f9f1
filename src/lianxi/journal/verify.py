"""``lianxi verify``: does the record still say what was recorded? Names exactly where it does not."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from lianxi.journal import attachments, triggers
from lianxi.journal.canonical import GENESIS, canonical, digest, salted
from lianxi.journal.models import Attachment, Conference, Entry, FactRow, Text

BATCH = 500


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is not as it was recorded; ``entry`` is the first number it shows at."""

    entry: int | None
    message: str


@dataclass(frozen=True, slots=True)
class Report:
    """The outcome: how many entries were read, the head, what was found, and how many texts were erased lawfully."""

    slug: str
    entries: int
    head: str
    findings: tuple[Finding, ...]
    erased_texts: int

    @property
    def sound(self) -> bool:
        return not self.findings


def verify(slug: str, against: tuple[int, str] | None = None) -> Report:
    """Check chain, numbers, facts, texts, files and triggers of one conference.

    ``against``: the number and (at least 16 hex digits of) hash of an older print; a rewritten history cannot match it.
    """
    conference = Conference.objects.get(slug=slug)
    reader = _Reader(conference)
    findings = list(reader.findings(against))
    findings += [Finding(None, f"数据库缺少防改触发器 {name}，请重新启动服务以恢复。") for name in triggers.missing()]
    return Report(slug, reader.read, conference.head_hash, tuple(findings), reader.erased)


class _Reader:
    def __init__(self, conference: Conference) -> None:
        self.conference = conference
        self.read = 0
        self.erased = 0
        self.previous = GENESIS

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
                        yield Finding(entry.number, f"第 {entry.number} 号记录与先前打印的校验码不一致：记录已被改写。")
        if not seen_print and against is not None:
            yield Finding(against[0], f"先前打印的第 {against[0]} 号记录已不存在：记录被截短。")
        head = self.conference
        if head.head_number != expected - 1 or head.head_hash != self.previous:
            yield Finding(
                head.head_number, f"链首记为第 {head.head_number} 号，实际最后一条是第 {expected - 1} 号或校验码不同。"
            )
        yield from self._strays(expected - 1)

    def _batches(self) -> Iterator[list[Entry]]:
        last = 0
        while True:
            entries = list(Entry.objects.filter(conference=self.conference, number__gt=last).order_by("number")[:BATCH])
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
        try:
            body = json.loads(entry.body)
        except ValueError:
            yield Finding(number, f"第 {number} 号记录的内容已无法读取。")
            self.previous = entry.hash
            return
        if body.get("previous") != self.previous:
            yield Finding(number, f"第 {number} 号记录与前一条不相连：其前的记录被改动、删除或调换。")
        self.previous = entry.hash
        if body.get("number") != number or body.get("conference") != str(self.conference.uid):
            yield Finding(number, f"第 {number} 号记录的编号或所属联席会议与内容不符。")
        if not _columns_agree(entry, body):
            yield Finding(number, f"第 {number} 号记录的检索栏（时间、事项或人员）与内容不符。")
        if [_fact(row) for row in facts.get(number, [])] != body.get("facts"):
            yield Finding(number, f"第 {number} 号记录的事实明细与内容不符。")
        yield from self._texts(number, body, texts.get(number, []))
        yield from self._files(number, body, files.get(number, []))

    def _texts(self, number: int, body: dict[str, Any], rows: list[Text]) -> Iterator[Finding]:
        expected = dict(body.get("texts", {}))
        for row in rows:
            sealed = expected.pop(row.kind, None)
            if row.text is None:
                self.erased += 1
            elif sealed != salted(row.salt, row.text):
                yield Finding(number, f"第 {number} 号记录的文字（{row.kind}）被改动。")
        for kind in expected:
            yield Finding(number, f"第 {number} 号记录的文字（{kind}）缺失。")

    def _files(self, number: int, body: dict[str, Any], rows: list[Attachment]) -> Iterator[Finding]:
        if [row.sha256 for row in rows] != body.get("files"):
            yield Finding(number, f"第 {number} 号记录的附件目录与内容不符。")
        for row in rows:
            path = attachments.path_of(self.conference.uid, row.sha256)
            if not path.is_file():
                yield Finding(number, f"第 {number} 号记录的附件 {row.number} 文件缺失。")
            elif attachments.sha256_of(path) != row.sha256:
                yield Finding(number, f"第 {number} 号记录的附件 {row.number} 文件被改动。")

    def _strays(self, last: int) -> Iterator[Finding]:
        """Rows that belong to no entry, before the first or after the last."""
        for model in (FactRow, Text, Attachment):
            numbers = set(
                model.objects.filter(conference=self.conference, entry__gt=last).values_list("entry", flat=True)[:5]
            )
            numbers |= set(
                model.objects.filter(conference=self.conference, entry__lt=1).values_list("entry", flat=True)[:5]
            )
            for number in sorted(numbers):
                yield Finding(number, f"存在不属于任何记录的明细（第 {number} 号）。")


def _columns_agree(entry: Entry, body: dict[str, Any]) -> bool:
    actor, behalf = body.get("actor") or {}, body.get("behalf") or {}
    facts = body.get("facts") or [{}]
    return (
        datetime.fromisoformat(str(body.get("recorded_at"))) == entry.recorded_at
        and facts[0].get("verb") == entry.verb
        and actor.get("person") == entry.actor_person
        and actor.get("unit") == entry.actor_unit
        and behalf.get("person") == entry.behalf_person
        and canonical(body) == entry.body
    )


def _fact(row: FactRow) -> dict[str, Any]:
    return {
        "verb": row.verb,
        "object": row.object,
        "unit": row.unit,
        "on": row.happened_on.isoformat(),
        "data": json.loads(row.data),
    }
