"""Information that the village reported and the police verify, with a photograph; one new and urgent."""

from __future__ import annotations

from datetime import timedelta

from lianxi.information import circulating
from lianxi.information.circulating import Told
from lianxi.information.reporting import Given, report_information
from lianxi.information.urgent import Up, report_up
from lianxi.journal import queries as journal
from lianxi.journal.attachments import Upload
from lianxi.web import clock
from tests.cast import Cast

PAPER = Upload("现场.pdf", b"%PDF-1.4 scene")


def make(cast: Cast) -> dict[str, int]:
    """``told``: circulated to the police; ``new``: nobody was told yet; ``urgent``: 首报 is done."""
    assert cast.police.unit is not None
    clerk, village = cast.clerk.call(), cast.village.call()
    told = report_information(village, given=Given("渠口有人聚集", place="柳塘村"), files=[PAPER])
    circulating.circulate_information(
        clerk,
        number=told.number,
        version=1,
        told=[Told(cast.police.unit, True, "核实人数")],
        due=clock.today() + timedelta(days=3),
    )
    new = report_information(village, given=Given("苗头性情况", place="柳塘村")).number
    urgent = report_information(village, given=Given("道路被堵", urgency="urgent")).number
    up = Up("first", ("镇党委、镇政府", "县公安局", "联席会议办公室"), "phone", "正在劝离。", clock.now())
    report_up(clerk, number=urgent, version=1, up=up)
    file = journal.files_of(cast.conference, [told.entry])[told.entry][0].number
    return {"told": told.number, "new": new, "urgent": urgent, "file": file}
