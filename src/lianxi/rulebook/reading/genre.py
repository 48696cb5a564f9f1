"""Is this a rules document at all? Checked before anything is read out of it."""

from __future__ import annotations

import re

from .errors import NotRules

#: characters; a long regulation has some 30,000
LONGEST = 1_000_000
#: ruling words a thousand characters of any rules hold many times over, a tale hardly
_RULING = re.compile(
    r"应当|必须|不得|负责|召开|会议|制度|规定|职责|职权|报告|报送|审定|批准|审议|办理|成员|单位|部门|每月|每季|每年|"
    r"工作|组织"
)
_LEAST_PER_THOUSAND = 8
_GARBLED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffd]")


def check_text(text: str) -> None:
    """Raise ``NotRules`` for an empty, overlong or undecodable text."""
    if not text.strip():
        raise NotRules.empty()
    if len(text) > LONGEST:
        raise NotRules.too_long(len(text), LONGEST)
    garbled = _GARBLED.findall(text)
    if len(garbled) > len(text) * 0.01:
        first = _GARBLED.search(text)
        raise NotRules.garbled(text.count("\n", 0, first.start() if first else 0) + 1)


def check_genre(text: str, title: str | None, *, has_articles: bool) -> None:
    """Raise ``NotRules`` where nothing is numbered, or where the words are not those of rules."""
    if not has_articles:
        raise NotRules.no_articles()
    ruling = len(_RULING.findall(text))
    if ruling < _LEAST_PER_THOUSAND * len(text) / 1000:
        raise NotRules.other_genre(title)
