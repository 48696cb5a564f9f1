"""What only a person can settle, asked in plain Chinese beside the sentence it comes from."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from ..compiled import Clause, Option, Question, Span
from ..derivation import RESPONSES
from .director import Director
from .layout import Layout
from .roster import Doubt, Roster

OPEN = Option("open", "暂不确定（待定）")
_CADENCES = (
    Option("week", "每周一次"), Option("month", "每月一次"), Option("two_months", "每两个月一次"),
    Option("quarter", "每季度一次"),
    Option("half_year", "每半年一次"), Option("year", "每年一次"), OPEN,
)  # fmt: skip
_DAYS = (*(Option(str(days), f"{days}日内") for days in (1, 3, 5, 7, 15, 30)), OPEN)
_MEETINGS = (
    Option("none", "都不算，只算工作会议"), Option("plenary", "全体会议"), Option("analysis", "分析例会"),
    Option("ad_hoc", "临时会议"), Option("dispatch", "调度会商会议"),
)  # fmt: skip

#: acts whose time limit a joint conference must know even where the rules give none
_NEED_LIMIT = {
    "minutes.issued": "会议纪要应在会后几日内印发",
    "report.sent": "重大事项应在几日内向上报告",
    "execution.reported_to_conference": "执行落实情况应在几日内向会议报告",
    "change.reported": "成员变更应在几日内报告召集人",
    "supervision.reported": "督查情况应在完成后几日内报告",
    "information.circulated": "信息收到后应在几日内通报或者说明理由办结",
    "information.verified": "信息应在几日内核查反馈",
    "information.settled": "信息应在几日内处置完毕",
    "directive.answered": "上级交办事项应在几日内报告办理结果",
    "document.issued": "会议文件应在会后几日内印发",
    "problem.tabled": "复杂问题应在几日内提请会议研究",
    "interview.held": "决定约谈后应在几日内约谈",
    "interview.rectified": "约谈后应在几日内反馈整改情况",
}


@dataclass(slots=True)
class _Asked:
    """Questions so far; a second one for the same article and act is numbered."""

    questions: list[Question] = field(default_factory=list)
    keys: dict[str, int] = field(default_factory=dict)

    def add(
        self,
        code: str,
        article: str,
        act: str,
        text: str,
        span: Span | None,
        options: Iterable[Option],
        *,
        may_stay_open: bool,
    ) -> None:
        key = f"{code}:{article}:{act}"
        self.keys[key] = self.keys.get(key, 0) + 1
        if self.keys[key] > 1:
            key = f"{key}:{self.keys[key]}"
        self.questions.append(Question(code, key, text, span, tuple(options), may_stay_open))


def ask(
    folded: str, clauses: Iterable[Clause], roster: Roster, director: Director | None, layout: Layout
) -> tuple[Question, ...]:
    """Every open point of a compiled document."""
    asked = _Asked()
    clauses = list(clauses)
    limited = {(clause.article, clause.act) for clause in clauses if clause.deadline or _periodic(clause)}
    texts = {block.label: folded[block.start : block.end] for block in reversed(layout.blocks)}
    for clause in clauses:
        owed = _demands(clause, texts.get(clause.article, ""))
        _about_clause(asked, clause, owed and (clause.article, clause.act) not in limited)
        limited.add((clause.article, clause.act))
    _about_meetings(asked, clauses, _DECLARED.search(folded) is not None)
    for doubt in roster.doubts:
        _about_unit(asked, doubt)
    _about_vacancies(asked, roster, layout)
    if director is not None:
        _about_director(asked, director)
    return tuple(asked.questions)


def _periodic(clause: Clause) -> bool:
    """Whether it comes back by itself; 视情 and 根据需要 give no time."""
    return clause.cadence is not None and clause.cadence.when not in {"as_needed", "ad_hoc"}


def _about_clause(asked: _Asked, clause: Clause, untimed: bool) -> None:
    """``untimed``: a response is owed, and neither does its article give the time elsewhere nor has it been asked."""
    act = clause.act or "act"
    quoted = f"{clause.article}写的是“{clause.source}”。"
    if clause.cadence and clause.cadence.when == "unresolved":
        asked.add(
            "cadence_unresolved",
            clause.article,
            act,
            f"{quoted}“定期”没有写明周期，按多久一次掌握？",
            clause.span,
            _CADENCES,
            may_stay_open=True,
        )
    elif clause.deadline and clause.deadline.word and clause.modality == "must":
        word = clause.deadline.word
        asked.add(
            "deadline_word",
            clause.article,
            act,
            f"{quoted}“{word}”没有写明期限，按几日（自然日）内掌握？",
            clause.span,
            _DAYS,
            may_stay_open=True,
        )
    elif act in _NEED_LIMIT and untimed:
        asked.add(
            "deadline_missing",
            clause.article,
            act,
            f"{quoted}{_NEED_LIMIT[act]}，规则没有写明，按几日（自然日）掌握？",
            clause.span,
            _DAYS,
            may_stay_open=True,
        )


def _demands(clause: Clause, article: str) -> bool:
    """A response that is owed; 视情通报 is owed too: circulated, or closed with a reason.

    Of an article that does not speak of the thing (通报有关情况) nothing is derived, so nothing is asked.
    """
    told = [row.article_says for row in RESPONSES.get(clause.act or "", ()) if row.article_says]
    if told and not any(word in article for words in told for word in words):
        return False
    if clause.act == "information.circulated" and "视情" in clause.source:
        return True
    return clause.kind == "response" and clause.modality == "must"


def _about_meetings(asked: _Asked, clauses: list[Clause], key_period_declared: bool) -> None:
    held = [clause for clause in clauses if clause.act == "meeting.held"]
    periodic = [clause for clause in held if clause.cadence and clause.cadence.every]
    plenary = next((clause for clause in clauses if "全体会议" in clause.source), None)
    if plenary and not any("全体会议" in (clause.object or "") for clause in periodic):
        text = f"{plenary.article}规定了全体会议，但没有写明多久召开一次。按多久一次掌握？"
        asked.add("plenary_cadence", plenary.article, "meeting.held", text, plenary.span, _CADENCES, may_stay_open=True)
    work = next((clause for clause in periodic if "工作会议" in (clause.object or "")), None)
    if work:
        text = f"{work.article}要求召开工作会议。除工作会议外，下列会议哪些也算作工作会议（可多选）？"
        asked.add("meetings_that_count", work.article, "meeting.held", text, work.span, _MEETINGS, may_stay_open=True)
    key = next((clause for clause in clauses if clause.cadence and clause.cadence.when == "key_period"), None)
    if key and not key_period_declared:
        options = (Option("convener", "召集人"), Option("office", "办公室"), Option("parent", "党委、政府"), OPEN)
        text = f"{key.article}写的是“{key.source}”，但没有写明由谁确定起止时间。由谁确定？"
        asked.add(
            "key_period_declarer", key.article, "key_period.declared", text, key.span, options, may_stay_open=True
        )


_DECLARED = re.compile(
    r"(?:时期|期间|时段|节点)(?:的[^，。]{0,8})?由[^，。]{2,20}(?:确定|宣布|划定|认定|公布|明确)"
    r"|(?:确定|宣布|划定|认定)[^，。]{0,10}(?:重点|敏感|特殊|特护)[^，。]{0,4}(?:时期|期间|时段)"
)
_HOW = {
    "unit_abbrev": "像是简称与全称",
    "unit_renamed": "名称不同，可能是更名，也可能是两个单位",
    "unit_truncated": "像是没有写全",
}


def _about_unit(asked: _Asked, doubt: Doubt) -> None:
    who = f"（{doubt.person}）" if doubt.person else ""
    listed = f"成员单位名单中写的是“{doubt.unit}”"
    text = f"{doubt.article}写的是“{doubt.raw}”{who}，{listed}，{_HOW[doubt.code]}。是同一个单位吗？"
    options = [Option("same", f"是同一单位，按“{doubt.unit}”"), Option("other", f"不是，“{doubt.raw}”是另一个单位")]
    asked.add(doubt.code, doubt.article, "seat.filled", text, doubt.span, options, may_stay_open=False)


def _about_vacancies(asked: _Asked, roster: Roster, layout: Layout) -> None:
    vacant = [seat for seat in roster.seats if seat.person is None and seat.role != "director"]
    if not vacant:
        return
    first = vacant[0]
    article = next((block.label for block in layout.blocks if block.start <= first.span[0] < block.end), "")
    names = "、".join(seat.post or seat.unit or "" for seat in vacant)
    text = f"{article}中有 {len(vacant)} 个席位只写职务、未载明姓名：{names}。请补充姓名，也可以先空着。"
    asked.add(
        "vacant_name", article, "seat.filled", text, (first.span[0], vacant[-1].span[1]), (OPEN,), may_stay_open=True
    )


def _about_director(asked: _Asked, director: Director) -> None:
    text = f"{director.article}规定办公室主任由“{director.held_by}”担任，没有写姓名。现由谁担任？"
    options = [Option(f"person:{name}", f"{name}（{director.unit}）") for name in director.suggested]
    asked.add("director", director.article, "seat.filled", text, director.span, [*options, OPEN], may_stay_open=True)
