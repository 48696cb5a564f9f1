"""The derivation table: clause → duty. Which fact starts it, which fact fulfils it, paired on what, owed by whom.

The left column is the clause's ``act``. A clause whose act stands in no row, or whose parameter nobody has settled,
stays visible as standing. ``answers`` are the choices a person made (``{question key: option or value}``).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import chain
from typing import Any

from lianxi.rulebook.compiled import Cadence, Clause, Compiled, Question
from lianxi.rulebook.duties import Duty, Gate, Pattern, Periodic, Power, Response, Standing
from lianxi.rulebook.vocabulary import MEETING_KINDS, VERBS

Answers = Mapping[str, str | int]
OFFICE, MEMBERS, CONVENER = "联席会议办公室", "各成员单位", "召集人"


@dataclass(frozen=True, slots=True)
class Follows:
    """A response: after ``trigger`` (whose data fit) one of ``verbs`` on the same ``pair``."""

    short: str
    trigger: str
    verbs: tuple[str, ...]
    pair: str
    bearer: str
    pattern: tuple[tuple[str, str], ...] = ()
    of_meeting: bool = False  # the trigger is a meeting of the kind the article speaks of
    article_says: tuple[str, ...] = ()  # only where the article has one of these words
    extended_by: str | None = None  # the verb that moves a due date
    ended_by: str | None = None  # the verb after which nothing is owed any more
    also: tuple[str, ...] = ()  # verbs that open the pair later than the trigger would have
    unless_said: str | None = None  # left out where the article has a clause of this act itself
    even_if_may: bool = False  # owed also where the text leaves the manner open (视情): done, or closed with a reason


@dataclass(frozen=True, slots=True)
class Before:
    """A gate: ``verb`` not before ``needs`` on the same ``pair``."""

    short: str
    verb: str
    needs: str
    pair: str
    bearer: str
    of_meeting: bool = False


#: act of the clause → what it demands (articles.md)
RESPONSES: dict[str, tuple[Follows, ...]] = {
    "directive.answered": (
        Follows("上级交办事项反馈", "directive.received", ("directive.answered",), "directive", OFFICE),
    ),
    "minutes.issued": (
        Follows("会议纪要印发", "meeting.held", ("minutes.issued",), "meeting", OFFICE, of_meeting=True),
    ),
    "document.issued": (
        Follows("会议文件印发", "meeting.held", ("document.issued",), "meeting", OFFICE, of_meeting=True),
    ),
    "execution.reported_to_conference": (
        Follows(
            "执行落实情况报告",
            "decision.made",
            ("execution.reported_to_conference",),
            "decision",
            MEMBERS,
            pattern=(("!no_task", "true"),),
            ended_by="decision.withdrawn",
        ),
    ),
    "report.sent": (
        Follows(
            "重大事项报告",
            "decision.made",
            ("report.sent",),
            "decision",
            OFFICE,
            pattern=(("major", "true"),),
            ended_by="decision.withdrawn",
        ),
    ),
    "task.reported": (
        Follows(
            "议定事项落实情况报送",
            "task.assigned",
            ("task.reported", "task.completed"),
            "task",
            MEMBERS,
            extended_by="task.extended",
            ended_by="task.cancelled",
        ),
    ),
    "help.answered": (Follows("协办答复", "help.asked", ("help.answered", "help.escalated"), "help", MEMBERS),),
    "change.filed": (Follows("成员变更备案", "seat.filled", ("change.filed",), "change", OFFICE),),
    "change.reported": (Follows("成员变更报告召集人", "seat.filled", ("change.reported",), "change", OFFICE),),
    "information.circulated": (
        Follows(
            "敏感信息通报",
            "information.reported",
            ("information.circulated", "information.settled", "information.closed"),
            "information",
            OFFICE,
            article_says=("敏感", "信息"),
            even_if_may=True,
        ),
    ),
    "information.verified": (
        Follows(
            "落地核查",
            "information.circulated",
            ("information.verified",),
            "information",
            MEMBERS,
            pattern=(("!to_know", "true"),),  # told only to know of it: nothing to verify
        ),
    ),
    "information.settled": (
        Follows("妥善处理", "information.verified", ("information.settled",), "information", MEMBERS),
    ),
    "problem.investigated": (
        Follows(
            "问题调查研究",
            "problem.opened",
            ("problem.investigated",),
            "problem",
            MEMBERS,
            extended_by="problem.extended",
            ended_by="problem.cancelled",
        ),
    ),
    "problem.tabled": (
        Follows(
            "复杂问题提交研究",
            "problem.opened",
            ("problem.tabled", "problem.decided"),
            "problem",
            MEMBERS,
            pattern=(("complex", "true"),),
            ended_by="problem.ground_dropped",
            also=("problem.ground_set",),
        ),
    ),
    "supervision.reported": (
        Follows("督查情况报告", "supervision.found", ("supervision.reported",), "supervision", "组织实施单位"),
    ),
    "interview.held": (
        Follows(
            "约谈", "interview.decided", ("interview.held",), "interview", CONVENER, ended_by="interview.cancelled"
        ),
        Follows(
            "约谈整改反馈",
            "interview.held",
            ("interview.rectified",),
            "interview",
            MEMBERS,
            extended_by="interview.extended",
            unless_said="interview.rectified",
        ),
    ),
    "interview.rectified": (
        Follows(
            "约谈整改反馈",
            "interview.held",
            ("interview.rectified",),
            "interview",
            MEMBERS,
            extended_by="interview.extended",
        ),
    ),
    "supervision.rectified": (
        Follows(  # of what the room keeps, finding by finding
            "督查问题整改",
            "finding.fed_back",
            ("finding.rectified", "supervision.rectified"),
            "finding",
            MEMBERS,
            extended_by="finding.extended",
            ended_by="finding.withdrawn",
        ),
        Follows(  # of what a body on paper records by hand, as a whole
            "督查整改",
            "supervision.found",
            ("supervision.rectified",),
            "supervision",
            MEMBERS,
            pattern=(("!by_finding", "true"),),
        ),
    ),
    "inspection.answered": (
        Follows(
            "督办单答复",
            "inspection.ordered",
            ("inspection.answered",),
            "inspection",
            MEMBERS,
            ended_by="inspection.cancelled",
        ),
    ),
    "suggestion.answered": (
        Follows(
            "工作建议答复",
            "suggestion.made",
            ("suggestion.answered",),
            "suggestion",
            MEMBERS,
            ended_by="suggestion.cancelled",
        ),
    ),
}
GATES: dict[str, Before] = {
    "minutes.approved": Before("纪要审定", "minutes.issued", "minutes.approved", "meeting", CONVENER, of_meeting=True),
    "supervision.approved": Before(
        "联合督查批准", "supervision.started", "supervision.approved", "supervision", CONVENER
    ),
}

#: words in a meeting's name → its kind, most telling first
KIND_WORDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("plenary", ("全体会议", "全体成员会议", "全会", "全体(扩大)会议", "全体（扩大）会议")),
    ("analysis", ("分析", "研判", "形势")),
    ("dispatch", ("调度", "会商")),
    ("ad_hoc", ("临时", "专题", "紧急")),
    ("work", ("工作会议", "工作例会", "例会", "联席会议", "办公会", "会议", "会")),
)


def meeting_kind(name: str) -> str:
    """The kind of a meeting by its name in the rules; ``work`` where nothing tells."""
    return next((kind for kind, words in KIND_WORDS if any(word in name for word in words)), "work")


def derive(compiled: Compiled, answers: Answers) -> tuple[Duty, ...]:
    """All duties of a rules document with a person's answers, in the order of the text. Every clause yields one."""
    return tuple(_Derivation(compiled, answers).duties())


