"""``lianxi backup`` and ``lianxi restore``: database and attachments of one moment in one sealed file.

Inside the seal (see ``sealing``) stands a plain tar: ``manifest.json``, ``database``, ``attachments/…``. Keys are never
in it: neither the backup key nor the secret key. Restoring works in a folder aside and puts everything in place at the
end; the announcement in every journal is left as a note in the data folder, so that no crash can skip it.
"""

from __future__ import annotations

import errno
import io
import json
import os
import re
import secrets
import shutil
import tarfile
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import django
from django.conf import settings
from django.db import connection

from lianxi.conf import dumps, sealing
from lianxi.conf.cli import Trouble

FORMAT = "lianxi-backup/1"
MEMBER = re.compile(r"database|attachments/[0-9a-f]{32}/[0-9a-f]{2}/[0-9a-f]{64}")
#: what an otherwise empty data folder may hold: keys brought along or made at start, collected static files
HARMLESS = {"keys", "static"}
RESTORING, NOTE = ".restoring-", "restored.json"
#: kept free beside what is written, so that a backup never fills the disk it protects
MARGIN = 32 * 1024 * 1024
BUFFER = 512 * 1024


def backup(target: Path) -> str:
    """Write a backup to ``target``, which must not exist. Returns what was done, in words. Raises ``Trouble``."""
    if target.exists() or target.is_symlink():
        raise Trouble(f"{target} 已存在，没有覆盖。请换一个文件名。")
    if not target.parent.is_dir():
        raise Trouble(f"文件夹 {target.parent} 不存在。请先建立，或换一个位置。")
    dumps.require_tools()
    with _sentences(), tempfile.TemporaryDirectory(prefix=".copy-", dir=settings.DATA_FOLDER) as aside:
        _require_space(Path(aside), dumps.size(), "数据目录")
        with dumps.copied(Path(aside)) as copy:
            present, missing = _attachments(copy)
            total = copy.database.stat().st_size + sum(path.stat().st_size for path in present.values())
            _require_space(target.parent, total, "备份位置")
            key, fresh = _own_key()
            half = target.with_name(f".{target.name}.{secrets.token_hex(4)}.part")
            try:
                _write(half, key, copy, present, missing)
                if target.exists():
                    raise Trouble(f"{target} 已存在，没有覆盖。请换一个文件名。")
                half.rename(target)
                sealing.sync_folder(target.parent)
            finally:
                half.unlink(missing_ok=True)
    return _told(target, key, fresh, copy, len(present), missing)


def _own_key() -> tuple[sealing.Key, bool]:
    path = settings.BACKUP_KEY_FILE
    key = sealing.read_key(path)
    return (sealing.make_key(path), True) if key is None else (key, False)


def _attachments(copy: dumps.Copy) -> tuple[dict[str, Path], list[str]]:
    """Every attachment the copy of the database names: those that are there, by name in the archive, and those lost."""
    present: dict[str, Path] = {}
    missing = []
    for folder, sha256 in copy.files:
        inside = f"{folder}/{sha256[:2]}/{sha256}"
        path = Path(settings.ATTACHMENTS_FOLDER) / inside
        if path.is_file():
            present[f"attachments/{inside}"] = path
        else:
            missing.append(inside)
    return present, missing


