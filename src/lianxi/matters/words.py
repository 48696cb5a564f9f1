"""The ledger's code lists with their official words, by the Regulation of 2022 and the exchange table's fields."""

from __future__ import annotations

CHANNELS = {"online": "网上信访", "letter": "来信", "call": "来电", "fax": "传真", "visit": "来访"}
PURPOSES = {
    "suggest": "意见建议",
    "appeal": "申诉",
    "claim": "求决",
    "accuse": "揭发控告",
    "consult": "咨询",
    "other": "其他",
}
#: where a matter came from: it decides which clock of article 23 runs
SOURCES = {
    "petitioner": "直接收到",
    "transferred": "上级转送",
    "assigned": "上级交办",
}
KINDS = {
    "suggestion": "建议意见类",
    "accusation": "检举控告类",
    "appeal_claim": "申诉求决类",
    "litigation_related": "涉法涉诉类",
}
KIND_ARTICLES = {"suggestion": "29", "accusation": "30", "appeal_claim": "31", "litigation_related": "31(1)"}
#: the six routes of article 31
ROUTES = {
    1: "诉讼、复议、刑事立案等司法程序",
    2: "仲裁",
    3: "党员申诉、申请复审",
    4: "行政复议、裁决、确认、许可、处罚等行政程序",
    5: "申请查处违法行为、履行保护职责",
    6: "信访程序（听取陈述、调查核实、出具处理意见书）",
}
FIRST = {"": "未注明", "first": "初次", "repeat": "重复"}
STATES = {
    "registered": "已登记",
    "assigned": "已交办",
    "objected": "单位异议",
    "objected_up": "已向来文机关提出异议",
    "handling": "办理中",
    "answered": "已出具结果",
    "delivered": "已送达",
    "closed": "已办结",
    "under_review": "复查中",
    "reviewed": "已复查",
    "under_recheck": "复核中",
    "concluded": "复核终结",
    "declined": "不予受理",
    "barred": "不再受理",
    "diverted": "导入其他法定程序",
    "elsewhere": "已告知向有权机关提出",
    "discipline": "已移送纪检监察机关",
    "judicial": "已移送政法部门",
    "returned": "已退回来文机关",
    "voided": "已作废",
}
#: still to be done by us
OPEN = ("registered", "assigned", "objected", "objected_up", "handling", "answered", "delivered")
#: left by an exit: only a stub stays
EXITS = ("discipline", "judicial", "elsewhere")
OUTCOMES = {
    "opinion": "信访处理意见书",
    "mediated": "调解协议",
    "reconciled": "和解协议",
    "replied": "书面答复",
}
#: what was done about an opinion that supports the claim (32(2))
EXECUTIONS = {"": "待执行", "done": "已执行", "refused": "拒不执行"}
#: what a higher organ made of our opinion (35, 36)
REVIEWS = {"upheld": "维持", "changed": "变更", "revoked": "撤销", "redo": "责令重新办理"}
#: what became of a suggestion (29)
ADOPTIONS = {"adopted": "采纳", "partly": "部分采纳", "not_adopted": "未采纳"}
#: article 32
RESULTS = {"support": "支持", "explain": "解释说明", "not_support": "不支持"}
LONGEST_EXTENSION = 30
MOST_REPRESENTATIVES = 5
GROUNDS = {"accused": "被检举控告", "conflict": "有利害关系"}
MEASURES = {
    "guidance": "疏导教育",
    "aid": "帮扶救助",
    "mediation": "调解",
    "explanation": "政策解释",
    "on_site": "现场解决",
    "other": "其他",
}
PAPERS = {
    "receipt": "接收（去向）告知书",
    "acceptance": "受理告知书",
    "decline": "不予受理告知书",
    "bar": "不再受理告知书",
    "elsewhere": "向有权机关提出告知书",
    "diversion": "导入法定程序告知书",
    "objection": "异议函",
    "assignment": "交办函",
    "extension": "延期审批表",
    "extension_notice": "延期告知书",
    "opinion": "信访处理意见书",
    "reply": "建议答复",
    "agreement": "调解（和解）协议书",
    "closing": "办结报告",
}
PAPER_STATES = {"draft": "草稿", "submitted": "待审批", "returned": "退回修改", "issued": "已出具", "void": "已作废"}
DELIVERY = {"in_person": "当面送达", "post": "邮寄送达", "other": "其他"}
RECEIPTS = {"signed": "签收", "refused": "拒收"}
ANSWERS = {"agree": "同意", "disagree": "不同意", "unclear": "无明确意见"}
EVALUATED = {"department": "信访部门", "unit": "责任单位"}
EVALUATION_STATUS = {"waiting": "待评价", "not_given": "未评价", "given": "已评价", "late": "超期未评价"}
VALUES = {"satisfied": "满意", "basically": "基本满意", "dissatisfied": "不满意"}
#: the village register (15(3))
VILLAGE_STATES = {"open": "化解中", "settled": "已化解", "reported": "已上报"}
#: leaders (18(2))
DAY_STATES = {"planned": "拟安排", "published": "已公示", "held": "已接访", "cancelled": "已取消"}
RECEPTION_KINDS = {"reception": "接访", "field_visit": "下访"}
RECEPTION_STATES = {"open": "待处理", "settled": "当场办结", "registered": "已转入登记"}
CHARGE_STATES = {"proposed": "待审批", "approved": "包案中", "refused": "未同意", "ended": "已结束"}
CHARGE_DUTIES = ("掌握情况", "思想教育", "解决化解", "跟踪回访")
#: all that stays of what accuses the very unit that keeps the register
FORWARDED = "已转镇联席办"
#: the class that a purpose suggests, until the office sets it
KIND_OF_PURPOSE = {
    "suggest": "suggestion",
    "consult": "suggestion",
    "appeal": "appeal_claim",
    "claim": "appeal_claim",
    "accuse": "accusation",
    "other": "appeal_claim",
}
YEAR = 1_000_000


def number_label(number: int) -> str:
    """2026000137 → 2026-0137."""
    return f"{number // YEAR}-{number % YEAR:04d}"
