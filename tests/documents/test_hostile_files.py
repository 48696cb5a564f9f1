"""Files made to hurt: each is refused with a sentence that says what is wrong, in the limited process as without it."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable
from dataclasses import replace
from random import Random

import pytest

from lianxi.documents.child import READER_LIMITS, read_rows_safely, read_text_safely
from lianxi.documents.rows import read_rows
from lianxi.documents.text import read_text
from lianxi.documents.unreadable import MAX_BYTES, MAX_DEPTH, MAX_MEMBERS, Unreadable

from .build import (
    DECLARATION,
    HEADER,
    docx,
    docx_parts,
    level,
    locked_pdf,
    numbered,
    numbering,
    pack,
    paragraph,
    pdf,
    row,
    sheet,
    text_cell,
    xlsx,
    xlsx_parts,
)

HONEST = docx(paragraph("第一条 甲。"))
#: memory and processor time as always; a busy machine may take its time
PATIENT = replace(READER_LIMITS, wall_seconds=120)
DOCTYPE = "<!DOCTYPE x ["
PASSWORDS = f'{DOCTYPE}<!ENTITY x SYSTEM "file:///etc/passwd">]>'
LAUGHS = DOCTYPE + '<!ENTITY a "哈哈哈哈哈哈哈哈哈哈">' + "".join(
    f'<!ENTITY {name} "{f"&{of};" * 10}">' for of, name in zip("abcdefgh", "bcdefghi", strict=True)
) + "]>"  # fmt: skip
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def docx_with(**parts: str | bytes) -> bytes:
    return pack(
        {**docx_parts(paragraph("第一条 甲。")), **{name.replace("__", "/"): each for name, each in parts.items()}}
    )


def flagged(data: bytes, place: int, value: bytes) -> bytes:
    """With other bytes in the first entry of the zip's directory."""
    entry = data.index(b"PK\x01\x02") + place
    return data[:entry] + value + data[entry + len(value) :]


def lying_size() -> bytes:
    """The directory says 10 bytes where 40 MB come out."""
    data = pack({"word/document.xml": b" " * 40_000_000})
    return flagged(data, 24, struct.pack("<I", 10))


def word_97(flags: int) -> bytes:
    return (
        OLE
        + "WordDocument".encode("utf-16-le").ljust(512, b"\x00")
        + b"\xec\xa5"
        + bytes(9)
        + bytes([flags])
        + bytes(500)
    )


def twice_the_same_name() -> bytes:
    out = io.BytesIO(HONEST)
    with pytest.warns(UserWarning, match="Duplicate"), zipfile.ZipFile(out, "a") as package:
        package.writestr("word/document.xml", "<other/>")
    return out.getvalue()


def overfull() -> bytes:
    """The same 90 cells again and again."""
    cells = "".join(f"<c><v>{number * 7919 % 99991}</v></c>" for number in range(60))
    return xlsx(row(1, cells, '<c r="A1"><v>1</v></c>' * 30) * 5_000)


