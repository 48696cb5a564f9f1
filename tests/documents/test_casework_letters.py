"""Notices, opinion, agreement, letters: what each says, by which article, and on what page."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date
from typing import Any

import pytest

from lianxi.documents import casework as cw

from .casework import (
    ACCEPTANCE,
    AGREEMENT,
    ALL,
    ASSIGNMENT,
    BAR,
    CLOSING,
    DECLINE,
    ELSEWHERE,
    EXTENSION_NOTICE,
    OBJECTION,
    OPINION,
    ORGAN,
    REPLY,
    ROUTE,
    TRANSFER,
    WHO,
)
from .official import W, faces, paragraph, paragraphs, part, text_of, values

_KINDS = cw.Notice | cw.Objection | cw.AssignmentLetter | cw.ClosingReport | cw.HandlingOpinion | cw.SuggestionReply
LETTERS = tuple(each for each in ALL if isinstance(each, _KINDS))


def text(paper: cw.CasePaper) -> str:
    return "\n".join(text_of(one) for one in paragraphs(cw.write_case_paper(paper)))


# ── the page ────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("paper", LETTERS, ids=cw.name_of)
def test_a_letter_has_a_black_title_its_number_at_the_right_and_the_addressee_below(paper: Any):
    docx = cw.write_case_paper(paper)
    title, number = paragraphs(docx)[:2]
    assert {face[1:] for face in faces(title)} == {("方正小标宋简体", "44")}
    assert not [colour for colour in part(docx).iter(f"{W}color") if colour.get(f"{W}val") == "FF0000"]
    assert values(title, "pPr/jc")["val"] == "center"
    assert faces(number) == [(paper.number, "仿宋_GB2312", "32")]
    assert values(number, "pPr/jc")["val"] == "right"
    assert text_of(paragraphs(docx)[3]).endswith("：")


def test_the_page_is_a4_with_the_margins_of_the_standard():
    section = part(cw.write_case_paper(ACCEPTANCE)).find(f"{W}body/{W}sectPr")
    assert section is not None
    assert values(section, "pgSz") == {"w": "11906", "h": "16838"}
    assert {key: values(section, "pgMar")[key] for key in ("top", "left", "bottom", "right")} == {
        "top": "2098", "left": "1587", "bottom": "1984", "right": "1474"
    }  # fmt: skip


def test_signature_and_date_stand_without_room_for_a_seal():
    docx = cw.write_case_paper(replace(ACCEPTANCE, organ="云溪镇综合治理办公室"))
    signed, day = paragraph(docx, "云溪镇综合治理办公室"), paragraph(docx, "2026年7月24日")
    # the name two characters from the edge, the date two characters right of the name's beginning
    start = int(values(signed, "pPr/ind")["left"])
    assert start == 8845 - 2 * 315 - 10 * 315
    assert int(values(day, "pPr/ind")["left"]) == start + 2 * 315


# ── what they say ───────────────────────────────────────────────────────────────────────────────────────────────────


def test_acceptance_tells_the_way_the_sixty_days_and_the_review():
    told = text(ACCEPTANCE)
    assert "依据《信访工作条例》（以下简称《条例》）第二十三条第一款、第二款，决定自2026年7月24日起予以受理" in told
    assert "《条例》第三十一条第六项" in told
    assert "自受理之日起60日内办结（至2026年9月22日届满）" in told
    assert "可以延长不超过30日，并告知你延期理由（《条例》第三十四条）" in told
    assert "自收到书面答复之日起30日内请求云溪县人民政府复查（《条例》第三十五条）" in told


def test_the_sixty_days_bind_matters_of_article_31_6_only():
    told = text(replace(ACCEPTANCE, procedure="由本机关研究论证后予以回复。", sender="云溪县信访局"))
    assert "由本机关研究论证后予以回复。" in told
    assert "第二十三条第三款" in told
    assert not [wrong for wrong in ("60日", "第三十四条", "第三十五条") if wrong in told]


@pytest.mark.parametrize(
    ("paper", "said"),
    [
        (DECLINE, "依据《信访工作条例》第十九条第三款"),
        (BAR, "依据《信访工作条例》第三十六条第三款，本机关对该事项不再受理"),
        (BAR, "第三十七条第二款，可以依法申请社会救助"),
        (ROUTE, "依据《信访工作条例》第三十一条第四项，该事项可以通过行政复议、行政裁决"),
        (TRANSFER, "第二十三条第一款、第二款，本机关已于2026年7月24日将该事项转送云溪镇卫生院处理"),
        (replace(TRANSFER, assigned=True), "将该事项交办云溪镇卫生院处理"),
        (ELSEWHERE, "依据《信访工作条例》第二十条第二款、第二十三条第一款、第二款，请你按照法律法规规定的程序向"),
        (replace(ELSEWHERE, litigation=False), "第二十三条第一款、第二款，请你向有权处理的云溪县人民法院提出"),
        (EXTENSION_NOTICE, "依据《信访工作条例》第三十四条，经本机关负责人批准，决定延长办理期限20日"),
        (OBJECTION, "第二十三条第三款，现于收到之日起5个工作日内（期限至2026年7月27日）提出异议"),
        (OBJECTION, "经你单位核实同意后，本单位即交还相关材料"),
        (ASSIGNMENT, "《信访工作条例》第五条第三项“属地管理、分级负责，谁主管、谁负责”"),
        (ASSIGNMENT, "3.于2026年8月31日前将办理结果、有关证明材料书面报云溪镇信访工作联席会议办公室。"),
        (REPLY, "《信访工作条例》第二十九条第一款"),
        (AGREEMENT, "《信访工作条例》第三十三条，经甲方、乙方同意，由云溪镇人民政府主持调解"),
        (AGREEMENT, "本协议一式三份，各方各执一份"),
        (CLOSING, "第二十二条第一款第三项"),
        (CLOSING, "要求于2026年9月20日前报送办理结果"),
    ],
)  # fmt: skip
def test_a_paper_cites_the_article_it_rests_on(paper: cw.CasePaper, said: str):
    assert said in text(paper)


def test_an_opinion_has_its_four_contents_in_order_and_the_remedy():
    told = text(OPINION)
    headings = ["一、信访请求", "二、事实和理由", "三、处理意见", "四、法律法规依据"]
    places = [told.index(heading) for heading in headings]
    assert places == sorted(places)
    assert "可以自收到本意见书之日起30日内请求本机关的上一级机关、单位云溪县人民政府复查" in told
    assert "上述意见由村镇建设办公室负责执行，于2026年9月30日前完成" in told


@pytest.mark.parametrize(
    ("result", "item", "said"),
    [
        ("supported", "第一项", "予以支持"),
        ("explained", "第二项", "作出解释说明"),
        ("not_supported", "第三项", "不予支持"),
    ],
)
def test_each_result_is_said_as_article_32_says_it(result: cw.Result, item: str, said: str):
    told = text(replace(OPINION, result=result))
    assert f"《信访工作条例》第三十二条第一款{item}" in told
    assert said in told
    assert ("负责执行" in told) is (result == "supported")


def test_several_people_and_organisations_are_addressed_as_such():
    assert "李秋禾等12人：" in text(replace(BAR, petitioner=replace(WHO, people=12)))
    assert "你们对复核意见不服" in text(replace(BAR, petitioner=replace(WHO, people=12)))
    assert "你单位对复核意见不服" in text(replace(BAR, petitioner=cw.Petitioner("某公司", organisation=True)))


def test_a_settlement_of_their_own_has_no_mediator():
    told = text(replace(AGREEMENT, mediated=False))
    assert "信访事项和解协议书" in told
    assert "甲方、乙方自愿和解" in told
    assert "调解人员" not in told


# ── identities ──────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("paper", [*LETTERS, AGREEMENT], ids=cw.name_of)
def test_without_identity_a_line_is_left_to_write_on_and_no_name_is_in_the_file(paper: Any):
    bare = (
        replace(paper, parties=(cw.Party(), cw.Party()))
        if isinstance(paper, cw.Agreement)
        else replace(paper, petitioner=cw.Petitioner())
    )
    told = text(bare)
    assert "＿＿＿＿＿＿" in told
    for hidden in (WHO.name, WHO.phone, WHO.id_number, WHO.address):
        assert str(hidden) not in told


def test_a_redacted_copy_says_so_on_every_page_and_prints_the_masks_it_was_given():
    docx = cw.write_case_paper(replace(BAR, petitioner=cw.Petitioner("李＊＊"), redacted=True))
    assert "李＊＊：" in "\n".join(text_of(one) for one in paragraphs(docx))
    heads = [text_of(part(docx, f"word/header{number}.xml")) for number in (1, 2)]
    assert heads == ["脱敏副本", "脱敏副本"]


# ── what is missing ─────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("paper", ALL, ids=cw.name_of)
def test_a_complete_paper_has_no_faults(paper: cw.CasePaper):
    assert cw.faults_of(paper) == ()


def test_what_the_law_wants_and_is_missing_is_named():
    assert cw.faults_of(cw.HandlingOpinion(result="explained", organ=ORGAN, number="云政信[2026]8号")) == (
        "还没有写投诉请求（第三十二条）。",
        "还没有写事实和理由（第三十二条）。",
        "还没有写处理意见（第三十二条）。",
        "还没有写法律法规依据（第三十二条）。",
        "还没有写可以请求复查的上一级机关（第三十五条）。",
        "发文字号“云政信[2026]8号”有误：年份要用六角括号〔〕，例如〔2026〕3号。",
    )
    assert "涉密内容" in cw.faults_of(replace(OPINION, facts="机密★10年"))[0]


def test_what_is_not_given_leaves_lines_and_never_the_word_none():
    for kind, given in (
        (cw.AcceptanceNotice, {}), (cw.Objection, {"sender": ""}), (cw.HandlingOpinion, {"result": "supported"}),
        (cw.ClosingReport, {"sender": ""}), (cw.AssignmentLetter, {"unit": ""}), (cw.Agreement, {"mediated": True}),
    ):  # fmt: skip
        told = text(kind(organ=ORGAN, **given))
        assert "None" not in told
        assert "＿" in told


def test_no_paper_has_a_field_for_special_persons():
    names = {field.name for paper in ALL for field in fields(paper)} | {each.name for each in fields(WHO)}
    assert not [name for name in names if any(word in name for word in ("special", "threat", "politic", "ethnic"))]


def test_dates_have_no_leading_zeros():
    assert "2026年8月5日" in text(replace(ACCEPTANCE, dated=date(2026, 8, 5)))
