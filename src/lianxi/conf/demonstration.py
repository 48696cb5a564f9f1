"""``lianxi demo``: demo data in a data folder of their own, which the file ``DEMO`` marks; never beside real data.

The mark says ``building`` until the last step is done: a build that was killed is thrown away and made again.
"""

from __future__ import annotations

import fcntl
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from django.conf import settings

from lianxi.conf.cli import Trouble

MARK = "DEMO"
BUILDING, READY = "building\n", "ready\n"
#: what the demo makes in its folder; keys and collected static files stay
_MADE = ("lianxi.sqlite3", "lianxi.sqlite3-wal", "lianxi.sqlite3-shm", "lianxi.sqlite3-journal", "attachments")


def prepare(*, reset: bool, setup: Callable[[], None]) -> str:
    """Build the demo where there is none; ``reset`` removes it first. Says how things stand. Raises ``Trouble``."""
    folder = _folder()
    if not is_demo(folder) and _holds_data(folder):
        raise Trouble(
            f"数据目录 {folder} 中有正式数据，没有建立示范数据，也没有改动任何内容。"
            "请用 LIANXI_DATA 另指定一个目录后重试。"
        )
    with _alone(folder) as mark:
        if reset or mark.read_text("ascii") != READY:
            _remove(folder)
            mark.write_text(BUILDING, "ascii")
        setup()
        return _build(mark)


def _build(mark: Path) -> str:
    from lianxi.demo.build import build
    from lianxi.journal import queries as journal
    from lianxi.web.clock import today

    if journal.heads():
        return f"示范数据已在 {mark.parent}。重新建立：lianxi demo --reset"
    with _quick_writes():
        built = build(today())
    mark.write_text(READY, "ascii")
    return f"已建立示范数据（人物、单位均为虚构），日志 {sum(built.entries.values())} 条，在 {mark.parent}。"


@contextmanager
def _quick_writes() -> Iterator[None]:
    """Do not wait for the disk at every step (a spoilt demo is built again); at the end all of it is on the disk."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous = OFF")
        try:
            yield
        finally:
            cursor.execute("PRAGMA synchronous = FULL")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def logins_text() -> str:
    """The demo's logins, for the terminal."""
    from lianxi.demo.logins import LOGINS, PASSWORD

    lines = [f"  {login:<10} {who}" for login, who in LOGINS]
    return "\n".join([f"示范账号（虚构人物），密码均为 {PASSWORD}：", *lines])


def require_own_folder() -> None:
    """Demo mode serves a demo folder only, and a demo folder is served in demo mode only. Raises ``Trouble``."""
    folder = Path(settings.DATA_FOLDER)
    if settings.DEMO:
        folder = _folder()
        if not is_demo(folder):
            raise Trouble(f"数据目录 {folder} 不是示范目录。请先运行 lianxi demo，或去掉 LIANXI_DEMO 后重试。")
        if (folder / MARK).read_text("ascii") != READY:
            raise Trouble("示范数据没有建立完整。请先运行 lianxi demo。")
    elif is_demo(folder):
        raise Trouble(
            f"数据目录 {folder} 中是示范数据，不能用于正式工作。"
            "请用 LIANXI_DATA 另指定目录；只看示范的，请设 LIANXI_DEMO=1。"
        )


def is_demo(folder: Path) -> bool:
    return (folder / MARK).is_file()


def _folder() -> Path:
    if settings.DATABASES["default"]["ENGINE"] != "django.db.backends.sqlite3":
        raise Trouble("示范数据只建立在自带的数据库中。请去掉 LIANXI_DATABASE_URL 后重试。")
    return Path(settings.DATA_FOLDER)


def _holds_data(folder: Path) -> bool:
    """Whether a folder without the mark has anything of anybody's: conferences, accounts, attachments."""
    if any((folder / "attachments").glob("*")):
        return True
    database = folder / "lianxi.sqlite3"
    if not database.exists():
        return False
    written = database.with_name(f"{database.name}-wal")
    if written.exists() and written.stat().st_size:
        return True
    try:
        with closing(sqlite3.connect(f"{database.as_uri()}?immutable=1", uri=True)) as connection:
            tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
            asked = tables & {"journal_conference", "roster_account"}
            return any(connection.execute(f"SELECT 1 FROM {table} LIMIT 1").fetchone() for table in asked)  # noqa: S608
    except sqlite3.Error:
        return True  # unreadable is not empty


@contextmanager
def _alone(folder: Path) -> Iterator[Path]:
    """The mark, made where it is missing, and locked: two builds at once would undo each other."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    mark = folder / MARK
    with mark.open("a", encoding="ascii") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise Trouble("另一个进程正在建立示范数据。请稍候再试。") from None
        yield mark


def _remove(folder: Path) -> None:
    for name in _MADE:
        path = folder / name
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)
