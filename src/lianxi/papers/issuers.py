"""Who issues documents: set by the office, one for the conference and one for its office to begin with."""

from __future__ import annotations

from dataclasses import dataclass

from lianxi.journal.frame import Step, action
from lianxi.journal.refusals import Invalid, Stale
from lianxi.papers import moves
from lianxi.papers.models import BODIES, SIGNERS, Issuer
from lianxi.papers.numbers import DOCUMENTS, begun, next_running


@dataclass(frozen=True, slots=True)
class IssuerGiven:
    """An issuer as it is set. ``start``: the first number of this year given out here. ``closed``: no new drafts."""

    body: str
    name: str
    mark: str
    code: str
    signer: str
    red_head: bool = True
    own_book: bool = True
    start: int = 1
    closed: bool = False


@action(moves.SET_ISSUER)
def set_issuer(step: Step, *, issuer: IssuerGiven, number: int | None = None, version: int = 0) -> str:
    """Add an issuer, or change one. What was issued keeps its number and its head."""
    _check(issuer)
    values = {
        "body": issuer.body,
        "name": issuer.name.strip()[:80],
        "mark": issuer.mark.strip()[:80],
        "code": issuer.code.strip()[:30],
        "signer": issuer.signer,
        "red_head": issuer.red_head,
        "own_book": issuer.own_book,
        "start_year": step.today.year,
        "start_running": issuer.start,
        "closed_on": step.today if issuer.closed else None,
    }
    namesake = (
        Issuer.objects.filter(conference=step.conference, name=values["name"]).exclude(number=number or 0).exists()
    )
    if namesake:
        raise Invalid("已有同名的发文机关。", "name")
    coded = Issuer.objects.filter(conference=step.conference, code=values["code"]).exclude(number=number or 0)
    if values["code"] and coded.exists():
        raise Invalid("这个机关代字已用于另一个发文机关。请换一个，以免文号重复。", "code")
    if number is None:
        number = Issuer.objects.create(conference=step.conference, number=step.next("issuer"), **values).number
    else:
        if not _starts_anew(step, number, issuer.start):
            del values["start_year"], values["start_running"]
        changed = Issuer.objects.filter(conference=step.conference, number=number, version=version)
        if not changed.update(**values, version=version + 1):
            raise Stale("其间有人改动了这个发文机关。请看过最新情况后再保存。", now="")
    step.fact("issuer.set", f"issuer:{number}", data={"body": issuer.body, "own_book": issuer.own_book})
    return f"issuer:{number}"


def start_of(issuer: Issuer, year: int) -> int:
    """The first number given out here in a year."""
    return issuer.start_running if issuer.start_year == year else 1


def _starts_anew(step: Step, number: int, start: int) -> bool:
    """Whether the first number of this year is another than before; a book that has begun does not begin anew."""
    row = Issuer.objects.filter(conference=step.conference, number=number).first()
    year = step.today.year
    if row is None or start == start_of(row, year):
        return False
    if begun(row, DOCUMENTS, year):
        last = next_running(row, DOCUMENTS, year) - 1
        raise Invalid(f"本年的字号已编到第 {last} 号，起始号不能再改。不用的号请在字号簿中作废。", "start")
    return True


def _check(issuer: IssuerGiven) -> None:
    if issuer.body not in BODIES or issuer.signer not in SIGNERS:
        raise Invalid("请选择发文机关类别和签发人。", "body")
    if not issuer.name.strip() or not issuer.mark.strip():
        raise Invalid("请填写发文机关名称和版头标志。", "name")
    if issuer.own_book and not issuer.code.strip():
        raise Invalid("由本办公室编号的，请填写机关代字，例如“鹭信联办”。", "code")
    if issuer.start < 1:
        raise Invalid("起始号从 1 开始。", "start")
