"""The whole file of a matter in one archive: its papers numbered as in the contents list, and the list itself."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Final

from ..official.typeset import words
from .case_file import CaseFile, write_case_file

CONTENTS: Final = "卷内目录.docx"
#: of a name without its number and ending: bytes, so that every file system takes it
_LONGEST: Final = 150
#: what some file system or program takes for more than a name
_UNSAFE: Final = re.compile(r'[\\/:*?"<>|\s]+')
_ENDINGS: Final = {
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ".xlsx",
    "application/msword": ".doc",
    "application/vnd.ms-excel": ".xls",
    "application/pdf": ".pdf",
    "application/ofd": ".ofd",
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "image/gif": ".gif",
    "image/webp": ".webp",
    "image/tiff": ".tif",
    "image/bmp": ".bmp",
    "text/plain": ".txt",
}
_SAME: Final = {".jpeg": ".jpg", ".tiff": ".tif"}


@dataclass(frozen=True, slots=True)
class Part:
    """A paper as a file. ``place``: its number in the contents list; 0: the one after the part before."""

    name: str
    data: bytes
    media_type: str
    place: int = 0


def write_whole_file(file: CaseFile, parts: Sequence[Part]) -> bytes:
    """A .zip: 卷内目录.docx, then 01_登记表.docx …. Same parts, same bytes; no name leads out of its folder."""
    out = io.BytesIO()
    taken: set[str] = set()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        _add(archive, CONTENTS, write_case_file(file))
        place = 0
        for part in parts:
            place = part.place if part.place > 0 else place + 1
            _add(archive, _free(f"{place:02d}_{safe_name(part.name)}", ending_of(part), taken), part.data)
    return out.getvalue()


def safe_name(name: str) -> str:
    """The name without folders, control characters, characters that systems reserve, and its ending; never empty."""
    stem = PurePosixPath(words(name).replace("\\", "/")).name
    known = next((end for end in (*_ENDINGS.values(), *_SAME) if stem.lower().endswith(end)), "")
    stem = stem[: len(stem) - len(known)] if known else stem
    stem = _UNSAFE.sub("_", stem).strip("._ ")
    return stem.encode()[:_LONGEST].decode(errors="ignore").strip("._ ") or "文件"


def ending_of(part: Part) -> str:
    """By the media type, whatever the name says; .bin for one that is not known."""
    return _ENDINGS.get(part.media_type.partition(";")[0].strip().lower(), ".bin")


def _free(stem: str, ending: str, taken: set[str]) -> str:
    """The name, or with （2）, （3） … where another part has it already; case makes no difference."""
    count, name = 1, stem + ending
    while name.casefold() in taken:
        count += 1
        name = f"{stem}（{count}）{ending}"
    taken.add(name.casefold())
    return name


def _add(archive: zipfile.ZipFile, name: str, data: bytes) -> None:
    entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o644 << 16
    archive.writestr(entry, data)
