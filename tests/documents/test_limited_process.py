"""The limited process: what it may use, what it knows, and what becomes of it when it goes too far."""

from __future__ import annotations

import json
import os
import select
import sys
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from lianxi.documents.child import READER, READER_LIMITS, ask_limited, read_text_safely
from lianxi.documents.process import Limits, OverLimit, run_limited
from lianxi.documents.unreadable import Unreadable

from .build import docx, paragraph

ROOMY = Limits(memory_megabytes=512, processor_seconds=10, wall_seconds=60)
#: the reader's own, for a busy machine
PATIENT = replace(READER_LIMITS, wall_seconds=120)


def python(program: str) -> list[str]:
    return [sys.executable, "-I", "-B", "-c", program]


@pytest.mark.parametrize(
    "program",
    [
        "bytearray(10**9)",
        "while True: pass",
        "raise SystemExit(3)",
        "print('no JSON')",
        "print('[]')",
        "import os; os.abort()",
    ],
)
def test_a_reader_that_comes_to_grief_is_an_unreadable_file(program: str):
    limits = Limits(memory_megabytes=512, processor_seconds=1, wall_seconds=60)
    with pytest.raises(Unreadable, match="时间或内存的上限"):
        ask_limited(python(program), b"", limits)


def test_a_reader_that_waits_for_ever_is_ended():
    with pytest.raises(Unreadable, match=r"超过了 0\.2 秒"):
        ask_limited(python("import signal; signal.pause()"), b"", Limits(512, 10, 0.2))


def test_what_a_process_has_started_ends_with_it(tmp_path: Path):
    """The helper holds the other end of a pipe for as long as it lives."""
    os.mkfifo(tmp_path / "alive")
    program = (
        "import os, subprocess, sys; held = os.open('alive', os.O_WRONLY); os.write(held, b'!');"
        "subprocess.Popen([sys.executable, '-c', 'import signal; signal.pause()'],"
        " stdout=subprocess.DEVNULL, pass_fds=[held])"
    )
    alive = os.open(tmp_path / "alive", os.O_RDONLY | os.O_NONBLOCK)
    try:
        assert run_limited(python(program), b"", ROOMY, tmp_path).code == 0
        assert os.read(alive, 9) == b"!"
        select.select([alive], [], [], 20)
        assert os.read(alive, 9) == b""
    finally:
        os.close(alive)


def test_a_process_knows_nothing_of_our_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("LIANXI_SECRET_KEY_FILE", "/planted")
    monkeypatch.setenv("PYTHONPATH", "/planted")
    outcome = run_limited(python("import os, json; print(json.dumps(dict(os.environ)))"), b"", ROOMY, tmp_path)
    known = json.loads(outcome.output)
    assert "/planted" not in known.values()
    assert known["HOME"] == known["TMPDIR"] == str(tmp_path)


def test_a_reader_can_write_no_file(tmp_path: Path):
    run_limited(python("open('x', 'w').write('text' * 10000)"), b"", ROOMY, tmp_path)
    assert [path.stat().st_size for path in tmp_path.iterdir()] in ([], [0])


def test_limits_hold_for_memory_time_and_files(tmp_path: Path):
    asked = "r.RLIMIT_AS, r.RLIMIT_CPU, r.RLIMIT_FSIZE, r.RLIMIT_CORE"
    program = f"import resource as r; print([r.getrlimit(each) for each in ({asked})])"
    outcome = run_limited(python(program), b"", READER_LIMITS, tmp_path)
    memory = 512 * 1024 * 1024
    assert outcome.output.decode().strip() == f"[({memory}, {memory}), (10, 10), (0, 0), (0, 0)]"


def test_time_over_is_told_apart_from_failure(tmp_path: Path):
    with pytest.raises(OverLimit):
        run_limited(python("import signal; signal.pause()"), b"", Limits(512, 10, 0.2), tmp_path)
    assert run_limited(python("raise SystemExit(3)"), b"", ROOMY, tmp_path).code == 3


def test_what_is_said_of_progress_earns_time_and_no_more_than_that(tmp_path: Path):
    """The program says one thing, then works for longer than it was given."""
    program = (
        "import os, time; os.write(int(os.environ['LIANXI_TELLING']), b'.');"
        "[None for _ in iter(lambda: time.process_time() < 1.1, False)]; print('done')"
    )
    one = Limits(512, 10, 1, earned_seconds=60)
    assert run_limited(python(program), b"", one, tmp_path).output == b"done\n"
    with pytest.raises(OverLimit):
        run_limited(python(program), b"", replace(one, earned_seconds=0), tmp_path)


def test_a_document_too_big_for_the_memory_is_unreadable():
    data = docx("".join(paragraph(f"第{number}条") for number in range(60_000)))
    with pytest.raises(Unreadable, match="时间或内存的上限"):
        read_text_safely("规则.docx", data, limits=Limits(memory_megabytes=60, processor_seconds=10, wall_seconds=60))


def test_the_largest_document_that_is_allowed_fits_the_limits():
    """A million characters, with as many tags as Word puts around them."""
    chance = Random(1)

    def run() -> str:
        words = "".join(map(chr, chance.choices(range(0x4E00, 0x9FA5), k=8)))
        return f'<w:r><w:rPr><w:rFonts w:hint="eastAsia"/><w:sz w:val="32"/></w:rPr><w:t>{words}</w:t></w:r>'

    body = "".join(f"<w:p>{''.join(run() for _ in range(50))}</w:p>" for _ in range(2_400))
    assert len(read_text_safely("规则.docx", docx(body), limits=PATIENT)) == 2_400 * 401 - 1


def test_an_unknown_task_is_no_answer():
    with pytest.raises(Unreadable, match="时间或内存的上限"):
        ask_limited(READER, b'{"task": "other"}\n', ROOMY)
