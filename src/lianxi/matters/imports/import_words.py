"""The words of clerks' ledgers → the codes of this one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from lianxi.matters.words import CHANNELS, KINDS, PURPOSES

#: part of what a cell says → channel; the first that fits holds
_CHANNELS: Sequence[tuple[str, str]] = (
    ("传真", "fax"), ("来访", "visit"), ("走访", "visit"), ("上访", "visit"), ("接访", "visit"), ("下访", "visit"),
    ("当面", "visit"), ("现场", "visit"), ("来信", "letter"), ("信件", "letter"), ("书信", "letter"),
    ("信函", "letter"),
    ("信箱", "online"), ("网", "online"), ("微信", "online"), ("邮件", "online"), ("平台", "online"), ("app", "online"),
    ("12345", "call"), ("12388", "call"), ("热线", "call"), ("来电", "call"), ("电话", "call"), ("信", "letter"),
    ("访", "visit"), ("电", "call"),
)  # fmt: skip
_PURPOSES: Sequence[tuple[str, str]] = (
    ("咨询", "consult"), ("建议", "suggest"), ("意见", "suggest"), ("举报", "accuse"), ("控告", "accuse"),
    ("检举", "accuse"),
    ("揭发", "accuse"), ("申诉", "appeal"), ("求决", "claim"), ("投诉", "claim"), ("求助", "claim"), ("诉求", "claim"),
    ("其他", "other"),
)  # fmt: skip
_KINDS: Sequence[tuple[str, str]] = (
    ("涉法涉诉", "litigation_related"), ("建议", "suggestion"), ("检举", "accusation"), ("控告", "accusation"),
    ("举报", "accusation"), ("申诉", "appeal_claim"), ("求决", "appeal_claim"), ("诉求", "appeal_claim"),
)  # fmt: skip
_SOURCES: Sequence[tuple[str, str]] = (
    ("交办", "assigned"), ("转送", "transferred"), ("转办", "transferred"), ("转交", "transferred"),
    ("直接", "petitioner"),
    ("自收", "petitioner"), ("本级", "petitioner"), ("群众", "petitioner"), ("乡镇", "petitioner"),
    ("镇", "petitioner"),
)  # fmt: skip
YES = frozenset({"是", "有", "1", "y", "yes", "true", "√", "✓", "✔", "对", "已"})
NO = frozenset({"否", "无", "0", "n", "no", "false", "×", "✗", "x", "未", "不是", "没有", "-", "—", "/"})
#: what stands for nothing in a cell
BLANK = frozenset({"-", "—", "--", "——", "/", "\\", "无", "空", "／", "－", "n/a"})
_UNFINISHED = re.compile(r"未|没有|正在|办理中|处理中|受理|调查|待|进行|否|尚|跟进|在办|转办|交办|延期")
_FINISHED = re.compile(
    r"已?(?:办结|结案|结办|化解|解决|完成|完结|了结|答复|回复|办理完毕|处理完毕|息诉)|办毕|结$|^是$|^√$|^已$"
)
_COUNT = re.compile(r"(?:约|共|等)?(\d{1,7})(?:余|多)?\s*(?:人|名|个|位|户|人次)?(?:左右|以上)?")
_MANY = re.compile(r"(.{1,30}?)等\s*(\d{1,6})?\s*(?:余|多)?\s*(?:人|名|户|位)")
_BETWEEN = re.compile(r"[、,，;；/\n\s]+|(?<=[\u4e00-\u9fff])和(?=[\u4e00-\u9fff]{2,4}$)")
_PHONE = re.compile(r"(?<!\d)(?:1[3-9]\d{9}|0\d{2,3}[-－ ]?\d{7,8}|\d{7,8})(?!\d)")


def told(value: object) -> str:
    """A cell as plain words; empty for what stands for nothing."""
    words = str(value).strip() if value is not None else ""
    return "" if words.lower() in BLANK else words


def listed(words: str) -> list[str]:
    """民政办、司法所 → each by itself."""
    return [each.strip() for each in words.replace("，", "、").replace(",", "、").split("、")]


def folded(words: str) -> str:
    """In ordinary width: ＬＴ－１ → LT-1."""
    return unicodedata.normalize("NFKC", words)


def _first(words: str, table: Sequence[tuple[str, str]]) -> str:
    small = words.lower()
    return next((code for part, code in table if part in small), "")


def channel(words: str) -> str:
    """网信 → online, 走访 → visit; empty where nothing fits."""
    return next((code for code, label in CHANNELS.items() if label == words), "") or _first(words, _CHANNELS)


def purpose(words: str) -> str:
    """投诉 → claim; empty where nothing fits."""
    return next((code for code, label in PURPOSES.items() if label == words), "") or _first(words, _PURPOSES)


def kind(words: str) -> str:
    """举报 → accusation; empty where nothing fits."""
    return next((code for code, label in KINDS.items() if label == words), "") or _first(words, _KINDS)


def source(words: str) -> str:
    """县局交办 → assigned; empty where nothing fits."""
    return _first(words, _SOURCES)


def yes(words: str) -> bool | None:
    """Whether a cell says yes or no; None where it says neither."""
    small = words.lower()
    return True if small in YES else False if small in NO else None


def finished(words: str) -> bool | None:
    """Whether the words of a state (已办结, 办理中, 未化解) mean that it is finished; None where they say neither."""
    if words.lower() in YES:
        return True
    if _UNFINISHED.search(words) or words.lower() in NO:
        return False
    return True if _FINISHED.search(words) else None


def first(words: str) -> str:
    """初访 → first, 重信 → repeat; empty where nothing fits."""
    return "repeat" if "重" in words or "再" in words else "first" if "初" in words or "首" in words else ""


def count(words: str) -> int | None:
    """5, 5人, 约30余人 → the number; None where it is none."""
    found = _COUNT.fullmatch(words.replace(" ", ""))
    return int(found.group(1)) if found else None


def people(words: str) -> tuple[list[str], int | None]:
    """张三、李四等5人 → the names and how many there are by these words (None: as many as named)."""
    found = _MANY.fullmatch(words.strip())
    body = found.group(1) if found else words
    names = [each for each in _BETWEEN.split(re.sub(r"[（(].*?[)）]", "", body).strip()) if each]
    if any(len(each) == 1 for each in names):  # 张 三: spaces inside one name
        names = ["".join(names)] if len("".join(names)) <= 4 else names
    return names, int(found.group(2)) if found and found.group(2) else None


def phones(words: str) -> list[str]:
    """The phone numbers in a cell, in the order they stand."""
    return [re.sub(r"[-－ ]", "", each) for each in _PHONE.findall(unicodedata.normalize("NFKC", words))]
