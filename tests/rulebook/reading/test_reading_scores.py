"""The reference rules and four other real texts, scored by the shared script; and the project's own samples."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from lianxi.rulebook.reading import compile_text

SHARED = Path(__file__).resolve().parents[4] / "shared" / "rules"
DEV = sorted((SHARED / "dev").glob("*.txt")) if SHARED.exists() else []


def score(text: Path, tmp_path: Path) -> dict[str, object]:
    compiled = compile_text(text.read_text(encoding="utf-8"))
    out = tmp_path / "compiled.json"
    out.write_text(json.dumps(compiled.as_data(), ensure_ascii=False), encoding="utf-8")
    command = [sys.executable, str(SHARED / "score.py"), str(text), str(text.with_suffix(".gold.json")), str(out)]
    printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    result = json.loads(printed.strip().splitlines()[-1])
    assert isinstance(result, dict)
    assert (result["unfaithful"], result["ungrounded"], result["false_duties"]) == (0, 0, 0)
    return result


@pytest.mark.reference
def test_the_reference_rules_are_read_completely(tmp_path: Path) -> None:
    text = SHARED / "shizi-2021.txt"
    if not text.exists():
        pytest.skip(f"{text} is absent")
    result = score(text, tmp_path)
    assert result["found"] == result["of"]
    assert (result["units"], result["seats"], result["questions"]) == ("22/22 (+0)", "25/25", "4/4")
    assert int(str(result["matched"])) >= 0.9 * int(str(result["parameterised"]))
    seats = compile_text(text.read_text(encoding="utf-8")).seats
    assert [seat.unit for seat in seats if seat.role == "director"] == ["综合治理办公室"]


@pytest.mark.reference
def test_four_other_real_texts_are_read_nearly_completely(tmp_path: Path) -> None:
    if not DEV:
        pytest.skip(f"{SHARED / 'dev'} is absent")
    results = [score(text, tmp_path) for text in DEV]
    found, of = (sum(int(str(result[key])) for result in results) for key in ("found", "of"))
    assert found >= 0.95 * of
