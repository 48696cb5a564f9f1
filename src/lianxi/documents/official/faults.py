"""What is wrong with a document by 《党政机关公文处理工作条例》, as sentences; whether a text is marked secret."""

from __future__ import annotations

import re
from typing import Final

from ..plain import clean
from .numbers import fault_of_number
from .typeset import words
from .values import UPWARD, Letter

#: 密级 as it is printed (top left, with or without the star and a term), or named in the text's head
_SECRECY: Final = re.compile(
    r"(?:绝密|机密|秘密)\s*★|^\s*(?:绝密|机密|秘密)\s*$|密\s*级\s*[:：]\s*(?:绝密|机密|秘密)", re.MULTILINE
)
#: what asks for an answer has no place in a 报告 (article 15)
_ASKS: Final = re.compile(r"妥否|当否|可否|(?<![申提])请(?:予以?|及时)?(?:批示|批复|审批|核准|批准|审定)|盼复")
_URGENCIES: Final = {"", "特急", "加急"}
#: marks that a title does without; 《》 and quotation marks stay
_STOPS: Final = re.compile(r"[。；;！!？?]$")


def marks_secrecy(text: str) -> bool:
    """Whether a text is marked 秘密, 机密 or 绝密: such a paper is not kept here at all."""
    return _SECRECY.search(text) is not None


def faults(kind: str, title: str, addressee: str, body: str, remark: str = "") -> tuple[str, ...]:
    """What somebody should look at before it is signed. ``kind``: 通知, 通报, 函, 报告, 请示, 简报."""
    found = []
    if kind != "简报" and not re.search(rf"关于.+的{kind}$", words(title)):
        found.append(f"标题一般写作“关于……的{kind}”。")
    if _STOPS.search(words(title)):
        found.append("标题末尾不用标点。")
    if kind == "报告" and (asked := _ASKS.search(body)):
        found.append(f"报告中不得夹带请示事项（文中写有“{asked.group()}”）。需要上级答复的，请另行请示。")
    if kind == "请示":
        found += _faults_of_request(addressee, body, remark)
    if kind in {"报告", "请示", "函"} and not words(addressee):
        found.append("还没有写主送机关。")
    return tuple(found)


def _faults_of_request(addressee: str, body: str, remark: str) -> list[str]:
    found = []
    if not _ASKS.search(body):
        found.append("请示结尾应写明“妥否，请批示”一类请求。")
    if len([name for name in re.split("[、，,；;]", addressee) if name.strip()]) > 1:
        found.append("请示应一文一事、一个主送机关；需要同时送其他机关的，用抄送。")
    if not re.search("联系", remark) or not re.search(r"电话|\d{7}", remark):
        found.append("请示应在附注处注明联系人的姓名和电话。")
    return found


def faults_of(letter: Letter) -> tuple[str, ...]:
    """The same of a whole document, with its number, signer, date, attachments and text."""
    body = "\n".join(paragraph.text for paragraph in letter.body)
    found = [*faults(letter.kind, letter.title, letter.addressee, body, letter.remark)]
    if not clean(body).strip():
        found.append("还没有正文。")
    if letter.kind == "通知" and not words(letter.addressee):
        found.append("还没有写主送机关。")
    if letter.number and (fault := fault_of_number(words(letter.number))):
        found.append(f"发文字号“{words(letter.number)}”有误：{fault}")
    if letter.kind in UPWARD and letter.red_head and not words(letter.signer or ""):
        found.append(f"{letter.kind}是上行文，应注明签发人。")
    if words(letter.urgency) not in _URGENCIES:
        found.append("紧急程度只写“特急”或者“加急”。")
    return (*found, *_faults_of_enclosures(letter, body), *_faults_of_outline(letter))


def _faults_of_enclosures(letter: Letter, body: str) -> list[str]:
    found = []
    for place, each in enumerate(letter.enclosures, 1):
        if not words(each.title):
            found.append(f"附件{place}还没有标题。")
        if not each.body and not each.figures:
            found.append(f"附件{place}还没有正文。")
    if re.search(r"(?:见|详见)附件|[（(]附件", body) and not (letter.enclosures or letter.attachments):
        found.append("正文提到附件，但还没有加附件。")
    if marks_secrecy("\n".join((letter.title, body, *(p.text for each in letter.enclosures for p in each.body)))):
        found.append("文中标有密级。涉密文件不得在本系统起草、存放，请按保密规定办理。")
    return found


def _faults_of_outline(letter: Letter) -> list[str]:
    """A level that begins without the one above it (条例 and GB/T 9704 7.3.3: 一、 （一） 1. （1）)."""
    levels = [paragraph.level for paragraph in letter.body]
    if 2 in levels and 1 not in levels[: levels.index(2)]:
        return ["正文结构层次依次为“一、”“（一）”“1.”“（1）”，文中“（一）”之前没有“一、”。"]
    return []
