"""Interviews of the village: one decided, one held with its record scanned, one only proposed; a measure in force and
one proposed; the village under attention; a comment. For matrix and page tests.
"""

from __future__ import annotations

from datetime import timedelta

from lianxi.journal import queries as journal
from lianxi.journal.attachments import Upload
from lianxi.meetings import actions as meetings
from lianxi.oversight import attention, comments, interviews
from lianxi.oversight import unit_measures as measures
from lianxi.oversight.attention import Entered
from lianxi.oversight.comments import Said
from lianxi.oversight.interviews import Record, Wanted
from lianxi.oversight.unit_measures import Proposed
from lianxi.web import clock
from tests.cast import Cast

DAY = timedelta(days=1)
SCAN = Upload("签字件.pdf", b"%PDF-1.4 signed")


def make(cast: Cast) -> dict[str, int]:
    unit, today = cast.village.unit, clock.today()
    assert unit is not None
    clerk, convener, village = cast.clerk.call(), cast.convener.call(), cast.village.call()
    wanted = Wanted(unit, "convener", "渠道清淤三次催办没有书面答复。", planned_on=today)
    made = {
        "decided": interviews.decide_interview(convener, wanted=wanted).number,
        "held": interviews.decide_interview(convener, wanted=wanted).number,
        "proposed": interviews.propose_interview(clerk, wanted=wanted).number,
    }
    record = Record(
        cast.convener.seat, today, "清淤没有完成。", "没有专人。", "十日内清淤。", today + 10 * DAY, "认可。"
    )
    held = interviews.hold_interview(clerk, number=made["held"], version=1, record=record, files=[SCAN])
    made["file"] = journal.files_of(cast.conference, [held.entry])[held.entry][0].number
    asked = Proposed("ordered", unit, "false_handling", "照片系旧照。", demand="重新整改。", due=today + 9 * DAY)
    for name in ("measure", "measure_proposed", "measure_answered"):
        made[name] = measures.propose_measure(clerk, proposed=asked).number
    for name in ("measure", "measure_answered"):
        measures.approve_measure(convener, number=made[name], version=1)
    answered = measures.answer_measure(
        village, number=made["measure_answered"], version=2, text="已整改。", files=[SCAN]
    )
    made["measure_file"] = journal.files_of(cast.conference, [answered.entry])[answered.entry][0].number
    entered = Entered(unit, "convener", "长期不报进展。", "每周听取一次。", "任务全部核验。", today + 30 * DAY)
    made["attention"] = attention.enter_attention(clerk, entered=entered).number
    made["meeting"] = _held(cast)
    said = Said(unit, made["meeting"], "入户及时。", "台账不全。")
    made["comment"] = comments.make_comment(clerk, said=said).number
    return made


def _held(cast: Cast) -> int:
    """A meeting of today at which the village was."""
    unit, clerk = cast.village.unit, cast.clerk.call()
    assert unit is not None
    plan = meetings.Plan(kind="work", title="点评会", day=clock.today(), time=None, place="", chair=None, units=[unit])
    number = meetings.call_meeting(clerk, plan=plan).number
    meetings.hold_meeting(clerk, number=number, version=1, presences=[meetings.Presence(unit, "present")])
    return number
