"""What a case paper says, field by field: which fields a kind has, what must be there before it goes out.

Fields are texts; days are ISO dates. No field is for a name: who petitioned is printed from the vault, or by hand.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from lianxi.documents.official import marks_secrecy
from lianxi.journal.refusals import Invalid
from lianxi.matters import words
from lianxi.matters.life.registering import SECRET

LONGEST = 20_000


@dataclass(frozen=True, slots=True)
class Field:
    """``shape``: text (lines), line, day, or choice among ``choices``; ``help`` names the article that wants it."""

    name: str
    label: str
    required: bool = False
    shape: str = "text"
    help: str = ""
    choices: Mapping[str, str] | None = None


OPINION = (
    Field("heard_on", "听取陈述日期", True, "day", "办理前应当听取信访人陈述事实和理由（条例第三十二条）。"),
    Field("claim", "信访请求", True, help="信访人提出的请求。请勿写信访人姓名、电话。"),
    Field("facts", "事实和理由", True, help="经调查核实的事实，认定的理由。"),
    Field("result", "处理结果", True, "choice", "条例第三十二条第一款三项之一。", words.RESULTS),
    Field("opinion", "处理意见", True),
    Field("legal_basis", "法律法规依据", True, help="写明所依据的法律、法规、规章或者其他有关规定及条款。"),
    Field("carried_out_by", "执行单位", shape="line", help="支持请求的，写明由谁执行。"),
    Field("carried_out_until", "执行期限", shape="day"),
    Field("contact", "联系人和电话", shape="line"),
)
REPLY = (
    Field("suggestion", "建议内容"),
    Field("adoption", "采纳情况", True, "choice", choices=words.ADOPTIONS),
    Field("reply", "答复意见", True),
    Field("contact", "联系人和电话", shape="line"),
)
AGREEMENT = (
    Field("form", "形式", True, "choice", choices={"mediated": "调解协议", "reconciled": "和解协议"}),
    Field("agreed_on", "达成日期", True, "day"),
    Field("place", "地点", shape="line"),
    Field("facts", "争议事实", True, help="请勿写姓名、电话，当事人信息打印后手写。"),
    Field("points", "协议内容", True, help="一行一条。"),
    Field("performance", "履行方式和期限", True),
    Field("mediators", "调解人员", shape="line", help="只填主持调解的工作人员。"),
)
CLOSING = (
    Field("claim", "反映的主要问题"),
    Field("done", "调查处理情况", True),
    Field("result", "办理结果", True),
    Field("their_opinion", "信访人意见", shape="line"),
    Field("next_steps", "下一步工作"),
    Field("contact", "联系人和电话", shape="line"),
)
EXTENSION = (
    Field("days", "延长天数", True, "line"),
    Field("reason", "延期理由", True),
    Field("progress", "已办理情况"),
)
#: the kinds that are drafted, looked at and issued; notices are laid by the step that gives rise to them
DRAFTED: dict[str, tuple[Field, ...]] = {
    "opinion": OPINION,
    "reply": REPLY,
    "agreement": AGREEMENT,
    "closing": CLOSING,
}
FIELDS = {**DRAFTED, "extension": EXTENSION}


def tidy(kind: str, given: Mapping[str, str]) -> dict[str, str]:
    """What is kept of a draft: the fields of its kind, trimmed. A draft may be incomplete.

    Raises ``Invalid`` for what is marked secret, a choice that is none, a day that is none.
    """
    content = {field.name: given.get(field.name, "").strip()[:LONGEST] for field in FIELDS[kind]}
    for field in FIELDS[kind]:
        text = content[field.name]
        if marks_secrecy(text):
            raise Invalid(SECRET, field.name)
        if text and field.choices is not None and text not in field.choices:
            raise Invalid(f"请选择{field.label}。", field.name)
        if text and field.shape == "day":
            _day(field, text)
    return {name: text for name, text in content.items() if text}


def check_complete(kind: str, content: Mapping[str, str], today: date) -> None:
    """Raise ``Invalid``, naming the field, for what the paper must say before it goes to approval."""
    for field in FIELDS[kind]:
        if field.required and not content.get(field.name, "").strip():
            raise Invalid(f"{words.PAPERS[kind]}还没有写“{field.label}”。{field.help}", field.name)
    for name in ("heard_on", "agreed_on"):
        if content.get(name) and date.fromisoformat(content[name]) > today:
            raise Invalid("日期还没有到。请填写实际的日期。", name)


def _day(field: Field, text: str) -> None:
    try:
        date.fromisoformat(text)
    except ValueError:
        raise Invalid(f"“{field.label}”不是日期。请按 2026-11-23 的格式填写。", field.name) from None
