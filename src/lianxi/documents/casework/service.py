"""送达回证: that a paper reached the petitioner, or that he refused it before witnesses."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from ..official.form_values import Opinion
from ..official.grid import Box
from ..official.typeset import words
from .forms import Row, paper_form
from .values import UNNAMED, CasePaper, Petitioner, choices, day_or_nothing

MODES: Final = ("当面送达", "邮寄送达", "其他方式")


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceReceipt(CasePaper):
    """``papers``: name and number of each; ``mode`` one of ``MODES`` or another; ``mail_number`` if posted.

    ``proxy``: who took it for him, and how he stands to him. ``refusal``: why it was not taken, with ``witnesses``.
    """

    addressee: Petitioner = UNNAMED
    papers: tuple[tuple[str, str], ...] = ()
    mode: str = ""
    mail_number: str = ""
    place: str = ""
    delivered_on: date | None = None
    signed: str | None = None
    proxy: str = ""
    refused: bool = False
    refusal: str = ""
    witnesses: tuple[str, ...] = ()
    delivered_by: tuple[str, ...] = ()
    note: str = ""


def write_service_receipt(receipt: ServiceReceipt) -> bytes:
    """信访文书送达回证; what is not known yet is written in when it is handed over."""
    taken = choices(("签收", "拒收"), ("拒收",) if receipt.refused else ("签收",) if receipt.signed else ())
    rows: tuple[Row, ...] = (
        (Box("送达机关", receipt.organ),),
        (Box("登记编号", receipt.matter_number, 6), Box("受送达人", receipt.addressee.name or "", 6)),
        (Box("送达文书", "\n".join(_papers(receipt)), high=1300),),
        (Box("送达方式", choices(MODES, (receipt.mode,))),),
        (Box("邮件号码", receipt.mail_number),),
        (Box("送达地点", receipt.place),),
        (Box("送达日期", day_or_nothing(receipt.delivered_on), 6), Box("送达结果", taken, 6)),
        (Box("受送达人\n签名盖章", high=1200, opinions=(_signature(receipt),)),),
        (Box("代收人\n及关系", receipt.proxy, high=900),),
        (Box("拒收事由", receipt.refusal, high=1200),),
        (Box("见证人\n签名", "、".join(filter(None, map(words, receipt.witnesses))), high=900),),
        (Box("送达人\n签名", "、".join(filter(None, map(words, receipt.delivered_by))), high=900),),
        (Box("备注", receipt.note, high=800),),
    )
    return paper_form(receipt, "信访文书送达回证", rows, number=receipt.number)


def _papers(receipt: ServiceReceipt) -> list[str]:
    named = [f"{words(name)}（{words(number)}）" if words(number) else words(name) for name, number in receipt.papers]
    return [f"{place}.{each}" for place, each in enumerate(named, 1)] if len(named) > 1 else named


def _signature(receipt: ServiceReceipt) -> Opinion:
    return (
        Opinion(name=receipt.signed, day=receipt.delivered_on) if receipt.signed and not receipt.refused else Opinion()
    )
