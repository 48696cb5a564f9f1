"""The handbook says what the product says: its quoted words stand in the product, its pages are the drawn docs."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tools.handbook import PAGES, drawn

from lianxi.web.handbook import BOOKS, CHAPTERS, help_for
from tests.cast import Cast
from tests.journeys.handbook import HANDBOOK

SOURCE = Path(__file__).resolve().parents[2] / "src" / "lianxi"
#: words of a township's own rules, and of fields that are numbered
EXAMPLES = {"镇党委书记", "第 1 项议题", "第 1 项"}


def product() -> str:
    rooms = (path for path in SOURCE.rglob("*") if path.suffix in {".html", ".py"})
    return "\n".join(path.read_text("utf-8") for path in rooms if not {"demo", "handbook"} & set(path.parts))


def test_every_quoted_word_of_the_handbook_stands_in_the_product() -> None:
    said = product()
    books = {book.name: re.findall(r"“([^”]+)”", book.read_text("utf-8")) for book in HANDBOOK.glob("*.md")}
    assert {Path(name).stem for name in books} == set(BOOKS)
    assert all(books.values())
    lost = {(name, word) for name, words in books.items() for word in words if word not in said} - {
        (name, word) for name in books for word in EXAMPLES
    }
    assert not lost


@pytest.mark.parametrize("book", BOOKS)
def test_the_page_is_the_drawn_book_and_every_chapter_a_page_points_to_is_there(book: str) -> None:
    page = (PAGES / f"{book}.html").read_text("utf-8")
    assert page == drawn((HANDBOOK / f"{book}.md").read_text("utf-8")), "run tools/handbook.py"
    assert {anchor for anchor in CHAPTERS[book].values() if f'id="{anchor}"' not in page} == set()
    assert "{" not in page, "nothing a template would run"


@pytest.mark.django_db
@pytest.mark.database
def test_every_page_leads_to_its_chapter_and_an_unknown_book_is_not_there(cast: Cast) -> None:
    assert help_for("liaison", "tasks") == "/help/secretary/#tasks"
    assert help_for("admin_audit", "journal") == "/help/administrator/#daily"
    village = cast.as_("village")
    assert 'href="/help/secretary/#meetings"' in village.get(cast.url("meetings/")).content.decode()
    assert "村（社区）书记和联络员手册" in village.get("/help/secretary/").content.decode()
    assert village.get("/help/outsider/").status_code == 404
