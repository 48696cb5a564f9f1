"""函 in the letter format: mark, red double rules, number at the right, no number on the first page."""

from __future__ import annotations

import subprocess
import zipfile
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from itertools import groupby
from pathlib import Path

import pytest

from lianxi.documents.official import outline, to_pdf, write_letter

from .official import LETTER, MM, W, pages, paragraph, paragraphs, part, text_of, values

HAN = replace(
    LETTER,
    kind="函",
    issuer="云溪镇信访工作联席会议",
    title="关于商请协助核查有关情况的函",
    addressee="县水利局",
    number="云联函〔2026〕5号",
    urgency="加急",
)
#: EMU a millimetre
EMU = 36_000
DRAWN = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"


def drawings(docx: bytes) -> list[tuple[str, float, float, float, float]]:
    """(name, left, top, width, height) of what stands at a place of the page, millimetres."""
    found = []
    for anchor in part(docx).iter(f"{DRAWN}anchor"):
        left, top = (offset.text for offset in anchor.iter(f"{DRAWN}posOffset")) if _placed(anchor) else ("0", "0")
        extent, name = anchor.find(f"{DRAWN}extent"), anchor.find(f"{DRAWN}docPr")
        size = [int(extent.get(key)) / EMU for key in ("cx", "cy")]
        found.append((name.get("name"), int(left) / EMU, int(top) / EMU, *size))
    return found


def _placed(anchor) -> bool:
    return anchor.find(f".//{DRAWN}posOffset") is not None


def boxes(docx: bytes) -> list[str]:
    return [text_of(box) for box in part(docx).iter(f"{W}txbxContent")]


def test_the_mark_bears_no_word_文件():
    assert boxes(write_letter(HAN))[0] == "云溪镇信访工作联席会议"


def test_two_double_rules_of_170_mm_stand_at_their_places():
    rules = [row[1:] for row in drawings(write_letter(HAN)) if row[0] == "红色双线"]
    assert [(left, length) for left, _, length, _ in rules] == [(20, 170)] * 4
    upper, _, thin, thick = rules
    # above thick over thin, below thin over thick, the lower one ending 20 mm from the edge of the page
    assert upper[3] > rules[1][3]
    assert thin[3] < thick[3]
    assert thick[1] + thick[3] == pytest.approx(297 - 20, abs=0.01)


def test_urgency_stands_left_and_the_number_right_two_lines_over_the_title():
    written = write_letter(HAN)
    line = paragraph(written, "加急")
    assert text_of(line) == "加急\t云联函〔2026〕5号"
    assert values(line, "pPr/tabs/tab") == {"val": "right", "pos": "8845"}
    told = [text_of(one).strip() for one in paragraphs(written)]
    assert told[1:6] == [text_of(line), "", "", HAN.title, ""]


def test_without_number_and_urgency_the_title_stands_two_lines_below_the_rule():
    told = [text_of(one).strip() for one in paragraphs(write_letter(replace(HAN, number=None, urgency="")))]
    assert told[1:4] == ["", "", HAN.title]


def test_the_first_page_has_a_footer_of_its_own_without_a_number():
    written = write_letter(HAN)
    assert part(written).find(f".//{W}titlePg") is not None
    with zipfile.ZipFile(BytesIO(written)) as package:
        feet = [package.read(name).decode() for name in package.namelist() if "footer" in name]
    assert sorted("PAGE" in foot for foot in feet) == [False, True, True]


def test_a_draft_says_so_on_the_first_page_too():
    with zipfile.ZipFile(BytesIO(write_letter(replace(HAN, draft=True)))) as package:
        heads = [package.read(name).decode() for name in package.namelist() if "header" in name]
    assert ["草稿" in head for head in heads] == [True] * 3


def test_only_receivers_are_recorded_and_without_rules():
    frame = list(part(write_letter(HAN)).iter(f"{W}txbxContent"))[-1]
    assert text_of(frame) == "抄送：县信访工作联席会议办公室。"
    assert frame.find(f".//{W}tblBorders") is None


def test_without_receivers_there_is_no_record():
    assert len(boxes(write_letter(replace(HAN, cc=())))) == 1


def test_without_a_red_head_it_is_a_plain_letter():
    written = write_letter(replace(HAN, red_head=False))
    assert "红色双线" not in [row[0] for row in drawings(written)]
    assert part(written).find(f".//{W}titlePg") is None


def test_other_kinds_keep_their_red_head():
    assert "红色双线" not in [row[0] for row in drawings(write_letter(LETTER))]


def test_it_is_printed_where_the_standard_wants_it(needs: Callable[[str], Path], tmp_path: Path):
    needs("libreoffice")
    needs("poppler")
    pdf = to_pdf(write_letter(replace(HAN, body=outline("字" * 28 * 30))))
    assert pdf is not None
    first, *_, last = pages(pdf, tmp_path)
    bands = red_bands(tmp_path)
    mark, upper, lower = bands[0], bands[-4:-2], bands[-2:]
    assert mark[0] == pytest.approx(30, abs=0.5)
    assert upper[0][0] - mark[1] == pytest.approx(4, abs=0.5)
    assert lower[-1][1] == pytest.approx(277, abs=0.5)
    assert not any(line.text.startswith("—") for line in first)
    assert last[-1].text.startswith("— 2 —")
    number = next(line for line in first if "云联函" in line.text)
    assert number.right == pytest.approx((210 - 26) * MM, abs=6)


def red_bands(folder: Path) -> list[tuple[float, float]]:
    """(top, bottom) of what is red on the first page, millimetres."""
    subprocess.run(["pdftoppm", "-r", "150", "-l", "1", "-singlefile", "pages.pdf", "page"], cwd=folder, check=True)
    _, size, _, points = (folder / "page.ppm").read_bytes().split(b"\n", 3)
    width, height = map(int, size.split())

    def red(row: int) -> bool:
        line = points[row * width * 3 : (row + 1) * width * 3]
        return any(line[3 * place] > 180 and line[3 * place + 1] < 110 for place in range(width))

    rows = groupby(range(height), key=red)
    places = [list(group) for is_red, group in rows if is_red]
    return [(group[0] * 25.4 / 150, (group[-1] + 1) * 25.4 / 150) for group in places]
