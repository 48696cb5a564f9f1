"""Forms of a matter: 登记表, 延期审批表, 村级登记表 (《信访工作条例》 articles 15, 19, 22, 23, 34)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from ..official.form_values import Opinion
from ..official.grid import Box, Form, write_form
from ..official.typeset import words
from .notices import refuse_long
from .values import UNNAMED, UNSAID, CasePaper, Petitioner, choices, day_or_nothing

Row = tuple[Box, ...]

CHANNELS: Final = ("来信", "来访", "来电", "网上信访")
PURPOSES: Final = ("意见建议", "申诉", "求决", "揭发控告", "其他")
MEASURES: Final = ("疏导教育", "矛盾化解", "帮扶救助", "人民调解")


@dataclass(frozen=True, slots=True, kw_only=True)
class RegistrationForm(CasePaper):
    """信访事项登记表. ``kind``: 建议意见类 …; ``repeat`` is what this organ knows itself (None: not said)."""

    petitioner: Petitioner = UNNAMED
    representatives: tuple[str, ...] = ()
    channel: str = ""
    received_on: date | None = None
    purpose: str = ""
    kind: str = ""
    category: str = ""
    locality: str = ""
    repeat: bool | None = None
    national_number: str = ""
    query_code: str = ""
    sender: str = ""
    sender_number: str = ""
    sender_due: date | None = None
    claim: str = ""
    facts: str = ""
    unit: str = ""
    handler: str = ""
    registered_by: str = ""
    due: date | None = None
    proposed: Opinion = UNSAID
    instructed: tuple[Opinion, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtensionForm(CasePaper):
    """延期审批表 (34): ``days`` calendar days, at most 30, approved by the head of the organ (机关负责人)."""

    petitioner: Petitioner = UNNAMED
    subject: str = ""
    unit: str = ""
    accepted_on: date | None = None
    due: date | None = None
    days: int | None = None
    new_due: date | None = None
    reason: str = ""
    progress: str = ""
    handler: Opinion = UNSAID
    lead: Opinion = UNSAID
    head: Opinion = UNSAID
    told_on: date | None = None
    told_how: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class VillageForm(CasePaper):
    """村级登记表 (15(3)): what came to a ``village``, what was done there, how it ended or whereto it was reported."""

    village: str
    petitioner: Petitioner = UNNAMED
    came_on: date | None = None
    place: str = ""
    matter: str = ""
    options: tuple[str, ...] = MEASURES
    measures: tuple[str, ...] = ()
    course: str = ""
    settled: bool | None = None
    settled_on: date | None = None
    result: str = ""
    reported_on: date | None = None
    reported_to: str = ""
    registered_by: str = ""
    answerable: Opinion = UNSAID


def identity_rows(petitioner: Petitioner) -> tuple[Row, ...]:
    """Name, number of people, ID number, telephone, address; boxes without a value are filled in by hand."""
    return (
        (Box("信访人", petitioner.name or "", 6), Box("人数", f"{petitioner.people} 人", 6)),
        (Box("证件号码", petitioner.id_number or "", 6), Box("联系电话", petitioner.phone or "", 6)),
        (Box("住址", petitioner.address or ""),),
    )


def paper_form(paper: CasePaper, title: str, rows: tuple[Row, ...], *, number: str = "", hint: str = "") -> bytes:
    """A form of this paper, with its marks on every page."""
    return write_form(
        Form(title, paper.organ, rows, number=number, hint=hint, marking=paper.marking, draft=paper.draft)
    )


def write_registration(form: RegistrationForm) -> bytes:
    """信访事项登记表."""
    repeat = {None: (), True: ("重复",), False: ("初次",)}[form.repeat]
    rows: tuple[Row, ...] = (
        (Box("信访形式", _of(CHANNELS, form.channel)),),
        (Box("收到日期", day_or_nothing(form.received_on), 6), Box("初次重复", choices(("初次", "重复"), repeat), 6)),
        *identity_rows(form.petitioner),
        *_representatives(form),
        (Box("信访目的", _of(PURPOSES, form.purpose)),),
        (Box("事项类别", form.kind, 6), Box("内容分类", form.category, 6)),
        (Box("问题属地", form.locality, 6), Box("系统编号", form.national_number, 6)),
        *_sent(form),
        (Box("信访请求", form.claim, high=600),),
        (Box("事实和\n理由", form.facts, high=_room_for_facts(form)),),
        (Box("承办单位", form.unit, 6), Box("承办人", form.handler, 6)),
        (Box("拟办意见", high=880, opinions=(form.proposed,)),),
        (Box("领导批示", high=880, opinions=form.instructed),),
        (Box("登记单位", form.organ, 6), Box("登记人", form.registered_by, 6)),
    )
    return paper_form(form, "信访事项登记表", rows, number=form.matter_number or form.number)


def _of(options: tuple[str, ...], chosen: str) -> str:
    return choices(options, (chosen,))


def _representatives(form: RegistrationForm) -> tuple[Row, ...]:
    """Of several people who came together, five at most (20(3))."""
    named = "、".join(filter(None, map(words, form.representatives)))
    return ((Box("信访代表", named),),) if named or form.petitioner.people > 1 else ()


def _room_for_facts(form: RegistrationForm) -> int:
    """Twips: what the rows that not every form has leave of the page."""
    return 2000 - 450 * len(_representatives(form)) - 550 * len(_sent(form))


def _sent(form: RegistrationForm) -> tuple[Row, ...]:
    due = Box("办理期限", day_or_nothing(form.due), 6)
    if not words(form.sender):
        return ((due, Box("登记日期", day_or_nothing(form.dated), 6)),)
    return (
        (Box("来文机关", form.sender, 6), Box("来文字号", form.sender_number, 6)),
        (Box("指定期限", day_or_nothing(form.sender_due), 6), due),
    )


def write_extension_form(form: ExtensionForm) -> bytes:
    """信访事项延期办理审批表. Raise ``ValueError`` for more than 30 days."""
    refuse_long(form.days)
    days = f"{form.days} 日" if form.days else ""
    told = "　".join(filter(None, (day_or_nothing(form.told_on), words(form.told_how))))
    rows: tuple[Row, ...] = (
        (Box("信访人", form.petitioner.name or "", 6), Box("登记编号", form.matter_number, 6)),
        (Box("信访事项", form.subject, high=700),),
        (Box("承办单位", form.unit),),
        (Box("受理日期", day_or_nothing(form.accepted_on), 6), Box("原定期限", day_or_nothing(form.due), 6)),
        (Box("延长天数", days, 6), Box("延长至", day_or_nothing(form.new_due), 6)),
        (Box("延期理由", form.reason, high=1500),),
        (Box("办理进展", form.progress, high=1000),),
        (Box("承办人\n意见", high=1100, opinions=(form.handler,)),),
        (Box("承办单位\n负责人\n意见", high=1280, opinions=(form.lead,)),),
        (Box("机关\n负责人\n审批意见", high=1400, opinions=(form.head,)),),
        (Box("告知情况", told, high=700),),
    )
    hint = "依据《信访工作条例》第三十四条：延长期限不得超过30日，须经本机关、单位负责人批准，并告知信访人延期理由。"
    return paper_form(form, "信访事项延期办理审批表", rows, number=form.number, hint=hint)


def write_village_form(form: VillageForm) -> bytes:
    """信访事项村级登记表."""
    settled = {None: (), True: ("就地化解",), False: ("上报",)}[form.settled]
    ended = choices(("就地化解", "上报"), settled)
    rows: tuple[Row, ...] = (
        (Box("村、社区", form.village, 6), Box("来访日期", day_or_nothing(form.came_on), 6)),
        *identity_rows(form.petitioner),
        (Box("接待地点", form.place),),
        (Box("反映事项", form.matter, high=1900),),
        (Box("采取措施", choices(form.options, form.measures), high=700),),
        (Box("办理经过", form.course, high=1600),),
        (Box("办理结果", ended, 6), Box("化解日期", day_or_nothing(form.settled_on), 6)),
        (Box("结果说明", form.result, high=1100),),
        (Box("上报日期", day_or_nothing(form.reported_on), 6), Box("受理单位", form.reported_to, 6)),
        (Box("负责人\n意见", high=1100, opinions=(form.answerable,)),),
        (Box("登记人", form.registered_by, 6), Box("登记日期", day_or_nothing(form.dated), 6)),
    )  # fmt: skip
    return paper_form(form, "信访事项村级登记表", rows, number=form.matter_number or form.number)
