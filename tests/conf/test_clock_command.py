"""``lianxi clock``: JSON in, JSON out; what it cannot count is exit status 2 and one sentence."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from typing import Any

import pytest

from lianxi.conf import cli

ACCEPTED = {"event": "accepted", "at": "2026-03-02"}
RECHECK = {"event": "received_recheck_request", "at": "2026-03-02"}
KEYS = ["id", "due_strict", "due_rolled", "provisional", "article", "explanation"]


def matter(*events: Any, **more: Any) -> dict[str, Any]:
    return {"class": "appeal_claim", "route": 6, "events": list(events), "local": None, **more}


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Any:
    def ask(given: Any) -> tuple[int, str, str]:
        data = given if isinstance(given, bytes) else json.dumps(given).encode()
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data)))
        status = cli.main(["clock"])
        out, err = capsys.readouterr()
        return status, out, err

    return ask


def test_the_due_dates_are_printed_with_the_ids_of_the_national_table(clock: Any) -> None:
    extension = {"event": "extension_approved", "at": "2026-04-20", "days": 30}
    assigned = {"event": "assigned", "at": "2026-03-01", "due": "2026-04-30"}
    status, out, err = clock(matter(ACCEPTED, extension, assigned, {"event": "hearing_days", "days": 3}))
    assert (status, err) == (0, "")
    handling, superior = json.loads(out)
    assert list(handling) == KEYS
    assert [handling[key] for key in KEYS[:5]] == ["handling", "2026-05-31", "2026-06-01", False, "34"]
    assert [superior[key] for key in KEYS[:3]] == ["superior_assigned", "2026-04-30", "2026-04-30"]
    assert "延长30日" in out


def test_a_local_row_is_chosen_by_its_id(clock: Any) -> None:
    _, out, _ = clock(matter(ACCEPTED, local="henan-2012-handling"))
    assert json.loads(out)[0]["due_strict"] == "2026-04-01"


def test_a_matter_without_clock_prints_an_empty_list(clock: Any) -> None:
    assert clock({"class": "suggestion", "events": []})[:2] == (0, "[]\n")
    assert clock(matter(ACCEPTED, route=None))[:2] == (0, "[]\n")


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (b"", "不是 JSON"),
        (b"\xff\xfe{", "不是 JSON"),
        (b"[" * 100_000, "不是 JSON"),
        ([], "应为 JSON 对象"),
        ({"class": "suggestion"}, "缺少“events”"),
        ({"events": []}, "缺少“class”"),
        (matter(subject="x"), "不认识的项目“subject”"),
        ({"class": 1, "events": []}, "“class”应为类别的代码"),
        ({"class": "claim", "events": []}, "没有“claim”这一类别"),
        (matter(route="6"), "“route”应为"),
        (matter(route=True), "“route”应为"),
        (matter(route=7), "没有第 7 条途径"),
        (matter(local="nowhere"), "没有“nowhere”这条地方期限"),
        (matter(local=["henan-2012-handling"]), "这条地方期限"),
        ({"class": "suggestion", "events": {}}, "应为事件的列表"),
        (matter("accepted"), "第 1 个事件应为 JSON 对象"),
        (matter({"at": "2026-03-02"}), "缺少名称"),
        (matter({**ACCEPTED, "note": "x"}), "不认识的项目“note”"),
        (matter({"event": "reopened\n\nx", "at": "2026-03-02"}), "没有“reopened x”这种事件"),
        (matter({"event": "handling_deadline", "at": "2026-03-02"}), "没有“handling_deadline”这种事件"),
        (matter({"event": "year", "at": "2026-03-02"}), "没有“year”这种事件"),
        (matter({"event": "accepted"}), "缺少日期"),
        (matter({"event": "accepted", "at": "2026-02-30"}), "不是 2026-03-02 这样的日期"),
        (matter({"event": "accepted", "at": "20260302"}), "不是 2026-03-02 这样的日期"),
        (matter({"event": "accepted", "at": "2026-W10-1"}), "不是 2026-03-02 这样的日期"),
        (matter({"event": "accepted", "at": 20260302}), "不是 2026-03-02 这样的日期"),
        (matter({"event": "accepted", "at": "9999-12-31"}), "超出可以计算的范围"),
        (matter({"event": "assigned", "at": "2026-03-02"}), "缺少交办机关定的期限"),
        (matter({"event": "extension_approved", "at": "2026-03-02"}), "缺少批准延长的天数"),
        (matter({"event": "extension_approved", "at": "2026-03-02", "days": "30"}), "days 应为整数"),
        (matter({"event": "hearing_days"}), "缺少听证所用的天数"),
        (matter({"event": "hearing_days", "days": 1.5}), "days 应为整数"),
        (matter(RECHECK, {"event": "hearing_days", "days": 10**12}), "超出可以计算的范围"),
    ],
)  # fmt: skip
def test_what_cannot_be_counted_is_status_two_and_one_sentence(clock: Any, given: Any, words: str) -> None:
    status, out, err = clock(given)
    assert (status, out) == (2, "")
    assert words in err
    assert err.startswith("lianxi clock: ")
    assert err.count("\n") == 1
    assert err.endswith("。\n")


def test_neither_database_nor_settings_are_touched(tmp_path: Any) -> None:
    code = (
        "import sys; from lianxi.conf import cli; s = cli.main(['clock']); print('django' in sys.modules); sys.exit(s)"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code], input=json.dumps(matter(ACCEPTED)), cwd=tmp_path, capture_output=True, text=True,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.splitlines()[-1] == "False"
    assert not list(tmp_path.iterdir())
