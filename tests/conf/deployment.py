"""A deployment of its own for a test: a data folder (with PostgreSQL also a database) and ``lianxi`` command there."""

from __future__ import annotations

import json
import os
import secrets
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg

from tests.cast import RULES, compiled
from tests.conftest import ROOT
from tests.settings import FIXED_DAY

URL = os.environ.get("LIANXI_DATABASE_URL", "")
COMMAND = "import sys; from lianxi.conf.cli import main; sys.exit(main(sys.argv[1:]))"


@dataclass(frozen=True, slots=True)
class Deployment:
    """``lianxi`` runs a command, ``python`` a piece of code with Django started; both in these surroundings."""

    data: Path
    url: str = ""

    @property
    def surroundings(self) -> dict[str, str]:
        kept = {key: value for key, value in os.environ.items() if not key.startswith(("LIANXI_", "DJANGO_"))}
        added = {"LIANXI_DATA": str(self.data), "LIANXI_TODAY": FIXED_DAY, "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}"}
        return kept | added | ({"LIANXI_DATABASE_URL": self.url} if self.url else {})

    def lianxi(self, *arguments: str | Path, **more: str) -> subprocess.CompletedProcess[str]:
        return self._run([COMMAND, *map(str, arguments)], more)

    def done(self, *arguments: str | Path) -> str:
        """What a command that must succeed says."""
        told = self.lianxi(*arguments)
        assert told.returncode == 0, told.stderr
        return told.stdout

    def refused(self, *arguments: str | Path, **more: str) -> str:
        """The sentence of a command that must not succeed."""
        told = self.lianxi(*arguments, **more)
        assert told.returncode == 1, told.stdout + told.stderr
        assert "Traceback" not in told.stderr
        assert told.stderr.startswith(f"lianxi {arguments[0]}: ")
        assert told.stderr.rstrip().endswith("。")
        return told.stderr

    def python(self, code: str) -> str:
        start = "import django, os\nos.environ['DJANGO_SETTINGS_MODULE'] = 'lianxi.conf.settings'\ndjango.setup()\n"
        told = self._run([start + code], {})
        assert told.returncode == 0, told.stderr
        return told.stdout

    def _run(self, arguments: list[str], more: dict[str, str]) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-c", *arguments],
            env=self.surroundings | more,
            capture_output=True,
            text=True,
            check=False,
            cwd=self.data.parent,
        )

    def found(self) -> None:
        """Found the cast's township from its rules."""
        rules, answers = self.data.parent / "rules.txt", self.data.parent / "answers.json"
        rules.write_text(RULES, "utf-8")
        settled = {q.key: q.options[0].id for q in compiled().questions if not q.may_stay_open}
        answers.write_text(json.dumps({"questions": settled}), "utf-8")
        self.done("found", rules, "--answers", answers, "--slug", "liutang")

    def names(self) -> list[str]:
        """What lies in the data folder."""
        return (
            sorted(path.relative_to(self.data).as_posix() for path in self.data.rglob("*"))
            if self.data.exists()
            else []
        )


@contextmanager
def database() -> Iterator[str]:
    """The address of a new empty PostgreSQL database, or nothing when the tests run on SQLite."""
    if not URL:
        yield ""
        return
    name = f"lianxi_{secrets.token_hex(6)}"
    with psycopg.connect(URL, autocommit=True) as server:
        server.execute(f'CREATE DATABASE "{name}"')  # type: ignore[call-overload]
        yield URL.replace("/lianxi?", f"/{name}?")
        server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')  # type: ignore[call-overload]
