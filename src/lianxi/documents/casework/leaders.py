"""领导接访登记表, 包案审批表 (《信访工作条例》 article 18, second paragraph)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from ..official.form_values import Opinion
from ..official.grid import Box
from .forms import Row, identity_rows, paper_form
from .values import UNNAMED, UNSAID, CasePaper, Petitioner, choices, day_or_nothing

WAYS: Final = ("定期接访", "下访", "阅批来信", "约访")
#: of who takes charge of a matter; a body may have others
DUTIES: Final = ("掌握情况", "疏导教育", "解决化解", "跟踪落实")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceptionForm(CasePaper):
    """领导接访登记表. ``number``: of the register; ``matter_number``: of the matter that came of it."""

    leader: str = ""
    post: str = ""
    way: str = ""
    held_on: date | None = None
    place: str = ""
    petitioner: Petitioner = UNNAMED
    claim: str = ""
    facts: str = ""
    opinion: Opinion = UNSAID
    unit: str = ""
    due: date | None = None
    result: str = ""
    recorded_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChargeForm(CasePaper):
    """领导包案审批表: the office proposes, the head approves, the leader takes it over. ``duties`` are chosen of
    ``options``."""

    leader: str = ""
    post: str = ""
    petitioner: Petitioner = UNNAMED
    subject: str = ""
    summary: str = ""
    unit: str = ""
    options: tuple[str, ...] = DUTIES
    duties: tuple[str, ...] = ()
    plan: str = ""
    since: date | None = None
    until: date | None = None
    proposed: Opinion = UNSAID
    approved: Opinion = UNSAID
    taken: Opinion = UNSAID


def write_reception(form: ReceptionForm) -> bytes:
    """领导接访登记表."""
    rows: tuple[Row, ...] = (
        (Box("接访领导", form.leader, 6), Box("职务", form.post, 6)),
        (Box("方式", choices(WAYS, (form.way,))),),
        (Box("日期", day_or_nothing(form.held_on), 6), Box("地点", form.place, 6)),
        *identity_rows(form.petitioner),
        (Box("信访请求", form.claim, high=1200),),
        (Box("事实和\n理由", form.facts, high=2200),),
        (Box("接访领导\n意见", high=1700, opinions=(form.opinion,)),),
        (Box("承办单位", form.unit, 6), Box("办理期限", day_or_nothing(form.due), 6)),
        (Box("办理结果", form.result, high=1600),),
        (Box("登记编号", form.matter_number, 6), Box("记录人", form.recorded_by, 6)),
    )
    return paper_form(form, "领导接访登记表", rows, number=form.number)


def write_charge(form: ChargeForm) -> bytes:
    """信访事项领导包案审批表."""
    rows: tuple[Row, ...] = (
        (Box("包案领导", form.leader, 6), Box("职务", form.post, 6)),
        (Box("信访人", form.petitioner.name or "", 6), Box("登记编号", form.matter_number, 6)),
        (Box("信访事项", form.subject, high=800),),
        (Box("基本情况", form.summary, high=1500),),
        (Box("承办单位", form.unit),),
        (Box("包案职责", choices(form.options, form.duties), high=700),),
        (Box("化解方案", form.plan, high=1500),),
        (Box("包案开始", day_or_nothing(form.since), 6), Box("包案期限", day_or_nothing(form.until), 6)),
        (Box("办公室\n意见", high=1300, opinions=(form.proposed,)),),
        (Box("负责人\n审批意见", high=1300, opinions=(form.approved,)),),
        (Box("包案领导\n签收", high=1100, opinions=(form.taken,)),),
    )
    return paper_form(form, "信访事项领导包案审批表", rows, number=form.number)
