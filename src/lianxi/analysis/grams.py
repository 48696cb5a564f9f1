"""A text as bigrams of its characters: the one measure that search, repeats and suggestions share.

Chinese needs no words cut: two characters are one bigram, a phrase is a run of them.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable

#: what separates: everything but letters, digits and Chinese characters
_BREAK = re.compile(r"[^0-9a-z\u3007\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U000323af]+")
#: words every petition has: they tell nothing apart
COMMON = frozenset(
    ("反映", "要求", "请求", "希望", "问题", "情况", "信访", "来信", "来访", "本人", "我们", "村民", "群众", "解决",
     "处理", "尽快", "有关", "部门", "政府", "领导", "多次", "至今", "一直", "没有", "现在", "因为", "所以", "但是",
     "已经", "进行")
)  # fmt: skip


def plain(text: str) -> str:
    """Full width and case made even, every run of other signs one space."""
    return _BREAK.sub(" ", unicodedata.normalize("NFKC", text).lower()).strip()


def runs(text: str) -> list[str]:
    """The unbroken runs of a text."""
    return plain(text).split()


def bigrams(text: str) -> list[str]:
    """Every pair of neighbours within a run; a run of one character stands for itself."""
    found: list[str] = []
    for run in runs(text):
        found += [run] if len(run) == 1 else [run[at : at + 2] for at in range(len(run) - 1)]
    return found


def indexed(text: str) -> list[str]:
    """What an index keeps of a text: the bigrams of each run, then its last character alone.

    So every character begins a term (one character is found as a beginning), and no phrase crosses from run to run.
    """
    found: list[str] = []
    for run in runs(text):
        found += [run[at : at + 2] for at in range(len(run) - 1)]
        found.append(run[-1])
    return found


def counted(text: str) -> Counter[str]:
    """How often each bigram stands in the text, without those every petition has."""
    return Counter(gram for gram in bigrams(text) if gram not in COMMON)


def shared_phrases(one: str, other: str, *, least: int = 3, most: int = 5) -> list[str]:
    """The longest runs both texts have, none within another, at least ``least`` characters: what a person looks at."""
    left, right = plain(one), plain(other)
    found: list[str] = []
    at = 0
    while at < len(left):
        length = _longest(left, at, right)
        if length >= least and left[at : at + length].strip(" "):
            found.append(left[at : at + length].strip())
            at += length
        else:
            at += 1
    unique = sorted(dict.fromkeys(found), key=lambda phrase: (-len(phrase), left.index(phrase)))
    kept: list[str] = []
    for phrase in unique:
        if len(phrase) >= least and not _says_nothing(phrase) and not any(phrase in longer for longer in kept):
            kept.append(phrase)
    return kept[:most]


def _longest(left: str, at: int, right: str) -> int:
    """How far the text from ``at`` on stands in the other."""
    length = 0
    while at + length < len(left) and left[at : at + length + 1] in right:
        length += 1
    return length


def _says_nothing(phrase: str) -> bool:
    """Whether common words alone make it up."""
    left = phrase
    for word in COMMON:
        left = left.replace(word, "")
    return len(left.replace(" ", "")) < 2


def document_counts(texts: Iterable[str]) -> tuple[int, Counter[str]]:
    """How many texts there are, and in how many of them each bigram stands."""
    number, counts = 0, Counter[str]()
    for text in texts:
        number += 1
        counts.update(set(counted(text)))
    return number, counts
