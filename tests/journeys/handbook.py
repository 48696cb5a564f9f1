"""The steps of the handbook as a machine reads them: ``点“建立”``, ``填“地点”：`三楼` ``, in their order."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

HANDBOOK = Path(__file__).resolve().parents[2] / "docs" / "handbook"
ACT = re.compile(r"(打开|点|填|选|勾|传|见|由)(?:“([^”]+)”|\s*`([^`]+)`)(?:：`([^`]+)`)?")


@dataclass(frozen=True)
class Act:
    """What one person does: the verb, the quoted word (or address), the example typed or chosen."""

    verb: str
    word: str
    value: str = ""


def chapter(role: str, anchor: str) -> str:
    """A chapter's text, from its heading to the next of the same rank."""
    text = (HANDBOOK / f"{role}.md").read_text("utf-8")
    return text.partition(f"{{#{anchor}}}")[2].partition("\n## ")[0]


def acts(text: str) -> list[Act]:
    """Everything in numbered lines that a person does."""
    lines = re.findall(r"^\d+\. .*$", text, re.MULTILINE)
    return [Act(verb, word or address, value) for verb, word, address, value in ACT.findall("\n".join(lines))]
