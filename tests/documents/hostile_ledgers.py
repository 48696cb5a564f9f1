# ruff: noqa: E501 (a table)
"""More than a hundred ledgers made to hurt, each with what must become of it: refused with words, or read so many rows."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable
from random import Random
from xml.sax.saxutils import escape

from .build import DECLARATION, docx, numbered, pack, paragraph, pdf, row, sheet, text_cell, xlsx, xlsx_parts
from .hostile_large import large
from .test_hostile_files import LAUGHS, OLE, PASSWORDS

HEADS = ("编号", "姓名", "反映问题", "信访形式", "信访日期")
GOOD = ("LT-1", "何小满", "反映路灯不亮", "来访", "2025-01-02")
LETTERS = "ABCDEFGHIJ"
#: words of a refusal, or how many rows are read
Fate = str | int
Case = tuple[str, Callable[[], bytes], Fate]


def line(number: int, values: tuple[str, ...]) -> str:
    return row(number, *(text_cell(f"{LETTERS[place]}{number}", value) for place, value in enumerate(values)))


HEAD = line(1, HEADS)
ROW = line(2, GOOD)
HONEST = xlsx(HEAD + ROW)
TEXT = "\n".join((",".join(HEADS), ",".join(GOOD), ""))


def with_parts(**parts: str | bytes) -> bytes:
    return pack({**xlsx_parts({"台账": sheet(HEAD + ROW)}), **{k.replace("__", "/"): v for k, v in parts.items()}})


def cells(*raw: str) -> bytes:
    """A second matter whose cells are written as they are."""
    return xlsx(HEAD + ROW + row(3, *raw))


def flagged(place: int, value: bytes) -> bytes:
    entry = HONEST.index(b"PK\x01\x02") + place
    return HONEST[:entry] + value + HONEST[entry + len(value) :]


def lying_size() -> bytes:
    data = pack({**xlsx_parts({"台账": sheet(HEAD + ROW)}), "xl/media/a.bin": b" " * 40_000_000})
    entry = data.rindex(b"PK\x01\x02")
    while b"a.bin" not in data[entry : entry + 80]:
        entry = data.rindex(b"PK\x01\x02", 0, entry)
    return data[: entry + 24] + struct.pack("<I", 10) + data[entry + 28 :]


def in_csv(value: str, encoding: str = "utf-8") -> bytes:
    return f"{TEXT}LT-2,何,{value},来信,2025-01-03\n".encode(encoding)


def damaged(seed: int) -> bytes:
    """An honest workbook with a few bytes changed anywhere."""
    dice, data = Random(seed), bytearray(HONEST)
    for _ in range(12):
        data[dice.randrange(len(data))] = dice.randrange(256)
    return bytes(data)


def cut(part: float) -> bytes:
    return HONEST[: int(len(HONEST) * part)]


def old_excel(seed: int) -> bytes:
    """What begins like a workbook of Excel 97 and goes on as noise."""
    return OLE + "Workbook".encode("utf-16-le").ljust(512, b"\x00") + Random(seed).randbytes(20_000)


def styled(code: str) -> str:
    return f'{DECLARATION}<styleSheet xmlns="x">{code}</styleSheet>'


def zip_slip() -> bytes:
    out = io.BytesIO(HONEST)
    with zipfile.ZipFile(out, "a") as package:
        package.writestr("../../etc/cron.d/x", "* * * * * root true")
    return out.getvalue()


FORMULAS = (
    "=cmd|'/c calc'!A1", "=HYPERLINK(\"http://x.example\",\"a\")", "+1+1", "-2+3", "@SUM(1,1)", "=WEBSERVICE(\"http://x\")",
    "=DDE(\"x\";\"y\";\"z\")", "\t=1+1", "=1+1;", "=IMPORTXML(\"http://x\",\"//a\")",
)  # fmt: skip
CONTROLS = ("\x00", "\x01\x02\x03", "\x08", "\x0b", "\x1b[31m", "\x7f", "\u202e", "\u200b", "\ufeff", "\u2066")
MARKUP = (
    "<script>alert(1)</script>",
    "&lt;b&gt;",
    "{{ 7*7 }}",
    "'; DROP TABLE matters_matter; --",
    "%s%s%n",
    "../../etc/passwd",
)
MERGED = '<mergeCell ref="A2:A9"/>'
LONG_NUMBER = '<c r="A3"><v>340101199001011234</v></c>'
ERROR = '<c r="E3" t="e"><v>#REF!</v></c>'


def _packages() -> dict[str, Case]:
    return {
        "empty": ("台账.xlsx", lambda: b"", "空的"),
        "too large": ("台账.xlsx", lambda: HONEST + bytes(21_000_000), "MB 的上限"),
        "bomb by ratio": ("台账.xlsx", lambda: with_parts(xl__media=bytes(60_000_000)), "压缩炸弹"),
        "bomb by size": ("台账.xlsx", lambda: with_parts(a=bytes(60_000_000), b=bytes(60_000_000)), "压缩炸弹"),
        "bomb in the sheet": ("台账.xlsx", lambda: with_parts(xl__worksheets__sheet1_xml=bytes(60_000_000)), "压缩炸弹"),
        "a size that lies": ("台账.xlsx", lying_size, "损坏"),
        "10,000 members": ("台账.xlsx", lambda: with_parts(**{f"m{n}": "" for n in range(10_000)}), "2,000"),
        "encrypted": ("台账.xlsx", lambda: flagged(8, b"\x01"), "密码"),
        "encrypted Office": ("台账.xlsx", lambda: OLE + "EncryptedPackage".encode("utf-16-le"), "密码"),
        "a path out of the package": ("台账.xlsx", zip_slip, 1),
        "external link": (
            "台账.xlsx",
            lambda: with_parts(
                **{"xl/externalLinks/externalLink1.xml": '<externalLink xmlns="x"><externalBook id="r1"/></externalLink>',
                   "xl/externalLinks/_rels/externalLink1.xml.rels": '<Relationships><Relationship Id="r1" Type="x" '
                   'Target="http://x.example/a.xlsx" TargetMode="External"/></Relationships>'}
            ),
            1,
        ),
        "macros": ("台账.xlsm", lambda: with_parts(xl__vbaProject_bin=OLE), 1),
        "XXE in shared strings": (
            "台账.xlsx", lambda: with_parts(**{"xl/sharedStrings.xml": f"{DECLARATION}{PASSWORDS}<sst><si><t>&x;</t></si></sst>"}),
            "DOCTYPE",
        ),
        "XXE in the sheet": (
            "台账.xlsx", lambda: pack(xlsx_parts({"台账": PASSWORDS + sheet(HEAD).partition("?>")[2]})), "DOCTYPE",
        ),
        "billion laughs": ("台账.xlsx", lambda: pack(xlsx_parts({"台账": LAUGHS + sheet(HEAD).partition("?>")[2]})), "DOCTYPE"),
        "a DTD in styles": ("台账.xlsx", lambda: with_parts(**{"xl/styles.xml": f"{LAUGHS}<styleSheet/>"}), "DOCTYPE"),
        "broken sheet": ("台账.xlsx", lambda: pack(xlsx_parts({"台账": "<worksheet><sheetData><row>"})), "损坏"),
        "broken workbook": ("台账.xlsx", lambda: with_parts(**{"xl/workbook.xml": "<workbook><sheets>"}), "损坏"),
        "no sheet": ("台账.xlsx", lambda: pack(xlsx_parts({})), "没有内容"),
        "no workbook": ("台账.xlsx", lambda: pack({"xl/other.xml": "<a/>"}), "没有 Excel"),
        "deep nesting": (
            "台账.xlsx", lambda: pack(xlsx_parts({"台账": sheet("<row>" * 3_000 + "</row>" * 3_000)})), "嵌套|损坏",
        ),
        "styles that are none": ("台账.xlsx", lambda: with_parts(**{"xl/styles.xml": styled("<cellXfs/>" * 5_000)}), 1),
    }  # fmt: skip


def _cells() -> dict[str, Case]:
    far = "".join(f'<row r="{n}" hidden="1"/>' for n in range(3, 300_000))
    return {
        "the last cell of all": ("台账.xlsx", lambda: xlsx(HEAD + ROW + row(1048576, text_cell("XFD1048576", "x"))), "范围"),
        "only the last cell": ("台账.xlsx", lambda: xlsx(row(1048576, text_cell("XFD1048576", "x"))), "范围"),
        "a lying dimension": ("台账.xlsx", lambda: xlsx(HEAD + ROW, dimension="A1:XFD1048576"), 1),
        "a dimension that is none": ("台账.xlsx", lambda: xlsx(HEAD + ROW, dimension="nonsense"), "损坏|读不出"),
        "hidden empty rows": ("台账.xlsx", lambda: xlsx(HEAD + ROW + far), 1),
        "121 columns": ("台账.xlsx", lambda: xlsx(HEAD + ROW + row(3, text_cell("DQ3", "x"))), "范围"),
        "a reference that is none": ("台账.xlsx", lambda: xlsx(HEAD + row(2, text_cell("xfd99999999", "x"))), "编号"),
        "an 18-digit number": ("台账.xlsx", lambda: cells(LONG_NUMBER, text_cell("C3", "反映水渠")), 2),
        "an error": ("台账.xlsx", lambda: cells(text_cell("C3", "反映水渠"), ERROR), 2),
        "a formula without a result": ("台账.xlsx", lambda: cells(text_cell("C3", "反映"), '<c r="E3"><f>TODAY()</f></c>'), 2),
        "a number without end": ("台账.xlsx", lambda: cells('<c r="A3"><v>1e308</v></c>', text_cell("C3", "反映")), 2),
        "no number": ("台账.xlsx", lambda: cells('<c r="A3"><v>nan</v></c>', text_cell("C3", "反映")), "损坏|读不出|2"),
        "a shared text that is not there": ("台账.xlsx", lambda: cells('<c r="A3" t="s"><v>99999</v></c>'), "损坏|读不出"),
        "a day out of all time": ("台账.xlsx", lambda: cells(text_cell("C3", "反映"), '<c r="E3"><v>99999999</v></c>'), 2),
        "merged over everything": (
            "台账.xlsx", lambda: xlsx(HEAD + ROW, after='<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'), "没有一行|表头",
        ),
        "merged many times": (
            "台账.xlsx",
            lambda: xlsx(HEAD + ROW, after=f"<mergeCells>{MERGED * 50_000}</mergeCells>"), 1,
        ),
        "a text of a million letters": ("台账.xlsx", lambda: cells(text_cell("C3", "长" * 1_000_000)), 2),
        "no head": ("台账.xlsx", lambda: xlsx(line(1, ("甲", "乙", "丙"))), "找不到表头"),
        "only a head": ("台账.xlsx", lambda: xlsx(HEAD), "没有一行"),
        "only formatted cells": ("台账.xlsx", lambda: xlsx(row(1, '<c r="A1" s="0"/>')), "没有内容"),
        "all sheets hidden": (
            "台账.xlsx", lambda: pack(xlsx_parts({"台账": sheet(HEAD + ROW)}, hidden=["台账"])), "没有内容",
        ),
        "a head of 100,000 letters": ("台账.xlsx", lambda: xlsx(line(1, (*HEADS, "长" * 100_000)) + ROW), 1),
    }  # fmt: skip


def _kinds() -> dict[str, Case]:
    return {
        "Word": ("台账.xlsx", lambda: docx(paragraph("甲")), r"\.xlsx"),
        "Word without a name": ("台账", lambda: docx(numbered("甲", 1)), "不是 .xlsx"),
        "PDF": ("台账.pdf", lambda: pdf([["甲"]]), "不是 .xlsx"),
        "PDF called .xlsx": ("台账.xlsx", lambda: pdf([["甲"]]), r"\.xlsx"),
        "picture": ("台账.xlsx", lambda: b"\x89PNG\r\n\x1a\n" + bytes(90), r"\.xlsx"),
        "program": ("台账.exe", lambda: b"MZ\x90\x00" + bytes(90), "程序"),
        "archive": ("台账.zip", lambda: pack({"a.txt": "甲"}), "压缩包"),
        "web page called .xls": ("台账.xls", lambda: b"<html><body><table></table></body></html>", r"\.xls"),
        "csv called .xlsx": ("台账.xlsx", lambda: TEXT.encode(), r"\.xlsx"),
        "workbook called .csv": ("台账.csv", lambda: HONEST, 1),
        "rich text": ("台账.rtf", lambda: b"{\\rtf1 x}", "RTF"),
        "open document": ("台账.ods", lambda: b"PK\x03\x04" + bytes(26) + b"mimetypeapplication/vnd.oasis.opendocument", "OpenDocument"),
    }  # fmt: skip


def _texts() -> dict[str, Case]:
    return {
        "NUL in the text": ("台账.csv", lambda: TEXT.encode() + b"\x00", "空字符"),
        "UTF-32": ("台账.csv", lambda: TEXT.encode("utf-32"), "UTF-32"),
        "UTF-16 without a mark": ("台账.csv", lambda: TEXT.encode("utf-16-le"), "空字符"),
        "half of UTF-16": ("台账.csv", lambda: TEXT.encode("utf-16")[:-1], "UTF-16"),
        "Big5": ("台账.csv", lambda: ("編號,姓名,反映問題\n" * 20).encode("big5"), "编码"),
        "noise": ("台账.csv", lambda: Random(1).randbytes(5_000), "."),
        "control characters": ("台账.csv", lambda: b"\x01" * 500 + TEXT.encode(), "控制字符"),
        "an open quotation": ("台账.csv", lambda: TEXT.encode() + b'"' + b"x," * 90_000, "引号|列"),
        "200 columns": ("台账.csv", lambda: TEXT.encode() + b"x," * 200 + b"x", "列"),
        "200,000 lines": ("台账.csv", lambda: TEXT.encode() + b"a,b\n" * 200_000, "行的上限"),
        "only commas": ("台账.csv", lambda: b",,,,\n" * 1_000, "没有内容"),
        "only line ends": ("台账.csv", lambda: b"\r\n" * 10_000, "没有内容"),
        "one line without end": ("台账.csv", lambda: b"a" * 3_000_000, "."),
        "old Mac line ends": ("台账.csv", lambda: TEXT.replace("\n", "\r").encode(), 1),
        "mixed line ends": ("台账.csv", lambda: TEXT.replace("\n", "\r\n", 1).encode(), 1),
    }  # fmt: skip


def cases() -> dict[str, Case]:
    """Name of the case → file name, bytes, fate."""
    found = {**_packages(), **_cells(), **_kinds(), **_texts(), **large()}
    for place, text in enumerate((*FORMULAS, *MARKUP)):
        found[f"csv with {text!r}"] = ("台账.csv", lambda text=text: in_csv('"' + text.replace('"', '""') + '"'), 2)
        if place < 10:
            found[f"cell with {text!r}"] = (
                "台账.xlsx", lambda text=text: cells(text_cell("A3", "LT-2"), text_cell("C3", escape(text))), 2,
            )  # fmt: skip
    for text in CONTROLS[1:]:
        found[f"csv with control {text!r}"] = ("台账.csv", lambda text=text: in_csv(f"反映{text}路灯" + "亮" * 399), 2)
    for seed in range(12):
        found[f"damaged {seed}"] = ("台账.xlsx", lambda seed=seed: damaged(seed), "*")
    for part in (0.05, 0.3, 0.6, 0.9, 0.99):
        found[f"cut at {part}"] = ("台账.xlsx", lambda part=part: cut(part), "损坏|压缩包|没有传完")
    for seed in range(3):
        found[f"noise as old Excel {seed}"] = ("台账.xls", lambda seed=seed: old_excel(seed), "损坏|上限|读不出")
    return found
