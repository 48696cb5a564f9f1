"""A body with an issuer of each kind, and documents brought to a state."""

from __future__ import annotations

from lianxi.journal.attachments import Upload
from lianxi.journal.frame import Behalf, Call
from lianxi.papers import issuers, outgoing, queries
from lianxi.papers.content import Draft
from lianxi.papers.issuers import IssuerGiven
from lianxi.papers.queries import DocumentView
from lianxi.web import clock
from tests.cast import Cast, Player

SCAN = Upload("签发稿.pdf", b"%PDF-1.4 signed")
OFFICE = IssuerGiven("office", "柳塘镇联席会议办公室", "柳塘镇联席会议办公室文件", "柳信联办", "convener")
ELSEWHERE = IssuerGiven("government", "柳塘镇人民政府", "柳塘镇人民政府文件", "", "organ_head", own_book=False)
STATES = ("draft", "checked", "signed", "issued", "filed")


def issuer(cast: Cast, given: IssuerGiven = OFFICE) -> int:
    return issuers.set_issuer(cast.clerk.call(), issuer=given).number


def draft(number: int, kind: str = "notice", title: str = "关于开展夏季排查的通知") -> Draft:
    return Draft(kind, number, title, addressee="各村、各有关单位", body="现将有关事项通知如下。\n一、时间安排。")


def view(cast: Cast, number: int) -> DocumentView:
    found = queries.document_for(cast.conference, number, role="director", unit=None, year=clock.today().year)
    assert found is not None
    return found


def brought_to(cast: Cast, state: str, given: Draft) -> int:
    """A document in that state: drafted and checked by the clerk and the director, signed by the convener."""
    number = outgoing.draft_document(cast.clerk.call(), draft=given).number
    if state != "draft":
        outgoing.check_document(cast.director.call(), number=number, version=1)
    if state in STATES[2:]:
        outgoing.sign_document(cast.convener.call(), number=number, version=2)
    if state in STATES[3:]:
        assert cast.village.unit is not None
        outgoing.issue_document(cast.clerk.call(), number=number, version=3, units=[cast.village.unit])
    if state == "filed":
        outgoing.file_document(cast.clerk.call(), number=number, version=4)
    return number


def on_behalf(cast: Cast, who: Player) -> Call:
    """The office records what that person did on paper today."""
    behalf = Behalf(who.person, who.seat, who.role, who.unit, "paper", clock.today(), scan=True)
    return Call(cast.conference, cast.clerk.actor, clock.now(), None, behalf)
