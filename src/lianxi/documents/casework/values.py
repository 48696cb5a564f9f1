"""What every case paper of a petition matter bears, as plain values.

Whoever calls decides which organ issues (the township government or a lawfully competent branch, never a village), and
whether identities are given whole, masked or not at all: what is None is printed as a line to be filled in by hand.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from ..official.form_values import Opinion
from ..official.numbers import official_date
from ..official.typeset import words

#: written in by hand
LINE: Final = "＿＿＿＿＿＿"
_UNDATED: Final = "＿＿＿＿年＿＿月＿＿日"
_REDACTED: Final = "脱敏副本"


@dataclass(frozen=True, slots=True, kw_only=True)
class CasePaper:
    """``organ`` issues it, ``number`` is its own, ``matter_number`` that of the matter.

    ``redacted`` says on every page that this is a copy without identities; the values come masked (李＊＊) already.
    """

    organ: str
    number: str = ""
    dated: date | None = None
    matter_number: str = ""
    redacted: bool = False
    draft: bool = False

    @property
    def marking(self) -> str:
        return _REDACTED if self.redacted else ""


@dataclass(frozen=True, slots=True)
class Petitioner:
    """信访人: a person, or an organisation. ``people``: how many came or signed together, the named one among them."""

    name: str | None = None
    phone: str | None = None
    id_number: str | None = None
    address: str | None = None
    people: int = 1
    organisation: bool = False

    @property
    def you(self) -> str:
        if self.organisation:
            return "你单位"
        return "你们" if self.people > 1 else "你"

    @property
    def called(self) -> str:
        """Of an address or a sentence: 李某某, 李某某等12人, or a line to write on."""
        name = words(self.name or "") or LINE
        return f"{name}等{self.people}人" if self.people > 1 and not self.organisation else name


#: of whom nothing is told; a box that nobody has written in
UNNAMED: Final = Petitioner()
UNSAID: Final = Opinion()


def day_of(day: date | None) -> str:
    """Within a sentence."""
    return official_date(day) if day else _UNDATED


def day_or_nothing(day: date | None) -> str:
    """In a box, which stays empty without it."""
    return official_date(day) if day else ""


def choices(options: tuple[str, ...], chosen: tuple[str, ...]) -> str:
    """☑ before what was chosen, □ before the others; what was chosen and is no option stands behind them."""
    own = [words(each) for each in chosen if words(each)]
    shown = [words(each) for each in options if words(each)]
    shown += [each for each in own if each not in shown]
    return "　".join(f"{'☑' if each in own else '□'}{each}" for each in shown)


def sentence(text: str) -> str:
    """A text that goes on within a paragraph: without its own last stop."""
    return words(text).rstrip("。；;，,")
