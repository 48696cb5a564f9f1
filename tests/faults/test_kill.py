"""Killed without warning, in the middle of work: what was acknowledged is there, and what is there is sound."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conf.deployment import Deployment
from tests.conftest import ROOT

ROUNDS, WRITERS = 6, 2

TELL = """
import json
from lianxi.journal.models import Counter, Entry, Text
from lianxi.journal.verify import verify
report = verify("liutang")
print(json.dumps({
    "findings": [finding.message for finding in report.findings],
    "numbers": list(Entry.objects.order_by("number").values_list("number", flat=True)),
    "words": dict(Text.objects.filter(kind="note").values_list("entry", "text")),
}))
"""


def start(township: Deployment, name: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "tests.faults.writer", name],
        env=township.surroundings,
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def lines(writer: subprocess.Popen[str], count: int) -> list[str]:
    assert writer.stdout is not None
    return [writer.stdout.readline() for _ in range(count)]


def kill(writer: subprocess.Popen[str]) -> list[str]:
    """kill -9; returns what it had still told. It must have complained of nothing."""
    assert writer.stdout is not None
    assert writer.stderr is not None
    writer.kill()
    with writer:
        rest = writer.stdout.readlines()
        assert writer.stderr.read() == ""
    return rest


def acknowledged(told: list[str]) -> dict[int, str]:
    """Entry → words; the last line may be cut off by the kill."""
    whole = [line.split() for line in told if line.endswith("\n")]
    return {int(number): words for number, words in whole}


def test_every_acknowledged_write_survives_kill_9(township: Deployment):
    random_ = random.Random(20261123)
    promised: dict[int, str] = {}
    for round_ in range(ROUNDS):
        writers = [start(township, f"{round_}.{n}") for n in range(WRITERS)]
        told = [lines(writer, random_.randint(3, 40)) for writer in writers]
        for writer, read in zip(writers, told, strict=True):
            promised |= acknowledged(read + kill(writer))
        found = json.loads(township.python(TELL))
        assert found["findings"] == []
        assert found["numbers"] == list(range(1, len(found["numbers"]) + 1))
        kept = {int(number): words for number, words in found["words"].items()}
        assert promised.items() <= kept.items()
    assert len(promised) > ROUNDS * WRITERS * 3


def test_a_backup_taken_under_load_is_sound(township: Deployment, tmp_path: Path):
    writer = start(township, "load")
    lines(writer, 5)
    backup = tmp_path / "backup"
    said = township.done("backup", backup)
    lines(writer, 5)
    kill(writer)
    restored = Deployment(tmp_path / "restored")
    (restored.data / "keys").mkdir(parents=True)
    (restored.data / "keys/backup.key").write_bytes((township.data / "keys/backup.key").read_bytes())
    assert "核验完好" in restored.done("restore", backup)
    head = said.partition("链首：liutang ")[2].partition("。")[0]
    assert "完好" in restored.done("verify", "--against", head)
    assert "完好" in township.done("verify", "--against", head)


# ── a restoring that dies between two steps ─────────────────────────────────────────────────────────────────────────

DIE = """
import os
from pathlib import Path
from lianxi.conf import backups, cli
true_rename, count = Path.rename, 0
def rename(self, target):
    global count
    count += 1
    if count == {step}:
        os._exit(9)
    return true_rename(self, target)
Path.rename = rename
if {step} == 4:
    backups.announce = lambda: os._exit(9)
cli.main(["restore", "{backup}"])
"""


@pytest.mark.parametrize("step", [1, 2, 3, 4])
def test_a_restoring_that_dies_leaves_a_clear_state(township: Deployment, tmp_path: Path, step: int):
    writer = start(township, "w")
    lines(writer, 6)
    kill(writer)
    backup = tmp_path / "backup"
    township.done("backup", backup)
    restored = Deployment(tmp_path / "restored")
    (restored.data / "keys").mkdir(parents=True)
    (restored.data / "keys/backup.key").write_bytes((township.data / "keys/backup.key").read_bytes())
    died = restored._run([DIE.format(step=step, backup=backup)], {})
    assert (died.returncode, died.stdout) == (9, "")
    if step == 1:  # nothing was in place yet
        restored.done("restore", backup)
    elif step < 4:  # files, no database: told, not guessed
        assert "不是空的" in restored.refused("restore", backup)
        assert "还没有数据" in restored.refused("verify")
        return
    else:  # all in place, not announced yet: the next start does it
        restored.done("tick")
    assert json.loads(restored.python(VERBS)) == "record.restored"
    assert "完好" in restored.done("verify")


VERBS = """
import json
from lianxi.journal.models import Entry
print(json.dumps(Entry.objects.order_by("-number")[0].verb))
"""
