"""The surroundings that conftest promises: own data, a fixed day, no network, skips that can be forbidden."""

from __future__ import annotations

import os
import socket
import urllib.request
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth.hashers import check_password, make_password

from tests import conftest
from tests.settings import FIXED_DAY


def test_data_stands_in_a_temporary_folder_and_today_is_fixed():
    assert "lianxi-data-" in str(settings.DATA_FOLDER)
    assert Path(os.environ["LIANXI_DATA"]) == settings.DATA_FOLDER
    assert date.fromisoformat(FIXED_DAY) == settings.TODAY


def test_passwords_are_hashed_by_the_products_algorithm_at_low_cost():
    hashed = make_password("柳树下的旧水车")
    assert hashed.startswith("argon2$argon2id$")
    assert "m=8,t=1,p=1" in hashed
    assert check_password("柳树下的旧水车", hashed)


@pytest.mark.parametrize("address", [("192.0.2.1", 80), ("2001:db8::1", 80, 0, 0)])
def test_an_address_outside_is_refused(address: tuple[str, int]):
    family = socket.AF_INET6 if ":" in address[0] else socket.AF_INET
    with socket.socket(family) as probe:
        with pytest.raises(conftest.NetworkError):
            probe.connect(address)
        with pytest.raises(conftest.NetworkError):
            probe.connect_ex(address)


def test_a_name_outside_is_not_even_looked_up():
    with pytest.raises(conftest.NetworkError):
        urllib.request.urlopen("http://example.org/")


def test_this_machine_can_be_reached():
    with socket.create_server(("127.0.0.1", 0)) as server, socket.create_connection(server.getsockname()) as client:
        assert client.getpeername() == server.getsockname()


def test_a_local_socket_can_be_reached(tmp_path: Path):
    with socket.socket(socket.AF_UNIX) as server, socket.socket(socket.AF_UNIX) as client:
        server.bind(str(tmp_path / "s"))
        server.listen()
        client.connect(str(tmp_path / "s"))


@pytest.fixture
def nothing_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(conftest.PROGRAMS, "libreoffice", (lambda: None, "libreoffice-writer-nogui"))


@pytest.mark.usefixtures("nothing_installed")
def test_a_missing_program_skips(monkeypatch: pytest.MonkeyPatch, needs):
    monkeypatch.delenv("LIANXI_REQUIRE_ALL", raising=False)
    with pytest.raises(pytest.skip.Exception, match="apt-get install libreoffice-writer-nogui"):
        needs("libreoffice")


@pytest.mark.usefixtures("nothing_installed")
def test_a_missing_program_fails_where_all_tests_are_required(monkeypatch: pytest.MonkeyPatch, needs):
    monkeypatch.setenv("LIANXI_REQUIRE_ALL", "1")
    with pytest.raises(pytest.fail.Exception, match="libreoffice"):
        needs("libreoffice")


def test_tests_of_the_database_are_marked_by_their_fixtures(request: pytest.FixtureRequest):
    item = request.node
    item.fixturenames.append("db")
    conftest.pytest_collection_modifyitems([item])
    item.fixturenames.remove("db")
    assert item.get_closest_marker("database")
    assert not item.get_closest_marker("browser")
