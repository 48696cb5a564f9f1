"""What is wrong with a document by 《党政机关公文处理工作条例》, as sentences; whether a text is marked secret."""

from __future__ import annotations

import re

#: 密级 as it is printed (top left, with or without the star and a term), or named in the text's head
_SECRECY = re.compile(
    r"(?:绝密|机密|秘密)\s*★|^\s*(?:绝密|机密|秘密)\s*$|密\s*级\s*[:：]\s*(?:绝密|机密|秘密)", re.MULTILINE
)
#: what asks for an answer has no place in a 报告 (article 15)
_ASKS = re.compile(r"妥否|当否|请(?:予)?(?:批示|批复|审批|核准|批准)|盼复")


def marks_secrecy(text: str) -> bool:
    """Whether a text is marked 秘密, 机密 or 绝密: such a paper is not kept here at all."""
    return _SECRECY.search(text) is not None


def faults(kind: str, title: str, addressee: str, body: str, remark: str = "") -> tuple[str, ...]:
    """What somebody should look at before it is signed. ``kind``: 通知, 通报, 函, 报告, 请示."""
    found = []
    if not re.fullmatch(rf"(?:.*)关于.+的{kind}", title.strip()) and kind != "简报":
        found.append(f"标题一般写作“关于……的{kind}”。")
    if kind == "报告" and _ASKS.search(body):
        found.append("报告中不得夹带请示事项。需要上级答复的，请另行请示。")
    if kind == "请示":
        if not _ASKS.search(body):
            found.append("请示结尾应写明“妥否，请批示”一类请求。")
        if len([name for name in re.split("[、，,]", addressee) if name.strip()]) > 1:
            found.append("请示只写一个主送机关；需要同时送其他机关的，用抄送。")
        if "联系" not in remark:
            found.append("请示应在附注处注明联系人的姓名和电话。")
    if kind in {"报告", "请示", "函"} and not addressee.strip():
        found.append("还没有写主送机关。")
    return tuple(found)
