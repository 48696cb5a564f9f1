"""Drawings say their numbers: in the picture, in words, in grey; nothing in them is code."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest

from lianxi.documents.charts import DARK, LIGHT, SHADES, Bar, bars, columns, shade

SPACE = "{http://www.w3.org/2000/svg}"
GIVEN = (Bar("来信", 4, "4"), Bar("来访", 0, "0"), Bar("来电 <b>", None, "<3"), Bar("网上信访", 8, "8", marked=True))


@pytest.mark.parametrize("draw", [bars, columns])
def test_a_drawing_tells_every_number_in_the_picture_and_in_words(draw) -> None:  # type: ignore[no-untyped-def]
    root = ElementTree.fromstring(draw("k", "信访形式（件次）", GIVEN))
    texts = [each.text for each in root.iter(f"{SPACE}text")]
    assert [each for each in texts if each in ("4", "0", "<3", "8")] == ["4", "0", "<3", "8"]
    assert root.findtext(f"{SPACE}title") == "信访形式（件次）"
    assert root.findtext(f"{SPACE}desc") == "来信：4；来访：0；来电 <b>：<3；网上信访：8。"
    assert root.get("aria-labelledby") == "k-t k-d"


@pytest.mark.parametrize(("draw", "along"), [(bars, "width"), (columns, "height")])
def test_lengths_stand_as_their_numbers(draw, along: str) -> None:  # type: ignore[no-untyped-def]
    root = ElementTree.fromstring(draw("k", "t", GIVEN))
    drawn = [(int(str(each.get(along))), each.get("fill")) for each in root.iter(f"{SPACE}rect")]
    assert [fill for _, fill in drawn] == [LIGHT, DARK]  # nothing for 0 and for what is not shown
    assert drawn[1][0] == 2 * drawn[0][0]


def test_no_style_no_script_and_an_empty_drawing_says_so() -> None:
    text = bars("k", "t", [])
    assert "没有数据" in text
    assert not re.search(r"style=|<script|\son", text + columns("k", "t", GIVEN))
    ElementTree.fromstring(columns("k", "t", []))


def test_dark_and_light_are_told_apart_in_grey() -> None:
    def grey(colour: str) -> float:
        red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
        return 0.299 * red + 0.587 * green + 0.114 * blue

    assert grey(LIGHT) - grey(DARK) > 80


def test_shades_follow_the_numbers() -> None:
    assert [shade(value, 8) for value in (None, 0, 1, 2, 3, 5, 8)] == [0, 0, 1, 1, 2, 3, SHADES]
    assert shade(1, 1) == SHADES
    assert shade(0, 0) == 0
