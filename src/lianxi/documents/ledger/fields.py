"""What the columns of a clerk's ledger are called, and what they mean here; what must not be kept at all."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final


@dataclass(frozen=True, slots=True)
class Field:
    """A meaning of a column. ``many``: several columns may have it; ``personal``: goes into the vault, shown masked.

    ``code``: of the exchange table of the national system. ``also``: other words at its head.
    """

    key: str
    label: str
    also: tuple[str, ...] = ()
    code: str = ""
    personal: bool = False
    many: bool = False


def _field(
    key: str, label: str, also: str = "", code: str = "", *, personal: bool = False, many: bool = False
) -> Field:
    return Field(key, label, tuple(also.split()), code, personal, many)


FIELDS: Final = (
    _field("serial", "序号", "序 顺序号 行号 No No."),
    _field(
        "own_number", "编号",
        "登记号 登记编号 信访编号 受理编号 案号 件号 流水号 台账编号 案件编号 登记序号 信访登记号 来访编号 来信编号",
    ),
    _field(
        "national_number", "信访件编号",
        "国家系统编号 全国信访系统编号 信访系统编号 网上信访编号 国家信访系统编号 系统编号 信访件号 省系统编号",
        "xfjbh",
    ),
    _field("query_code", "查询码", "", "cxm"),
    _field(
        "name", "姓名",
        "信访人 信访人姓名 来访人 来访人姓名 上访人 上访人姓名 反映人 反映人姓名 诉求人 投诉人 举报人 来信人 来电人 "
        "群众姓名 来访者 当事人 当事人姓名 来访群众 信访群众 申请人 xm xfrxm",
        personal=True, many=True,
    ),
    _field(
        "id_number", "身份证号",
        "身份证 身份证号码 证件号 证件号码 公民身份号码 信访人身份证号 来访人身份证号 身份证件号码 zjhm sfzh",
        personal=True,
    ),
    _field(
        "phone", "联系电话",
        "电话 联系方式 手机 手机号 手机号码 电话号码 联系号码 信访人电话 来访人电话 信访人联系电话 联系人电话 lxdh "
        "sjhm",
        personal=True, many=True,
    ),
    _field(
        "address", "住址",
        "家庭住址 详细住址 现住址 现居住地 居住地址 户籍地址 户籍地 户籍所在地 通讯地址 通信地址 联系地址 信访人住址 "
        "来访人住址 信访人地址 家庭地址 地址 住所 单位或住址 住址或单位 工作单位或住址",
        personal=True, many=True,
    ),
    _field(
        "locality", "问题属地",
        "村 所在村 村居 村社区 村别 行政村 所属村 所在村社区 所属村社区 乡镇 属地 问题发生地 发生地 涉事地点 区域 "
        "所属区域 所在地 涉及村 村组 责任村 所属乡镇 事发地 属地村", "wtsddm",
    ),
    _field(
        "title", "事项概况",
        "标题 概况 概况信息 信访事由 事由 案由 主题 事项名称 信访事项 信访事项名称 问题摘要 信访件标题 案件名称",
        "gkxx",
    ),
    _field(
        "text", "反映问题",
        "反映内容 主要内容 信访内容 投诉内容 内容 反映的主要问题 反映主要问题 反映情况 问题描述 内容摘要 问题概述 "
        "主要问题 "
        "信访问题 反映事项 来访内容 来信内容 举报内容 信访主要内容 主要反映问题 基本情况 事项内容 反映的问题 问题 "
        "案情", "tsnr",
    ),
    _field("demand", "诉求", "来访诉求 信访诉求 主要诉求 具体诉求 信访请求 群众诉求 诉求内容 信访人诉求"),
    _field("channel", "信访形式", "信访方式 形式 方式 信访渠道 渠道 来源渠道 信访途径 受理方式 诉求渠道 反映方式 "
    "信访类型", "xfxs"),
    _field("purpose", "信访目的", "目的", "xfmddm"),
    _field("kind", "事项类别", "信访事项类别 事项性质 诉求性质 信访性质"),
    _field(
        "category", "内容分类",
        "类型 类别 问题类型 问题类别 举报类型 问题分类 内容类别 所属类别 信访类别 问题性质 矛盾类型 纠纷类型 分类",
        "nrfldm",
    ),
    _field("source", "来源", "信访来源 案件来源 件源 来件类型 信件来源"),
    _field(
        "sender", "交办单位",
        "交办机关 交办部门 转送单位 转办单位 来文单位 来件单位 转办机关 转送机关 交转单位 转交单位 上级单位 交办来源",
    ),
    _field("sender_number", "交办文号", "转办文号 来文字号 来文号 转送文号 交办编号 转办编号 转办单号 交办函号 "
    "来件编号 文号"),
    _field(
        "petitioned_on", "信访日期",
        "信访时间 来访时间 来访日期 来信时间 来信日期 来电时间 上访时间 反映时间 诉求时间 投诉时间 接访时间 "
        "接访日期 日期 时间",
        "xfrq",
    ),
    _field(
        "received_on", "收到日期",
        "接件时间 接件日期 收件日期 收件时间 收到时间 登记日期 登记时间 收信日期 收文日期 接收时间 接收日期 接收 "
        "接件", "djsj",
    ),
    _field("assigned_on", "转办时间", "交办时间 交办日期 转办日期 转送时间 转送日期 派单时间 分办时间 下转时间"),
    _field("accepted_on", "受理日期", "受理时间 受理告知日期 受理告知时间 告知时间 告知日期"),
    _field(
        "due_on", "应办结日期",
        "应结办日期 应办结时间 要求办结时间 要求办结日期 办理期限 办结期限 限办日期 办理时限 限期 化解期限 期限 "
        "截止日期 "
        "办结时限 整改期限 规定办结时间 应办结",
    ),
    _field("national_due", "限办截止时间", "限办期限 国家系统限办期限 系统限办时间 限办时间", "xbjzsj"),
    _field(
        "closed_on", "办结时间",
        "办结日期 结案时间 结案日期 结办时间 结办日期 化解时间 化解日期 完成时间 实际办结时间 办理完成时间 结束时间 "
        "答复时间 "
        "答复日期 回复时间 回复日期",
    ),
    _field("closed", "是否办结", "办结标志 办结情况 是否结案 办理状态 状态 信访件状态 是否已办结 办结状态 办结否 "
    "办理进度", "bjbz"),
    _field("resolved", "是否化解", "化解情况 化解状态 是否已化解 是否解决 化解与否 是否办理完成"),
    _field(
        "responsible", "责任单位",
        "责任科室 承办单位 主办单位 办理单位 责任部门 承办部门 办理部门 承办科室 牵头单位 包保单位 处理单位 "
        "落实单位 有权处理单位 "
        "承办站所",
    ),
    _field("helpers", "协办单位", "配合单位 协同单位 协办部门 配合部门", many=True),
    _field(
        "handler", "承办人",
        "办理人 责任人 经办人 科室接办人 具体承办人 办理人员 承办人员 处理人 具体责任人 包保责任人 承办责任人 接办人",
    ),
    _field("people", "人数", "来访人数 信访人数 上访人数 参与人数 批次人数 来访人次 人次 来人数", "xfrs"),
    _field("involved", "涉及人数", "涉及人次 涉及群众", "sjrs"),
    _field("joint", "是否联名", "联名", "lmbz"),
    _field("anonymous", "匿名标志", "是否匿名 匿名", "nmbz"),
    _field(
        "local_first", "初次或重复",
        "初重信访 初访重访 初次重复 初信重信 是否初访 初重访 初/重 初重 初次信访 信访次数类型 本机构初次标志 访别",
        "bjgccbz",
    ),
    _field("national_first", "全国初次标志", "", "qgccbz"),
    _field("repeat", "重复信访标志", "是否重复 是否重访 是否重复信访 重复件 是否重信重访 重访", "cfxfbz"),
    _field(
        "progress", "办理情况",
        "处理情况 办理结果 处理结果 化解措施 办理进展 处理意见 答复意见 办理意见 落实情况 处置情况 调查处理情况 "
        "办理过程 工作措施 "
        "回复情况 答复情况 处理措施 工作进展 化解进展 进展情况 答复内容 化解情况说明 调处情况 调解结果 处理方式 "
        "办结方式 办理方式",
        "blcx", many=True,
    ),
    _field(
        "accused", "被反映对象",
        "被反映人 被反映人或单位 涉事单位 被举报人 被投诉单位 被举报单位 涉及单位 被反映单位 被反映人姓名 被投诉人 "
        "反映对象",
        "bfyrhdw",
    ),
    _field(
        "note", "附记（原样保留）",
        "备注 说明 其他 包案领导 包案责任人 领导批示 批示意见 接件人 登记人 接访人 接访领导 接待人 值班领导 记录人 "
        "满意度 回访情况 "
        "满意度评价 热点问题 所属系统 登记单位 登记机构名称 信访原因",
        many=True,
    ),
)  # fmt: skip
BY_KEY: Final = {field.key: field for field in FIELDS}
NOTE: Final = "note"
#: parts of titles whose columns are dropped unread: what the law gives no reason to hold
FORBIDDEN: Final = (
    "扬言", "yybz", "特殊人", "特殊群体", "tsry", "重点人", "重点群体", "重点对象", "政治面貌", "zzmm", "民族",
    "mzdm", "宗教",
    "息访", "息诉", "罢访", "稳控", "管控", "信仰", "前科", "精神", "缠访", "闹访",
)  # fmt: skip
#: of a person, but nothing a ledger needs: proposed not to be brought in
NEEDLESS: Final = (
    "性别",
    "年龄",
    "出生",
    "职业",
    "文化程度",
    "学历",
    "婚姻",
    "籍贯",
    "邮箱",
    "职务",
    "级别",
    "头像",
    "照片",
)
#: the exchange table's other codes → what they mean; brought in as a note or, personal ones, not at all
EXCHANGE: Final = {
    "xzqh": "行政区划代码", "xfjid": "信访件id", "cxmzt": "查询码状态", "djjgmc": "登记机构名称",
    "djjgdm": "登记机构代码",
    "djbm": "登记部门", "djr": "登记人", "sxr": "受信人", "xfjzt": "信访件状态", "xfyydm": "信访原因代码",
    "scxfjg": "首次信访机构", "scxfrq": "首次信访日期", "sksflbz": "三跨三分离标志", "jabz": "积案标志",
    "fcbz": "复查标志",
    "fhbz": "复核标志", "shrdbjbz": "审核认定办结标志", "gkbz": "是否同意公开", "zdjjbz": "重大紧急标志",
    "rdwt": "热点问题",
    "ssxt": "所属系统", "xgfj": "附件描述", "bfyrjb": "被反映人级别", "bfyrzw": "被反映人职务",
    "bfyrzzdm": "被反映人住址代码",
    "bfyrzzmc": "被反映人住址名称", "lhxfjid": "联合信访件id", "yybz": "是否扬言",
}  # fmt: skip
_BRACKETS: Final = re.compile(r"\(.*?\)|\[.*?\]|【.*?】|〔.*?〕")
_MARKS: Final = re.compile(r"[\s*＊:：、,，。.·\-—_/\\|+&]+|和|或|及")


@lru_cache(maxsize=4096)
def plain_title(text: str) -> str:
    """A head without spaces, marks, the words in brackets, in ordinary width and small letters."""
    told = unicodedata.normalize("NFKC", text)
    return _MARKS.sub("", _BRACKETS.sub("", told)).lower() or _MARKS.sub("", told).lower()


def _known() -> dict[str, str]:
    found: dict[str, str] = {}
    for field in FIELDS:
        for words in (field.label, field.code, *field.also):
            if words:
                found.setdefault(plain_title(words), field.key)
    return found


KNOWN: Final[Mapping[str, str]] = _known()
_BY_LENGTH: Final = sorted(
    (words for words in KNOWN if len(words) > 2 and not words.isascii()), key=lambda each: -len(each)
)


def is_forbidden(title: str) -> bool:
    """Whether a column of this head is dropped unread."""
    told = plain_title(title)
    spoken = plain_title(EXCHANGE.get(told, ""))
    return any(part in told or part in spoken for part in FORBIDDEN)


def exactly(title: str) -> str:
    """The field that these very words name; empty for none."""
    return KNOWN.get(plain_title(title), "")


def likely(titles: Sequence[str]) -> str:
    """The field of a column by its heads, the fullest first (信访人电话, 电话, 信访人); empty where none is likely."""
    for title in titles:
        found = exactly(title)
        if found:
            return found
    for title in titles:
        told = plain_title(title)
        part = next((words for words in _BY_LENGTH if words in told), "")
        if part:
            return KNOWN[part]
    return ""


def proposal(columns: Sequence[Sequence[str]]) -> list[str]:
    """The field of every column (its heads, the fullest first): each field once, but for those that may come often.

    What no words name is kept as a note; what of a person nobody needs is not brought in (``""``).
    """
    found = [""] * len(columns)
    taken: set[str] = set()
    sure = [next(filter(None, map(exactly, heads)), "") for heads in columns]
    for place in [*(p for p, key in enumerate(sure) if key), *(p for p, key in enumerate(sure) if not key)]:
        key = sure[place] or likely(columns[place])
        heads = columns[place]
        if not any(heads) or (not key and any(part in head for part in NEEDLESS for head in heads)):
            continue
        if not key or (key in taken and not BY_KEY[key].many):
            key = "" if key and BY_KEY[key].personal else NOTE
        found[place] = key
        taken.add(key)
    return found
