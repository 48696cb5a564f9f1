"""依据对照 on its page and in its files."""

from __future__ import annotations

import io
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook
from pytest_django import DjangoAssertNumQueries

from tests.cast import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def test_the_page_tells_what_to_add_and_the_files_say_the_same(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client = cast.as_("clerk")
    client.get(cast.url("rulebook/1/law/"))
    with django_assert_num_queries(4):
        page = client.get(cast.url("rulebook/1/law/")).content.decode()
    assert "增加一条：工作人员与信访事项、信访人有直接利害关系的，应当回避" in page
    assert page.count("《信访工作条例》第三十条第三款") == 1
    book = load_workbook(io.BytesIO(client.get(cast.url("rulebook/1/law.xlsx")).content))
    cells = [str(cell.value) for row in book.active.iter_rows() for cell in row if cell.value]
    assert "本规则没有相应条文" in cells
    word = client.get(cast.url("rulebook/1/law.docx")).content
    text = ZipFile(io.BytesIO(word)).read("word/document.xml").decode()
    assert "二、建议增加的内容" in text
    assert "应当回避" in text


def test_another_version_is_not_there(cast: Cast) -> None:
    assert cast.as_("village").get(cast.url("rulebook/9/law/")).status_code == 404
