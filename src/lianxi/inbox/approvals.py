"""Submitted minutes told apart: a convener approves them, or the body's own setting lets the office issue them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from lianxi.meetings import actions
from lianxi.meetings import queries as meetings
from lianxi.meetings.queries import MinutesWaiting


def needing_none(conference: int, on: date, waiting: Sequence[MinutesWaiting]) -> set[int]:
    """The meetings whose submitted minutes neither the rules nor the body's own setting (本单位设定) let a convener
    approve. Asks for the settings only when something was submitted: one query or two.
    """
    submitted = [minutes for minutes in waiting if minutes.state == "submitted"]
    own = meetings.approvals(conference) if submitted else {}
    return {
        minutes.meeting
        for minutes in submitted
        if not own[minutes.kind] and actions.approval_gate(conference, minutes.kind, on) is None
    }
