"""The same trouble told twice, given to no unit yet; a revision of the duty table that waits."""

from __future__ import annotations

from lianxi.matters.tables import upload_drafts
from lianxi.web import clock
from tests.cast import Cast
from tests.web.scenes_ledger_settings import a_matter

ROAD = "三组机耕路改建后涵管太小，下雨农田积水排不出去，早稻受淹。"
AGAIN = "三组机耕路改建以后，农田积水两天不退，早稻受淹，要求加装涵管。"


def make(cast: Cast) -> dict[str, int]:
    content = {"version": 0, "rows": [("category", "界石", "010201")], "wrong": []}
    upload_drafts.keep(cast.conference, cast.clerk.account, upload_drafts.DUTIES, content=content, now=clock.now())
    first = a_matter(cast, "机耕路改建后农田积水", text=ROAD)
    return {"first": first, "again": a_matter(cast, "农田积水无人处理", text=AGAIN)}
