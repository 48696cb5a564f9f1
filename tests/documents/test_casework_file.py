"""One matter, one file: cover, contents list, the archive of the whole; every paper as a file and as pages."""

from __future__ import annotations

import io
import os
import subprocess
import zipfile
from collections.abc import Callable
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import pytest
from docx import Document

from lianxi.documents import casework as cw
from lianxi.documents.official import Opinion
from lianxi.documents.official.pdf import stand_in_fonts
from lianxi.documents.package import Package

from .casework import ACCEPTANCE, ALL, FACTS, FILE, FORMS, OPINION
from .official import MM, W, pages, part, text_of

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def names(parts: list[cw.Part]) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(cw.write_whole_file(FILE, parts))) as archive:
        assert archive.testzip() is None
        return archive.namelist()


def test_cover_and_list_say_what_lies_in_the_file():
    document = part(cw.write_case_paper(FILE))
    shown = text_of(document)
    assert "2026年7月20日至2026年9月12日" in shown
    assert "信访事项卷宗" in shown
    rows = [[text_of(cell) for cell in row.iter(f"{W}tc")] for row in document.iter(f"{W}tr")]
    assert rows[0] == ["序号", "文件名称", "文号", "日期", "页数", "备注"]
    assert rows[3] == ["3", "信访处理意见书", "云政信〔2026〕8号", "2026年9月10日", "3", "送达回证附后"]
    assert len(rows) == 1 + 15
    assert sum(int(column.get(f"{W}w", "0")) for column in document.iter(f"{W}gridCol")) == 8845


def test_the_whole_file_is_numbered_as_its_list_and_always_the_same():
    parts = [
        cw.Part("登记表.docx", b"a", DOCX),
        cw.Part("现场照片.JPG", b"b", "image/jpeg"),
        cw.Part("扫描件", b"c", "application/pdf", place=5),
        cw.Part("扫描件", b"d", "application/pdf", place=5),
        cw.Part("录音", b"e", "audio/x-other"),
    ]
    assert names(parts) == [
        "卷内目录.docx", "01_登记表.docx", "02_现场照片.jpg", "05_扫描件.pdf", "05_扫描件（2）.pdf", "06_录音.bin"
    ]  # fmt: skip
    assert cw.write_whole_file(FILE, parts) == cw.write_whole_file(FILE, parts)


@pytest.mark.parametrize(
    "name",
    ["../../etc/passwd", "C:\\Windows\\a.exe", "a\x00b\n.pdf", "", "...", "长" * 500, 'q<>:"|?*', "/", "\u202egpj.exe"],
)
def test_no_name_leads_out_of_the_folder_or_breaks_a_file_system(name: str):
    _, found = names([cw.Part(name, b"x", "application/pdf")])
    assert found.startswith("01_")
    assert found.endswith(".pdf")
    assert len(found) > len("01_.pdf")
    assert not set('/\\:*?"<>|\x00\n\u202e') & set(found)
    assert ".." not in found
    assert len(found.encode()) <= 200


@pytest.mark.parametrize("paper", ALL, ids=cw.name_of)
def test_every_paper_opens_and_is_always_the_same(paper: cw.CasePaper):
    docx = cw.write_case_paper(paper)
    Package(docx).check()
    assert Document(io.BytesIO(docx)).core_properties.author == paper.organ
    assert docx == cw.write_case_paper(paper)


def hostile(paper: Any, text: str) -> Any:
    """The same paper with this text in every field of text, lists and opinions included."""
    kept = {"result", "adoption"}
    found: dict[str, Any] = {}
    for field in fields(paper):
        value = getattr(paper, field.name)
        if isinstance(value, str) and field.name not in kept:
            found[field.name] = text
        elif isinstance(value, Opinion):
            found[field.name] = Opinion(text, text, None, text)
        elif isinstance(value, tuple) and all(isinstance(each, str) for each in value):
            found[field.name] = (text, text)
        elif isinstance(value, cw.Petitioner):
            found[field.name] = cw.Petitioner(text, text, text, text)
    return replace(paper, **found)


@pytest.mark.parametrize("text", ["<script>\x00\ud800甲]]>&《》\u202e", "长" * 5000, "\n\n", "《" * 300])
def test_hostile_texts_are_printed_as_text(text: str):
    for paper in ALL:
        docx = cw.write_case_paper(hostile(paper, text))
        Package(docx).check()
        assert "\u202e" not in text_of(part(docx))


def test_every_paper_is_laid_out_on_the_pages_it_should_take(needs: Callable[[str], Path], tmp_path: Path):
    """One run of LibreOffice for all of them."""
    needs("libreoffice")
    needs("poppler")
    long = replace(OPINION, facts=FACTS * 12)
    papers: list[Any] = [*FORMS, ACCEPTANCE, long, FILE, replace(FORMS[0], facts=FACTS * 5)]
    found = laid_out(papers, tmp_path)
    assert [len(each) for each in found[: len(FORMS) + 1]] == [1] * (len(FORMS) + 1)
    *_, whole, file, grown = found
    assert len(whole) >= 3
    assert [page[-1].text for page in whole] == [f"— {number} —" for number in range(1, len(whole) + 1)]
    signed = [line.text for line in whole[-1]].index(OPINION.organ)
    assert signed > 0, "the signature does not stand alone on its page"
    assert [page[-1].text for page in file][1:] == ["— 2 —"]
    assert len(grown) == 2
    body = [line for each in found for page in each for line in page[:-1]]
    assert all(line.left >= 28 * MM - 1 and line.top >= 37 * MM - 8 for line in body)


def laid_out(papers: list[Any], folder: Path) -> list[list[Any]]:
    fonts = folder / ".config" / "fontconfig" / "fonts.conf"
    fonts.parent.mkdir(parents=True)
    fonts.write_text(stand_in_fonts(), "utf-8")
    for number, paper in enumerate(papers):
        (folder / f"{number:02d}.docx").write_bytes(cw.write_case_paper(paper))
    given = sorted(str(path) for path in folder.glob("*.docx"))
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), *given]
    subprocess.run(command, check=True, capture_output=True, timeout=60, env={**os.environ, "HOME": str(folder)})
    return [pages(path.read_bytes(), folder) for path in sorted(folder.glob("[0-9]*.pdf"))]
