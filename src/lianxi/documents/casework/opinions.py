"""信访处理意见书 (《信访工作条例》 article 32) and the answer to a suggestion (29)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from ..official.levels import outline
from ..official.typeset import words
from ..official.values import Paragraph
from .law import OPINION, REGULATION, SUGGESTION
from .letter import write_case_letter
from .values import UNNAMED, CasePaper, Petitioner, day_of, sentence

#: 支持, 解释说明, 不支持 (32(1)–(3))
Result = Literal["supported", "explained", "not_supported"]
Adoption = Literal["adopted", "partly", "not_adopted"]

RESULTS: Final[dict[Result, str]] = {
    "supported": "请求事实清楚，符合法律、法规、规章或者其他有关规定，依据{article}第一项，对{your}请求予以支持。",
    "explained": "请求事由合理但缺乏法律依据，依据{article}第二项，向{you}作出解释说明。",
    "not_supported": (
        "请求缺乏事实根据或者不符合法律、法规、规章或者其他有关规定，依据{article}第三项，对{your}请求不予支持。"
    ),
}
_ADOPTIONS: Final[dict[Adoption, str]] = {
    "adopted": "经研究论证，{your}建议科学合理、具有现实可行性，予以采纳。",
    "partly": "经研究论证，{your}建议中科学合理、具有现实可行性的部分予以采纳。",
    "not_adopted": "经研究论证，{your}建议目前尚不具备采纳条件。",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class HandlingOpinion(CasePaper):
    """信访处理意见书 with its four contents (32): ``claim``, ``facts`` and reasons, ``opinion``, ``legal_basis``.

    ``review_organ``: the next higher organ, where review may be asked for within 30 calendar days (35).
    ``carried_out_by`` and ``carried_out_until``: of an opinion that supports the claim (32(2)).
    """

    result: Result
    petitioner: Petitioner = UNNAMED
    subject: str = ""
    accepted_on: date | None = None
    claim: str = ""
    facts: str = ""
    opinion: str = ""
    legal_basis: str = ""
    review_organ: str = ""
    carried_out_by: str = ""
    carried_out_until: date | None = None
    attachments: tuple[str, ...] = ()
    contact: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SuggestionReply(CasePaper):
    """建议答复 (29(1)): what was adopted, and why or how."""

    adoption: Adoption
    petitioner: Petitioner = UNNAMED
    subject: str = ""
    received_on: date | None = None
    suggestion: str = ""
    reply: str = ""
    attachments: tuple[str, ...] = ()
    contact: str = ""


def write_opinion(paper: HandlingOpinion) -> bytes:
    """信访处理意见书."""
    you = paper.petitioner.you
    about = f"关于{sentence(paper.subject)}的" if words(paper.subject) else ""
    number = f"（登记编号：{words(paper.matter_number)}）" if words(paper.matter_number) else ""
    body = [
        Paragraph(
            f"{you}提出的{about}信访事项{number}，本机关于{day_of(paper.accepted_on)}受理。经听取{you}陈述的事实和理由，并"
            f"调查核实，现依据{OPINION}，提出处理意见如下。"
        ),
        *_part("一、信访请求", paper.claim),
        *_part("二、事实和理由", paper.facts),
        Paragraph("三、处理意见", 1),
        Paragraph(_in_words(RESULTS[paper.result], you)),
        *(outline(paper.opinion) or (Paragraph("＿" * 26),)),
        *_execution(paper),
        *_part("四、法律法规依据", paper.legal_basis),
        Paragraph(_remedy(paper)),
    ]
    return write_case_letter(
        paper, "信访处理意见书", paper.petitioner.called, body, attachments=paper.attachments, contact=paper.contact
    )


def _execution(paper: HandlingOpinion) -> list[Paragraph]:
    """Who carries out what was supported, and until when."""
    unit = words(paper.carried_out_by)
    if paper.result != "supported" or not unit:
        return []
    until = f"，于{day_of(paper.carried_out_until)}前完成" if paper.carried_out_until else ""
    return [Paragraph(f"上述意见由{unit}负责执行{until}，本机关予以督促。")]


def _remedy(paper: HandlingOpinion) -> str:
    above = words(paper.review_organ)
    where = f"本机关的上一级机关、单位{above}" if above else "本机关的上一级机关、单位"
    return (
        f"{paper.petitioner.you}对本处理意见不服的，依据{REGULATION}第三十五条，可以自收到本意见书之日起30日内"
        f"请求{where}复查。"
    )


def write_reply(paper: SuggestionReply) -> bytes:
    """关于…建议的答复."""
    you, about = paper.petitioner.you, sentence(paper.subject)
    named = f"关于{about}的建议" if about else "建议"
    body = [
        Paragraph(
            f"{you}于{day_of(paper.received_on)}提出的{named}收悉，感谢{you}对我们工作的关心和支持。依据{SUGGESTION}，经认真"
            "研究，现答复如下。"
        ),
        *_part("一、建议内容", paper.suggestion),
        Paragraph("二、答复意见" if words(paper.suggestion) else "一、答复意见", 1),
        Paragraph(_in_words(_ADOPTIONS[paper.adoption], you)),
        *outline(paper.reply),
        Paragraph(f"欢迎{you}继续提出宝贵意见和建议。"),
    ]
    title = f"关于{about}建议的答复" if about else "建议答复书"
    if not words(paper.suggestion):
        body = [body[0], *body[2:]]
    return write_case_letter(
        paper, title, paper.petitioner.called, body, attachments=paper.attachments, contact=paper.contact
    )


def _part(heading: str, text: str) -> list[Paragraph]:
    """A heading with its text, or with a line to write on."""
    return [Paragraph(heading, 1), *(outline(text) or (Paragraph("＿" * 26),))]


def _in_words(pattern: str, you: str) -> str:
    return pattern.format(article=f"{REGULATION}第三十二条第一款", you=you, your=f"{you}的")
