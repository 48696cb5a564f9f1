"""Who fixes a key period (重点时期): what the rules say themselves, else what the body answered."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lianxi.rulebook.compiled import Compiled
from lianxi.rulebook.derivation import Answers

CODE = "key_period_declarer"
_PERIOD = r"(?:重点|敏感|特殊|特护)[^，。；]{0,4}(?:时期|期间|时段|节点)"
_VERB = r"(?:确定|宣布|划定|认定|公布|明确)"
#: “重点时期（的起止时间）由某某确定”, and “由某某确定重点时期”
_STATED = (
    re.compile(
        rf"{_PERIOD}(?:的|及其)?(?:起止|具体)?(?:时间|日期)?由(?P<who>[^，。；]{{2,20}}?){_VERB}(?=[，。；、并]|$)"
    ),
    re.compile(rf"(?:^|[，。；\s])由?(?P<who>[^，。；\s]{{2,20}}?){_VERB}[^，。；]{{0,4}}{_PERIOD}"),
)
_NAMES = (("convener", "召集人"), ("office", "办公室"), ("parent", "党委"), ("parent", "政府"))


@dataclass(frozen=True, slots=True)
class Declarer:
    """``who``: ``convener``, ``office``, ``parent`` (Party committee and government); empty: nobody is named.

    ``stated``: by the text of the article itself; else it is the body's own setting.
    """

    who: str = ""
    article: str = ""
    stated: bool = False

    def words(self) -> str:
        """The rule in a sentence with its article; empty where nobody is named."""
        said = {"convener": "召集人", "office": "联席会议办公室", "parent": "党委、政府"}.get(self.who)
        by = self.article if self.stated else f"{self.article}（本单位设定）"
        return f"按{by}，重点时期的起止由{said}确定。" if said else ""

    def refusal(self) -> str:
        """What somebody is told whom the rule shuts out."""
        what = {
            "convener": "请召集人本人办理；召集人已签字确定的，由办公室代录并附签字原件。",
            "office": "请由办公室办理。",
        }
        return self.words() + what.get(self.who, "")


def declarer(compiled: Compiled, answers: Answers) -> Declarer:
    """The articles' own words first, then the answer to the question; ``open`` and no answer are the same."""
    for article in compiled.articles:
        who = _named(article.text)
        if who:
            return Declarer(who, article.label, stated=True)
    for question in compiled.questions:
        answer = str(answers.get(question.key, "open"))
        if question.code == CODE and answer != "open":
            return Declarer(answer, question.key.split(":")[1])
    return Declarer()


def _named(text: str) -> str:
    """The one who decides (the last named: 办公室提出、召集人确定); empty where several or nobody known is named."""
    for pattern in _STATED:
        found = pattern.search(text)
        if found is not None:
            deciding = re.split("[、提报经]", found["who"])[-1].replace("党政办", "")
            named = {who for who, word in _NAMES if word in deciding}
            return named.pop() if len(named) == 1 else ""
    return ""