class _Derivation:
    def __init__(self, compiled: Compiled, answers: Answers) -> None:
        self.compiled = compiled
        self.answers = answers
        self.numbers = {article.label: article.number for article in compiled.articles}
        self.places = {article.label: place for place, article in reversed(list(enumerate(compiled.articles)))}
        self.texts = {article.label: article.text for article in reversed(compiled.articles)}
        self.questions: dict[tuple[str, str, str], Question] = {}
        for question in compiled.questions:
            code, article, act = [*question.key.split(":"), "", ""][:3]
            self.questions.setdefault((code, article, act), question)
        self.bearing = _bearing(compiled.clauses)

    def duties(self) -> Iterable[Duty]:
        used: Counter[str] = Counter()
        demanding = [clause for clause in self.compiled.clauses if clause.modality != "not_a_duty"]
        for duty in chain(*map(self._of_clause, demanding), self._plenary()):
            used[duty.key] += 1
            again = used[duty.key]
            yield replace(duty, key=f"{duty.key}.{again}") if again > 1 else duty

    def _of_clause(self, clause: Clause) -> Iterable[Duty]:
        act = clause.act or ""
        rows = self._rows(clause, RESPONSES.get(act, ()))
        if any(row.even_if_may for row in rows):
            yield from (self._response(clause, row) for row in rows)
        elif clause.modality == "may" or clause.kind == "power":
            yield Power(**self._base(clause, "may", self._named(clause)), verb=act if act in VERBS else None)
        elif clause.cadence is not None and act in VERBS:
            yield self._periodic(clause, act, clause.cadence)
        elif act in GATES:
            yield self._gate(clause, GATES[act])
        elif rows:
            yield from (self._response(clause, row) for row in rows)
        else:
            yield Standing(
                **self._base(clause, "standing", act_name(act) or "原则要求"), verb=act if act in VERBS else None
            )

    def _rows(self, clause: Clause, rows: tuple[Follows, ...]) -> list[Follows]:
        """The rows that fit: the article speaks of the thing, and no other clause of it bears the same demand."""
        if self.bearing.get((clause.article, clause.act)) not in (None, clause.id):
            return []
        article = self.texts.get(clause.article, "")
        return [
            row
            for row in rows
            if (not row.article_says or any(word in article for word in row.article_says))
            and (clause.article, row.unless_said) not in self.bearing
        ]

    def _named(self, clause: Clause) -> str:
        """A short name: the meeting's own, else the official words of the act."""
        name = clause.object or ""
        if clause.act == "meeting.held":
            own = name.removeprefix("联席会议")
            name = own if len(own) > 3 else name
            return name if 0 < len(name) <= 12 else MEETING_KINDS[meeting_kind(name or clause.source)]
        return act_name(clause.act or "")

    # one builder a kind ---------------------------------------------------------------------------------------

    def _periodic(self, clause: Clause, act: str, cadence: Cadence) -> Duty:
        settled = self._settled_cadence(clause, cadence)
        if settled.every is None:
            key = self._question_key("cadence_unresolved", clause)
            if cadence.when in {"as_needed", "ad_hoc"}:
                return Power(**self._base(clause, cadence.when, act_name(act)), verb=act)
            return Standing(**self._base(clause, "open", act_name(act)), verb=act, open_question=key or "cadence")
        kind = meeting_kind(clause.object or clause.source) if act == "meeting.held" else ""
        month = _month_of(settled)
        base = self._base(clause, f"{kind}:{settled.when}" if kind else settled.when, self._named(clause), act)
        if settled is not cadence:  # 定期: how often is what a person chose
            base["certainty"] = "assumed"
        return Periodic(
            **base,
            verb=act,
            pattern={"kind": self._kinds_that_count(kind)} if kind else {},
            every="month" if month else settled.every,
            interval=settled.interval if not month else 1,
            minimum=settled.min,
            when="key_period" if settled.when == "key_period" else "ordinary",
            month=month,
            softened=settled.softened,
        )

    def _settled_cadence(self, clause: Clause, cadence: Cadence) -> Cadence:
        """The stated cadence, or the one a person chose for 定期."""
        if cadence.every is not None or cadence.when != "unresolved":
            return cadence
        return replace(cadence, **_chosen_cadence(self._answer("cadence_unresolved", clause)))

    def _kinds_that_count(self, kind: str) -> frozenset[str]:
        if kind != "work":
            return frozenset({kind})
        chosen = [
            str(value)
            for key, value in self.answers.items()
            if key == "meetings_that_count" or key.startswith("meetings_that_count:")
        ]
        extra = {part for value in chosen for part in value.split(",") if part in MEETING_KINDS}
        return frozenset({"work"} | extra)

    def _gate(self, clause: Clause, row: Before) -> Duty:
        return Gate(
            **self._base(clause, "gate", row.short, row.needs, (clause.approval and clause.approval.by) or row.bearer),
            verb=row.verb,
            needs=row.needs,
            pair=row.pair,
            pattern=self._meeting_pattern(clause) if row.of_meeting else {},
            approver=clause.approval.by if clause.approval else None,
        )

    def _response(self, clause: Clause, row: Follows) -> Duty:
        own = clause.act in row.verbs  # a duty that only follows from the clause does not borrow its time
        amount, unit, certainty = self._time_limit(clause) if own else (None, "day", "assumed")
        pattern: Pattern = {key: frozenset({value}) for key, value in row.pattern}
        if row.of_meeting:
            pattern = self._meeting_pattern(clause)
        base = self._base(clause, row.trigger.partition(".")[0], row.short, row.verbs[0], row.bearer)
        return Response(
            **{**base, "certainty": certainty},
            trigger=row.trigger,
            trigger_pattern=pattern,
            verbs=row.verbs,
            pair=row.pair,
            extended_by=row.extended_by,
            ended_by=row.ended_by,
            also=row.also,
            amount=amount,
            unit=unit,
        )

    def _time_limit(self, clause: Clause) -> tuple[int | None, str, str]:
        deadline = clause.deadline
        if deadline is not None and deadline.amount is not None and not deadline.before:
            return deadline.amount, deadline.unit or "day", "stated"
        for code in ("deadline_word", "deadline_missing"):
            answer = str(self._answer(code, clause) or "")
            number, _, unit = answer.partition(" ")
            if number.isdigit() and int(number) > 0:
                return int(number), unit if unit in {"day", "workday", "month", "hour"} else "day", "assumed"
        return None, "day", clause.certainty

    def _meeting_pattern(self, clause: Clause) -> Pattern:
        """The kind of meeting a clause about minutes or papers speaks of: by its own words, else by its article's."""
        article = self.texts.get(clause.article, "")
        for words in (clause.source, article):
            for kind, names in (
                ("plenary", KIND_WORDS[0][1]),
                ("analysis", ("分析例会", "研判会")),
                ("work", ("工作会议",)),
            ):
                if any(name in words for name in names):
                    return {"kind": frozenset({kind})}
        return {}

    def _plenary(self) -> Iterable[Duty]:
        """A cadence for the plenary that a person set because the rules give none."""
        for question in self.compiled.questions:
            if question.code != "plenary_cadence" or question.span is None:
                continue
            chosen = _chosen_cadence(self.answers.get(question.key))
            if not chosen:
                continue
            article = question.key.split(":")[1]
            yield Periodic(
                key=f"{self._number(article)}:meeting.held:plenary:ordinary",
                article=article,
                label=self.compiled.text[question.span[0] : question.span[1]],
                short="全体会议",
                bearer=OFFICE,
                clause="",
                span=question.span,
                certainty="assumed",
                verb="meeting.held",
                pattern={"kind": frozenset({"plenary"})},
                every=str(chosen["every"]),
                interval=int(str(chosen.get("interval", 1))),
            )

    # shared ---------------------------------------------------------------------------------------------------

    def _base(self, clause: Clause, what: str, short: str, verb: str = "", bearer: str = "") -> dict[str, Any]:
        act = verb or clause.act or "clause"
        code = act if act in VERBS else "clause"
        return {
            "key": f"{self._number(clause.article)}:{code}:{what}",
            "article": clause.article,
            "label": clause.source.strip("，,；;。 \n"),
            "short": short,
            "bearer": bearer or "、".join(clause.actor) or OFFICE,
            "clause": clause.id,
            "span": clause.span,
            "certainty": clause.certainty,
        }

    def _number(self, label: str) -> str:
        """The article's own number, else its place in the text (``p3``)."""
        number = self.numbers.get(label)
        return str(number) if number is not None and label.startswith("第") else f"p{self.places.get(label, 0) + 1}"

    def _question_key(self, code: str, clause: Clause) -> str | None:
        question = self.questions.get((code, clause.article, clause.act or ""))
        return question.key if question else None

    def _answer(self, code: str, clause: Clause) -> str | int | None:
        key = self._question_key(code, clause) or f"{code}:{clause.article}:{clause.act}"
        return self.answers.get(key)


