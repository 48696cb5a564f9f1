"""The settings of the mail server: named whole or refused in a sentence; and what ``lianxi tick`` says of it."""

from __future__ import annotations

import socket
from dataclasses import astuple
from pathlib import Path

import pytest

from lianxi.conf import environment as env
from lianxi.conf.environment import Misconfigured
from tests.conf.conftest import Source
from tests.conf.deployment import Deployment

WHOLE = {
    "LIANXI_MAIL_HOST": "mail.example.gov.cn",
    "LIANXI_MAIL_FROM": "lianxi@example.gov.cn",
    "LIANXI_BASE_URL": "https://lianxi.example.gov.cn",
}
ADDRESS = """
from lianxi.inbox import announce
from lianxi.journal import queries as journal
from lianxi.roster.models import Account, Person
account = Account.objects.filter(is_active=True, people__isnull=False).first()
announce.set_mail_address(account.pk, "clerk@example.gov.cn")
"""


@pytest.fixture
def named(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    for name in ("HOST", "PORT", "SECURITY", "FROM", "USER", "PASSWORD_FILE"):
        monkeypatch.delenv(f"LIANXI_MAIL_{name}", raising=False)
    for name, value in WHOLE.items():
        monkeypatch.setenv(name, value)
    return monkeypatch


def test_without_a_host_no_mail_is_sent(named: pytest.MonkeyPatch) -> None:
    named.delenv("LIANXI_MAIL_HOST")
    assert env.mail_server() is None


@pytest.mark.parametrize(("security", "port"), [("tls", 465), ("STARTTLS", 587), ("none", 25)])
def test_the_port_follows_from_the_security(named: pytest.MonkeyPatch, security: str, port: int) -> None:
    named.setenv("LIANXI_MAIL_SECURITY", security)
    server = env.mail_server()
    assert server is not None
    assert (server.port, server.security) == (port, security.lower())


def test_the_password_is_read_from_its_file(named: pytest.MonkeyPatch, tmp_path: Path) -> None:
    file = tmp_path / "mail.password"
    file.write_text("long secret\n", "utf-8")
    named.setenv("LIANXI_MAIL_USER", "lianxi")
    named.setenv("LIANXI_MAIL_PORT", "2525")
    named.setenv("LIANXI_MAIL_PASSWORD_FILE", str(file))
    server = env.mail_server()
    assert server is not None
    assert astuple(server) == (
        "mail.example.gov.cn", 2525, "tls", "lianxi", "long secret", "lianxi@example.gov.cn",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("LIANXI_MAIL_SECURITY", "ssl3", "应为 tls、starttls 或 none"),
        ("LIANXI_MAIL_PORT", "smtp", "LIANXI_MAIL_PORT"),
        ("LIANXI_MAIL_FROM", "", "还须设 LIANXI_MAIL_FROM"),
        ("LIANXI_BASE_URL", "", "还须设 LIANXI_BASE_URL"),
        ("LIANXI_MAIL_PASSWORD_FILE", "/nowhere/mail.password", "读不到 LIANXI_MAIL_PASSWORD_FILE"),
    ],
)
def test_half_a_mail_server_is_refused_in_a_sentence(
    named: pytest.MonkeyPatch, name: str, value: str, sentence: str
) -> None:
    named.setenv(name, value)
    with pytest.raises(Misconfigured, match=sentence):
        env.mail_server()


@pytest.mark.database
def test_tick_says_what_it_announced_once_and_that_the_mail_server_is_away(
    source: Source, elsewhere: Deployment
) -> None:
    elsewhere.done("restore", source.backup)
    elsewhere.python(ADDRESS)
    with socket.socket() as held:
        # bound and not listening: the address refuses at once, and nobody else can take it meanwhile
        held.bind(("127.0.0.1", 0))
        away = WHOLE | {
            "LIANXI_MAIL_HOST": "127.0.0.1",
            "LIANXI_MAIL_PORT": str(held.getsockname()[1]),
            "LIANXI_MAIL_SECURITY": "none",
            "LIANXI_TODAY": "2027-02-10",  # a month in which the founded body owes its meeting
        }
        first = elsewhere.lianxi("tick", **away)
        again = elsewhere.lianxi("tick", **away)
    assert (first.returncode, again.returncode) == (0, 0), first.stderr + again.stderr
    assert "新提醒 0 件" not in first.stdout
    assert "新提醒 0 件" in again.stdout
    for told in (first, again):
        assert "1 封没有发出（邮件服务器不通，下次再试）" in told.stdout
