"""What people do in a meeting's pages, for the tests of meetings and of minutes."""

from __future__ import annotations

from django.test import Client

from lianxi.compliance.queries import board
from lianxi.journal import queries as journal
from lianxi.meetings import queries
from lianxi.meetings.queries import MeetingView, MinutesView
from lianxi.web import clock
from tests.cast import Cast, Player

TODAY = clock.today()
WORK = "4:meeting.held:work:ordinary"
POLICE, VILLAGE = 2, 5


def unit(player: Player) -> int:
    assert player.unit is not None
    return player.unit


def seen(cast: Cast, number: int = 1) -> MeetingView:
    found = queries.meeting(cast.conference, number)
    assert found is not None
    return found


def minutes(cast: Cast, number: int = 1) -> MinutesView:
    found = seen(cast, number).minutes
    assert found is not None
    return found


def last_verbs(cast: Cast) -> list[str]:
    return [fact.verb for fact in journal.entries(cast.conference, limit=1)[0].facts]


def entries(cast: Cast) -> int:
    return journal.head_by_id(cast.conference).number


def state_of_month(cast: Cast) -> str:
    judged = board(journal.head_by_id(cast.conference), on=TODAY)
    items = next(line.items for line in judged.lines if line.duty.key == WORK)
    return next(item.state for item in items if item.start == TODAY.replace(day=1))


def call(client: Client, cast: Cast, **given: object):  # type: ignore[no-untyped-def]
    values = {
        "key": "call",
        "title": "11月工作会议",
        "day": TODAY.isoformat(),
        "time": "14:30",
        "place": "镇政府三楼会议室",
        "chair": cast.convener.seat,
        "units": [1, 2, 3, 4, 5, 6],
        "item_0": "研究灌渠改线问题",
        "presenter_0": "柳塘村",
        **given,
    }
    kind = values.pop("kind", "work")
    return client.post(cast.url(f"meetings/new?kind={kind}"), values)


def hold(client: Client, cast: Cast, number: int = 1, **given: object):  # type: ignore[no-untyped-def]
    values = {"key": "hold", "version": seen(cast, number).version, "rest_present": "on", **given}
    return client.post(cast.url(f"meetings/{number}/attendance"), values)


def draft(client: Client, cast: Cast, do: str = "save", number: int = 1, **given: object):  # type: ignore[no-untyped-def]
    values = {
        "key": f"draft-{do}",
        "seen": minutes(cast, number).version,
        "do": do,
        "heard": "会议听取了柳塘村关于灌渠改线情况的汇报。",
        "considered": "会议研究了改线方案。",
        "text_0": "由柳塘村牵头，月底前完成灌渠改线核查。",
        "lead_0": VILLAGE,
        "co_units_0": [POLICE],
        "due_0": "2026-12-10",
        "text_1": "会议同意将上述情况报镇党委。",
        "no_task_1": "on",
        **given,
    }
    return client.post(cast.url(f"meetings/{number}/minutes"), values)


def submitted(cast: Cast, **given: object) -> Client:
    clerk = cast.as_("clerk")
    call(clerk, cast, **given)
    hold(clerk, cast)
    answer = draft(clerk, cast, "submit")
    assert answer.status_code == 302, answer.content.decode()
    return clerk


def approve(cast: Cast, key: str = "approve"):  # type: ignore[no-untyped-def]
    values = {"approve": "", "key": key, "version": minutes(cast).version, "do": "approve"}
    return cast.as_("convener").post(cast.url("meetings/1/approve"), values)


def issue(client: Client, cast: Cast, **given: object):  # type: ignore[no-untyped-def]
    values = {
        "key": "issue",
        "version": minutes(cast).version,
        "document_number": "第1期",
        "units": queries.receivers(cast.conference, 1),
        **given,
    }
    return client.post(cast.url("meetings/1/issue"), values)


def issued(cast: Cast, **given: object) -> Client:
    clerk = submitted(cast, **given)
    assert approve(cast).status_code == 302
    assert issue(clerk, cast).status_code == 302
    return clerk
