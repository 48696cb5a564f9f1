"""A process of its own for work on files from strangers: little memory, little time, no secrets, no leftovers."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

#: the variable that names the pipe for what the process says of its progress
TELLING: Final = "LIANXI_TELLING"
#: set before anything of the program itself runs, and inherited by all that it starts
_LIMITED: Final = 'ulimit -c 0 && ulimit -v "$1" && ulimit -t "$2" && ulimit -f "$3" && shift 3 && exec "$@"'


@dataclass(frozen=True, slots=True)
class Limits:
    """Of one run. Memory is address space; processor time is each process's own, wall time is that of all together."""

    memory_megabytes: int
    processor_seconds: int
    wall_seconds: float
    #: what may be written to any one file; nothing unless said
    file_megabytes: int = 0
    #: more wall time for each byte that the process says into the pipe of ``TELLING`` (see ``pace``)
    earned_seconds: float = 0


class OverLimit(Exception):
    """The process took too long and was ended."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the process wrote to its standard output; ``code`` as in ``subprocess`` (negative: ended by that signal)."""

    code: int
    output: bytes


def run_limited(command: Sequence[str], given: bytes, limits: Limits, folder: Path) -> Outcome:
    """Run a command in ``folder``, its only place for files, with ``given`` as standard input.

    Its environment holds no setting of ours. All it started ends with it. Raise ``OverLimit`` after ``wall_seconds``,
    and after what it has earned beyond them.
    """
    heard, told = os.pipe()
    os.set_blocking(heard, False)
    process = subprocess.Popen(  # noqa: S603  (fixed command lines of this room; a file's own name never enters one)
        [
            "/bin/sh", "-c", _LIMITED, "sh",
            str(limits.memory_megabytes * 1024), str(limits.processor_seconds), str(limits.file_megabytes * 2048),
            *command,
        ],
        cwd=folder,
        env={**_environment(folder), TELLING: str(told)},
        pass_fds=[told],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )  # fmt: skip
    try:
        output = _converse(process, given, limits, heard)
    finally:
        _end(process)
        os.close(heard)
        os.close(told)
    return Outcome(process.returncode, output)


def _converse(process: subprocess.Popen[bytes], given: bytes | None, limits: Limits, heard: int) -> bytes:
    """The whole output. When the time is over, what was said meanwhile may have earned some more."""
    start = time.monotonic()
    allowed = limits.wall_seconds
    while True:
        try:
            output, _ = process.communicate(given, timeout=allowed - (time.monotonic() - start))
        except subprocess.TimeoutExpired as error:
            earned = _said(heard) * limits.earned_seconds
            if not earned:
                raise OverLimit from error
            given, allowed = None, allowed + earned
        else:
            return bytes(output)


def _said(heard: int) -> int:
    """Bytes in the pipe by now."""
    try:
        return len(os.read(heard, 65536))
    except BlockingIOError:
        return 0


def _environment(folder: Path) -> Mapping[str, str]:
    return {
        "HOME": str(folder),
        "TMPDIR": str(folder),
        "LANG": "C.UTF-8",
        "PATH": os.environ.get("PATH", os.defpath),
    }


def _end(process: subprocess.Popen[bytes]) -> None:
    """The process leads a group: helpers that it started end too, also when it has ended already."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            pipe.close()
