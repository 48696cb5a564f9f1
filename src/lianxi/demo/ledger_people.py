"""Who petitions in the demo: nobody. Names made of solar terms, a region code, a number segment that do not exist."""

from __future__ import annotations

from functools import cache

from lianxi.matters.identities.people import CHECK_DIGITS, WEIGHTS, Petitioner

NAMES = (
    "洪惊蛰", "苗谷雨", "麦芒种", "贺小满", "邬立秋", "柏处暑", "薛霜降", "储冬至", "季春分", "葛夏至",
    "庞大暑", "尤寒露", "蒲小寒", "冉立春", "荀大雪", "欧阳秋分",
)  # fmt: skip
PLACES = ("双棠村三组", "芦花村一组", "渡口社区临水巷", "石埠头村二组", "汀中社区老街", "竹篱村五组")


@cache
def petitioner(place: int) -> Petitioner:
    """The person at a place of ``NAMES``. Every second one showed no ID card."""
    number = id_number(place) if place % 2 == 0 else ""
    return Petitioner(NAMES[place], number, f"169000000{place:02}", f"鹭汀镇{PLACES[place % len(PLACES)]}")


def id_number(place: int) -> str:
    """A number with a right check digit in a region that no code list has (999999)."""
    body = f"999999{1955 + 2 * place}0{1 + place % 9}1{place % 10}{700 + place}"
    weighed = sum(int(digit) * weight for digit, weight in zip(body, WEIGHTS, strict=True))
    return body + CHECK_DIGITS[weighed % 11]