TEXTS: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "empty": ("规则.docx", lambda: b"", "空的"),
    "too large": ("规则.docx", lambda: HONEST + bytes(MAX_BYTES), "20.* MB"),
    "no zip": ("规则.docx", lambda: "第一条 甲。".encode(), r"\.docx.*纯文本"),
    "truncated zip": ("规则.docx", lambda: HONEST[: len(HONEST) * 2 // 3], "损坏|没有传完"),
    "only the head of a zip": ("规则.docx", lambda: HONEST[:64], "压缩包|损坏"),
    "damaged inside": ("规则.docx", lambda: HONEST.replace(HONEST[700:720], bytes(20)), "损坏"),
    "bomb by ratio": ("规则.docx", lambda: docx_with(word__media=bytes(60_000_000)), "压缩炸弹"),
    "bomb by size": ("规则.docx", lambda: docx_with(a=bytes(60_000_000), b=bytes(60_000_000)), "MB 的上限.*压缩炸弹"),
    "bomb that lies": ("规则.docx", lying_size, "损坏|没有"),
    "10,000 members": (
        "规则.docx",
        lambda: docx_with(**{f"m{n}": "" for n in range(10_000)}),
        rf"10,005.*{MAX_MEMBERS:,}",
    ),
    "twice the same name": ("规则.docx", twice_the_same_name, "同名"),
    "encrypted zip": ("规则.docx", lambda: flagged(HONEST, 8, b"\x01"), "密码"),
    "encrypted Office": ("规则.docx", lambda: OLE + "EncryptedPackage".encode("utf-16-le"), "密码"),
    "encrypted Word 97": ("规则.doc", lambda: word_97(0x01), "密码"),
    "external entity": (
        "规则.docx",
        lambda: docx(paragraph("&x;").replace("&amp;", "&"), head=DECLARATION + PASSWORDS),
        "DOCTYPE 或外部实体",
    ),
    "billion laughs": (
        "规则.docx",
        lambda: docx(paragraph("&i;").replace("&amp;", "&"), head=DECLARATION + LAUGHS),
        "DOCTYPE 或外部实体",
    ),
    "only a DTD": ("规则.docx", lambda: docx(paragraph("甲"), head='<!DOCTYPE x SYSTEM "http://x/y.dtd">'), "DOCTYPE"),
    "a DTD in UTF-16": (
        "规则.docx",
        lambda: docx_with(**{"word__styles.xml": f"\ufeff{LAUGHS}<styles/>".encode("utf-16-le")}),
        "DOCTYPE",
    ),
    "deep nesting": ("规则.docx", lambda: docx("<w:sdt>" * 5_000 + "</w:sdt>" * 5_000), f"{MAX_DEPTH} 层"),
    "broken XML": ("规则.docx", lambda: docx("<w:p><w:r>"), "不是完整的 XML"),
    "no body": ("规则.docx", lambda: docx_with(**{"word__document.xml": "<other/>"}), "没有 Word 正文"),
    "huge XML": ("规则.docx", lambda: docx_with(**{"word__document.xml": _noise(26_000_000)}), "MB 的上限"),
    "no text": ("规则.docx", lambda: docx(paragraph("  ")), "没有文字"),
    "too many characters": ("规则.docx", lambda: docx(paragraph("联席" * 500_001)), "1,000,002 个字符"),
    "image-only PDF": ("规则.pdf", lambda: pdf([[]], picture_pages=[0]), "扫描件"),
    "encrypted PDF": ("规则.pdf", lambda: locked_pdf("密"), "密码"),
    "PDF called .docx": ("规则.docx", lambda: pdf([["甲"]]), r"\.docx.*PDF"),
    "Word called .pdf": ("规则.pdf", lambda: HONEST, r"\.pdf.*Word"),
    "Word called .txt": ("规则.txt", lambda: HONEST, r"\.txt.*Word"),
    "Excel": ("规则.xlsx", lambda: xlsx(HEADER), r"Excel.*\.docx"),
    "old Excel": ("名单.xls", lambda: OLE + "Workbook".encode("utf-16-le"), "旧版 Excel"),
    "picture": ("规则.png", lambda: b"\x89PNG\r\n\x1a\n" + bytes(90), "图片"),
    "archive": ("规则.zip", lambda: pack({"规则.txt": "甲"}), "压缩包"),
    "program": ("规则.exe", lambda: b"MZ\x90\x00" + bytes(90), "程序"),
    "web page": ("规则.html", lambda: b"<!DOCTYPE html><html><body>x</body></html>", "网页"),
    "comma-separated": ("名单.csv", lambda: "单位,职务\n甲,乙".encode(), r"\.csv"),
    "OFD": ("规则.ofd", lambda: pack({"OFD.xml": "<OFD/>"}), "OFD"),
}  # fmt: skip


def _noise(length: int) -> bytes:
    """XML that does not pack well enough to look like a bomb."""
    noise = (Random(place).randbytes(500).hex().encode() for place in range(length // 16_000))
    return b"<a>" + (b" " * 15_000).join(noise) + b"</a>"


SHEETS: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "empty": ("表.xlsx", lambda: b"", "空的"),
    "comma-separated": ("表.xlsx", lambda: "日期,事项\n2026-03-02,甲".encode("gb18030"), r"\.xlsx.*纯文本"),
    "Word": ("表.xlsx", lambda: HONEST, r"\.xlsx.*Word"),
    "old Excel": ("表.xls", lambda: OLE + "Workbook".encode("utf-16-le"), "旧版 Excel.*另存为"),
    "with a password": ("表.xlsx", lambda: OLE + "EncryptedPackage".encode("utf-16-le"), "密码"),
    "truncated": ("表.xlsx", lambda: xlsx(HEADER)[:900], "损坏"),
    "bomb": ("表.xlsx", lambda: pack({"xl/workbook.xml": bytes(60_000_000)}), "压缩炸弹"),
    "the last cell of all": (
        "表.xlsx",
        lambda: xlsx(HEADER + row(1048576, text_cell("XFD1048576", "x"))),
        "XFD1048576.*60 列",
    ),
    "only the last cell of all": ("表.xlsx", lambda: xlsx(row(1048576, text_cell("XFD1048576", "x"))), "XFD1048576"),
    "5,001 rows": (
        "表.xlsx",
        lambda: xlsx("".join(row(n, text_cell(f"A{n}", "x"), text_cell(f"B{n}", "x")) for n in range(1, 5002))),
        "A5001.*5,000 行",
    ),
    "61 columns": ("表.xlsx", lambda: xlsx(HEADER + row(2, text_cell("BI2", "x"))), "BI2.*60 列"),
    "more cells than rows and columns": ("表.xlsx", overfull, "300,000 格"),
    "a reference that is none": (
        "表.xlsx",
        lambda: xlsx(HEADER + row(2, text_cell("xfd99999999", "x"))),
        "xfd99999999",
    ),
    "DTD": ("表.xlsx", lambda: pack(xlsx_parts({"表": LAUGHS + sheet(HEADER).partition("?>")[2]})), "DOCTYPE"),
    "DTD beside the sheet": (
        "表.xlsx",
        lambda: pack({**xlsx_parts({"表": sheet(HEADER)}), "xl/sharedStrings.xml": LAUGHS + "<sst>&i;</sst>"}),
        "sharedStrings.xml.*DOCTYPE",
    ),
    "no sheet": ("表.xlsx", lambda: pack(xlsx_parts({})), "没有内容"),
    "no workbook": ("表.xlsx", lambda: pack({"xl/other.xml": "<a/>"}), "没有 Excel 工作簿"),
    "nothing filled in": ("表.xlsx", lambda: xlsx(row(1, '<c r="A1" s="0"/>')), "没有内容"),
}  # fmt: skip


@pytest.mark.parametrize("case", TEXTS)
def test_a_hostile_document_is_refused_with_a_sentence(case: str):
    name, build, words = TEXTS[case]
    with pytest.raises(Unreadable, match=words) as refused:
        read_text(name, build())
    assert str(refused.value).endswith("。")


@pytest.mark.parametrize("case", TEXTS)
def test_a_hostile_document_is_refused_in_the_same_words_by_the_limited_process(case: str):
    name, build, words = TEXTS[case]
    with pytest.raises(Unreadable, match=words):
        read_text_safely(name, build())


@pytest.mark.parametrize("case", SHEETS)
def test_a_hostile_table_is_refused_with_a_sentence(case: str):
    name, build, words = SHEETS[case]
    with pytest.raises(Unreadable, match=words) as refused:
        read_rows_safely(name, build())
    assert str(refused.value).endswith("。")


@pytest.mark.parametrize("case", [case for case in SHEETS if case != "old Excel"])
def test_a_hostile_table_is_refused_before_the_fast_reader_opens_it(case: str):
    _, build, words = SHEETS[case]
    with pytest.raises(Unreadable, match=words.replace(r"\.xlsx.*Word", "Word")):
        read_rows(build())


def test_a_lying_dimension_and_a_million_hidden_empty_rows_do_no_harm():
    hidden = "".join(f'<row r="{number}" hidden="1"/>' for number in range(3, 1_500_000))
    data = pack(
        xlsx_parts({"表": sheet(HEADER + row(2, text_cell("B2", "甲")) + hidden, dimension="A1:XFD1048576")})
    )  # fmt: skip
    table = read_rows_safely("表.xlsx", data, limits=PATIENT)
    assert [dict(found.cells) for found in table.rows] == [{"日期": None, "事项": "甲"}]


def test_a_million_hidden_filled_rows_are_refused_at_the_first_one_too_many():
    rows = "".join(
        f'<row r="{n}" hidden="1"><c r="A{n}"><v>{n * 7919 % 99991}</v></c></row>' for n in range(1, 600_000)
    )
    with pytest.raises(Unreadable, match="A5001"):
        read_rows_safely("表.xlsx", xlsx(rows), limits=PATIENT)


def test_cells_that_are_only_formatted_are_not_filled():
    data = xlsx(HEADER + row(2, text_cell("A2", "2026-03-02")) + row(1048576, '<c r="XFD1048576" s="0"/>'))
    assert len(read_rows(data).rows) == 1


def test_styles_based_on_each_other_in_a_circle_end():
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="s{n}"><w:basedOn w:val="s{(n + 1) % 1000}"/></w:style>'
        for n in range(1000)
    )
    body = paragraph("甲。", '<w:pStyle w:val="s0"/>') + numbered("乙。", 1)
    lists = numbering({1: level(0, "decimal", "%1.%9")})
    assert read_text("规则.docx", docx(body, styles=styles, numbering=lists)) == "甲。\n1.1 乙。"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("规则.docx", HONEST),
        ("规则.DOC", HONEST),
        ("规则.wps", HONEST),
        ("规则", HONEST),
        ("规则.pdf", pdf([["第一条 甲。"]])),
        ("规则.txt", "第一条 甲。".encode("gb18030")),
    ],
)
def test_honest_files_pass_the_limited_process(name: str, data: bytes):
    assert read_text_safely(name, data) == "第一条 甲。"
