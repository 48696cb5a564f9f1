"""The same trouble told twice, given to no unit yet."""

from __future__ import annotations

from tests.cast import Cast
from tests.web.scenes_ledger_settings import a_matter

ROAD = "三组机耕路改建后涵管太小，下雨农田积水排不出去，早稻受淹。"
AGAIN = "三组机耕路改建以后，农田积水两天不退，早稻受淹，要求加装涵管。"


def make(cast: Cast) -> dict[str, int]:
    first = a_matter(cast, "机耕路改建后农田积水", text=ROAD)
    return {"first": first, "again": a_matter(cast, "农田积水无人处理", text=AGAIN)}
