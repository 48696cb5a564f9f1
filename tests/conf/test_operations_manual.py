"""What the manual tells somebody to type is there, and the certificates it makes are good."""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from lianxi.conf import cli
from lianxi.journal import attachments
from lianxi.journal.frame import MEANS
from tests.conftest import ROOT

MANUAL = (ROOT / "docs/operations.md").read_text("utf-8")
FLOW = (ROOT / "docs/data-flow.md").read_text("utf-8")
READMES = [(ROOT / name).read_text("utf-8") for name in ("README.md", "README.en.md")]


def commands() -> dict[str, argparse.ArgumentParser]:
    parser = cli._parser()
    choices = next(action.choices for action in parser._actions if action.dest == "command")
    assert isinstance(choices, dict)
    return choices


def named_commands(text: str) -> list[tuple[str, list[str]]]:
    """Every ``lianxi something --option`` in code; the options up to the end of the code or line."""
    code = re.findall(r"```(?:sh|ini)\n(.*?)```", text, re.DOTALL) + re.findall(r"`([^`\n]+)`", text)
    found = []
    for line in "\n".join(code).splitlines():
        for name, rest in re.findall(r"(?:^|[/ ])lianxi ([a-z]+)\b([^#&'|]*)", line.partition("#")[0]):
            found.append((name, re.findall(r"--[a-z-]+", rest)))
    return found


@pytest.mark.parametrize("text", [MANUAL, FLOW, *READMES], ids=["operations", "data-flow", "README", "README.en"])
def test_every_command_and_option_exists(text: str):
    known = commands()
    named = named_commands(text)
    assert named
    assert [name for name, _ in named if name not in known] == []
    for name, options in named:
        offered = {option for action in known[name]._actions for option in action.option_strings}
        assert set(options) <= offered, name


def test_the_manual_speaks_of_every_command_for_running_it():
    named = {name for name, _ in named_commands(MANUAL)}
    assert named >= {"compile", "serve", "backup", "restore", "verify", "board", "tick"}


def test_a_command_that_does_not_exist_is_noticed():
    assert ("polish", ["--hard"]) in named_commands("`lianxi polish --hard`")
    assert "polish" not in commands()


def test_every_variable_is_read_and_every_variable_is_told():
    source = "".join(path.read_text("utf-8") for path in (ROOT / "src/lianxi/conf").glob("*.py"))
    read = set(re.findall(r'"(LIANXI_[A-Z_]+)"', source))
    told = set(re.findall(r"LIANXI_[A-Z_]+", MANUAL))
    assert told <= read
    assert read - told <= {"LIANXI_TODAY", "LIANXI_DEMO"}  # tests and demo only


def test_every_file_that_the_documents_name_is_there():
    named = re.findall(r"`((?:src|tools|docs)/[^` ]+)`", MANUAL + FLOW)
    assert len(named) > 5
    assert [name for name in named if not (ROOT / name).exists()] == []
    assert (ROOT / "tools/setup.sh").exists()


def test_the_figures_of_the_manual_are_the_programs():
    assert attachments.FREE_SPACE_FLOOR == 64 * 1024 * 1024
    assert "不足 64 MB" in MANUAL
    assert set(MEANS.values()) == {"纸质", "电话", "微信", "当面"}


def test_the_refusals_are_the_programs():
    from lianxi.journal import refusals

    named = re.findall(r"`(Invalid|RuleBroken|Stale|NoSpace|ClockWentBack)`", FLOW)
    kinds = {kind.__name__ for kind in refusals.Refused.__subclasses__() if kind.__module__ == refusals.__name__}
    assert set(named) == kinds


def test_the_certificates_of_the_manual_are_good(tmp_path: Path):
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("没有 openssl")
    script = next(code for code in re.findall(r"```sh\n(.*?)```", MANUAL, re.DOTALL) if "openssl req -x509" in code)
    ran = subprocess.run(["sh", "-euc", script], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    assert "server.crt: OK" in ran.stdout
    told = subprocess.run(
        [openssl, "x509", "-in", "server.crt", "-noout", "-text"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert "DNS:lianxi.lan, IP Address:192.168.1.10" in told
    assert "TLS Web Server Authentication" in told
    assert "CA:FALSE" in told
    wrong = ["verify", "-CAfile", "ca.crt", "-verify_hostname", "elsewhere.lan", "server.crt"]
    assert subprocess.run([openssl, *wrong], cwd=tmp_path, capture_output=True, check=False).returncode != 0
