"""Writing a binder: pages, the long document, the files, the list of hashes and the verification sheet, in one .zip.

The same content gives the same bytes (but for the .pdf, which LibreOffice dates).
"""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from lianxi.binder import pages
from lianxi.binder.content import ArticlePart, Content, DutyPart, Paper, Proof
from lianxi.binder.wording import AUDIENCE, days, period, tally, witness
from lianxi.documents import official
from lianxi.documents.unreadable import Unreadable

#: of the inner files: no clock enters
_DATE = (1980, 1, 1, 0, 0, 0)
_BLOCK = 1 << 20


def write_binder(content: Content, file: IO[bytes], *, pdf: bool = True) -> int:
    """Write the .zip; answers how many files are in it. ``pdf``: add 总册.pdf where LibreOffice is installed."""
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        hashes = dict(_written(archive, content, pdf=pdf))
        manifest = "".join(f"{hashes[place]}  {place}\n" for place in sorted(hashes)).encode()
        _put(archive, "manifest.txt", manifest)
        count = len(hashes) + 3
        sealed = hashlib.sha256(manifest).hexdigest()
        _put(archive, "校验单.html", pages.verification(content, sealed, count).encode())
        _put(archive, "校验单.docx", _sheet(content, sealed, count))
    return count


def _written(archive: zipfile.ZipFile, content: Content, *, pdf: bool) -> Iterator[tuple[str, str]]:
    """(place, SHA-256) of everything that the manifest lists, as it is put in."""
    yield _put(archive, "index.html", pages.index(content).encode())
    for place, article in enumerate(content.articles):
        yield _put(archive, pages.page_name(article), pages.article_page(content, place).encode())
    for paper in _papers(content):
        yield _put_paper(archive, paper)
    book = _book(content)
    yield _put(archive, "总册.docx", book)
    made = _pdf(book) if pdf else None
    if made is not None:
        yield _put(archive, "总册.pdf", made)


def _pdf(book: bytes) -> bytes | None:
    """The document's pages, or none: a binder is whole without them."""
    try:
        return official.to_pdf(book)
    except Unreadable:
        return None


def _papers(content: Content) -> Iterator[Paper]:
    """Every file once, however many articles it stands for."""
    seen: set[str] = set()
    for article in content.articles:
        groups = [found for _, found in article.papers] + [proof.papers for proof in article.proofs]
        for paper in (paper for found in groups for paper in found):
            if paper.place not in seen:
                seen.add(paper.place)
                yield paper


def _member(place: str) -> zipfile.ZipInfo:
    member = zipfile.ZipInfo(place, _DATE)
    member.compress_type = zipfile.ZIP_DEFLATED
    member.external_attr = 0o644 << 16
    return member


def _put(archive: zipfile.ZipFile, place: str, data: bytes) -> tuple[str, str]:
    archive.writestr(_member(place), data)
    return place, hashlib.sha256(data).hexdigest()


def _put_paper(archive: zipfile.ZipFile, paper: Paper) -> tuple[str, str]:
    """A paper of ours, or an upload copied block by block; its hash is of what was really copied."""
    if paper.data is not None:
        return _put(archive, paper.place, paper.data)
    assert paper.path is not None
    return paper.place, _copy(archive, paper.place, paper.path)


def _copy(archive: zipfile.ZipFile, place: str, path: Path) -> str:
    sealed = hashlib.sha256()
    with path.open("rb") as source, archive.open(_member(place), "w") as target:
        while block := source.read(_BLOCK):
            sealed.update(block)
            target.write(block)
    return sealed.hexdigest()


# the long document ----------------------------------------------------------------------------------------------------


def _book(content: Content) -> bytes:
    lines = [period(content), AUDIENCE[content.audience], f"第 {content.number} 册"]
    lines += [f"{content.made_on.year}年{content.made_on.month}月{content.made_on.day}日制作"]
    lines += [f"日志存证：{witness(content)}"]
    return official.write_book(
        f"{content.conference}履职佐证材料",
        f"{content.conference}办公室",
        lines,
        [official.Chapter(each.label, tally(each), tuple(_parts(each))) for each in content.articles],
        made_on=content.made_on,
        about="迎检成册",
    )


def _parts(article: ArticlePart) -> Iterator[str | official.Grid | official.Subheading]:
    yield article.text
    for duty in article.duties:
        yield official.Subheading(duty.label)
        yield f"{duty.kind}：{duty.summary}。"
        if duty.items:
            yield _grid(duty)
    if article.papers:
        yield official.Subheading("相关文书")
        rows = [(title, paper.name) for title, found in article.papers for paper in found]
        yield official.Grid(("事项", "文书"), (4, 6), tuple(rows))
    if article.proofs:
        yield official.Subheading("日志记录")
        heads = ("编号", "发生日期", "登记日期", "内容", "校验码")
        yield official.Grid(heads, (9, 14, 14, 46, 17), tuple(_line(proof) for proof in article.proofs))


def _grid(duty: DutyPart) -> official.Grid:
    rows = tuple(
        (
            each.name,
            each.state_words + (f"：{each.note}" if each.note else ""),
            days(each),
            "、".join(map(str, each.entries)) or "—",
        )
        for each in duty.items
    )
    return official.Grid(("事项", "情况", "起止", "记录编号"), (30, 17, 37, 16), rows)


def _line(proof: Proof) -> tuple[str, ...]:
    told = "　".join(filter(None, (proof.verb, proof.object, proof.unit, "办公室代录" if proof.behalf else "")))
    told += "（已撤回）" if proof.withdrawn else ""
    told += "".join(f"　{kind}：{text}" for kind, text in proof.words)
    attached = [paper.name for paper in proof.papers]
    told += f"　附件：{'、'.join(attached)}" if attached else ""
    return str(proof.number), f"{proof.happened_on:%Y-%m-%d}", f"{proof.recorded_on:%Y-%m-%d}", told, proof.hash[:16]


def _sheet(content: Content, sealed: str, files: int) -> bytes:
    lines = [*pages.verification_lines(content, files), f"文件清单的 SHA-256：{sealed}"]
    lines += [f"日志链首：第 {content.head_number} 号 {content.head_hash}"]
    return official.write_book(
        "校验单",
        f"{content.conference}办公室",
        [],
        [official.Chapter(f"第 {content.number} 册校验", "", tuple(lines))],
        made_on=content.made_on,
        about="校验单",
    )
