"""What every test stands on: no network, no chance, a browser that reports every violation, honest skips.

``needs("chromium")`` skips where a program is missing, and fails instead under ``LIANXI_REQUIRE_ALL=1``. Tests that use
the database, the browser or ``../shared`` get their markers here, from their fixtures.
"""

from __future__ import annotations

import ipaddress
import os
import shutil
import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

ROOT = Path(__file__).resolve().parent.parent
pytest_plugins = ["tests.cast"]

hypothesis_settings.register_profile(
    "lianxi", derandomize=True, deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow]
)
hypothesis_settings.load_profile("lianxi")


# ── no network ──────────────────────────────────────────────────────────────────────────────────────────────────────


class NetworkError(RuntimeError):
    """A test reached for an address that is not this machine's own."""


def is_loopback(host: object) -> bool:
    if host in (None, "", b"", "localhost", b"localhost"):
        return True
    try:
        return ipaddress.ip_address(host.decode() if isinstance(host, bytes) else str(host)).is_loopback
    except ValueError:
        return False


def _guard_network() -> None:
    """Let sockets reach this machine only (and name look-ups ask for nothing else)."""
    look_up = socket.getaddrinfo

    def guarded_look_up(host: Any, *arguments: Any, **options: Any) -> Any:
        if not is_loopback(host):
            raise NetworkError(f"tests have no network: {host}")
        return look_up(host, *arguments, **options)

    def guard(name: str) -> None:
        original = getattr(socket.socket, name)

        def guarded(self: socket.socket, *arguments: Any) -> Any:
            address = arguments[-1]
            if self.family != socket.AF_UNIX and isinstance(address, tuple) and not is_loopback(address[0]):
                raise NetworkError(f"tests have no network: {address}")
            return original(self, *arguments)

        setattr(socket.socket, name, guarded)

    socket.getaddrinfo = guarded_look_up
    for name in ("connect", "connect_ex", "sendto"):
        guard(name)


_guard_network()


# ── markers from fixtures ───────────────────────────────────────────────────────────────────────────────────────────

MARKER_OF_FIXTURE = {
    "browser": "browser",
    "page": "browser",
    "shared": "reference",
    "db": "database",
    "transactional_db": "database",
    "live_server": "database",
}


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        for fixture in getattr(item, "fixturenames", ()):
            if fixture in MARKER_OF_FIXTURE:
                item.add_marker(MARKER_OF_FIXTURE[fixture])
        if item.get_closest_marker("django_db"):
            item.add_marker("database")


# ── what a machine may lack ─────────────────────────────────────────────────────────────────────────────────────────


def _first(*names: str) -> Path | None:
    return next((Path(found) for name in names if name and (found := shutil.which(name))), None)


def _chromium() -> Path | None:
    return _first(os.environ.get("LIANXI_CHROMIUM", ""), "chromium", "chromium-browser", "google-chrome")


def _postgresql() -> Path | None:
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    return debian[-1] if debian else _first("initdb")


#: name → (how to find the program, the Debian package that brings it)
PROGRAMS: dict[str, tuple[Callable[[], Path | None], str]] = {
    "chromium": (_chromium, "chromium"),
    "postgresql": (_postgresql, "postgresql"),
    "libreoffice": (lambda: _first("soffice", "libreoffice"), "libreoffice-writer-nogui libreoffice-calc-nogui"),
    "poppler": (lambda: _first("pdftotext"), "poppler-utils"),
}


def find_program(name: str) -> Path:
    """The program's path; skips the test where it is missing, fails it where every test is required to run."""
    find, package = PROGRAMS[name]
    found = find()
    if found is None:
        reason = f"缺少 {name}（sudo apt-get install {package}）"
        if os.environ.get("LIANXI_REQUIRE_ALL") == "1":
            pytest.fail(reason)
        pytest.skip(reason)
    return found


@pytest.fixture(scope="session")
def needs() -> Callable[[str], Path]:
    """``needs("libreoffice")`` → the program's path, or the test is skipped (failed under ``LIANXI_REQUIRE_ALL=1``)."""
    return find_program


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of reference texts beside the checkout; it may be absent anywhere."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.skip("没有 ../shared，跳过与参考文本有关的测试")
    return folder


