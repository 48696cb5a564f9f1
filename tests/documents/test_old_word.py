"""The formats before .docx, which only LibreOffice reads."""

from __future__ import annotations

import io
import shutil
import subprocess
from pathlib import Path

import docx as python_docx
import pytest

from lianxi.documents import office
from lianxi.documents.child import read_text_safely
from lianxi.documents.process import Limits
from lianxi.documents.text import read_text
from lianxi.documents.unreadable import Unreadable

from .build import docx, level, numbered, numbering

RULES = ["第一条 联席会议每月召开1次。", "第二条 会议由召集人主持。"]
RTF = rb"{\rtf1\ansi\ansicpg936 \u31532?\u19968?\u26465? \u30002?\u12290?\par \u20057?\u12290?\par}"


@pytest.fixture(scope="module")
def old_word(needs, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A .doc as LibreOffice writes it."""
    program = needs("libreoffice")
    folder = tmp_path_factory.mktemp("office")
    document = python_docx.Document()
    for line in RULES:
        document.add_paragraph(line)
    document.save(str(folder / "rules.docx"))
    subprocess.run(
        [program, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to", "doc",
         "--outdir", folder / "out", folder / "rules.docx"],
        check=True, capture_output=True,
    )  # fmt: skip
    return (folder / "out" / "rules.doc").read_bytes()


@pytest.mark.parametrize("name", ["规则.doc", "规则.wps", "规则", "'; touch x #.doc"])
def test_an_old_word_document_is_read_through_libreoffice(old_word: bytes, name: str):
    assert read_text(name, old_word).split("\n") == RULES


def test_the_limited_process_reads_it_too(old_word: bytes):
    assert read_text_safely("规则.doc", old_word).split("\n") == RULES


def test_rtf_called_doc_is_read(needs):
    needs("libreoffice")
    assert read_text_safely("规则.doc", RTF) == "第一条 甲。\n乙。"


def test_a_document_that_points_to_a_file_of_the_server_does_not_get_it(needs, tmp_path: Path):
    needs("libreoffice")
    secret = tmp_path / "secret.txt"
    secret.write_text("planted secret", "utf-8")
    field = rb'{\field{\*\fldinst INCLUDETEXT "%b"}{\fldrslt old}}' % str(secret).encode()
    text = read_text_safely("规则.doc", RTF.replace(rb"\par}", field + rb"\par}"))
    assert "第一条" in text
    assert "secret" not in text


def test_numbers_are_those_that_libreoffice_prints(needs, tmp_path: Path):
    """Another reader of the same numbering: what it prints and what we read must agree."""
    program = needs("libreoffice")
    levels = (
        level(0, "chineseCountingThousand", "第%1章")
        + level(1, "japaneseCounting", "%2、")
        + level(2, "decimal", "%3.")
    )
    body = "".join(numbered("甲", 1, depth) for depth in (0, 1, 2, 2, 1, 2, 0, 1, *[1] * 25))
    data = docx(body, numbering=numbering({1: levels}))
    (tmp_path / "rules.docx").write_bytes(data)
    subprocess.run(
        [program, f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless", "--convert-to",
         "txt:Text (encoded):UTF8", "--outdir", tmp_path, tmp_path / "rules.docx"],
        check=True, capture_output=True,
    )  # fmt: skip
    printed = (tmp_path / "rules.txt").read_text("utf-8-sig")
    assert [line.replace(" ", "") for line in read_text("规则.docx", data).split("\n")] == [
        line.replace(" ", "") for line in printed.strip().split("\n")
    ]


def test_without_libreoffice_a_sentence_says_what_to_do(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(shutil, "which", lambda name: None)
    with pytest.raises(Unreadable, match=r"没有装 LibreOffice.*另存为 \.docx"):
        read_text_safely("规则.doc", RTF)


def test_a_conversion_that_takes_too_long_is_ended(needs, monkeypatch: pytest.MonkeyPatch):
    needs("libreoffice")
    monkeypatch.setattr(office, "OFFICE_LIMITS", Limits(4096, 60, 0.01))
    with pytest.raises(Unreadable, match="LibreOffice 转换超过"):
        read_text("规则.doc", RTF)


def test_a_broken_old_document_is_refused(needs, old_word: bytes):
    needs("libreoffice")
    broken = io.BytesIO(old_word)
    broken.seek(512)
    broken.write(b"\xff" * 2_000)
    with pytest.raises(Unreadable, match="损坏"):
        read_text("规则.doc", broken.getvalue())


def test_conversion_leaves_nothing_behind(old_word: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    read_text_safely("规则.doc", old_word)
    assert list(tmp_path.iterdir()) == []