def _bearing(clauses: Iterable[Clause]) -> dict[tuple[str, str | None], str]:
    """Which clause of an article bears a response spoken of twice: the first with a time limit, else the first."""
    found: dict[tuple[str, str | None], Clause] = {}
    for clause in clauses:
        if clause.modality != "must" and not any(row.even_if_may for row in RESPONSES.get(clause.act or "", ())):
            continue
        before = found.setdefault((clause.article, clause.act), clause)
        if _limited(clause) and not _limited(before):
            found[clause.article, clause.act] = clause
    return {key: clause.id for key, clause in found.items()}


def _limited(clause: Clause) -> bool:
    return clause.deadline is not None and clause.deadline.amount is not None and not clause.deadline.before


def act_name(act: str) -> str:
    """The official words of an act, or the act itself where it is the text's own verb."""
    return VERBS.get(act, act)


#: what a person may choose where the rules say 定期 or nothing: option id → cadence
CADENCE_OPTIONS: dict[str, dict[str, Any]] = {
    "week": {"every": "week"},
    "month": {"every": "month"},
    "two_months": {"every": "month", "interval": 2},
    "quarter": {"every": "quarter"},
    "half_year": {"every": "half_year"},
    "year": {"every": "year"},
}


def _chosen_cadence(answer: str | int | None) -> dict[str, Any]:
    chosen = CADENCE_OPTIONS.get(str(answer))
    return {**chosen, "when": "ordinary"} if chosen else {}


def _month_of(cadence: Cadence) -> int | None:
    if cadence.every == "year" and cadence.at and cadence.at.startswith("month:"):
        return int(cadence.at.partition(":")[2])
    return None
