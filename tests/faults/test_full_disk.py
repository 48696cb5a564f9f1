"""A full disk: reading goes on, writing is refused in a sentence, nothing is half-written, it recovers by itself."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conf.deployment import Deployment
from tests.faults.conftest import copied

SIZE = 160 * 1024 * 1024

WORK = """
import json, os, shutil
from pathlib import Path
from django.conf import settings
from django.db import connection
from lianxi.journal import attachments
from lianxi.journal.attachments import Upload
from lianxi.journal.frame import Actor, Call
from lianxi.journal.models import Entry
from lianxi.journal.queries import heads
from lianxi.journal.refusals import NoSpace
from lianxi.journal.verify import verify
from lianxi.web.clock import now
from tests.journal.deeds import Deed, everything, record

folder = Path(settings.DATA_FOLDER)
ballast = folder / "ballast"

def fill(left):
    "Leave about that many bytes free."
    with ballast.open("ab") as file:
        while (free := shutil.disk_usage(folder).free) > left:
            try:
                file.write(b"x" * min(1 << 20, free - left))
                file.flush()
            except OSError:
                return

def attempt(size=0):
    "ok, the refusal, or what else went wrong; and whether a refusal left anything."
    rows = everything()
    uploads = [Upload("a.txt", os.urandom(size))] if size else []
    try:
        record(Call(heads()[0].id, Actor(1, 1, 1, "office_staff"), now()), deed=Deed(words="x" * 2000, files=uploads))
        return "ok"
    except NoSpace as refusal:
        assert everything() == rows, "half-written"
        return str(refusal)
    finally:
        parts = list(folder.rglob("*.part"))
        assert parts == [], parts

told = {"before": attempt(1000)}
fill(32 << 20)
told["below the floor"] = attempt()
told["readable"] = len(verify(heads()[0].slug).findings)
ballast.unlink()
told["after"] = attempt(1000)
attachments.FREE_SPACE_FLOOR = 0
fill(1 << 20)
told["a file too large"] = attempt(5 << 20)
fill(0)
tried = [attempt() for _ in range(3000)]
told["entries until full"] = sum(each == "ok" for each in tried)
told["refusals"] = sorted({each for each in tried if each != "ok"})
told["findings"] = [finding.message for finding in verify(heads()[0].slug).findings]
ballast.unlink()
told["recovered"] = attempt(1000)
told["findings"] += [finding.message for finding in verify(heads()[0].slug).findings]
print(json.dumps(told))
"""


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = os.geteuid() == 0 and subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", str(folder)], capture_output=True, check=False
    ).returncode == 0  # fmt: skip
    if not mounted:
        pytest.skip("一小块 tmpfs 只有 root 能挂载，跳过磁盘写满的试验")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


def test_a_disk_that_fills_up_refuses_writes_loses_nothing_and_recovers(small_disk: Path, founded: Deployment):
    township = copied(founded, small_disk / "data")
    told = json.loads(township.python(WORK))
    sentence = "服务器磁盘空间不足，登记未完成，未写入任何内容。仍可查看；请联系系统管理员清理空间后再试。"
    assert told["before"] == told["after"] == told["recovered"] == "ok"
    assert told["below the floor"] == told["a file too large"] == sentence
    assert told["refusals"] == [sentence]
    assert told["entries until full"] < 3000
    assert (told["readable"], told["findings"]) == (0, [])
    assert "完好" in township.done("verify")


def test_a_backup_onto_a_full_disk_leaves_nothing(small_disk: Path, township: Deployment):
    (small_disk / "ballast").write_bytes(b"x" * (SIZE - (8 << 20)))
    assert "磁盘空间不足" in township.refused("backup", small_disk / "backup")
    assert [path.name for path in small_disk.iterdir()] == ["ballast"]


def test_a_full_data_folder_is_told_before_restoring(small_disk: Path, township: Deployment, tmp_path: Path):
    backup = tmp_path / "backup"
    township.done("backup", backup)
    target = Deployment(small_disk / "data")
    (target.data / "keys").mkdir(parents=True)
    (target.data / "keys/backup.key").write_bytes((township.data / "keys/backup.key").read_bytes())
    (small_disk / "ballast").write_bytes(b"x" * (SIZE - (8 << 20)))
    assert "磁盘空间不足" in target.refused("restore", backup)
    assert [name for name in target.names() if not name.startswith("keys")] == []
