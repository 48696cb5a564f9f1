"""印发签收单: who got a document and signed for it; it bears the journal's number and short hash, as the witness."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from .measure import title_lines
from .paper import write_paper
from .sheet import table_of
from .typeset import BLACK, FLUSH, TEXT, TITLE, TITLE_LINES, blank, lines_of, paragraph, words

#: twips; together the width of the text
_COLUMNS: Final = (("单位", 3345), ("签收人", 1700), ("签收日期", 2200), ("备注", 1600))


@dataclass(frozen=True, slots=True)
class Receipt:
    """A unit, when it signed (empty: to be signed by hand), a note (代录), who signed."""

    unit: str
    signed: str = ""
    note: str = ""
    person: str = ""


@dataclass(frozen=True, slots=True)
class ReceiptSheet:
    """``facts``: label and text over the table; ``witness``: number and hash of the journal's head."""

    title: str
    office: str
    facts: tuple[tuple[str, str], ...]
    receipts: tuple[Receipt, ...]
    witness: str


def write_receipt_sheet(sheet: ReceiptSheet) -> bytes:
    """A4, one row a unit; who signs by hand finds room for it."""
    rows = [(each.unit, each.person, each.signed, each.note) for each in sheet.receipts]
    return write_paper(
        (
            paragraph(lines_of(title_lines(words(sheet.title))), TITLE_LINES, TITLE) + blank(),
            *_facts(sheet.facts),
            paragraph("", replace(FLUSH, line=200), replace(TEXT, size=1)),
            table_of([label for label, _ in _COLUMNS], rows, [size for _, size in _COLUMNS]),
            paragraph(f"日志存证：{words(sheet.witness)}", replace(FLUSH, align="left", before=200)),
        ),
        title=sheet.title,
        author=sheet.office,
        made_on=None,
        about="印发签收单",
    )


def _facts(facts: Sequence[tuple[str, str]]) -> list[str]:
    shape = replace(FLUSH, align="left", left=1600, hanging=1600)
    return [paragraph([(f"{label}：", BLACK), (words(text), TEXT)], shape) for label, text in facts]
