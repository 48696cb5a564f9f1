"""Official documents for the tests, and what a .docx and its pages say of themselves."""

from __future__ import annotations

import io
import re
import subprocess
import zipfile
from dataclasses import dataclass
from datetime import date
from html import unescape
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, fromstring

from lianxi.documents import official

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
#: typographic points a millimetre
MM = 72 / 25.4
NAMES = (
    "王小明",
    "李芳",
    "赵建国",
    "周文",
    "吴晓梅",
    "郑强",
    "孙立",
    "陈大海",
    "林木森",
    "何田",
    "高远",
    "马骏驰",
    "罗兰",
)

MINUTES = official.Minutes(
    mark="云溪镇信访工作联席会议纪要",
    number="〔2026〕3号",
    office="云溪镇信访工作联席会议办公室",
    issued_on=date(2026, 7, 24),
    title="云溪镇信访工作联席会议2026年第二次全体会议纪要",
    opening="2026年7月20日上午，镇党委副书记王小明在镇政府三楼会议室主持召开全体会议。",
    sections=(
        official.Section(
            "听取工作情况汇报", "会议听取了办公室的汇报。\n（一）总体情况。按期办结43件。\n1.初次信访事项。"
        ),
        official.Section("研究排水问题", "会议认为应当在雨季前予以解决。"),
    ),
    decisions=(
        official.Decision("疏通现有沟渠。", "村镇建设办公室", ("石桥村村民委员会", "财政所"), date(2026, 9, 30)),
        official.Decision("同意下半年工作安排。", "财政所", no_task=True),
    ),
    present=NAMES,
    on_leave=("刘云", "张志华"),
    sitting_in=("县信访局督查科何科长", "法律顾问白律师"),
    distribution=("镇党委、政府领导", "联席会议各成员单位"),
)

LETTER = official.Letter(
    kind="通知",
    issuer="云溪镇信访办公室",
    title="关于召开2026年第三次工作会议的通知",
    addressee="各成员单位",
    body=official.outline("现将有关事项通知如下。\n一、会议时间\n8月12日上午9时。"),
    dated=date(2026, 8, 5),
    number="云联办〔2026〕5号",
    cc=("县信访工作联席会议办公室",),
)


# ── what the file says ──────────────────────────────────────────────────────────────────────────────────────────────


def part(docx: bytes, name: str = "word/document.xml") -> Element:
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        return fromstring(package.read(name))


def text_of(element: Element) -> str:
    """With line breaks and tabs as they are typed."""
    signs = {f"{W}br": "\n", f"{W}tab": "\t"}
    runs = element.iter(f"{W}r")
    return "".join(node.text or "" if node.tag == f"{W}t" else signs.get(node.tag, "") for run in runs for node in run)


def paragraphs(docx: bytes) -> list[Element]:
    """Those of the page itself; the edition record stands in its frame."""
    body = part(docx).find(f"{W}body")
    assert body is not None
    return body.findall(f"{W}p")


def paragraph(docx: bytes, beginning: str) -> Element:
    return next(one for one in paragraphs(docx) if text_of(one).strip().startswith(beginning))


def values(element: Element, path: str) -> dict[str, str]:
    """Attributes, without their namespace, of the first element at the path of local names."""
    found = element.find("/".join(f"{W}{name}" for name in path.split("/")))
    assert found is not None, path
    return {key.rpartition("}")[2]: value for key, value in found.attrib.items()}


def faces(element: Element) -> list[tuple[str, str, str]]:
    """(text, font, half points) of each run with text."""
    return [
        (text, values(run, "rPr/rFonts")["eastAsia"], values(run, "rPr/sz")["val"])
        for run in element.findall(f"{W}r")
        if (text := "".join(node.text or "" for node in run.findall(f"{W}t")))
    ]


# ── what the page shows ─────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class Line:
    """Points from the left and upper edge of the page."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


def pages(pdf: bytes, folder: Path) -> list[list[Line]]:
    """The printed lines of each page, downward; words of one height are one line."""
    (folder / "pages.pdf").write_bytes(pdf)
    command = ["pdftotext", "-bbox", "pages.pdf", "-"]
    shown = subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True).stdout
    return [_lines(page) for page in shown.split("<page ")[1:]]


def _lines(page: str) -> list[Line]:
    pattern = r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)</word>'
    found: list[Line] = []
    words: list[Any] = [(*map(float, row[:4]), unescape(row[4])) for row in re.findall(pattern, page)]
    for left, top, right, bottom, text in sorted(words, key=lambda word: ((word[1] + word[3]) // 8, word[0])):
        last = found[-1] if found else None
        if last and abs((last.top + last.bottom) - (top + bottom)) < 8:
            found[-1] = Line(f"{last.text} {text}", last.left, last.top, right, max(bottom, last.bottom))
        else:
            found.append(Line(text, left, top, right, bottom))
    return found
