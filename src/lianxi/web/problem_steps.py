"""What can be done on a problem now, by this seat: straight from the table of moves, one form a step."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from lianxi.information import policy_advice
from lianxi.information import problem_moves as moves
from lianxi.information import problems as actions
from lianxi.information.problem_queries import ProblemView
from lianxi.journal.frame import Call, Done
from lianxi.journal.moves import Move
from lianxi.journal.refusals import Invalid
from lianxi.meetings import from_problems as conference
from lianxi.roster import queries as roster
from lianxi.roster.queries import SeatView
from lianxi.roster.roles import OFFICE, UNITS
from lianxi.web import problem_forms as forms
from lianxi.web.pages import Visit

Write = Callable[[Call, int, forms.ProblemStep], Done]


@dataclass(frozen=True, slots=True)
class Kind:
    """A step: its words, what it asks, its move, its form, its write. ``files``: the form takes files."""

    name: str
    label: str
    about: str
    move: Move
    form: type[forms.ProblemStep]
    write: Write


def _call(action: Callable[..., Done], *names: str, **renamed: str) -> Write:
    """A write that hands fields of the form to the action; ``renamed``: parameter → field."""

    def write(call: Call, number: int, form: forms.ProblemStep) -> Done:
        given = form.cleaned_data
        fields = {**{name: name for name in names}, **renamed}
        return action(call, number=number, version=given["version"], **{to: given[at] for to, at in fields.items()})

    return write


def _chase(call: Call, number: int, form: forms.ProblemStep) -> Done:
    return actions.chase_problems(call, numbers=[number])


def _add_sources(call: Call, number: int, form: forms.ProblemStep) -> Done:
    assert isinstance(form, forms.SourcesForm)
    return actions.add_sources(call, number=number, sources=form.sources())


def _investigate(call: Call, number: int, form: forms.ProblemStep) -> Done:
    assert isinstance(form, forms.InvestigateForm)
    given = form.cleaned_data
    return actions.investigate_problem(
        call, number=number, version=given["version"], investigation=form.investigation(), files=given["scans"]
    )


def _close(call: Call, number: int, form: forms.ProblemStep) -> Done:
    given = form.cleaned_data
    return actions.close_problem(
        call, number=number, version=given["version"], solved=given["solved"] == "yes", outcome=given["outcome"]
    )


#: in the order they are offered: what is owed next stands first
KINDS: tuple[Kind, ...] = (
    Kind(
        "investigate",
        "报送调查情况",
        "查清事实，列出处理方案并比较利弊。提请研究前可以补充后重新报送。",
        moves.INVESTIGATE,
        forms.InvestigateForm,
        _investigate,
    ),
    Kind(
        "decide",
        "登记议定结果",
        "会议纪要已经印发。勾选关于这个问题的议定事项，所交办的任务随之列入本档。",
        moves.DECIDE,
        forms.DecideForm,
        _call(conference.decide_problem, "decisions"),
    ),
    Kind(
        "table",
        "提请联席会议研究",
        "议题进入待研究事项，筹备下一次会议时列入议程。",
        moves.TABLE,
        forms.TableForm,
        _call(conference.table_problem, "item", "reason"),
    ),
    Kind("close", "销号", "解决与否都要写明有何变化。", moves.CLOSE, forms.CloseForm, _close),
    Kind(
        "reopen",
        "问题再次出现，重新办理",
        "由原调查单位重新调查，原来的调查、议定和结果保留在经过中。",
        moves.REOPEN,
        forms.ReopenForm,
        _call(actions.reopen_problem, "due", "reason"),
    ),
    Kind("chase", "催办调查研究", "提醒调查单位，并记入日志。", moves.CHASE, forms.PlainForm, _chase),
    Kind(
        "set_ground",
        "认定情况复杂或难度较大",
        "认定后须提请联席会议研究，议定后才能销号。",
        moves.SET_GROUND,
        forms.GroundForm,
        _call(actions.set_ground, "ground", "reason"),
    ),
    Kind(
        "answer",
        "登记政策建议的答复",
        "对方书面答复采纳与否。",
        moves.TAKE_ANSWER,
        forms.AnswerForm,
        _call(policy_advice.take_advice_answer, "advice", "adopted", "answer", "answered_on", files="scans"),
    ),
    Kind(
        "advise",
        "提出完善政策建议",
        "问题出在政策本身的，书面建议制定机关完善，并登记发出的文号。",
        moves.ADVISE,
        forms.AdviseForm,
        _call(policy_advice.send_advice, "addressee", "text", "sent_on", "document_number", files="scans"),
    ),
    Kind(
        "add_sources",
        "补充来源",
        "把同一问题的事项、纠纷、信息收入本档。",
        moves.ADD_SOURCE,
        forms.SourcesForm,
        _add_sources,
    ),
    Kind(
        "decide_on_paper",
        "补录会议议定（纸质纪要）",
        "研究这个问题的会议没有在系统里印发纪要的，照纸质纪要登记。",
        moves.DECIDE,
        forms.PaperForm,
        _call(conference.decide_on_paper, "meeting", "text"),
    ),
    Kind(
        "withdraw_table",
        "撤回提请研究",
        "议题还没有列入会议的可以撤回；已认定复杂或难度较大的，仍须提请研究。",
        moves.WITHDRAW_TABLE,
        forms.ReasonForm,
        _call(conference.withdraw_table, "reason"),
    ),
    Kind(
        "extend",
        "延长调查期限",
        "写明原因，新期限通知调查单位。",
        moves.EXTEND,
        forms.DueForm,
        _call(actions.extend_problem, "due", "reason"),
    ),
    Kind(
        "correct",
        "更正专档",
        "提请研究前可以更正名称、类型和基本情况。",
        moves.CORRECT,
        forms.CorrectForm,
        _call(actions.correct_problem, "title", "text", "kind", "major"),
    ),
    Kind(
        "reassign",
        "调整调查单位",
        "改由其他单位调查，原单位不再看到本档。",
        moves.REASSIGN,
        forms.ReassignForm,
        _call(actions.reassign_problem, "reason", to="unit"),
    ),
    Kind(
        "drop_ground",
        "撤销复杂、难度较大的认定",
        "由单位能够处理的，撤销认定后直接处理销号。",
        moves.DROP_GROUND,
        forms.ReasonForm,
        _call(actions.drop_ground, "reason"),
    ),
    Kind(
        "cancel",
        "撤销专档",
        "误建、重复建立的，撤销后编号不再使用。",
        moves.CANCEL,
        forms.ReasonForm,
        _call(actions.cancel_problem, "reason"),
    ),
)


OPENS = frozenset({"investigate", "decide", "table", "close"})
OFTEN = OPENS | {"chase", "set_ground", "answer", "add_sources", "reopen"}


@dataclass(frozen=True, slots=True)
class Around:
    """What lies around a problem: its way to the conference, the seats of its unit, the units that have seats."""

    before: conference.Before | None
    offers: list[conference.Offer]
    meetings: list[tuple[int, str]]
    seats: list[SeatView]
    units: list[tuple[int, str]]


def around(visit: Visit, problem: ProblemView) -> Around:
    """At most three queries, and only what a step of this state and seat asks for."""
    row, office = problem.row, visit.access.actor.role in OFFICE
    tabled = row.state == "tabled"
    seats = roster.seats(visit.conference) if office and row.state in moves.BEFORE else []
    there = [seat for seat in seats if seat.role in UNITS and seat.closed_on is None]
    return Around(
        before=conference.before(visit.conference, row.number) if tabled else None,
        offers=conference.offers(visit.conference, row.number) if office and tabled else [],
        meetings=conference.held_since(visit.conference, row.opened_on) if office and tabled else [],
        seats=[seat for seat in there if seat.unit == row.unit],
        units=list({seat.unit: seat.unit_name for seat in there if seat.unit is not None}.items()),
    )


@dataclass(slots=True)
class Offered:
    """A step that may be taken now, with its form (bound when it was just tried)."""

    kind: Kind
    form: forms.ProblemStep
    on_behalf: bool
    tried: bool
    number: int
    visit: Visit

    @property
    def often(self) -> bool:
        """Whether it stands by itself; the others are folded together."""
        return self.kind.name in OFTEN

    @property
    def opens(self) -> bool:
        """What is owed next by this seat itself stands open."""
        return not self.on_behalf and self.kind.name in OPENS

    @property
    def label(self) -> str:
        return f"代录：{self.kind.label}" if self.on_behalf else self.kind.label

    def run(self) -> bool:
        """Take the step; False when the form or the rules refused (the form carries the sentences)."""
        if not self.form.is_valid():
            return False

        def write() -> Done:
            behalf = self.form.behalf()
            if self.on_behalf and behalf is None:
                raise Invalid("请选择代谁登记。", "behalf_seat")
            return self.kind.write(self.visit.call(self.form.cleaned_data["key"], behalf), self.number, self.form)

        return self.form.perform(write) is not None


def offered(visit: Visit, problem: ProblemView, found: Around) -> list[Offered]:
    """Every step of the table that this seat may take from the problem's state."""
    actor, steps = visit.access.actor, []
    for kind in KINDS:
        if problem.row.state not in kind.move.from_ or not _fits(kind, problem, found):
            continue
        if kind.move.allows(actor.role) and (actor.role in OFFICE or actor.unit == problem.row.unit):
            steps.append(_offer(visit, problem, kind, found, None))
        elif actor.role in OFFICE and kind.move.roles == ("unit",) and found.seats:
            steps.append(_offer(visit, problem, kind, found, found.seats))
    return steps


