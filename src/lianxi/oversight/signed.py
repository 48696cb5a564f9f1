"""A convener's decision on paper needs its signed original; files of a step go with its entry."""

from __future__ import annotations

from collections.abc import Sequence

from lianxi.journal.attachments import Upload
from lianxi.journal.frame import Step
from lianxi.journal.refusals import Invalid


def check_scan(step: Step, files: Sequence[Upload]) -> None:
    """Raise ``Invalid`` where a decision is recorded for somebody (代录) without the scan."""
    if step.call.behalf is not None and not files:
        raise Invalid("代录召集人的决定，须附其签字原件的扫描件或照片。", "scans")


def attach(step: Step, files: Sequence[Upload]) -> None:
    for file in files:
        step.attach(file)
