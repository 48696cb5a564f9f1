"""Accepted, declined, barred, diverted, sent away: what each needs, and what an exit leaves behind."""

from __future__ import annotations

from typing import Any

import pytest

from lianxi.journal import queries as journal
from lianxi.journal.attachments import Upload
from lianxi.journal.models import Attachment, FactRow, Text
from lianxi.journal.refusals import Invalid, RuleBroken
from lianxi.journal.verify import verify
from lianxi.matters.identities import vault
from lianxi.matters.identities.people import Petitioner
from lianxi.matters.life import correcting, deciding
from lianxi.matters.life.deciding import Exit, Notice
from lianxi.matters.models import CasePaper, Deadline, Identity, Matter
from lianxi.matters.scope import visible
from tests.cast import Cast
from tests.matters.life import Life, begin

CANARY = "欧阳听雨"


def accuse(cast: Cast, **changed: Any) -> Life:
    return begin(
        cast,
        "registered",
        kind="accusation",
        route=None,
        purpose="accuse",
        title="反映所内人员收受礼金",
        text="反映派出所有人收受礼金。",
        accused_units=(cast.police.unit,),
        petitioners=(Petitioner(CANARY, phone="13800001234"),),
        **changed,
    )


def test_the_sixty_days_run_from_acceptance_of_a_claim_of_route_six_only(cast: Cast) -> None:
    life = begin(cast, "handling")
    handling = Deadline.objects.get(matter=life.matter, rule="handling")
    assert (handling.strict - life.today).days == 60
    assert life.matter.due_rule == "handling"
    advice = begin(cast, "registered", kind="suggestion", route=None)
    advice.assign()
    advice.accept()
    assert not Deadline.objects.filter(matter=advice.matter, rule="handling").exists()
    assert advice.matter.due_on is None


def test_acceptance_needs_a_bearer_and_a_route_and_is_not_for_accusations(cast: Cast) -> None:
    life = begin(cast, "registered", route=None)
    with pytest.raises(RuleBroken, match="办理途径"):
        life.accept()
    correcting.reclassify_matter(
        life.call(cast.clerk), **life.seen(), kind="appeal_claim", route=4, reason="属行政确认。"
    )
    with pytest.raises(RuleBroken, match="导入其他法定程序"):
        life.accept()
    correcting.reclassify_matter(
        life.call(cast.clerk), **life.seen(), kind="appeal_claim", route=6, reason="核对后更正。"
    )
    with pytest.raises(RuleBroken, match="先交办"):
        life.accept()
    with pytest.raises(RuleBroken, match="移送纪检监察机关"):
        accuse(cast).accept()


def test_a_notice_meets_the_fifteen_days_and_never_lies_ahead(cast: Cast) -> None:
    life = begin(cast, "registered")
    life.later(20)
    with pytest.raises(Invalid):
        deciding.notify_receipt(
            life.call(cast.clerk), **life.seen(), notice=Notice(life.today.replace(year=life.today.year + 1))
        )
    deciding.notify_receipt(life.call(cast.clerk), **life.seen(), notice=Notice(life.today))
    row = Deadline.objects.get(matter=life.matter, rule="direct_notice")
    assert row.met_on == life.today > row.judged, "told, but late"
    assert CasePaper.objects.get(matter=life.matter).kind == "receipt"


def test_only_the_head_of_the_organ_declines_and_on_paper_only_with_the_scan(cast: Cast) -> None:
    life = begin(cast, "registered")
    notice = Notice(life.today)
    for who in (cast.clerk, cast.convener):
        with pytest.raises(RuleBroken, match="机关负责人"):
            deciding.decline_matter(life.call(who), **life.seen(), notice=notice, reason="已在办理期限内。")
    with pytest.raises(Invalid, match="理由"):
        deciding.decline_matter(life.call(cast.organ_head), **life.seen(), notice=notice, reason="")
    deciding.decline_matter(life.call(cast.organ_head), **life.seen(), notice=notice, reason="已在办理期限内。")
    assert (life.matter.state, life.matter.due_on) == ("declined", None)


