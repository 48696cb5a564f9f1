"""Files that go out with a document (表格、扫描件): added or taken out of a draft, sealed by SHA-256."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from lianxi.journal.attachments import Upload
from lianxi.journal.frame import Step, action
from lianxi.journal.refusals import Invalid, RuleBroken
from lianxi.journal.versioned import save_next
from lianxi.papers import moves
from lianxi.papers.models import STATES, Document, Enclosure
from lianxi.papers.outgoing import take

MOST_FILES = 10
#: files stand behind the texts
_FIRST = 101


@action(moves.ENCLOSE)
def enclose_files(step: Step, *, number: int, version: int, files: Sequence[Upload]) -> str:
    """Add files to a draft. Raises ``Invalid`` for what cannot be taken or is too many."""
    row = take(step, number, version, moves.ENCLOSE)
    there = list(row.enclosures.exclude(file="").order_by("place"))
    if not files:
        raise Invalid("请选择要随文印发的文件。", "scans")
    if len(there) + len(files) > MOST_FILES:
        raise Invalid(f"随文的文件最多 {MOST_FILES} 个。", "scans")
    place = there[-1].place + 1 if there else _FIRST
    for each in files:
        step.attach(each)
        Enclosure.objects.create(
            conference=step.conference,
            document=row,
            place=place,
            title=Path(each.name).name[-150:],
            file=step.files[-1].sha256,
            entry=step.number,
        )
        place += 1
    save_next(row)
    step.fact("document.enclosed", f"document:{number}", data={"files": len(files)})
    return f"document:{number}"


def take_out(*, conference: int, number: int, place: int) -> None:
    """A file does not go out after all; like a saved draft no step of the record, which keeps the file."""
    row = Document.objects.filter(conference_id=conference, number=number).first()
    if row is None:
        raise Invalid("没有这份文件。", "number")
    if row.state != "draft":
        raise RuleBroken(f"文件现为“{STATES[row.state]}”，不能修改。")
    Enclosure.objects.filter(document=row, document__state="draft", place=place).exclude(file="").delete()
