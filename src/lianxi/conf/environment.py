"""Typed readers of the environment: every ``LIANXI_*`` variable is read here and nowhere else."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from urllib.parse import unquote, urlsplit


class Misconfigured(Exception):
    """A setting that cannot be used; the message names the variable, what is wrong, and what to do."""


def text(name: str, default: str = "") -> str:
    return os.environ.get(name, "").strip() or default


def flag(name: str) -> bool:
    return text(name).lower() in {"1", "true", "yes", "on"}


def whole_number(name: str, default: int) -> int:
    value = text(name)
    try:
        return int(value) if value else default
    except ValueError:
        raise Misconfigured(f"环境变量 {name} 应为整数，现为“{value}”。请改正后重新启动。") from None


def day(name: str) -> date | None:
    """An ISO date, or None when unset (``LIANXI_TODAY``: tests and demo only)."""
    value = text(name)
    try:
        return date.fromisoformat(value) if value else None
    except ValueError:
        raise Misconfigured(f"环境变量 {name} 应为 2026-11-23 这样的日期，现为“{value}”。") from None


def data_folder() -> Path:
    """Where database, attachments and keys live (``LIANXI_DATA``, default ``var/data`` below the working folder)."""
    return Path(text("LIANXI_DATA", "var/data")).expanduser().resolve()


def secret_file(name: str, default: Path, make: Callable[[], str]) -> str:
    """Read a secret from its own file; made once with mode 0600 where it is missing."""
    path = Path(text(name) or default).expanduser()
    try:
        return path.read_text("ascii").strip()
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
    value = make()
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text("ascii").strip()
    with os.fdopen(handle, "w") as file:
        file.write(value + "\n")
    return value


def new_secret() -> str:
    return secrets.token_urlsafe(48)


@dataclass(frozen=True, slots=True)
class PostgresAddress:
    """The parts of ``postgresql://user:password@host:port/name?options``."""

    name: str
    user: str
    password: str
    host: str
    port: str
    options: str


def database_url() -> PostgresAddress | None:
    """``LIANXI_DATABASE_URL``; None means the embedded SQLite file of the data folder."""
    value = text("LIANXI_DATABASE_URL")
    if not value:
        return None
    parts = urlsplit(value)
    if parts.scheme not in {"postgres", "postgresql"} or not parts.path.strip("/"):
        raise Misconfigured("LIANXI_DATABASE_URL 只支持 postgresql://用户:密码@主机:端口/库名 的形式。")
    query = dict(pair.partition("=")[::2] for pair in parts.query.split("&") if pair)
    search_path = unquote(query.get("search_path", ""))
    return PostgresAddress(
        name=unquote(parts.path.strip("/")),
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        host=unquote(query.get("host", "") or parts.hostname or ""),
        port=str(parts.port or ""),
        options=f"-c search_path={search_path}" if search_path else "",
    )


@dataclass(frozen=True, slots=True)
class MailServer:
    """``security``: ``tls`` from the first byte, ``starttls``, or ``none`` (a server on the same machine)."""

    host: str
    port: int
    security: str
    user: str
    password: str
    sender: str


def mail_server() -> MailServer | None:
    """``LIANXI_MAIL_HOST`` and its companions; None means no mail is sent."""
    host = text("LIANXI_MAIL_HOST")
    if not host:
        return None
    security = text("LIANXI_MAIL_SECURITY", "tls").lower()
    if security not in {"tls", "starttls", "none"}:
        raise Misconfigured(f"环境变量 LIANXI_MAIL_SECURITY 应为 tls、starttls 或 none，现为“{security}”。")
    sender = text("LIANXI_MAIL_FROM")
    if "@" not in sender:
        raise Misconfigured("设了 LIANXI_MAIL_HOST，还须设 LIANXI_MAIL_FROM：发件人的邮箱地址。")
    if not text("LIANXI_BASE_URL"):
        raise Misconfigured("设了 LIANXI_MAIL_HOST，还须设 LIANXI_BASE_URL：邮件里的链接要写对外网址。")
    password, file = "", text("LIANXI_MAIL_PASSWORD_FILE")
    if file:
        try:
            password = Path(file).expanduser().read_text("utf-8").strip()
        except OSError:
            raise Misconfigured(f"读不到 LIANXI_MAIL_PASSWORD_FILE 指定的文件 {file}。请核对路径和权限。") from None
    port = whole_number("LIANXI_MAIL_PORT", {"tls": 465, "starttls": 587, "none": 25}[security])
    return MailServer(host, port, security, text("LIANXI_MAIL_USER"), password, sender)
