"""The pages of a matter's steps and papers: who may, what they say, what they do; its papers as files."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from lianxi.inbox import casework
from lianxi.matters.case_papers.case_files import BLANKS
from lianxi.matters.identities.opening import open_identity
from lianxi.matters.identities.vault import Petitioner
from lianxi.matters.life import owing
from lianxi.matters.life.owing import WAYS
from lianxi.web import clock
from lianxi.web.matter_step_table import STEPS
from tests.cast import Cast
from tests.matters.life import OPINION, Life, begin
from tests.web.rows import TODAY, a_scan

NAME = "欧阳海棠"


def at(life: Life, name: str, *rest: Any) -> str:
    return reverse(name, args=[life.cast.slug, life.number, *rest])


def text_of(client: Client, where: str, status: int = 200) -> str:
    answer = client.get(where)
    assert answer.status_code == status, answer.status_code
    return answer.content.decode()


def docx_text(data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read("word/document.xml").decode()


def test_every_step_of_the_table_has_its_page_and_every_page_its_step() -> None:
    assert STEPS.keys() == {way.name for way in WAYS}


def test_what_is_owed_next_comes_first_for_whose_it_is(cast: Cast) -> None:
    life = begin(cast, "registered")

    def first(who: str) -> str:
        found = owing.offers(cast.conference, cast.players[who].actor, life.number)
        keys = [offer for offer in found if offer.key]
        assert keys in ([], [found[0]] if found else [])
        return keys[0].name if keys else ""

    assert (first("clerk"), first("organ_head"), first("police")) == ("assign", "assign", "")
    life.assign()
    assert (first("clerk"), first("police"), first("village")) == ("accept", "report", "")
    life.accept()
    assert first("clerk") == "draft-opinion"
    life.ask_extension(10)
    paper = life.paper("extension").number
    assert (first("clerk"), first("organ_head")) == (f"paper-{paper}-approve", f"paper-{paper}-approve")
    life.extend()
    assert first("clerk") == f"paper-{life.paper('extension_notice').number}-deliver"
    life.deliver("extension_notice")
    life.draft()
    life.issue()
    assert first("clerk") == f"paper-{life.paper('opinion').number}-deliver"
    life.deliver()
    assert first("clerk") == "close"
    life.close()
    assert first("clerk") == "execute"


def test_an_opinion_is_drafted_approved_delivered_and_the_matter_closed_through_the_pages(
    cast: Cast, clients: dict[str, Client]
) -> None:
    life = begin(cast)
    clerk, head = clients["clerk"], clients["organ_head"]
    new = at(life, "matter_paper_new", "opinion")
    assert "起草人不能审批" in text_of(clerk, new)
    wrong = clerk.post(new, {**OPINION, "legal_basis": "", "do": "submit"})
    assert wrong.status_code == 422
    assert "法律法规依据" in wrong.content.decode()
    assert OPINION["facts"] in wrong.content.decode()  # nothing typed is lost
    assert clerk.post(new, {**OPINION, "do": "submit", "organ": "柳塘镇人民政府"}).status_code == 302
    number = life.paper("opinion").number
    page = at(life, "matter_paper", number)
    assert "待审批" in text_of(clerk, page)
    approve = at(life, "matter_paper_step", number, "approve")
    waiting = casework.of_the_organ_head(cast.conference, cast.organ_head.actor, clock.today())
    assert [(item.page, item.arguments) for item in waiting] == [
        ("matter_paper_step", (life.number, number, "approve"))
    ]
    assert OPINION["opinion"] in text_of(head, approve)
    given = {"version": life.paper("opinion").version, "document_number": "柳政信〔2026〕9号"}
    assert head.post(approve, {**given, "version": 1}).status_code == 409
    assert head.post(approve, given).status_code == 302
    assert "现在不需要审批" in text_of(head, approve)
    told = list(casework.of_the_papers(cast.conference, cast.clerk.actor, clock.today()))
    assert [item.verb for item in told] == ["登记送达"]
    deliver = at(life, "matter_paper_step", number, "deliver")
    handed = {"version": life.paper("opinion").version, "on": TODAY, "mode": "in_person", "receipt": "refused"}
    assert "见证人" in clerk.post(deliver, handed).content.decode()
    assert clerk.post(deliver, {**handed, "note": "拒收，村干部两人见证。"}).status_code == 302
    assert (
        clerk.post(at(life, "matter_step", "close"), {"version": life.matter.version, "on": TODAY}).status_code == 302
    )
    assert life.matter.state == "closed"
    assert "不能办理“办结”" in text_of(clerk, at(life, "matter_step", "close"))


def test_the_office_records_the_heads_approval_and_a_units_report_with_whose_it_was(
    cast: Cast, clients: dict[str, Client]
) -> None:
    life = begin(cast)
    clerk = clients["clerk"]
    asked = {"version": life.matter.version, "days": 10, "reason": "需要测量。", "organ": "柳塘镇人民政府"}
    assert clerk.post(at(life, "matter_step", "ask-extension"), asked).status_code == 302
    paper = life.paper("extension")
    approve = at(life, "matter_paper_step", paper.number, "approve")
    assert "代录" in text_of(clerk, approve)
    given = {"version": paper.version, "behalf_seat": cast.organ_head.seat, "behalf_on": TODAY}
    assert clerk.post(approve, given).status_code == 422  # no scan
    assert life.matter.extended_days == 0
    assert clerk.post(approve, {**given, "scans": a_scan()}).status_code == 302
    assert life.matter.extended_days == 10
    report = at(life, "matter_step", "report")
    assert "代谁登记" in text_of(clerk, report)
    behalf = {"behalf_seat": cast.police.seat, "means": "phone", "behalf_on": TODAY}
    sent = clerk.post(report, {"version": life.matter.version, "text": "已核查。", **behalf})
    assert sent.status_code == 302
    assert life.matter.progress.get().unit.number == cast.police.unit
    decline = at(life, "matter_step", "decline")
    assert clients["police"].get(decline).status_code == 403
    assert clients["convener"].get(at(life, "matter_step", "close")).status_code == 403
    assert clients["village"].get(report).status_code == 404


def test_a_paper_prints_no_name_without_an_opening_and_the_whole_file_is_one_archive_in_order(
    cast: Cast, clients: dict[str, Client]
) -> None:
    life = begin(cast, "delivered", pace=0, petitioners=(Petitioner(NAME, phone="13912345678"),))
    clerk = clients["clerk"]
    opinion = life.paper("opinion").number
    for where in (
        at(life, "matter_paper_docx", opinion),
        at(life, "matter_paper_receipt", opinion),
        at(life, "matter_registration"),
    ):
        assert NAME not in docx_text(clerk.get(where).content)
    assert "欧阳" in docx_text(clerk.get(at(life, "matter_registration")).content)  # the mask
    for kind in BLANKS:
        assert NAME not in docx_text(clerk.get(at(life, "matter_blank", kind)).content)
    assert clerk.get(at(life, "matter_blank", "opinion")).status_code == 404
    answer = clerk.get(at(life, "matter_file_zip"))
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        names = archive.namelist()
        assert not any(NAME in docx_text(archive.read(name)) for name in names if name.endswith(".docx"))
    assert [name.partition("_")[2] for name in names[1:]] == [
        "信访事项登记表.docx", "受理告知书.docx", "信访处理意见书.docx", "送达回证.docx",
    ]  # fmt: skip
    opened = clerk_opens(life)
    shown = text_of(clerk, reverse("identity_opened", args=[cast.slug, f"matter:{life.number}", opened]))
    assert f"/matters/{life.number}/papers/?opened={opened}" in shown
    assert f"paper.docx?opened={opened}" in text_of(clerk, at(life, "matter_papers") + f"?opened={opened}")
    whole = docx_text(clerk.get(at(life, "matter_paper_docx", opinion) + f"?opened={opened}").content)
    assert NAME in whole
    other = clients["director"].get(at(life, "matter_paper_docx", opinion) + f"?opened={opened}")
    assert NAME not in docx_text(other.content)  # somebody else's opening opens nothing


def clerk_opens(life: Life) -> int:
    return open_identity(life.cast.clerk.call(), holder=f"matter:{life.number}").entry


@pytest.mark.parametrize(
    ("name", "rest", "most"), [("matter_step", ("measure",), 8), ("matter_paper", (), 10), ("matter_papers", (), 7)]
)
def test_the_pages_ask_few_questions(
    cast: Cast,
    clients: dict[str, Client],
    django_assert_max_num_queries: Any,
    name: str,
    rest: tuple[str, ...],
    most: int,
) -> None:
    life = begin(cast)
    paper = (life.paper("acceptance").number,) if name == "matter_paper" else ()
    where = at(life, name, *rest, *paper)
    clients["clerk"].get(where)
    with django_assert_max_num_queries(most):
        clients["clerk"].get(where)
