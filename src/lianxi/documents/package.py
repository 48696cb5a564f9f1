"""Opening .docx and .xlsx from strangers: zip files and XML that may be made to hurt."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Callable
from functools import lru_cache
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from .unreadable import MAX_DEPTH, MAX_MEMBERS, MAX_RATIO, MAX_UNPACKED, MAX_XML, RATIO_FLOOR, Unreadable

_MEGABYTE = 1024 * 1024


class Package:
    """The inner files of one checked .docx or .xlsx.

    Raise ``Unreadable`` while opening: broken or encrypted zip, too many inner files, too much when unpacked; while
    reading: a wrong checksum (also the sign of a size that lies), XML that is broken or declares a DOCTYPE.
    """

    def __init__(self, data: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
            raise Unreadable(
                "文件已损坏或没有传完（压缩结构不完整）。请重新上传，或用 Word / WPS 打开后另存。"
            ) from error
        members = self._zip.infolist()
        _refuse_bombs(members)
        self._names = {member.filename for member in members}

    def has(self, part: str) -> bool:
        return part in self._names

    def bytes_of(self, part: str) -> bytes:
        """The content of an inner file, unpacked and checked against its checksum."""
        try:
            return self._zip.read(part)
        except (
            KeyError,
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            NotImplementedError,
            RuntimeError,
            OSError,
        ) as error:
            raise Unreadable(
                f"文件已损坏（其中的 {part} 读不出来）。请用 Word / WPS 打开后另存，再重新上传。"
            ) from error

    def check(self) -> None:
        """Read every inner file once, so that a reader that trusts the declared sizes may be let in."""
        for part in sorted(self._names):
            content = self.bytes_of(part)
            if part.endswith((".xml", ".rels")):
                _refuse_doctype(content, part)

    def tree(self, part: str) -> Element | None:
        """An XML part as a tree of local names (``w:p`` → ``p``, ``w:val`` → ``val``); None if it is missing."""
        if not self.has(part):
            return None
        content = self.bytes_of(part)
        if len(content) > MAX_XML:
            raise Unreadable(
                f"文件里的 {part[:60]} 有 {len(content) / _MEGABYTE:,.0f} MB，超过 {MAX_XML // _MEGABYTE} MB 的上限，"
                "已拒收。请只上传规则文件本身。"
            )
        return read_tree(content, part)

    def related(self, part: str) -> dict[str, tuple[str, str]]:
        """Relations of a part (empty: of the package): id → (last word of the type, path); outside targets left out."""
        folder, leaf = posixpath.split(part)
        tree = self.tree(posixpath.join(folder, "_rels", f"{leaf}.rels"))
        found: dict[str, tuple[str, str]] = {}
        for relation in tree.iter("Relationship") if tree is not None else ():
            if relation.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", folder, relation.get("Target", "")))
                found[relation.get("Id", "")] = relation.get("Type", "").rpartition("/")[2], target.lstrip("/")
        return found

    def part_of_type(self, part: str, kind: str, default: str) -> str:
        """Path of the part that ``part`` names as its ``kind`` (officeDocument, numbering, styles …)."""
        return next((path for word, path in self.related(part).values() if word == kind), default)


def _refuse_bombs(members: list[zipfile.ZipInfo]) -> None:
    if len(members) > MAX_MEMBERS:
        raise Unreadable(
            f"文件里装了 {len(members):,} 个内部文件，超过 {MAX_MEMBERS:,} 个的上限，不像正常文档，已拒收。"
        )
    # two readers may take two different ones of the same name
    if len({member.filename.lower() for member in members}) < len(members):
        raise Unreadable("文件里有同名的内部文件，不像正常文档，已拒收。请用 Word / WPS 打开后另存，再重新上传。")
    if any(member.flag_bits & 0x1 for member in members):
        raise Unreadable("文件加了密码。请去掉密码后重新上传。")
    unpacked = sum(member.file_size for member in members)
    if unpacked > MAX_UNPACKED:
        raise Unreadable(
            f"文件解压后有 {unpacked / _MEGABYTE:,.0f} MB，超过 {MAX_UNPACKED // _MEGABYTE} MB 的上限，"
            "像是压缩炸弹，已拒收。"
        )
    for member in members:
        if member.file_size > RATIO_FLOOR and member.file_size > MAX_RATIO * max(member.compress_size, 1):
            raise Unreadable(
                f"文件里的 {member.filename[:60]} 压缩比超过 {MAX_RATIO} 倍，像是压缩炸弹，已拒收。"
                "请用 Word / WPS 另存后重新上传。"
            )


def _refuse_doctype(content: bytes, part: str) -> None:
    for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
        if "<!DOCTYPE".encode(encoding) in content:
            raise _declares_doctype(part)


def _declares_doctype(part: str) -> Unreadable:
    return Unreadable(
        f"文件里的 {part[:60]} 含有 DOCTYPE 或外部实体声明，正常的 Office 文档没有，已拒收。"
        "请用 Word / WPS 另存后重新上传。"
    )


@lru_cache(maxsize=1024)
def local(name: str) -> str:
    """The name without its namespace."""
    return name[name.rfind("}") + 1 :]


def feed(
    content: bytes,
    part: str,
    start: Callable[[str, dict[str, str]], None],
    end: Callable[[str], None] | None = None,
    text: Callable[[str], None] | None = None,
) -> None:
    """Run expat over an XML part with local names; every DOCTYPE is refused, so there are no entities at all."""
    parser = expat.ParserCreate(namespace_separator="}")
    depth = 0

    def refuse(*_: object) -> None:
        raise _declares_doctype(part)

    def opened(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > MAX_DEPTH:
            raise Unreadable(f"文件里的 {part[:60]} 嵌套超过 {MAX_DEPTH} 层，不像正常文档，已拒收。")
        # most attributes have no namespace; a table has millions
        for key in attributes:
            if "}" in key:
                attributes = {local(each): value for each, value in attributes.items()}
                break
        start(local(name), attributes)

    def closed(name: str) -> None:
        nonlocal depth
        depth -= 1
        if end is not None:
            end(local(name))

    parser.StartDoctypeDeclHandler = refuse
    parser.StartElementHandler = opened
    parser.EndElementHandler = closed
    if text is not None:
        parser.buffer_text = True
        parser.CharacterDataHandler = text
    try:
        parser.Parse(content, True)
    except (expat.ExpatError, LookupError, ValueError) as error:
        if isinstance(error, Unreadable):
            raise
        raise Unreadable(
            f"文件已损坏（其中的 {part[:60]} 不是完整的 XML）。请用 Word / WPS 打开后另存，再重新上传。"
        ) from error


def read_tree(content: bytes, part: str) -> Element:
    """An XML part as a tree of local names. Raise ``Unreadable`` as ``feed`` does."""
    builder = TreeBuilder()
    feed(content, part, builder.start, builder.end, builder.data)  # type: ignore[arg-type]
    return builder.close()
