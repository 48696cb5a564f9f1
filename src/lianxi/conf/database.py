"""The database at start: reachable, whole, up to date; and what is said where it is not."""

from __future__ import annotations

import sys

from django.conf import settings
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.db.migrations.executor import MigrationExecutor

from lianxi.conf import backups, dumps, identity_keys
from lianxi.conf.cli import Trouble
from lianxi.journal import queries, triggers
from lianxi.matters.finding import search_index
from lianxi.matters.identities import vault


def prepare() -> None:
    """Bring the database up to date; announce a backup put in place; see to the identity keys. Raises ``Trouble``.

    A database that needs no upgrade and lacks a trigger was tampered with: then nothing starts.
    """
    _require_reachable()
    if dumps.holds_data() and not _pending() and triggers.missing():
        raise Trouble(
            f"数据库的防改触发器缺失或被改动（{'、'.join(triggers.missing())}），没有启动。"
            "请先备份（lianxi backup），再用 lianxi verify 核查；查明后用 lianxi verify --mend 重新设置。"
        )
    upgraded = _pending()
    call_command("migrate", verbosity=0, interactive=False)
    backups.announce()
    identity_keys.prepare()
    if upgraded:
        index_matters()


def index_matters() -> None:
    """Put into the search what is not in it: matters and initials from before there was one, or without their key.

    A short transaction a batch; idempotent.
    """
    try:
        for head in queries.heads():
            while search_index.complete(head.id, transaction.atomic):
                pass
    except vault.NoKey as trouble:
        print(f"注意：部分信访事项还不能检索：{trouble}", file=sys.stderr)


def require_data(*, current: bool) -> None:
    """For commands that only read: there must be a database, and (``current``) one that needs no upgrade."""
    _require_reachable()
    if not dumps.holds_data():
        raise Trouble(
            f"数据目录 {settings.DATA_FOLDER} 中还没有数据。请检查 LIANXI_DATA（和 LIANXI_DATABASE_URL），"
            "或先用 lianxi found、lianxi restore 建立。"
        )
    if current and _pending():
        raise Trouble("数据库还没有升级到本程序的版本。请先备份，再用 lianxi tick 升级。")


def mend_triggers() -> str:
    """Lay the append-only triggers again; says which ones were not as they should be."""
    missing = triggers.missing()
    triggers.install()
    return f"已重新设置防改触发器：{'、'.join(missing)}" if missing else "防改触发器齐全，无需重新设置。"


def _pending() -> bool:
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def _require_reachable() -> None:
    try:
        dumps.holds_data()
    except DatabaseError as error:
        reason = (str(error).strip().splitlines() or ["没有说明原因"])[0]
        raise Trouble(f"数据库打不开：{reason}。请检查 LIANXI_DATABASE_URL 或数据目录后重试。") from error
