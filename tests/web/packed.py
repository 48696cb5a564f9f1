"""A month with problems in it: matters told alike by different people, laid straight into the tables."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from lianxi.matters import words
from lianxi.matters.models import Identity, Matter, SearchText
from lianxi.roster.models import Unit
from tests.cast import Cast

SMELL = (
    "村口新开的沥青拌合站夜里出料，焦油味呛人",
    "沥青拌合站烟囱冒青烟，晒的棉被都有味",
    "沥青拌合站的料车一路掉渣，味道很重",
    "要求管一管沥青拌合站，半夜焦油味睡不着",
    "沥青拌合站离学校太近，孩子说头晕",
    "沥青拌合站白天停夜里开，味道更大",
)
OTHERS = ("低保申请交了三回材料还没批", "班车改点以后赶不上早市", "{place}那排路灯黑了两个月", "医保卡刷不出来")


def lay(
    cast: Cast, texts: Sequence[str], first: date, *, category: str = "130100", serial: int = 5000, **more: object
) -> list[Matter]:
    """One matter a text, two days apart, each of another person, in the village of the cast."""
    village = Unit.objects.get(conference=cast.conference, number=cast.village.unit or 0)
    made = Matter.objects.bulk_create(
        Matter(**{
            "conference_id": cast.conference, "number": 2026 * words.YEAR + serial + place,
            "registered_on": first + timedelta(days=2 * place), "registrar": 1, "channel": "visit",
            "petitioned_on": first + timedelta(days=2 * place), "received_on": first + timedelta(days=2 * place),
            "source": "petitioner", "territory": village, "purpose": "claim", "category": category,
            "kind": "appeal_claim", "route": 6, "title": text[:40], "lead": village, "state": "handling",
            "state_since": first, **more,
        })
        for place, text in enumerate(texts)
    )  # fmt: skip
    SearchText.objects.bulk_create(
        SearchText(matter=matter, conference_id=cast.conference, body=text)
        for matter, text in zip(made, texts, strict=True)
    )
    Identity.objects.bulk_create(
        Identity(
            conference_id=cast.conference, holder=f"matter:{matter.number}", place=0, mask="何＊", key_id="none",
            sealed=b"", by_id=f"{matter.number:064d}",
        )
        for matter in made
    )  # fmt: skip
    return made


def a_month(cast: Cast) -> None:
    """November: six speak of one new thing; what is restricted speaks of it too and must not enter."""
    lay(cast, SMELL, date(2026, 11, 3))
    lay(cast, OTHERS, date(2026, 11, 2), category="", serial=6000)
    lay(cast, OTHERS, date(2026, 8, 2), category="", serial=7000)
    lay(cast, SMELL[:2], date(2026, 11, 4), serial=8000, restricted=True)
