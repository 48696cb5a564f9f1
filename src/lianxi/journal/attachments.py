"""Files behind entries: stored once under their SHA-256, flushed to disk before any row names them."""

from __future__ import annotations

import errno
import hashlib
import os
import secrets
import shutil
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from django.conf import settings

from lianxi.journal.refusals import Invalid, NoSpace

LARGEST = 20 * 1024 * 1024
FREE_SPACE_FLOOR = 64 * 1024 * 1024
NO_SPACE = "服务器磁盘空间不足，登记未完成，未写入任何内容。仍可查看；请联系系统管理员清理空间后再试。"
#: extension → media type; anything else is refused (nothing that a browser would run)
ALLOWED = {
    ".pdf": "application/pdf",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".png": "image/png",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".doc": "application/msword",
    ".wps": "application/octet-stream",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".xls": "application/vnd.ms-excel",
    ".ofd": "application/octet-stream",
    ".txt": "text/plain; charset=utf-8",
}


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it came in: the name the user gave it and its bytes."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Stored:
    """A file in its place; ``fresh``: it was not there before."""

    sha256: str
    name: str
    media_type: str
    size: int
    fresh: bool = False


def path_of(conference: UUID, sha256: str) -> Path:
    return Path(settings.ATTACHMENTS_FOLDER) / conference.hex / sha256[:2] / sha256


def store(conference: UUID, upload: Upload) -> Stored:
    """Write the bytes to their place and fsync file and folder. Raises ``Invalid`` for what cannot be taken."""
    suffix = Path(upload.name).suffix.lower()
    if suffix not in ALLOWED:
        raise Invalid(
            f"不能上传“{upload.name}”：支持 PDF、图片、Word、Excel、OFD 和文本文件。请转换格式后再传。", "files"
        )
    if not upload.data:
        raise Invalid(f"“{upload.name}”是空文件。请检查后重新选择。", "scans")
    if len(upload.data) > LARGEST:
        raise Invalid(f"“{upload.name}”超过 20 MB。请压缩或拆分后再传。", "scans")
    sha256 = hashlib.sha256(upload.data).hexdigest()
    path = path_of(conference, sha256)
    fresh = not path.exists()
    if fresh or sha256_of(path) != sha256:
        _write(path, upload.data)
    return Stored(sha256, Path(upload.name).name[-200:], ALLOWED[suffix], len(upload.data), fresh)


def discard(conference: UUID, files: list[Stored]) -> None:
    """Take back what a refused write had stored. Only under the conference's lock: nobody else can name them yet."""
    for file in files:
        if file.fresh:
            path_of(conference, file.sha256).unlink(missing_ok=True)


def require_space(folder: Path, size: int = 0) -> None:
    """Raise ``NoSpace`` when writing ``size`` bytes would leave less than the floor of free space."""
    if shutil.disk_usage(folder).free < FREE_SPACE_FLOOR + size:
        raise NoSpace(NO_SPACE)


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    require_space(path.parent, len(data))
    half = path.with_name(f"{path.name}.{secrets.token_hex(4)}.part")
    try:
        with half.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        half.chmod(0o600)
        half.replace(path)
    except OSError as error:
        if error.errno in {errno.ENOSPC, errno.EDQUOT}:
            raise NoSpace(NO_SPACE) from error
        raise
    finally:
        half.unlink(missing_ok=True)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def sha256_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
