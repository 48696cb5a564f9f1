"""What the body sets for urgent reports and for screening. The regulation itself gives no hours, only 及时."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from lianxi.information import information_moves as moves
from lianxi.information.models.report import Information
from lianxi.information.models.setting import SCREENING_EVERY, InformationSetting
from lianxi.journal.frame import Step, action
from lianxi.journal.refusals import Invalid, Stale
from lianxi.journal.versioned import save_next
from lianxi.rulebook.facts import Value

__all__ = ["SCREENING_EVERY", "Setting", "beyond_limit", "set_information", "setting"]
#: hours of a first report beyond this are no urgency
MOST_HOURS = 72
URGENT_TO = "党委、政府"


@dataclass(frozen=True, slots=True)
class Setting:
    """``urgent_hours``: from learning of it to 首报, None where the locality set none; ``version`` 0: never set."""

    urgent_hours: int | None = None
    urgent_basis: str = ""
    urgent_to: str = URGENT_TO
    screening_every: str = "month"
    version: int = 0


def beyond_limit(row: Information, sent_at: datetime, given: Setting) -> int | None:
    """Hours beyond the body's own limit, at least 1; None where it is in time, not urgent, or no limit is set."""
    known = row.learned_at or row.happened_at
    if given.urgent_hours is None or row.urgency == "ordinary" or known is None:
        return None
    beyond = sent_at - known - timedelta(hours=given.urgent_hours)
    return max(1, int(beyond.total_seconds() // 3600)) if beyond > timedelta() else None


def setting(conference: int) -> Setting:
    """One query."""
    row = InformationSetting.objects.filter(conference_id=conference).first()
    if row is None:
        return Setting()
    return Setting(row.urgent_hours, row.urgent_basis, row.urgent_to or URGENT_TO, row.screening_every, row.version)


@action(moves.SET)
def set_information(step: Step, *, given: Setting) -> str:
    """Set the local hours with the document they rest on, what the addressee is called, how often villages screen.

    ``given.version``: the one looked at. Raises ``Stale``, ``Invalid``.
    """
    row = InformationSetting.objects.filter(conference=step.conference).first()
    if (row.version if row else 0) != given.version:
        raise Stale("其间有人改过这些设定。请看过最新的设定后再改。")
    if given.urgent_hours is not None and not 1 <= given.urgent_hours <= MOST_HOURS:
        raise Invalid(f"首报时限应在 1 和 {MOST_HOURS} 小时之间；当地没有规定的留空。", "urgent_hours")
    if given.urgent_hours is not None and not given.urgent_basis.strip():
        raise Invalid("条例只写“及时”，没有小时数。填了时限，请写明依据的文件名称和文号。", "urgent_basis")
    if given.screening_every not in SCREENING_EVERY:
        raise Invalid("请选择多久排查一次。", "screening_every")
    values = {
        "urgent_hours": given.urgent_hours,
        "urgent_basis": given.urgent_basis.strip()[:120] if given.urgent_hours is not None else "",
        "urgent_to": given.urgent_to.strip()[:80],
        "screening_every": given.screening_every,
    }
    if row is None:
        InformationSetting.objects.create(conference=step.conference, **values)
    else:
        for name, value in values.items():
            setattr(row, name, value)
        save_next(row, *values)
    data: dict[str, Value] = {"hours": given.urgent_hours, "every": given.screening_every}
    step.fact(moves.SET.verb, "information_setting:1", data=data)
    step.text("basis", str(values["urgent_basis"]))
    return "information_setting:1"
