"""Why a unit may be interviewed, listed, told off: how it handled something, never how many came (条例 39(3)).

One rule, for every ground and for the convener's own words: a sentence that counts petitions or petitioners, or ranks
a unit by them, is refused. A single matter, a deadline, a return, a refusal may be named as exactly as one likes.
"""

from __future__ import annotations

import re
import unicodedata

from lianxi.journal.refusals import Invalid

ARTICLE = "《信访工作条例》第三十九条第三款"
_VISIT = r"(?:信访|上访|来访|走访|集体访|重复访|越级访|进京访|赴省访|非访|初访|初信初访|来信来访|群访)"
_MANY = r"(?:总量|数量|量|人次|批次|件次|起数|件数|人数|次数|总数|批数|率)"
_NUMBER = r"[0-9零〇一二三四五六七八九十百千万两几数多]+"
#: what counts or ranks, most telling first; searched in the text without its spaces
PATTERNS: tuple[str, ...] = tuple(
    pattern
    for pattern in (
        rf"{_VISIT}(?:事项|件|案件|问题)?(?:的)?{_MANY}",
        rf"(?:越级|重复|进京|赴省|集体|到县|到市)(?:信访|上访|走访|来访|访)?(?:的)?{_MANY}",
        rf"{_VISIT}(?:事项|件|案件)?.{{0,8}}(?:排名|排位|名次|位次|位居|倒数|末位|垫底|前列|最多|居首|第{_NUMBER}[名位])",
        rf"(?:排名|排位|名次|位次|末位|垫底|倒数第{_NUMBER})",
        rf"{_VISIT}(?:事项|件|案件|问题)?(?:偏多|较多|过多|增多|多发|高发|上升|增加|增长|居高不下|激增)",
        rf"{_NUMBER}(?:批{_NUMBER}|批次|人次|批人)",
        rf"{_NUMBER}(?:起|件|次|批|人)(?:以上|多)?(?:的)?(?:越级|重复|进京|赴省|集体)?(?:信访|上访|走访|来访|集体访|越级访|重复访)",
        r"(?:多次|反复|屡次|连续)(?:越级|进京|赴省|集体|重复)(?:信访|上访|走访|来访|访)",
        rf"(?:越级|进京|赴省|集体|重复)(?:信访|上访|走访|来访|访){_NUMBER}(?:起|件|次|批|人)",
    )
)
_COUNTS = tuple(re.compile(pattern) for pattern in PATTERNS)
_GAPS = re.compile(r"[\s·・_\-—*]+")


def counted(text: str) -> str:
    """The words of a text that count or rank petitions; empty where there are none."""
    plain = _GAPS.sub("", unicodedata.normalize("NFKC", text))
    found = [match for pattern in _COUNTS if (match := pattern.search(plain))]
    return min(found, key=lambda match: match.start()).group() if found else ""


def check_words(text: str, field: str, empty: str) -> str:
    """The text without its margins. Raises ``Invalid`` for nothing at all, or for what rests on a count or a rank."""
    if not text.strip():
        raise Invalid(empty, field)
    check_no_count(text, field)
    return text.strip()


def check_no_count(text: str, field: str) -> None:
    """Raise ``Invalid`` for words that count or rank petitions."""
    words = counted(text)
    if words:
        raise Invalid(
            f"“{words}”是信访数量或者排名，不能作为点评、重点关注、通报督办和约谈的事由（{ARTICLE}）。"
            "请删去这些字句，写明哪件事没有有效化解、逾期、弄虚作假或者拒不执行。",
            field,
        )
