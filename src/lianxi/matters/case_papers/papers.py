"""The papers of a matter: drafted, sent to be approved, returned; notices laid within another step; delivered.

The organ that issues is the township government or a lawfully competent branch, never a village, which helps to verify
and settle (15(3)). What the head of the organ approves is issued in ``concluding`` and ``extending``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from lianxi.journal.attachments import Upload
from lianxi.journal.frame import Step, action
from lianxi.journal.moves import Move
from lianxi.journal.refusals import Invalid, RuleBroken, Stale
from lianxi.journal.versioned import save_next
from lianxi.matters import hands, moves, words
from lianxi.matters.case_papers.paper_content import DRAFTED, check_complete, tidy
from lianxi.matters.case_papers.paper_numbers import take_number
from lianxi.matters.models import CasePaper, Matter
from lianxi.matters.standing import take
from lianxi.matters.tables import setting
from lianxi.roster.models import Unit
from lianxi.rulebook.facts import Value

VILLAGES = ("village", "community")
#: what the head of the organ decides by the step that lays the notice
DECIDED = ("decline", "bar")
EDITABLE = ("draft", "returned")


def lay_notice(
    step: Step,
    matter: Matter,
    kind: str,
    *,
    on: date,
    organ: str = "",
    document_number: str = "",
    content: Mapping[str, str] | None = None,
) -> CasePaper:
    """Lay an issued notice within the entry being written; no fact of its own.

    ``organ``: one of those set, the first of them where empty. ``document_number``: as typed, else the organ's next.
    Raises ``Invalid`` for another organ and a number that is none or used.
    """
    who = hands.person(step)
    issuer = organ_of(step, organ)
    return CasePaper.objects.create(
        conference=step.conference,
        number=step.next("case_paper"),
        matter=matter,
        kind=kind,
        organ=issuer,
        document_number=take_number(step.conference.pk, issuer, kind, on.year, document_number, required=False),
        content=dict(content or {}),
        drafted_on=step.today,
        drafter=step.actor.person,
        state="issued",
        approver=who if kind in DECIDED else None,
        approved_on=on if kind in DECIDED else None,
        issued_on=on,
    )


def erase_papers(step: Step, matter: Matter) -> None:
    """What left by an exit keeps of its papers only kind, days, number and receipt; drafts are void."""
    rows = CasePaper.objects.filter(conference=step.conference, matter=matter)
    rows.exclude(state="issued").update(state="void")
    rows.update(content={}, opinion="", answer="")


def organ_of(step: Step, organ: str) -> str:
    """The issuing organ: one of those the office set, the first where none is named; never a village.

    Empty where none is set and none named. Raises ``Invalid``.
    """
    known = setting.ledger(step.conference.pk).organs
    wanted = organ.strip() or (known[0] if known else "")
    if not wanted:
        return ""
    if Unit.objects.filter(conference=step.conference, kind__in=VILLAGES, name=wanted).exists():
        raise Invalid("村（社区）协助核实、化解，不出具办理文书。请选择镇人民政府或依法有权处理的机关。", "organ")
    if wanted not in known:
        raise Invalid("请选择出具文书的机关。出具机关由办公室在“台账设定”中列出。", "organ")
    return wanted


def require_organ(step: Step, organ: str) -> str:
    """``organ_of``, and there is one."""
    found = organ_of(step, organ)
    if not found:
        raise Invalid("还没有设定出具文书的机关。请先在“台账设定”中填写。", "organ")
    return found


def take_paper(step: Step, number: int, paper: int, version: int, move: Move, *states: str) -> tuple[Matter, CasePaper]:
    """A matter and one of its papers, for a move: at the version looked at, in one of these states of the paper."""
    matter = take(step, number, None, move)
    row = CasePaper.objects.filter(conference=step.conference, matter=matter, number=paper).first()
    if row is None:
        raise Invalid("这件信访事项没有这份文书。", "paper")
    if row.version != version:
        raise Stale("其间有人办理过这份文书。请看过最新情况后再办理。", now=words.PAPER_STATES[row.state])
    if row.state not in states:
        raise RuleBroken(f"这份{words.PAPERS[row.kind]}现为“{words.PAPER_STATES[row.state]}”，不能办理这一步。")
    return matter, row


def told(step: Step, matter: Matter, paper: CasePaper, move: Move, on: date | None = None, **data: Value) -> str:
    """The fact that a step on a paper is; gives the matter as the object of the entry."""
    bearer = f"matter:{matter.number}"
    step.fact(move.verb, bearer, on=on, data={"paper": paper.number, "kind": paper.kind, **data})
    return bearer


def new_paper(step: Step, matter: Matter, kind: str, state: str, **columns: Any) -> CasePaper:
    """A paper drafted by whose hand it is."""
    return CasePaper.objects.create(
        conference=step.conference,
        number=step.next("case_paper"),
        matter=matter,
        kind=kind,
        drafted_on=step.today,
        drafter=hands.person(step),
        state=state,
        **columns,
    )


@action(moves.DRAFT)
def draft_paper(
    step: Step, *, number: int, kind: str, content: Mapping[str, str], organ: str = "", submit: bool = False
) -> str:
    """Draft an opinion (32), a reply (29), an agreement (33), a closing report (22(3)); it may be incomplete.

    ``submit``: send it to be approved at once. Gives the paper as its object.
    """
    matter = take(step, number, None, moves.DRAFT)
    hands.check_bearer(step, matter)
    _check_kind(matter, kind)
    if CasePaper.objects.filter(matter=matter, kind=kind).exclude(state__in=("issued", "void")).exists():
        raise RuleBroken(f"这件信访事项已有一份{words.PAPERS[kind]}在起草或审批。请在那一份上修改。")
    row = new_paper(step, matter, kind, "draft", organ=organ_of(step, organ), content=tidy(kind, content))
    told(step, matter, row, moves.DRAFT)
    if submit:
        _submit(step, matter, row)
    return f"case_paper:{row.number}"


def _check_kind(matter: Matter, kind: str) -> None:
    if kind not in DRAFTED:
        raise Invalid("请选择文书种类。", "kind")
    if kind in ("opinion", "agreement") and matter.state != "handling":
        raise RuleBroken(f"{words.PAPERS[kind]}在受理后的办理中起草。这件信访事项现为“{words.STATES[matter.state]}”。")
    if kind == "opinion" and (matter.kind, matter.route) != ("appeal_claim", 6):
        raise RuleBroken("信访处理意见书只用于按信访程序办理的申诉求决类事项（条例第三十一条第六项、第三十二条）。")
    if kind == "reply" and (matter.state, matter.kind) != ("handling", "suggestion"):
        raise RuleBroken("建议答复用于已受理、办理中的建议意见类事项（条例第二十九条）。")
    if kind == "closing" and matter.source == "petitioner":
        raise RuleBroken("这件信访事项是直接收到的，没有交办机关，不报送办结报告。")


@action(moves.EDIT_PAPER)
def edit_paper(
    step: Step,
    *,
    number: int,
    paper: int,
    version: int,
    content: Mapping[str, str],
    organ: str = "",
    submit: bool = False,
) -> str:
    """Change a draft, or one that was returned. Who changes it last is its drafter and cannot approve it."""
    matter, row = take_paper(step, number, paper, version, moves.EDIT_PAPER, *EDITABLE)
    hands.check_bearer(step, matter)
    row.content, row.organ = tidy(row.kind, content), organ_of(step, organ or row.organ)
    row.drafter = hands.person(step)
    save_next(row, "content", "organ", "drafter")
    told(step, matter, row, moves.EDIT_PAPER)
    if submit:
        _submit(step, matter, row)
    return f"case_paper:{row.number}"


@action(moves.SUBMIT)
def submit_paper(step: Step, *, number: int, paper: int, version: int) -> str:
    """Send a complete draft to the head of the organ."""
    matter, row = take_paper(step, number, paper, version, moves.SUBMIT, *EDITABLE)
    hands.check_bearer(step, matter)
    _submit(step, matter, row)
    return f"case_paper:{row.number}"


def _submit(step: Step, matter: Matter, row: CasePaper) -> None:
    """Check what the law wants in it, seal it against edits, wait for approval."""
    if row.kind not in ("opinion", "reply"):
        raise RuleBroken(f"{words.PAPERS[row.kind]}不经送审，由办公室直接登记出具。")
    if matter.state not in moves.SUBMIT.from_:
        raise RuleBroken(f"这件信访事项现为“{words.STATES[matter.state]}”，不能送审文书。")
    check_complete(row.kind, row.content, step.today)
    heard = row.content.get("heard_on", "")
    if heard and date.fromisoformat(heard) < matter.petitioned_on:
        raise Invalid("听取陈述的日期早于信访日期。请核对。", "heard_on")
    row.organ, row.state, row.opinion = require_organ(step, row.organ), "submitted", ""
    save_next(row, "organ", "state", "opinion")
    told(step, matter, row, moves.SUBMIT, **({"heard": heard} if heard else {}))


@action(moves.RETURN_PAPER)
def return_paper(
    step: Step, *, number: int, paper: int, version: int, opinion: str, files: Sequence[Upload] = ()
) -> str:
    """The head of the organ sends a draft back, with what is to be mended."""
    if not opinion.strip():
        raise Invalid("请写明退回的意见。", "opinion")
    matter, row = take_paper(step, number, paper, version, moves.RETURN_PAPER, "submitted")
    hands.check_recusal(step, matter)
    if row.kind == "extension":
        raise RuleBroken("延期申请请办理“不同意延长办理期限”。")
    row.state, row.opinion = "returned", opinion.strip()
    save_next(row, "state", "opinion")
    told(step, matter, row, moves.RETURN_PAPER, on=hands.day(step))
    step.text("opinion", opinion)
    for file in files:
        step.attach(file)
    return f"case_paper:{row.number}"


@action(moves.DROP_PAPER)
def drop_paper(step: Step, *, number: int, paper: int, version: int) -> str:
    """Void a draft that is not wanted; what was issued stays."""
    matter, row = take_paper(step, number, paper, version, moves.DROP_PAPER, *EDITABLE)
    hands.check_bearer(step, matter)
    row.state = "void"
    save_next(row, "state")
    return told(step, matter, row, moves.DROP_PAPER)
