"""Files and repeated forms: what cannot be taken leaves nothing; the same form sent five times does it once."""

from __future__ import annotations

import pytest

from lianxi.journal.attachments import LARGEST, Upload
from lianxi.journal.models import Attachment, Entry
from lianxi.journal.refusals import Invalid
from lianxi.tasks import actions
from lianxi.tasks.models import Report, Task
from tests.meetings.ground import SCAN, House, files

LONG_NAME = "关于" + "很" * 192 + "长.pdf"


@pytest.fixture
def task(house: House) -> House:
    actions.assign_task(house.call("clerk"), title="排查积案", text="", lead=house.unit("派出所"), due=None)
    return house


def report(house: House, *uploads: Upload):
    return actions.report_on_task(house.call("police"), number=1, text="已办", files=uploads)


@pytest.mark.parametrize(
    ("upload", "words"),
    [
        (Upload("空.pdf", b""), "空文件"),
        (Upload("大.pdf", b"x" * (LARGEST + 1024 * 1024)), "20 MB"),
        (Upload("程序.exe", b"MZ"), "不能上传"),
        (Upload("网页.html", b"<script>"), "不能上传"),
        (Upload("图.svg", b"<svg/>"), "不能上传"),
        (Upload("没有后缀", b"x"), "不能上传"),
        (Upload("双.pdf.exe", b"MZ"), "不能上传"),
    ],
    ids=["empty", "21 MB", "exe", "html", "svg", "no suffix", "two suffixes"],
)
def test_a_file_that_cannot_be_taken_leaves_neither_report_nor_the_good_file_before_it(
    task: House, upload: Upload, words: str
):
    refusal = task.refused(lambda: report(task, Upload("好.pdf", b"%PDF good"), upload), Invalid)
    assert words in str(refusal)
    assert upload.name in str(refusal)


def test_a_name_of_two_hundred_characters_is_kept_and_a_longer_one_keeps_its_end(task: House):
    assert len(LONG_NAME) < 200
    name = LONG_NAME.rjust(200, "甲")
    longer = LONG_NAME.rjust(255, "甲")
    report(task, Upload(name, b"%PDF 1"), Upload(longer, b"%PDF 2"))
    stored = list(Attachment.objects.order_by("number").values_list("name", flat=True))
    assert stored == [name, longer[-200:]]
    assert all(each.endswith(".pdf") for each in stored)


def test_the_largest_file_is_taken(task: House):
    report(task, Upload("大.pdf", b"x" * LARGEST))
    assert Attachment.objects.get().size == LARGEST


def test_a_path_in_a_name_is_only_a_name(task: House):
    report(task, Upload("../../etc/报告.pdf", b"%PDF 3"))
    assert Attachment.objects.get().name == "报告.pdf"


def test_a_refused_report_does_not_take_away_the_file_that_an_earlier_one_left(task: House):
    report(task, SCAN)
    left = files()
    task.refused(lambda: report(task, SCAN, Upload("空.pdf", b"")), Invalid)
    assert files() == left


@pytest.mark.parametrize("name", ["assign", "report", "complete", "chase", "help", "meeting", "minutes"])
def test_the_same_form_sent_five_times_does_it_once(task: House, name: str):
    from lianxi.meetings import actions as meetings
    from lianxi.meetings import minutes

    police, village = task.unit("派出所"), task.unit("柳塘村")
    if name == "minutes":
        number = task.held()
        task.draft(number)
        task.submit(number)
        task.approve(number)
    plan = meetings.Plan("work", "例会", task.day, None, "", None, [police])
    acts = {
        "assign": lambda call: actions.assign_task(call("clerk"), title="二", text="", lead=village, due=None),
        "report": lambda call: actions.report_on_task(call("police"), number=1, text="已办", files=[SCAN]),
        "complete": lambda call: actions.complete_task(call("police"), number=1, version=1, text="办结"),
        "chase": lambda call: actions.chase_tasks(call("clerk"), numbers=[1]),
        "help": lambda call: actions.ask_help(call("police"), asked=village, text="请协办"),
        "meeting": lambda call: meetings.call_meeting(call("clerk"), plan=plan),
        "minutes": lambda call: minutes.issue_minutes(call("clerk"), meeting=1, version=4, units=[police]),
    }
    head, entries = task.head, Entry.objects.count()
    done = [acts[name](lambda who: task.call(who, key="one form")) for _ in range(5)]
    assert [each.repeated for each in done] == [False, True, True, True, True]
    assert len({(each.entry, each.object) for each in done}) == 1
    assert (task.head, Entry.objects.count()) == (head + 1, entries + 1)
    assert Report.objects.count() == (name in {"report", "complete"})
    assert Task.objects.count() == 1 + (name == "assign")
    assert Attachment.objects.count() == (name == "report")
