"""What can be done with a matter now, by this seat, what is owed next first: read off the table of moves.

The same row of the table gives the button here, the check in the action and the refusal in words.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lianxi.journal.frame import Actor
from lianxi.journal.moves import Move
from lianxi.matters import moves, words
from lianxi.matters.life.concluding import RESULTS
from lianxi.matters.life.delivering import TO_PETITIONER
from lianxi.matters.models import CasePaper, CoHandler, Matter
from lianxi.matters.scope import visible
from lianxi.roster.roles import OFFICE, UNITS


@dataclass(frozen=True, slots=True)
class Offer:
    """A step that may be taken now. ``page`` and ``arguments`` (after the conference's slug) name its address.

    ``key``: it is what is owed next. ``behalf``: this seat would record it for somebody else (代录).
    """

    name: str
    label: str
    page: str
    arguments: tuple[int | str, ...]
    key: bool = False
    behalf: bool = False


@dataclass(frozen=True, slots=True)
class Way:
    """A step of the table. ``helper``: it is a co-handling unit's; ``kinds``: only for these classes of matter."""

    name: str
    label: str
    move: Move
    helper: bool = False
    kinds: tuple[str, ...] = ()


#: every step that is a form of its own, in the order it is offered
WAYS = (
    Way("notify", "告知接收情况", moves.NOTIFY),
    Way("assign", "交办", moves.ASSIGN),
    Way("reassign", "调整承办单位", moves.REASSIGN),
    Way("accept", "受理", moves.ACCEPT, kinds=("suggestion", "appeal_claim")),
    Way("uphold-objection", "采纳单位异议", moves.UPHOLD_OBJECTION),
    Way("refuse-objection", "不采纳单位异议", moves.REFUSE_OBJECTION),
    Way("return-up", "来文机关同意退回", moves.RETURN_UP),
    Way("keep", "来文机关不同意退回", moves.KEEP),
    Way("report", "反馈办理情况", moves.REPORT),
    Way("reply-part", "反馈协办情况", moves.REPLY_PART, helper=True),
    Way("object", "提出异议", moves.OBJECT),
    Way("chase", "催办", moves.CHASE),
    Way("table", "提请联席会议研究", moves.TABLE),
    Way("measure", "登记化解措施", moves.TAKE_MEASURE),
    Way("ask-extension", "申请延长期限", moves.ASK_EXTENSION, kinds=("appeal_claim",)),
    Way("hearing", "登记听证", moves.HEARING),
    Way("close", "办结", moves.CLOSE),
    Way("execute", "登记执行情况", moves.EXECUTE),
    Way("evaluate", "登记满意度评价", moves.EVALUATE),
    Way("ask-review", "信访人请求复查", moves.ASK_REVIEW),
    Way("reviewed", "收到复查意见", moves.REVIEWED),
    Way("ask-recheck", "信访人请求复核", moves.ASK_RECHECK),
    Way("rechecked", "收到复核意见", moves.RECHECKED),
    Way("reopen", "重新办理", moves.REOPEN),
    Way("discipline", "移送纪检监察机关", moves.SEND_TO_DISCIPLINE, kinds=("accusation",)),
    Way("judicial", "移送政法部门", moves.SEND_TO_JUDICIAL, kinds=("litigation_related", "appeal_claim")),
    Way("divert", "导入其他法定程序", moves.DIVERT, kinds=("appeal_claim",)),
    Way("elsewhere", "告知向有权机关提出", moves.TELL_ELSEWHERE),
    Way("object-up", "向来文机关提出异议", moves.OBJECT_UP),
    Way("decline", "不予受理", moves.DECLINE),
    Way("bar", "不再受理", moves.BAR),
    Way("reclassify", "变更类别", moves.RECLASSIFY),
    Way("ask-void", "申请作废", moves.ASK_VOID),
    Way("void", "同意作废", moves.VOID),
    Way("refuse-void", "不同意作废", moves.REFUSE_VOID),
)
BY_NAME = {way.name: way for way in WAYS}
#: what the office draws up as a paper, by kind → its button
PAPER_WAYS = {
    "opinion": "起草处理意见书",
    "reply": "起草建议答复",
    "agreement": "登记调解、和解协议",
    "closing": "起草办结报告",
}


def next_steps(matter: Matter, papers: Sequence[CasePaper], actor: Actor) -> tuple[Offer, ...]:
    """The steps this seat may take now, what is owed next first. One query, of a unit that helps."""
    if matter.stub or matter.state in ("returned", "voided"):
        return ()
    owed = list(dict.fromkeys(_owed(matter, papers)))
    found = {offer.name: offer for offer in _offers(matter, papers, actor)}
    first = [found[name] for name in owed if name in found]
    rest = [offer for name, offer in found.items() if name not in owed]
    keyed = [_keyed(offer) if place == 0 else offer for place, offer in enumerate(first)]
    return (*keyed, *rest)


def offers(conference: int, actor: Actor, number: int) -> tuple[Offer, ...]:
    """``next_steps`` of a matter by its number; nothing for one that is hidden. Two or three queries."""
    matter = visible(conference, actor).select_related("lead").filter(number=number).first()
    if matter is None:
        return ()
    return next_steps(matter, list(CasePaper.objects.filter(matter=matter).order_by("number")), actor)


def _keyed(offer: Offer) -> Offer:
    return Offer(offer.name, offer.label, offer.page, offer.arguments, True, offer.behalf)


def _owed(matter: Matter, papers: Sequence[CasePaper]) -> Iterable[str]:
    """The names of what is owed, most pressing first."""
    if matter.void_asked_by is not None:
        yield from ("void", "refuse-void")
        return
    for paper in papers:
        if paper.state == "submitted":
            yield f"paper-{paper.number}-approve"
    for paper in papers:
        if paper.kind == "extension_notice" and paper.state == "issued" and paper.delivered_on is None:
            yield f"paper-{paper.number}-deliver"
    yield from _owed_by_state(matter, papers)


def _owed_by_state(matter: Matter, papers: Sequence[CasePaper]) -> Iterable[str]:
    if matter.state in ("registered", "assigned"):
        yield from _owed_undecided(matter)
    elif matter.state == "objected":
        yield from ("uphold-objection", "refuse-objection")
    elif matter.state == "objected_up":
        yield from ("return-up", "keep")
    elif matter.state == "handling":
        yield from (f"paper-{paper.number}-edit" for paper in papers if paper.state in ("draft", "returned"))
        yield "draft-reply" if matter.kind == "suggestion" else "draft-opinion"
    elif matter.state == "answered":
        yield from (f"paper-{paper.number}-deliver" for paper in _results(papers) if paper.delivered_on is None)
        yield "close"
    elif matter.state == "delivered":
        yield "close"
    elif matter.state in ("under_review", "under_recheck"):
        yield "reviewed" if matter.state == "under_review" else "rechecked"
    yield from _owed_after(matter, papers)


def _owed_undecided(matter: Matter) -> Iterable[str]:
    if matter.kind == "accusation":
        yield from ("discipline", "elsewhere")
    elif matter.kind == "litigation_related" or matter.route == 1:
        yield "judicial"
    elif matter.kind == "appeal_claim" and matter.route is None:
        yield "reclassify"
    elif matter.route in (2, 3, 4, 5):
        yield "divert"
    elif matter.lead_id is None:
        yield "assign"
    else:
        yield from ("accept", "report")


def _owed_after(matter: Matter, papers: Sequence[CasePaper]) -> Iterable[str]:
    if matter.state not in (*moves.SETTLED, "delivered"):
        return
    if matter.result == "support" and matter.execution != "done":
        yield "execute"
    if matter.source == "assigned" and matter.state != "delivered":
        closing = [paper for paper in papers if paper.kind == "closing" and paper.state != "void"]
        yield from (f"paper-{paper.number}-issue" for paper in closing if paper.state != "issued")
        if not closing:
            yield "draft-closing"


def _results(papers: Sequence[CasePaper]) -> list[CasePaper]:
    return [paper for paper in papers if paper.kind in RESULTS and paper.state == "issued"]


def _offers(matter: Matter, papers: Sequence[CasePaper], actor: Actor) -> Iterable[Offer]:
    leads = matter.lead is not None and matter.lead.number == actor.unit
    helps = actor.role in UNITS and not leads and CoHandler.objects.filter(
        matter=matter, unit__number=actor.unit or 0
    ).exists()  # fmt: skip
    for paper in papers:
        yield from _of_paper(matter, paper, actor, leads)
    if matter.void_asked_by is not None:
        yield from (_offer(matter, BY_NAME[name]) for name in ("void", "refuse-void") if _decides(matter, actor))
        return
    for kind, label in PAPER_WAYS.items():
        if _fits_paper(matter, papers, kind) and _takes(moves.DRAFT, matter, actor, leads=leads):
            yield Offer(f"draft-{kind}", label, "matter_paper_new", (matter.number, kind))
    for way in WAYS:
        if not _fits(matter, way):
            continue
        if _takes(way.move, matter, actor, leads=helps if way.helper else leads):
            yield _offer(matter, way)
        elif actor.role in OFFICE and _for_others(way.move) and (matter.lead_id or "unit" not in way.move.roles):
            yield _offer(matter, way, behalf=True)


def _decides(matter: Matter, actor: Actor) -> bool:
    return moves.VOID.allows(actor.role) and actor.person != matter.void_asked_by


def _offer(matter: Matter, way: Way, *, behalf: bool = False) -> Offer:
    label = f"代录：{way.label}" if behalf else way.label
    return Offer(way.name, label, "matter_step", (matter.number, way.name), behalf=behalf)


def _takes(move: Move, matter: Matter, actor: Actor, *, leads: bool) -> bool:
    return matter.state in move.from_ and move.allows(actor.role) and (actor.role not in UNITS or leads)


def _for_others(move: Move) -> bool:
    """A step of a unit or of the head of the organ, that the office may record for them."""
    return move.roles in (("unit",), ("organ_head",))


def _fits(matter: Matter, way: Way) -> bool:
    if matter.state not in way.move.from_ or (way.kinds and matter.kind not in way.kinds):
        return False
    refusals = {
        "void": True,
        "refuse-void": True,
        "ask-extension": matter.route != 6 or matter.extended_days >= words.LONGEST_EXTENSION,
        "judicial": matter.kind == "appeal_claim" and matter.route != 1,
        "object-up": matter.source == "petitioner",
        "close": matter.state == "answered" and matter.outcome not in ("mediated", "reconciled"),
        "execute": matter.result != "support" or matter.execution == "done",
        "ask-review": matter.outcome != "opinion",
        "chase": matter.lead_id is None,
        "reply-part": matter.lead_id is None,
        "accept": matter.lead_id is None or (matter.kind == "appeal_claim" and matter.route != 6),
    }
    return not refusals.get(way.name, False)


def _fits_paper(matter: Matter, papers: Sequence[CasePaper], kind: str) -> bool:
    if any(paper.kind == kind and paper.state not in ("issued", "void") for paper in papers):
        return False
    claim = (matter.kind, matter.route) == ("appeal_claim", 6)
    fits = {
        "opinion": matter.state == "handling" and claim,
        "reply": matter.state == "handling" and matter.kind == "suggestion",
        "agreement": matter.state == "handling" and matter.kind == "appeal_claim",
        "closing": matter.source != "petitioner" and matter.state in moves.REPORT_CLOSING.from_,
    }
    return fits[kind] and not (
        kind == "closing" and any(paper.kind == "closing" and paper.issued_on for paper in papers)
    )


def _of_paper(matter: Matter, paper: CasePaper, actor: Actor, leads: bool) -> Iterable[Offer]:
    name, where = words.PAPERS[paper.kind], ("matter_paper_step", matter.number, paper.number)

    def to(step: str, label: str, *, behalf: bool = False) -> Offer:
        page, *numbers = where
        said = f"代录：{label}" if behalf else label
        return Offer(f"paper-{paper.number}-{step}", said, str(page), (*numbers, step), behalf=behalf)

    if paper.state in ("draft", "returned"):
        if _takes(moves.EDIT_PAPER, matter, actor, leads=leads):
            yield to("edit", f"{'修改' if paper.state == 'returned' else '继续起草'}{name}")
            yield to("drop", f"作废{name}草稿")
        if paper.kind in ("agreement", "closing") and actor.role in OFFICE:
            yield to("issue", "登记签订协议" if paper.kind == "agreement" else "报送办结报告")
    elif paper.state == "submitted":
        name = "延期申请" if paper.kind == "extension" else name
        if actor.role == "organ_head" and actor.person != paper.drafter:
            yield to("approve", f"审批{name}")
        elif actor.role in OFFICE:
            yield to("approve", f"审批{name}", behalf=True)
    elif paper.state == "issued" and paper.delivered_on is None and paper.kind in TO_PETITIONER:
        move = moves.DELIVER if paper.kind in RESULTS else moves.DELIVER_NOTICE
        if _takes(move, matter, actor, leads=leads):
            yield to("deliver", f"登记{name}送达")
