"""Who fixes a key period (重点时期): what the body answered when its rules name nobody."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from lianxi.charter import queries
from lianxi.journal.moves import RELATIONS
from lianxi.rulebook.compiled import Compiled
from lianxi.rulebook.derivation import Answers

CODE = "key_period_declarer"


@dataclass(frozen=True, slots=True)
class Declarer:
    """``who``: ``convener``, ``office``, ``parent`` (Party committee and government); empty: left open, not asked.

    Only the first two shut somebody out. What the parent bodies fixed, office and convener enter from its document.
    """

    who: str = ""
    article: str = ""

    def lets(self, role: str) -> bool:
        """Whether a seat of this role may declare and end one itself; on behalf: the role of that person."""
        relations = (self.who,) if self.who in {"convener", "office"} else ("office", "convener")
        return any(RELATIONS[name][1](role) for name in relations)

    def words(self) -> str:
        """The rule in a sentence with its article; empty where nobody is named."""
        said = {"convener": "召集人", "office": "联席会议办公室", "parent": "党委、政府"}.get(self.who)
        return f"按{self.article}（本单位设定），重点时期的起止由{said}确定。" if said else ""

    def refusal(self) -> str:
        what = {
            "convener": "请召集人本人办理；召集人已签字确定的，由办公室代录并附签字原件。",
            "office": "请由办公室办理。",
        }
        return self.words() + what.get(self.who, "")


def declarer(compiled: Compiled, answers: Answers) -> Declarer:
    """By the answer to the question of that code; ``open`` and no answer are the same."""
    for question in compiled.questions:
        who = answers.get(question.key, "open")
        if question.code == CODE and who != "open":
            return Declarer(str(who), question.key.split(":")[1])
    return Declarer()


def declarer_on(conference: int, on: date) -> Declarer:
    """By the version of the rulebook in force that day. One query."""
    found = queries.in_force(queries.versions(conference), on)
    return declarer(found.compiled, found.answers) if found else Declarer()
