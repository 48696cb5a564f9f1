"""The pinyin initials of a petitioner's name, by which a clerk looks him up: 单雪梅 → sxm, 欧阳明 → oym."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from pypinyin import Style, pinyin

from lianxi.matters.identities.people import COMPOUND_SURNAMES

#: surnames that are read otherwise than the character elsewhere → their initials
SURNAMES = {
    "单": "s", "曾": "z", "仇": "q", "解": "x", "查": "z", "盖": "g", "区": "o", "任": "r", "翟": "z", "覃": "q",
    "尉迟": "yc", "万俟": "mq", "澹台": "tt", "长孙": "zs", "单于": "cy", "缪": "m", "朴": "p", "种": "c", "召": "s",
    "员": "y", "乐": "y", "逄": "p", "冼": "x", "訾": "z", "秘": "b", "葛": "g", "繁": "p", "折": "s", "祭": "z",
}  # fmt: skip
#: what may be looked up: two letters at least
LETTERS = re.compile(r"[a-z]{2,8}")


def initials_of(name: str) -> str:
    """The initials of a name in small letters; nothing where fewer than two of its characters have any."""
    plain = "".join(unicodedata.normalize("NFKC", name).split()).replace("·", "")
    compound = plain[:2] if plain[:2] in COMPOUND_SURNAMES or plain[:2] in SURNAMES else plain[:1]
    surname = compound if len(plain) > len(compound) else plain[:1]
    first = SURNAMES.get(surname) or _letters(surname)
    found = first + _letters(plain[len(surname) :])
    return found if len(found) > 1 else ""


def typed_initials(typed: str) -> str:
    """What somebody typed, in small letters without spaces; nothing where it is no initials of a name."""
    plain = "".join(unicodedata.normalize("NFKC", typed).lower().split())
    return plain if LETTERS.fullmatch(plain) else ""


@lru_cache(maxsize=4_096)  # a surname or what follows it, never a whole name
def _letters(characters: str) -> str:
    """First letters; characters without a reading give themselves where they are letters, else nothing."""
    read = pinyin(characters, style=Style.FIRST_LETTER, errors=lambda rest: rest.lower())
    found = "".join(each[0] if each[0].isascii() else each[0][:1] for each in read)
    return "".join(letter for letter in found if letter.isascii() and letter.isalpha())
