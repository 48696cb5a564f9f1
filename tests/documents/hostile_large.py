# ruff: noqa: E501 (a table)
"""Hostile ledgers of more than 1.5 MB: size earns no leave to take more time or memory."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from random import Random

from .build import DECLARATION, SHEET, row, sheet, text_cell, xlsx_parts
from .test_hostile_files import LAUGHS, PASSWORDS

LARGE = 1_500_000
#: what no packing makes smaller
NOISE = Random(6).randbytes(LARGE)
HEADS = "".join(
    text_cell(f"{letter}1", head) for letter, head in zip("ABC", ("编号", "反映问题", "信访日期"), strict=True)
)
HEAD = row(1, HEADS)
GOOD = row(2, text_cell("A2", "LT-1"), text_cell("B2", "反映路灯不亮"), text_cell("C2", "2025-01-02"))
TEXT = "编号,反映问题,信访日期\nLT-1,反映路灯不亮,2025-01-02\n".encode()
Fate = str | int
Case = tuple[str, Callable[[], bytes], Fate]


def book(parts: Mapping[str, str | bytes], *, level: int = 1) -> bytes:
    """A package with 1.5 MB of noise beside its parts, packed quickly."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=level) as package:
        for name, content in parts.items():
            package.writestr(name, content)
        package.writestr(zipfile.ZipInfo("xl/media/noise.png"), NOISE)
    return out.getvalue()


def of(rows: str, *, after: str = "") -> bytes:
    return book(xlsx_parts({"台账": sheet(rows, after=after)}))


def raw(sheet_xml: str) -> bytes:
    return book(xlsx_parts({"台账": sheet_xml}))


def several(count: int, rows: str) -> bytes:
    return book(xlsx_parts({f"表{place}": sheet(HEAD + GOOD + rows) for place in range(count)}))


def beside(name: str, content: str | bytes) -> bytes:
    return book({**xlsx_parts({"台账": sheet(HEAD + GOOD)}), name: content})


def filled(count: int, cells: int = 1) -> str:
    """Rows of short numbers, without places: the quickest way to many cells."""
    return f"<row>{'<c><v>7</v></c>' * cells}</row>" * count


def attributes(count: int) -> str:
    return "<row " + " ".join(f'a{n}="1"' for n in range(count)) + "/>"


def merges(count: int) -> str:
    """Ranges that all reach over everything."""
    ranges = "".join(f'<mergeCell ref="B{3 + n % 9}:B99999"/>' for n in range(count))
    return f"<mergeCells>{ranges}</mergeCells>"


def shared(count: int) -> bytes:
    texts = "".join(f"<si><t>{n}</t></si>" for n in range(count))
    return beside("xl/sharedStrings.xml", f'{DECLARATION}<sst xmlns="{SHEET}">{texts}</sst>')


def cut(part: float) -> bytes:
    data = of(HEAD + GOOD)
    return data[: int(len(data) * part)]


