"""Deployments of their own, made by the command itself."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.conf.deployment import Deployment, database

#: two deeds with words and files; the second file is larger than one sealed chunk
DEEDS = """
import random
from lianxi.journal.attachments import Upload
from lianxi.journal.frame import Actor, Call
from lianxi.journal.queries import head
from lianxi.web.clock import now
from tests.journal.deeds import Deed, record
for n, size in enumerate((2_000, 3_000_000)):
    upload = Upload(f"{n}.pdf", random.Random(n).randbytes(size))
    call = Call(head("liutang").id, Actor(1, 1, 1, "office_staff"), now())
    record(call, deed=Deed(words="canary words", facts=2, files=[upload]))
"""


@dataclass(frozen=True, slots=True)
class Source:
    """A township in use, and its backup."""

    deployment: Deployment
    backup: Path
    said: str

    @property
    def key(self) -> str:
        return (self.deployment.data / "keys/backup.key").read_text()


@pytest.fixture(scope="session")
def source(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Source]:
    folder = tmp_path_factory.mktemp("source")
    with database() as url:
        made = Deployment(folder / "data", url)
        made.found()
        made.python(DEEDS)
        backup = folder / "backup.lianxi"
        yield Source(made, backup, made.done("backup", backup))


@pytest.fixture
def elsewhere(source: Source, tmp_path: Path) -> Iterator[Deployment]:
    """A new empty deployment that has been given the backup key."""
    with ExitStack() as stack:
        made = Deployment(tmp_path / "data", stack.enter_context(database()))
        (made.data / "keys").mkdir(parents=True)
        (made.data / "keys/backup.key").write_text(source.key)
        yield made