def _write(half: Path, key: sealing.Key, copy: dumps.Copy, present: dict[str, Path], missing: list[str]) -> None:
    manifest = {
        "format": FORMAT,
        "copied_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "database": copy.kind,
        "migrations": copy.migrations,
        "heads": copy.heads,
        "attachments": len(present),
        "missing": missing,
    }
    with os.fdopen(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        sealer = sealing.Sealer(file, key)
        with tarfile.open(fileobj=sealer, mode="w|", bufsize=BUFFER) as archive:  # type: ignore[call-overload]
            text = json.dumps(manifest, ensure_ascii=False).encode()
            archive.addfile(_member("manifest.json", len(text)), io.BytesIO(text))
            for name, path in {"database": copy.database, **present}.items():
                with path.open("rb") as source:
                    archive.addfile(_member(name, os.fstat(source.fileno()).st_size), source)
        sealer.close()
        file.flush()
        os.fsync(file.fileno())


def _member(name: str, size: int) -> tarfile.TarInfo:
    member = tarfile.TarInfo(name)
    member.size = size
    return member


def _told(target: Path, key: sealing.Key, fresh: bool, copy: dumps.Copy, attachments: int, missing: list[str]) -> str:
    heads = "；".join(f"{slug} {number}:{sealed[:16]}" for slug, number, sealed in copy.heads) or "尚无联席会议"
    lines = [
        f"已备份到 {target}（{target.stat().st_size / 1e6:.1f} MB，附件 {attachments} 个）。链首：{heads}。",
        f"密钥文件 {settings.BACKUP_KEY_FILE}，编号 {key.id.hex()}，不在备份之内。",
    ]
    if fresh:
        lines.append("密钥是这次新生成的：请另行抄存，与备份分开保管。没有它，任何人都无法恢复。")
    if missing:
        lines.append(f"注意：有 {len(missing)} 个附件文件已不在数据目录，未能备份。请运行 lianxi verify 核查。")
    return "\n".join(lines)


def restore(source: Path, setup: Callable[[], None]) -> str:
    """Put a backup into the empty data folder (and empty PostgreSQL database). Returns what was done, in words.

    ``setup`` starts Django on what was restored; it also announces the restoring (``announce``). Raises ``Trouble``:
    then nothing was restored.
    """
    django.setup()
    folder = Path(settings.DATA_FOLDER)
    _require_empty(folder)
    dumps.require_tools()
    key = _sentenced_key()
    aside = Path(tempfile.mkdtemp(prefix=RESTORING, dir=folder))
    try:
        with _sentences():
            manifest = _unpack(source, key, aside)
            _put_in_place(manifest, aside, folder)
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    from lianxi.journal.refusals import Refused

    try:
        setup()
    except Refused as refusal:
        raise Trouble(f"数据已经恢复，但还没有记入日志，服务启动时会补记：{refusal}") from refusal
    from lianxi.conf import office

    told, sound = office.verify_text(None, None)
    lost = f"备份时已有 {len(manifest['missing'])} 个附件缺失。\n" if manifest["missing"] else ""
    verdict = "核验完好。" if sound else "核验发现问题，请查明后再启用。"
    return f"已从 {source} 恢复（备份时间 {manifest['copied_at']}），并记入各联席会议的日志。{verdict}\n{lost}{told}"


def _require_empty(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    for entry in folder.iterdir():
        if entry.name.startswith((RESTORING, ".copy-")):
            shutil.rmtree(entry, ignore_errors=True)
    found = sorted(entry.name for entry in folder.iterdir() if entry.name not in HARMLESS)
    if found:
        raise Trouble(f"数据目录 {folder} 不是空的（有 {found[0]}），没有恢复。请用 LIANXI_DATA 指定一个空目录。")
    if dumps.kind() == "postgresql" and dumps.holds_data():
        raise Trouble("LIANXI_DATABASE_URL 所指的数据库不是空的，没有恢复。请新建一个空数据库。")
    connection.close()


def _sentenced_key() -> sealing.Key:
    path = settings.BACKUP_KEY_FILE
    with _sentences():
        key = sealing.read_key(path)
    if key is None:
        raise Trouble(f"没有备份密钥文件 {path}。请把备份时的密钥文件放到这里，或用 LIANXI_BACKUP_KEY_FILE 指定。")
    return key


def _unpack(source: Path, key: sealing.Key, aside: Path) -> dict[str, Any]:
    """Read the whole file, its end included, into the folder aside."""
    with source.open("rb") as file:
        _require_space(aside, os.fstat(file.fileno()).st_size, "数据目录")
        opener = sealing.Opener(file, key)
        try:
            with tarfile.open(fileobj=opener, mode="r|", bufsize=BUFFER) as archive:  # type: ignore[call-overload]
                manifest = _manifest(archive)
                unpacked = 0
                while (member := archive.next()) is not None:
                    _unpack_member(archive, member, aside)
                    unpacked += 1
        except tarfile.TarError:
            raise Trouble(sealing.BROKEN) from None
        opener.drain()
    if unpacked != manifest["attachments"] + 1 or not (aside / "database").is_file():
        raise Trouble(sealing.BROKEN)
    os.sync()
    return manifest


def _manifest(archive: tarfile.TarFile) -> dict[str, Any]:
    first = archive.next()
    content = archive.extractfile(first) if first is not None and first.name == "manifest.json" else None
    manifest: dict[str, Any] = json.loads(content.read()) if content is not None else {}
    if manifest.get("format") != FORMAT:
        raise Trouble("备份的内部格式不是本程序认识的。请用建立它的那个版本或更新的版本恢复。")
    if manifest["database"] != dumps.kind():
        raise Trouble(
            f"备份来自 {manifest['database']}，现在配置的是 {dumps.kind()}。"
            "请按备份的数据库类型设置 LIANXI_DATABASE_URL 后重试。"
        )
    newer = set(manifest["migrations"]) - _known_migrations()
    if newer:
        raise Trouble("备份来自较新版本的程序，本程序不能读它的数据库。请先升级程序再恢复。")
    return manifest


def _known_migrations() -> set[str]:
    from django.db.migrations.loader import MigrationLoader

    return {f"{app}.{name}" for app, name in MigrationLoader(None, ignore_no_migrations=True).disk_migrations}


def _unpack_member(archive: tarfile.TarFile, member: tarfile.TarInfo, aside: Path) -> None:
    content = archive.extractfile(member) if member.isreg() and MEMBER.fullmatch(member.name) else None
    if content is None:
        raise Trouble(sealing.BROKEN)
    path = aside / member.name
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        shutil.copyfileobj(content, file, BUFFER)


def _put_in_place(manifest: dict[str, Any], aside: Path, folder: Path) -> None:
    """Attachments, then the note, then the database: it counts as restored with the last step."""
    note = aside / NOTE
    note.write_text(json.dumps({"copied_at": manifest["copied_at"], "restoring": secrets.token_hex(8)}), "utf-8")
    attachments = Path(settings.ATTACHMENTS_FOLDER)
    if (aside / "attachments").is_dir():
        (aside / "attachments").rename(attachments)
    note.rename(folder / NOTE)
    try:
        if manifest["database"] == "sqlite":
            (aside / "database").rename(settings.DATABASES["default"]["NAME"])
        else:
            dumps.load(aside / "database")
    except BaseException:
        (folder / NOTE).unlink(missing_ok=True)
        shutil.rmtree(attachments, ignore_errors=True)
        raise
    sealing.sync_folder(folder)


def announce() -> None:
    """Write ``record.restored`` into every journal when the data folder says that a backup was put in place.

    Sessions of that time end. Asked at every start; repeating does nothing twice.
    """
    note = Path(settings.DATA_FOLDER) / NOTE
    if not note.is_file():
        return
    from django.contrib.sessions.models import Session

    from lianxi.journal import queries as journal
    from lianxi.journal.actions import announce_restored
    from lianxi.journal.frame import MACHINE, Call
    from lianxi.web.clock import now

    said = json.loads(note.read_text("utf-8"))
    copied_at = datetime.fromisoformat(said["copied_at"])
    for head in journal.heads():
        announce_restored(Call(head.id, MACHINE, now(), key=f"restored-{said['restoring']}"), copied_at=copied_at)
    Session.objects.all().delete()
    note.unlink()


def _require_space(folder: Path, size: int, where: str) -> None:
    free = shutil.disk_usage(folder).free
    if free < size + MARGIN:
        raise Trouble(
            f"{where} {folder} 的磁盘空间不足：需要约 {(size + MARGIN) / 1e6:.0f} MB，剩余 {free / 1e6:.0f} MB。"
            "请清理后重试。"
        )


@contextmanager
def _sentences() -> Iterator[None]:
    """What the system says about files, in words for the person at the terminal."""
    try:
        yield
    except sealing.BadSeal as trouble:
        raise Trouble(str(trouble)) from None
    except OSError as error:
        if error.errno in {errno.ENOSPC, errno.EDQUOT}:
            raise Trouble("磁盘空间不足，没有完成，也没有留下半截文件。请清理后重试。") from error
        raise Trouble(f"读写 {error.filename or '文件'} 时出错：{error.strerror}。请检查路径和权限。") from error
