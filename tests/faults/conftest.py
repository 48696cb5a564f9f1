"""Faults are tried only when they are asked for by name (``make faults``): they kill processes and fill disks."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.conf.deployment import Deployment

HERE = Path(__file__).parent


def asked_for(config: pytest.Config) -> bool:
    named = [Path(argument.partition("::")[0]).resolve() for argument in config.args]
    return any(path.is_relative_to(HERE) for path in named)


def pytest_ignore_collect(config: pytest.Config) -> bool | None:
    return None if asked_for(config) else True


@pytest.fixture(scope="session")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Deployment:
    """A founded township on a SQLite file; the tests work on copies of it."""
    made = Deployment(tmp_path_factory.mktemp("founded") / "data")
    made.found()
    return made


@pytest.fixture
def township(founded: Deployment, tmp_path: Path) -> Deployment:
    return copied(founded, tmp_path / "data")


def copied(founded: Deployment, folder: Path) -> Deployment:
    shutil.copytree(founded.data, folder)
    return Deployment(folder)
