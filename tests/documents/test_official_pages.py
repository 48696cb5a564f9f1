"""Official documents as they are printed: LibreOffice lays them out, poppler measures the pages."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from lianxi.documents import office
from lianxi.documents.official import Minutes, outline, to_pdf, write_letter, write_minutes
from lianxi.documents.process import Limits
from lianxi.documents.unreadable import Unreadable

from .official import LETTER, MINUTES, MM, NAMES, Line, pages

#: of the type area, from the upper left corner of the page, in points
TOP, BOTTOM, LEFT, RIGHT = 37 * MM, (297 - 35) * MM, 28 * MM, (210 - 26) * MM
Printed = list[list[Line]]


@pytest.fixture
def printed(needs: Callable[[str], Path], tmp_path: Path) -> Callable[[bytes], Printed]:
    """A .docx → the lines of each of its pages."""
    needs("libreoffice")
    needs("poppler")

    def print_it(docx: bytes) -> Printed:
        pdf = to_pdf(docx)
        assert pdf is not None
        return pages(pdf, tmp_path)

    return print_it


def red_rows(folder: Path) -> list[tuple[float, float, float]]:
    """Rows of red points on the first page: (millimetres from the top, leftmost, rightmost)."""
    command = ["pdftoppm", "-r", "150", "-l", "1", "-singlefile", "pages.pdf", "page"]
    subprocess.run(command, cwd=folder, check=True)
    _, size, _, points = (folder / "page.ppm").read_bytes().split(b"\n", 3)
    width, height = map(int, size.split())
    scale = 25.4 / 150

    def rows() -> Iterator[tuple[float, float, float]]:
        for row in range(height):
            line = points[row * width * 3 : (row + 1) * width * 3]
            places = [place for place in range(width) if line[3 * place] > 180 and line[3 * place + 1] < 110]
            if places:
                yield row * scale, places[0] * scale, (places[-1] + 1) * scale

    return list(rows())


def test_a_page_has_22_lines_of_28_characters(printed: Callable[[bytes], Printed]):
    plain = Minutes(mark="纪要", office="办公室", issued_on=None, opening="字" * 28 * 22 * 3)
    full = printed(write_minutes(plain))[1]
    *text, foot = full
    assert [len(line.text) for line in text] == [28] * 22
    assert foot.text == "— 2 —"
    pitches = {round(after.top - before.top, 1) for before, after in pairwise(text)}
    assert all(pitch == pytest.approx(28.95, abs=0.2) for pitch in pitches)
    assert all(line.left >= LEFT - 1 and line.right <= RIGHT + 1 for line in text)


def test_the_head_stands_where_the_standard_wants_it(printed: Callable[[bytes], Printed], tmp_path: Path):
    first = printed(write_minutes(MINUTES))[0]
    assert [line.text.replace(" ", "") for line in first[:5]] == [
        MINUTES.mark, "〔2026〕3号", f"{MINUTES.office}2026年7月24日",
        "云溪镇信访工作联席会议", "2026年第二次全体会议纪要",
    ]  # fmt: skip
    red = red_rows(tmp_path)
    assert red[0][0] == pytest.approx(37 + 35, abs=1)
    rule = red[-1]
    assert (rule[1], rule[2]) == (pytest.approx(28, abs=0.5), pytest.approx(184, abs=0.5))


def test_marks_of_any_usual_length_stay_on_one_line(printed: Callable[[bytes], Printed]):
    for mark in (
        "某某镇信访工作联席会议专题纪要",
        "某某镇信访工作联席会议办公室会议专题研究工作纪要集",
        "镇" * 34 + "纪要",
    ):
        first = printed(write_minutes(replace(MINUTES, mark=mark)))[0]
        assert first[0].text == mark
        assert first[0].left >= LEFT - 1
        assert first[0].right <= RIGHT + 1


def test_many_names_run_on_under_the_first_one(printed: Callable[[bytes], Printed]):
    last = printed(write_minutes(replace(MINUTES, present=NAMES * 3, on_leave=(), sitting_in=())))
    lines = [line for page in last for line in page]
    start = next(place for place, line in enumerate(lines) if line.text.startswith("出席"))
    # three times twelve names, six a line
    block = [line for line in lines[start + 1 : start + 7] if line.right < RIGHT + 1 and not line.text.startswith("—")]
    aligned = {round(line.left) for line in block}
    assert len(aligned) == 1
    assert aligned.pop() == pytest.approx(LEFT + 5 * 15.75, abs=2)


@pytest.mark.parametrize("lines", range(0, 22, 4))
def test_the_edition_record_closes_the_last_page_however_long_the_text(printed: Callable[[bytes], Printed], lines: int):
    """The lowest rule lies on the lower edge of the type area, and no text under the record."""
    units = tuple(f"第{number}村村民委员会" for number in range(10, 40))
    opening = "\n".join(["一行。"] * lines)
    found = printed(write_minutes(replace(MINUTES, opening=opening, decisions=(), distribution=units)))
    *above, office, foot = found[-1]
    assert foot.text == f"— {len(found)} —"
    assert office.text.replace(" ", "") == f"{MINUTES.office}2026年7月24日印发"
    assert BOTTOM - 40 < office.bottom <= BOTTOM + 1
    start = next(place for place, line in enumerate(above) if line.text.startswith("分送："))
    text, receivers = above[:start], above[start:]
    assert "".join(line.text for line in receivers).replace(" ", "") == f"分送：{'，'.join(units)}。"
    assert text, "the record does not stand alone on its page"
    assert text[-1].bottom < receivers[0].top


def test_page_numbers_stand_right_on_odd_and_left_on_even_pages(printed: Callable[[bytes], Printed]):
    found = printed(write_letter(replace(LETTER, body=outline("字" * 28 * 50))))
    feet = [page[-1] for page in found]
    assert [foot.text for foot in feet] == [f"— {number} —" for number in range(1, len(found) + 1)]
    assert feet[0].right == pytest.approx(RIGHT - 14, abs=2)
    assert feet[1].left == pytest.approx(LEFT + 14, abs=2)
    # the dash stands 7 mm under the type area
    assert all((foot.top + foot.bottom) / 2 == pytest.approx(BOTTOM + 7 * MM, abs=7) for foot in feet)


def test_no_signature_stands_alone_on_its_page(printed: Callable[[bytes], Printed]):
    for lines in range(5, 9):
        body = outline("\n".join(f"第{number}行。" for number in range(lines)))
        last = printed(write_letter(replace(LETTER, body=body)))[-1]
        signed = next(place for place, line in enumerate(last) if line.text == LETTER.issuer)
        assert signed > 0


def test_hostile_texts_are_laid_out(printed: Callable[[bytes], Printed]):
    hostile = "<script>alert(1)</script>" + "w" * 400 + "甲" * 2000
    found = printed(write_minutes(replace(MINUTES, title=hostile, opening=hostile, present=(hostile,))))
    assert "<script>alert(1)</script>" in "".join(line.text for page in found for line in page)


def test_without_libreoffice_there_is_no_pdf(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(office.shutil, "which", lambda name: None)
    assert to_pdf(write_letter(LETTER)) is None


def test_what_takes_too_long_is_stopped_with_advice(needs: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch):
    needs("libreoffice")
    monkeypatch.setattr(office, "OFFICE_LIMITS", Limits(4096, 60, 0.01, 100))
    with pytest.raises(Unreadable, match="用时过长"):
        to_pdf(write_letter(LETTER))


def test_a_file_that_libreoffice_makes_nothing_of_is_answered_with_advice(
    needs: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
):
    needs("libreoffice")
    monkeypatch.setattr(office, "OFFICE_LIMITS", Limits(4096, 60, 60, 0))
    with pytest.raises(Unreadable, match="没能生成"):
        to_pdf(write_letter(LETTER))