# ── database ────────────────────────────────────────────────────────────────────────────────────────────────────────


_TRIGGERS_OF_SQLITE = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
_TABLES_WITH_TRIGGERS_OF_POSTGRESQL = (
    "SELECT DISTINCT tgrelid::regclass::text FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid"
    " WHERE NOT tgisinternal AND relnamespace = current_schema()::regnamespace"
)


def with_triggers_aside(connection: Any, statements: list[str]) -> list[str]:
    """The same statements between others that take the tables' own triggers away and bring them back."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            triggers = cursor.execute(_TRIGGERS_OF_SQLITE).fetchall()
            return [f'DROP TRIGGER "{name}"' for name, _ in triggers] + statements + [sql for _, sql in triggers]
        cursor.execute(_TABLES_WITH_TRIGGERS_OF_POSTGRESQL)
        tables = [table for (table,) in cursor.fetchall()]
    off, on = ([f"ALTER TABLE {table} {word} TRIGGER USER" for table in tables] for word in ("DISABLE", "ENABLE"))
    return off + statements + on


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None) -> Iterator[None]:
    """Between transactional tests the tables are emptied: for that moment the append-only triggers step aside."""
    from django.db.backends.base.operations import BaseDatabaseOperations

    empty_tables = BaseDatabaseOperations.execute_sql_flush

    def empty_tables_with_triggers(operations: Any, statements: list[str]) -> None:
        empty_tables(operations, with_triggers_aside(operations.connection, statements))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(BaseDatabaseOperations, "execute_sql_flush", empty_tables_with_triggers)
        yield


# ── browser ─────────────────────────────────────────────────────────────────────────────────────────────────────────

VIEWPORTS = {"desktop": (1440, 900), "phone": (390, 844)}

CHROMIUM_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
]

REPORT_VIOLATIONS = """
addEventListener("securitypolicyviolation", event => console.error(
  `CSP: ${event.effectiveDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`))
"""


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """One Chromium (the system's) for all journeys of the run."""
    program = find_program("chromium")
    from playwright.sync_api import sync_playwright

    with pytest.MonkeyPatch.context() as patch:
        # Playwright keeps an event loop in this thread, which Django takes for asynchronous code
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        with sync_playwright() as playwright:
            opened = playwright.chromium.launch(executable_path=str(program), args=CHROMIUM_ARGUMENTS)
            yield opened
            opened.close()


@pytest.fixture
def viewport() -> str:
    """``desktop``; ``@pytest.mark.parametrize("viewport", ["desktop", "phone"])`` for another or both."""
    return "desktop"


@pytest.fixture
def site(live_server: Any) -> str:
    """The address that the pages of a journey are relative to."""
    return str(live_server.url)


@pytest.fixture
def troubles() -> list[str]:
    """What the pages complained of. A journey that provokes a complaint on purpose reads it and clears the list."""
    return []


def listen(page: Any, troubles: list[str]) -> None:
    """Write down violations of the content policy, errors of scripts and console, and requests to other machines."""

    def asked(request: Any) -> None:
        address = urlsplit(request.url)
        if address.scheme not in {"data", "blob", "about"} and not is_loopback(address.hostname):
            troubles.append(f"request to another machine: {request.url}")

    def said(message: Any) -> None:
        if message.type == "error":
            troubles.append(f"{message.text} ({page.url})")

    page.on("request", asked)
    page.on("console", said)
    page.on("pageerror", lambda error: troubles.append(f"script error: {error} ({page.url})"))


@pytest.fixture
def page(browser: Any, site: str, viewport: str, troubles: list[str]) -> Iterator[Any]:
    """A page in a fresh context; the test fails at its end when ``troubles`` is not empty."""
    width, height = VIEWPORTS[viewport]
    context = browser.new_context(
        base_url=site,
        viewport={"width": width, "height": height},
        has_touch=viewport == "phone",
        locale="zh-CN",
        timezone_id="Asia/Shanghai",
        reduced_motion="reduce",
    )
    context.set_default_timeout(15_000)
    context.add_init_script(REPORT_VIOLATIONS)
    context.on("page", lambda opened: listen(opened, troubles))
    yield context.new_page()
    context.close()
    assert not troubles, "\n".join(troubles)