def large() -> dict[str, Case]:
    """As ``hostile_ledgers.cases``."""
    name, csv = "台账.xlsx", "台账.csv"
    far = "".join(f'<row r="{n}" hidden="1" ht="{n % 90}"/>' for n in range(3, 80_000))
    laughing = LAUGHS + sheet(HEAD).partition("?>")[2]
    return {
        "large: bomb by ratio": (name, lambda: beside("xl/a.bin", bytes(60_000_000)), "压缩炸弹"),
        "large: bomb by size": (name, lambda: book({"a": bytes(60_000_000), "b": bytes(60_000_000)}), "压缩炸弹"),
        "large: 10,000 members": (name, lambda: book({f"m{n}": "" for n in range(10_000)}), "2,000"),
        "large: billion laughs": (name, lambda: raw(laughing), "DOCTYPE"),
        "large: XXE": (name, lambda: raw(PASSWORDS + sheet(HEAD).partition("?>")[2]), "DOCTYPE"),
        "large: a DTD behind all": (name, lambda: beside("xl/z.xml", " " * 900_000 + LAUGHS + "<a/>"), "DOCTYPE"),
        "large: deep nesting": (name, lambda: of("<row>" * 90_000 + "</row>" * 90_000), "嵌套|损坏"),
        "large: the last cell of all": (name, lambda: of(HEAD + GOOD + row(1048576, text_cell("XFD1048576", "x"))), "范围"),
        "large: hidden empty rows": (name, lambda: of(HEAD + GOOD + far), 1),
        "large: 150,000 rows": (name, lambda: of(HEAD + GOOD + filled(150_000)), "范围"),
        "large: 120 columns without end": (name, lambda: of(HEAD + GOOD + filled(2_000, 121)), "范围"),
        "large: the same row for ever": (
            name, lambda: of(HEAD + GOOD + '<row r="3"><c r="A3"><v>7</v></c></row>' * 60_000), 1,
        ),
        "large: an element of 60,000 attributes": (
            name, lambda: of(HEAD + GOOD + attributes(60_000)), 1,
        ),
        "large: a text of ten million letters": (name, lambda: of(HEAD + row(2, text_cell("B2", "长" * 10_000_000))), "."),
        "large: ten sheets of merges": (name, lambda: several(10, merges(6_000)), "."),
        "large: merged over everything": (
            name,
            lambda: raw(sheet(HEAD + GOOD + filled(30_000), after=merges(9_000))), "互相重叠",
        ),
        "large: broken at the end": (name, lambda: raw(sheet(HEAD + GOOD + "<row/>" * 90_000)[:-12]), "损坏"),
        "large: styles without end": (
            name, lambda: beside("xl/styles.xml", f'<styleSheet xmlns="{SHEET}">{"<cellXfs/>" * 90_000}</styleSheet>'), 1,
        ),
        "large: 100,000 shared texts": (name, lambda: shared(100_000), 1),
        "large: hidden sheets": (
            name, lambda: book(xlsx_parts({"台账": sheet(HEAD + GOOD), "藏": sheet(filled(100_000))}, hidden=["藏"])), 1,
        ),
        "large: cut in half": (name, lambda: cut(0.5), "损坏|压缩包|没有传完"),
        "large: cut at the end": (name, lambda: cut(0.9999), "损坏|压缩包|没有传完"),
        "large: noise behind the end": (name, lambda: of(HEAD + GOOD) + NOISE, "."),
        "large csv: one line": (csv, lambda: b"a" * 1_600_000, "."),
        "large csv: one cell": (csv, lambda: TEXT + b'"' + b"a" * 1_600_000 + b'"', "."),
        "large csv: quotation marks": (csv, lambda: TEXT + b'""' * 1_000_000, "."),
        "large csv: an open quotation": (csv, lambda: TEXT + b'"' + b"x,\n" * 700_000, "."),
        "large csv: columns without end": (csv, lambda: TEXT + b"x," * 760_000, "列"),
        "large csv: lines without end": (csv, lambda: TEXT + b"a,b\n" * 400_000, "行的上限"),
        "large csv: empty lines without end": (csv, lambda: TEXT + b"\n" * 1_600_000, "."),
        "large csv: commas": (csv, lambda: b",,,,\n" * 310_000, "."),
        "large csv: too many letters": (csv, lambda: TEXT + b"a,b\n" * 4_000_000, "上限"),
        "large csv: control characters": (csv, lambda: TEXT + b"\x01" * 1_600_000, "控制字符"),
        "large csv: NUL": (csv, lambda: TEXT + bytes(2_000_000), "空字符"),
        "large csv: noise": (csv, lambda: NOISE, "."),
        "large csv: UTF-32": (csv, lambda: ("编号" * 300_000).encode("utf-32"), "UTF-32"),
        "large xls: noise": ("台账.xls", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "Workbook".encode("utf-16-le").ljust(512, b"\0") + NOISE, "."),
        "large: a picture": (name, lambda: b"\x89PNG\r\n\x1a\n" + NOISE, r"\.xlsx"),
        "large: a program": ("台账.exe", lambda: b"MZ\x90\x00" + bytes(90) + NOISE, "程序"),
    }  # fmt: skip
