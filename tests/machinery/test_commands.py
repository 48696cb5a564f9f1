"""The commands that the README and ``make help`` promise are there."""

from __future__ import annotations

import re
import subprocess

import pytest

from tests.machinery.tracked import ROOT


def make(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["make", *arguments], cwd=ROOT, capture_output=True, text=True, check=False)


def documented_targets() -> list[str]:
    return re.findall(r"^ +make (\S+)", make("help").stdout, re.MULTILINE)


def has_target(name: str) -> bool:
    return make("--dry-run", name).returncode == 0


def test_help_names_the_commands_of_the_house():
    assert set(documented_targets()) >= {"help", "run", "test", "setup", "check", "format", "bench", "faults", "lock"}


def test_every_documented_target_exists():
    assert [name for name in documented_targets() if not has_target(name)] == []


def test_a_target_that_is_not_there_is_noticed():
    assert not has_target("no-such-target")


@pytest.mark.parametrize("readme", ["README.md", "README.en.md"])
@pytest.mark.parametrize("command", ["make run", "make test"])
def test_the_readme_tells_the_two_commands(readme: str, command: str):
    assert command in (ROOT / readme).read_text("utf-8")


@pytest.mark.parametrize("readme", ["README.md", "README.en.md"])
def test_every_make_command_in_the_readme_exists(readme: str):
    named = re.findall(r"`make ([a-z]+)|^make ([a-z]+)", (ROOT / readme).read_text("utf-8"), re.MULTILINE)
    assert named
    assert {first or second for first, second in named} <= set(documented_targets())


def test_continuous_integration_runs_every_test_and_lets_none_be_missing():
    text = (ROOT / ".ci/run").read_text("utf-8")
    assert "LIANXI_REQUIRE_ALL=1" in text
    assert "make test" in text