def test_diverting_names_the_route_and_reclassifying_brings_it_back_without_gaining_time(cast: Cast) -> None:
    life = begin(cast, "handling")
    before = Deadline.objects.get(matter=life.matter, rule="handling").judged
    with pytest.raises(Invalid, match="第三十一条"):
        deciding.divert_matter(life.call(cast.clerk), **life.seen(), notice=Notice(life.today), route=6, reason="x")
    deciding.divert_matter(
        life.call(cast.clerk), **life.seen(), notice=Notice(life.today), route=2, reason="属劳动争议。"
    )
    assert life.matter.state == "diverted"
    life.later(40)
    correcting.reclassify_matter(
        life.call(cast.clerk), **life.seen(), kind="appeal_claim", route=6, reason="仲裁委不予受理。"
    )
    life.accept()
    assert Deadline.objects.get(matter=life.matter, rule="handling").judged == before


def test_an_accusation_leaves_nothing_but_a_stub(cast: Cast) -> None:
    life = accuse(cast)
    seen = life.seen()
    assert not visible(cast.conference, cast.police.actor).exists()
    assert not visible(cast.conference, cast.liaison.actor).exists()
    with pytest.raises(Invalid, match="移送函编号"):
        deciding.send_to_discipline(life.call(cast.clerk), **seen, exit_=Exit("青山县纪委监委", life.today))
    deciding.notify_receipt(
        life.call(cast.clerk), **seen, notice=Notice(life.today, content={"text": "所内人员收受礼金"})
    )
    done = deciding.send_to_discipline(
        life.call(cast.clerk),
        **life.seen(),
        exit_=Exit("青山县纪委监委", life.today, "移字3号"),
        files=[Upload("移送函回执.png", b"receipt")],
    )
    row = life.matter
    assert (row.stub, row.title, row.text, row.state, row.closed_on) == (True, "", "", "discipline", life.today)
    assert not Identity.objects.exists()
    assert CasePaper.objects.get(matter=row).content == {}
    entry = journal.entry(cast.conference, done.entry)
    assert entry is not None
    assert entry.facts[0].verb == "matter.sent_to_discipline"
    assert entry.texts == {"to": "青山县纪委监委", "receipt": "移字3号"}
    assert [file.name for file in entry.files] == ["移送函回执.png"]
    assert verify(cast.slug).findings == ()
    for words in ("礼金", CANARY, "13800001234"):
        assert not Matter.objects.filter(text__contains=words).exists()
        assert not Text.objects.filter(text__contains=words).exists()
        assert not FactRow.objects.filter(data__contains=words).exists()


def test_files_of_what_left_are_gone_and_the_chain_stays_sound(
    cast: Cast, django_capture_on_commit_callbacks: Any
) -> None:
    life = accuse(cast)
    given = life.matter
    with django_capture_on_commit_callbacks(execute=True):
        correcting.ask_void(life.call(cast.clerk), **life.seen(), reason="误登。")
        correcting.refuse_void(life.call(cast.director), number=given.number, version=life.matter.version)
        deciding.send_to_discipline(
            life.call(cast.clerk), **life.seen(), exit_=Exit("青山县纪委监委", life.today, "移字4号")
        )
    assert not Text.objects.filter(text="误登。").exists()
    assert not Attachment.objects.exclude(name="").exists()
    assert verify(cast.slug).findings == ()


def test_an_exit_is_for_its_own_class(cast: Cast) -> None:
    life = begin(cast, "registered")
    for act in (deciding.send_to_discipline, deciding.send_to_judicial):
        with pytest.raises(RuleBroken, match="先变更事项类别"):
            act(life.call(cast.clerk), **life.seen(), exit_=Exit("县委政法委", life.today, "1号"))
    deciding.tell_elsewhere(life.call(cast.clerk), **life.seen(), exit_=Exit("县住建局", life.today))
    assert life.matter.state == "elsewhere"
    assert vault.masks(cast.conference, [f"matter:{life.number}"]) in ({}, {f"matter:{life.number}": ()})


def test_where_the_office_itself_is_accused_the_head_of_the_organ_acts(cast: Cast) -> None:
    assert cast.director.unit is not None
    life = begin(
        cast,
        "registered",
        kind="accusation",
        route=None,
        accused_units=(cast.director.unit,),
        petitioners=(),
    )
    assert not visible(cast.conference, cast.director.actor).exists()
    assert visible(cast.conference, cast.organ_head.actor).exists()
    deciding.send_to_discipline(
        life.call(cast.organ_head), **life.seen(), exit_=Exit("青山县纪委监委", life.today, "移字5号")
    )
    assert life.matter.stub
