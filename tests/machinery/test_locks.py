"""The lock files: each package with its version and hashes, and no address of any registry."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.machinery.tracked import ROOT

LOCKS = [ROOT / "requirements" / name for name in ("run.txt", "dev.txt")]
PIN = re.compile(r"^([A-Za-z0-9._-]+)==(\S+)(?: ; [^\\]+)?((?: --hash=sha256:[0-9a-f]{64})+)$")


def entries(text: str) -> list[str]:
    return [line for line in re.sub(r"\s*\\\n\s*", " ", text).splitlines() if line and not line.startswith("#")]


def flaws(text: str) -> list[str]:
    return [entry for entry in entries(text) if not PIN.match(entry)]


def versions(lock: Path) -> dict[str, str]:
    return {found[1].lower(): found[2] for entry in entries(lock.read_text("utf-8")) if (found := PIN.match(entry))}


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_a_lock_holds_names_versions_and_hashes_only(lock: Path):
    assert flaws(lock.read_text("utf-8")) == []
    assert len(versions(lock)) > 15


@pytest.mark.parametrize(
    "planted",
    [
        "example==1.0",
        "example>=1.0 --hash=sha256:" + "0" * 64,
        "example @ https://example.org/example-1.0.whl --hash=sha256:" + "0" * 64,
        "--index" + "-url https://example.org/simple",
        "-e .",
    ],
)
def test_a_planted_flaw_is_found(planted: str):
    sound = "example==1.0 \\\n    --hash=sha256:" + "0" * 64
    assert flaws(sound) == []
    assert flaws(f"{sound}\n{planted}\n") == [planted]


def test_what_runs_and_what_is_tested_have_the_same_versions():
    assert versions(LOCKS[0]).items() <= versions(LOCKS[1]).items()


def test_the_lock_brings_what_builds_the_project():
    assert int(versions(LOCKS[0])["setuptools"].split(".")[0]) >= 75