def _fits(kind: Kind, problem: ProblemView, found: Around) -> bool:
    """Beyond the state: what the problem has or has not yet."""
    row = problem.row
    fits: dict[str, bool] = {
        "decide": bool(found.offers),
        "decide_on_paper": not found.offers and bool(found.meetings),
        "table": bool(row.ground),
        "close": not row.ground or row.state == "decided",
        "set_ground": not row.ground,
        "drop_ground": bool(row.ground),
        "answer": bool(problem.unanswered),
        "withdraw_table": found.before is not None and found.before.meeting is None,
    }
    return fits.get(kind.name, True)


def _offer(visit: Visit, problem: ProblemView, kind: Kind, found: Around, seats: list[SeatView] | None) -> Offered:
    tried = visit.request.method == "POST" and visit.request.POST.get("step") == kind.name
    days = dict.fromkeys(("behalf_on", "sent_on", "answered_on"), visit.today)
    first: dict[str, Any] = {**days, "version": problem.version}
    form = kind.form(
        visit.request.POST if tried else None,
        visit.request.FILES if tried else None,
        seats=seats,
        initial=first,
        auto_id=f"{kind.name}_%s",
    )
    form.offer(problem)
    if isinstance(form, forms.DecideForm):
        form.offer_decisions(found.offers)
    elif isinstance(form, forms.PaperForm):
        form.offer_meetings(found.meetings)
    elif isinstance(form, forms.ReassignForm):
        form.offer_units([unit for unit in found.units if unit[0] != problem.row.unit])
    return Offered(kind, form, seats is not None, tried, problem.row.number, visit)
