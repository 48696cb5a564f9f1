"""Forms of a petition matter: what is known is printed, what is not is left to be written in, one page each."""

from __future__ import annotations

from dataclasses import replace

import pytest

from lianxi.documents import casework as cw
from lianxi.documents.official import Opinion

from .casework import DUE, EXTENSION, FORMS, ORGAN, RECEIVED, RECEPTION, REGISTRATION, SERVICE, VILLAGE, WHO
from .official import W, part, text_of, values


def boxes(paper: cw.CasePaper) -> dict[str, str]:
    """Label (its lines joined) → what stands in its box, one paragraph a line."""
    found: dict[str, str] = {}
    for row in part(cw.write_case_paper(paper)).iter(f"{W}tr"):
        cells = ["\n".join(text_of(one) for one in cell.findall(f"{W}p")) for cell in row.findall(f"{W}tc")]
        found |= dict(zip((label.replace("\n", "") for label in cells[::2]), cells[1::2], strict=True))
    return found


def test_a_registration_says_who_what_and_how_it_came():
    told = boxes(REGISTRATION)
    assert told["信访人"] == "李秋禾"
    assert told["信访形式"] == "□来信　☑来访　□来电　□网上信访"
    assert told["初次重复"] == "☑初次　□重复"
    assert told["领导批示"] == "同意。请抓紧办理。\n王小明　2026年7月20日"
    assert not {"来文机关", "信访代表"} & told.keys()


def test_a_matter_that_was_sent_shows_the_sender_his_number_and_the_date_he_set():
    told = boxes(
        replace(
            REGISTRATION, sender="云溪县信访局", sender_number="云信转〔2026〕112号", sender_due=DUE, channel="传真"
        )
    )
    assert (told["来文机关"], told["来文字号"], told["指定期限"]) == (
        "云溪县信访局",
        "云信转〔2026〕112号",
        "2026年9月22日",
    )
    assert told["信访形式"].endswith("□网上信访　☑传真")


def test_an_extension_has_a_box_to_sign_for_handler_lead_and_head():
    told = boxes(EXTENSION)
    assert told["延长天数"] == "20 日"
    assert told["承办人意见"] == "申请延期20日。\n王工　2026年9月15日"
    assert told["机关负责人审批意见"] == "　　年　月　日"


@pytest.mark.parametrize("days", [0, 31, 60])
def test_an_extension_that_the_law_does_not_know_is_refused(days: int):
    with pytest.raises(ValueError, match="1至30日"):
        cw.write_case_paper(replace(EXTENSION, days=days))
    with pytest.raises(ValueError, match="第三十四条"):
        cw.write_case_paper(cw.ExtensionNotice(organ=ORGAN, days=days))


def test_a_village_shows_its_measures_and_whether_it_settled_the_matter():
    told = boxes(VILLAGE)
    assert told["采取措施"] == "☑疏导教育　□矛盾化解　□帮扶救助　☑人民调解"
    assert told["办理结果"] == "☑就地化解　□上报"
    assert boxes(replace(VILLAGE, settled=None))["办理结果"] == "□就地化解　□上报"


def test_a_refused_delivery_is_not_shown_as_signed():
    refused = boxes(
        replace(SERVICE, refused=True, signed="李秋禾", refusal="不同意处理意见。", witnesses=("赵建国", "何田"))
    )
    assert refused["送达结果"] == "□签收　☑拒收"
    assert refused["受送达人签名盖章"] == "　　年　月　日"
    assert refused["见证人签名"] == "赵建国、何田"
    signed = boxes(replace(SERVICE, signed="李秋禾", delivered_on=RECEIVED))
    assert signed["受送达人签名盖章"] == "李秋禾　2026年7月20日"
    assert signed["送达文书"] == "1.信访处理意见书（云政信〔2026〕8号）\n2.调解协议书（云信调〔2026〕3号）"


def test_no_form_asks_for_special_persons_or_counts_silence_as_success():
    shown = "".join("".join(boxes(each)) + "".join(boxes(each).values()) for each in FORMS)
    assert not [word for word in ("息访", "稳控", "重点人", "扬言", "政治面貌", "民族") if word in shown]


@pytest.mark.parametrize("paper", FORMS, ids=cw.name_of)
def test_without_identity_the_boxes_stay_empty_and_no_name_is_in_the_file(paper: cw.CasePaper):
    field = "addressee" if isinstance(paper, cw.ServiceReceipt) else "petitioner"
    bare = replace(paper, **{field: cw.Petitioner()})
    told = boxes(bare)
    assert told["受送达人" if field == "addressee" else "信访人"] == ""
    for hidden in (WHO.name, WHO.phone, WHO.id_number, WHO.address):
        assert str(hidden) not in "".join(told.values())


@pytest.mark.parametrize("paper", FORMS, ids=cw.name_of)
def test_the_columns_fill_the_width_of_the_text_and_the_title_is_xiaobiaosong(paper: cw.CasePaper):
    document = part(cw.write_case_paper(paper))
    for row in document.iter(f"{W}tr"):
        assert sum(int(cell.get(f"{W}w", "0")) for cell in row.iter(f"{W}tcW")) == 8845
    title = next(document.iter(f"{W}r"))
    assert values(title, "rPr/rFonts")["eastAsia"] == "方正小标宋简体"
    assert values(title, "rPr/sz")["val"] == "44"


def test_a_reception_bears_what_the_leader_said_and_who_must_act():
    told = boxes(replace(RECEPTION, opinion=Opinion("请核实。", "王小明", RECEIVED, behalf="周文")))
    assert told["接访领导意见"] == "请核实。\n王小明（代录：周文）　2026年7月20日"
    assert told["人数"] == "6 人"
