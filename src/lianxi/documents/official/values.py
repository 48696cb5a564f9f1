"""What an official document consists of, as plain values.

Kinds after 《党政机关公文处理工作条例》 article 8; elements after GB/T 9704-2012 clauses 7 and 10.3. Texts may hold
several lines; in fields of one line, line ends become spaces. Nothing is rewritten: what was approved is printed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

Kind = Literal["通知", "通报", "函", "报告", "请示"]
#: to the superior: these name who signed (签发人)
UPWARD: tuple[Kind, ...] = ("报告", "请示")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """``level``: 0 text, 1 一、, 2 （一）, 3 1., 4 （1）. The text holds its own number."""

    text: str
    level: Literal[0, 1, 2, 3, 4] = 0


@dataclass(frozen=True, slots=True)
class Section:
    """What the meeting heard or considered. The heading comes without 一、; the text is read by ``outline``."""

    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class Decision:
    """``no_task``: nothing to be done by anybody, so no bearer and no date are printed."""

    text: str
    lead: str = ""
    co_units: tuple[str, ...] = ()
    due: date | None = None
    no_task: bool = False


@dataclass(frozen=True, slots=True)
class Minutes:
    """纪要 (10.3). ``issued_on`` is None as long as it is not known (a draft)."""

    mark: str
    office: str
    issued_on: date | None
    #: 〔2026〕3号 or 第3期
    number: str | None = None
    title: str | None = None
    #: time, place, chair
    opening: str = ""
    sections: tuple[Section, ...] = ()
    decisions: tuple[Decision, ...] = ()
    #: 出席
    present: tuple[str, ...] = ()
    #: 请假
    on_leave: tuple[str, ...] = ()
    #: 列席
    sitting_in: tuple[str, ...] = ()
    #: 分送
    distribution: tuple[str, ...] = ()
    #: what this version changed in the one before
    correction: str | None = None
    draft: bool = False


@dataclass(frozen=True, slots=True)
class Figures:
    """A table in a document: its name (may be empty), the heads of its columns, its rows."""

    name: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Enclosure:
    """附件 of a document, printed on a new page behind it: a title, its text, its tables (方案, 制度, 要点, 分工表)."""

    title: str
    body: tuple[Paragraph, ...]
    figures: tuple[Figures, ...] = ()


@dataclass(frozen=True, slots=True)
class Letter:
    """A document with addressee and signature: 通知, 通报, 函, 报告, 请示.

    ``issuer`` stands in the red head (with 文件) and in the signature. ``sealed`` leaves the place for a seal, which is
    never drawn. ``printed_by`` and ``printed_on`` of the edition record are the issuer and ``dated`` unless said.
    A 函 with a red head has the letter format (信函格式, 10.1); without a red head it is a 便函.
    """

    kind: Kind
    issuer: str
    title: str
    addressee: str
    body: tuple[Paragraph, ...]
    dated: date | None
    number: str | None = None
    red_head: bool = True
    #: 签发人, only printed on what goes upward
    signer: str | None = None
    #: what goes out beside it as a file; stands in the attachment note behind the enclosures
    attachments: tuple[str, ...] = ()
    sealed: bool = True
    #: 附注, without its brackets: 联系人：…
    remark: str = ""
    #: 抄送
    cc: tuple[str, ...] = ()
    printed_by: str = ""
    printed_on: date | None = None
    draft: bool = False
    #: texts of the attachments; their titles stand first in the attachment note
    enclosures: tuple[Enclosure, ...] = ()
    #: 紧急程度 as printed: 特急, 加急
    urgency: str = ""
    #: 发文机关标志 where it is not the issuer with 文件
    mark: str = ""

    @property
    def letter_format(self) -> bool:
        return self.kind == "函" and self.red_head

    @property
    def attached(self) -> int:
        """How many attachments it has, texts and files."""
        return len(self.enclosures) + len(self.attachments)


@dataclass(frozen=True, slots=True)
class Article:
    """One of several texts in a 简报."""

    title: str
    body: tuple[Paragraph, ...]
    figures: tuple[Figures, ...] = ()


@dataclass(frozen=True, slots=True)
class Brief:
    """简报: mark, 第N期, office and day over the red rule, one or several texts, tables of figures, whom it goes to.

    ``title`` and ``body`` may be empty where ``articles`` are given; two or more texts are listed as 本期目录 unless
    ``contents`` is False. ``distribution`` (报送, to the level above), ``sent_to`` (送, beside) and ``issued_to`` (发,
    below) stand in the foot, with the number of ``copies`` (0: not said).
    """

    mark: str
    office: str
    issue: str
    issued_on: date | None
    title: str
    body: tuple[Paragraph, ...]
    figures: tuple[Figures, ...] = ()
    distribution: tuple[str, ...] = ()
    draft: bool = False
    #: 按语, set in 楷体 before the texts
    editor_note: str = ""
    articles: tuple[Article, ...] = ()
    contents: bool = True
    sent_to: tuple[str, ...] = ()
    issued_to: tuple[str, ...] = ()
    copies: int = 0


@dataclass(frozen=True, slots=True)
class WorkPoint:
    """One of the year's tasks. Points one after the other with the same ``part`` stand under it as 一、…."""

    text: str
    lead: str = ""
    co_units: tuple[str, ...] = ()
    due: date | None = None
    part: str = ""


@dataclass(frozen=True, slots=True)
class WorkPoints:
    """年度工作要点: goes out as the attachment of a 通知."""

    title: str
    points: tuple[WorkPoint, ...]
    preamble: str = ""
