"""Finding the piece of information a step is about, as the acting unit may see it."""

from __future__ import annotations

from collections.abc import Sequence

from lianxi.documents.photographs import NotAPhoto, without_traces
from lianxi.information.models.report import STATES, Circulation, Information
from lianxi.journal.attachments import Upload
from lianxi.journal.frame import Step
from lianxi.journal.moves import Move
from lianxi.journal.refusals import Invalid, RuleBroken
from lianxi.journal.versioned import check_standing
from lianxi.matters import hands

#: of one report or result
MOST_FILES, LARGEST_PHOTO = 6, 8 * 1024 * 1024
WHAT = "这条信息"


def take(step: Step, number: int, version: int | None, move: Move) -> Information:
    """The row, where nobody changed it meanwhile and the move is allowed. Raises ``Invalid``, ``Stale``."""
    rows = Information.objects.filter(conference=step.conference, number=number).exclude(state="withdrawn")
    row = rows.select_related("unit").first()
    if row is None:
        raise Invalid("没有这条信息。", "number")
    check_standing(row, version, move, what=WHAT, states=STATES)
    return row


def circulation_of(step: Step, number: int, move: Move) -> Circulation:
    """What the acting unit was told of; a unit that was not told is answered as if there were nothing."""
    unit = hands.unit(step)
    told = Circulation.objects.filter(
        conference=step.conference, information__number=number, unit__number=unit or 0
    ).exclude(information__state="withdrawn")
    row = told.select_related("information__unit", "unit").first()
    if row is None:
        raise Invalid("没有通报给本单位的这条信息。", "number")
    if row.information.state not in move.from_:
        raise RuleBroken(f"{WHAT}现为“{STATES[row.information.state]}”，不再办理这一步。")
    return row


def attach(step: Step, files: Sequence[Upload]) -> None:
    """Attach files; photographs lose where, when and by which device they were taken. Raises ``Invalid``."""
    if len(files) > MOST_FILES:
        raise Invalid(f"一次最多传 {MOST_FILES} 个文件，现在有 {len(files)} 个。", "scans")
    for file in files:
        if len(file.data) > LARGEST_PHOTO:
            raise Invalid(f"“{file.name}”超过 8 MB。请用手机重新拍一张，或压缩后再传。", "scans")
        try:
            step.attach(Upload(file.name, without_traces(file.data)))
        except NotAPhoto:
            raise Invalid(f"“{file.name}”不是完整的照片。请重新拍照或换一个文件。", "scans") from None
