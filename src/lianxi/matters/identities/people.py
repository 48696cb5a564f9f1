"""Who petitioned, as typed: checked, put in order, masked."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from lianxi.journal.refusals import Invalid
from lianxi.matters.words import MOST_REPRESENTATIVES

ANONYMOUS = "匿名"
_COMPOUND = (
    "欧阳太史端木上官司马东方独孤南宫万俟闻人夏侯诸葛尉迟公羊赫连澹台皇甫宗政濮阳公冶太叔申屠公孙慕容仲孙钟离长孙宇文司徒"
    "鲜于司空闾丘子车亓官司寇巫马公西颛孙壤驷公良漆雕乐正宰父谷梁拓跋夹谷轩辕令狐段干百里呼延东郭南门羊舌微生梁丘左丘东门西门"
)
COMPOUND_SURNAMES = frozenset(_COMPOUND[start : start + 2] for start in range(0, len(_COMPOUND), 2))
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECK_DIGITS = "10X98765432"
PHONE = re.compile(r"1[3-9]\d{9}|0\d{9,11}|\d{7,8}")


@dataclass(frozen=True, slots=True)
class Petitioner:
    """One person as typed; an empty name means that he did not tell it. Never shown by ``repr``."""

    name: str = field(repr=False)
    id_number: str = field(default="", repr=False)
    phone: str = field(default="", repr=False)
    address: str = field(default="", repr=False)
    representative: bool = False


def checked(people: Sequence[Petitioner]) -> list[Petitioner]:
    """The people with plain numbers, empty rows left out; the first is the petitioner and stays, told or not.

    Raises ``Invalid``: an ID number whose check digit is wrong, no phone number, more than five representatives.
    """
    tidy = [_tidy(each) for each in people]
    kept = [each for place, each in enumerate(tidy) if place == 0 or _told(each)]
    for each in kept:
        check_id_number(each.id_number)
        check_phone(each.phone)
    if any(not each.name for each in kept[1:]):
        raise Invalid("请填写每一位代表的姓名，或清空这一行。", "name")
    if len(kept) - 1 > MOST_REPRESENTATIVES or sum(each.representative for each in kept) > MOST_REPRESENTATIVES:
        raise Invalid(f"代表不超过 {MOST_REPRESENTATIVES} 人。其余人员只计入信访人数。", "name")
    numbers = [each.id_number for each in kept if each.id_number]
    if len(set(numbers)) < len(numbers):
        raise Invalid("同一证件号填了两次。请核对。", "id_number")
    return kept


def _told(person: Petitioner) -> bool:
    return bool(person.name or person.id_number or person.phone or person.address)


def _tidy(person: Petitioner) -> Petitioner:
    return replace(
        person,
        name=" ".join(person.name.split())[:60],
        id_number=plain_id_number(person.id_number),
        phone=plain_phone(person.phone),
        address=" ".join(person.address.split())[:200],
    )


def plain_id_number(typed: str) -> str:
    """Without spaces and hyphens, in ordinary digits, with a capital X."""
    return re.sub(r"[\s-]", "", unicodedata.normalize("NFKC", typed)).upper()


def plain_phone(typed: str) -> str:
    """Without spaces, hyphens, brackets and +86, in ordinary digits."""
    digits = re.sub(r"[\s()-]", "", unicodedata.normalize("NFKC", typed))
    return re.sub(r"^(\+|00)86", "", digits)


def check_id_number(number: str) -> None:
    """Raise ``Invalid`` unless it is empty or a citizen's number of 18 digits (GB 11643)."""
    if not number:
        return
    if not re.fullmatch(r"[0-9]{17}[0-9X]", number):
        raise Invalid("证件号应为 18 位身份证号码（末位可为 X）。请核对。", "id_number")
    try:
        born = date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        born = None
    weighed = sum(int(digit) * weight for digit, weight in zip(number, WEIGHTS, strict=False))
    if born is None or CHECK_DIGITS[weighed % 11] != number[-1]:
        raise Invalid("身份证号码有误（出生日期或校验位不对）。请对照证件核对。", "id_number")


def check_phone(number: str) -> None:
    """Raise ``Invalid`` unless it is empty, a mobile number, or a land line with or without its area code."""
    if number and not PHONE.fullmatch(number):
        raise Invalid("电话应为 11 位手机号，或带区号的固定电话。请核对。", "phone")


def mask(name: str) -> str:
    """李＊＊, 欧阳＊＊; 匿名 for nobody."""
    if not name:
        return ANONYMOUS
    surname = name[:2] if name[:2] in COMPOUND_SURNAMES and len(name) > 2 else name[:1]
    return f"{surname}＊＊"


def masked_id_number(number: str) -> str:
    """3401**********1234"""
    return f"{number[:4]}{'*' * 10}{number[-4:]}" if number else ""
