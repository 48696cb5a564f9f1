"""The files of the repository, as git lists them."""

from __future__ import annotations

import subprocess
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@cache
def tracked_files() -> list[str]:
    """Paths below the root; skips where the tree is not a git checkout."""
    try:
        listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("这里不是 git 检出，无从得知受管理的文件")
    return [name for name in listed.stdout.decode().split("\0") if name and (ROOT / name).is_file()]
