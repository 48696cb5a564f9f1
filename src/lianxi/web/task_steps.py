"""What can be done on a task now, by this seat: straight from the table of moves, one form a step.

A unit does its own steps; the office does them on the unit's behalf (代录), and its own.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms

from lianxi.journal.frame import MEANS, Behalf, Call, Done
from lianxi.journal.moves import Move
from lianxi.journal.refusals import Invalid
from lianxi.roster.queries import SeatView
from lianxi.roster.roles import OFFICE, UNITS
from lianxi.tasks import actions, moves
from lianxi.tasks.queries import TaskView
from lianxi.web.behalf import behalf_of
from lianxi.web.forms import ActionForm, DayField, FilesField
from lianxi.web.pages import Visit


class StepForm(ActionForm):
    """The ground of every step's form; for the office on a unit's behalf it asks whose act it was."""

    def __init__(self, *args: Any, seats: list[SeatView] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.seats = {seat.number: seat for seat in seats or []}
        if seats is not None:
            self.fields["behalf_seat"] = forms.TypedChoiceField(
                label="代谁登记", coerce=int, choices=[(seat.number, _seat_words(seat)) for seat in seats]
            )
            self.fields["means"] = forms.ChoiceField(label="方式", choices=list(MEANS.items()))
            self.fields["behalf_on"] = DayField(label="本人办理日期")

    def behalf(self) -> Behalf | None:
        if not self.seats:
            return None
        seat = self.seats[self.cleaned_data["behalf_seat"]]
        given = self.cleaned_data
        return behalf_of(seat, given["means"], given["behalf_on"], scan=bool(given.get("scans")))


def _seat_words(seat: SeatView) -> str:
    return f"{seat.unit_name} {seat.holder.name if seat.holder else seat.post}"


class PlainForm(StepForm):
    pass


class TextForm(StepForm):
    text = forms.CharField(label="办理情况", widget=forms.Textarea, help_text="请勿写信访人姓名、电话。")
    scans = FilesField(label="照片或附件", required=False)


class ReasonForm(StepForm):
    reason = forms.CharField(label="理由", widget=forms.Textarea)


class WantedForm(StepForm):
    wanted = DayField(label="申请延期到")
    reason = forms.CharField(label="延期原因", widget=forms.Textarea)


class DueForm(StepForm):
    due = DayField(label="延期到")
    reason = forms.CharField(label="说明", widget=forms.Textarea, required=False)


@dataclass(frozen=True, slots=True)
class Kind:
    """A step in the table: its words, its move, its form, and how the form becomes a write."""

    name: str
    label: str
    move: Move
    form: type[StepForm]
    write: Callable[[Call, TaskView, dict[str, Any]], Done]
    main: bool = False


KINDS: tuple[Kind, ...] = (
    Kind(
        "accept",
        "接收任务",
        moves.ACCEPT,
        PlainForm,
        lambda call, task, given: actions.accept_task(call, number=task.row.number, version=task.version),
        main=True,
    ),
    Kind(
        "report",
        "反馈办理情况",
        moves.REPORT,
        TextForm,
        lambda call, task, given: actions.report_on_task(
            call, number=task.row.number, text=given["text"], files=given["scans"]
        ),
        main=True,
    ),
    Kind(
        "complete",
        "报送办结",
        moves.COMPLETE,
        TextForm,
        lambda call, task, given: actions.complete_task(
            call, number=task.row.number, version=task.version, text=given["text"], files=given["scans"]
        ),
    ),
    Kind(
        "ask_extension",
        "申请延期",
        moves.ASK_EXTENSION,
        WantedForm,
        lambda call, task, given: actions.ask_extension(
            call, number=task.row.number, wanted=given["wanted"], reason=given["reason"]
        ),
    ),
    Kind(
        "verify",
        "核验通过",
        moves.VERIFY,
        PlainForm,
        lambda call, task, given: actions.verify_task(call, number=task.row.number, version=task.version),
        main=True,
    ),
    Kind(
        "return",
        "退回重办",
        moves.RETURN,
        ReasonForm,
        lambda call, task, given: actions.return_task(
            call, number=task.row.number, version=task.version, reason=given["reason"]
        ),
    ),
    Kind(
        "extend",
        "同意延期",
        moves.EXTEND,
        DueForm,
        lambda call, task, given: actions.extend_task(
            call, number=task.row.number, version=task.version, due=given["due"], reason=given["reason"]
        ),
    ),
    Kind(
        "refuse_extension",
        "不同意延期",
        moves.REFUSE_EXTENSION,
        ReasonForm,
        lambda call, task, given: actions.refuse_extension(call, number=task.row.number, reason=given["reason"]),
    ),
    Kind(
        "chase",
        "催办",
        moves.CHASE,
        PlainForm,
        lambda call, task, given: actions.chase_tasks(call, numbers=[task.row.number]),
    ),
    Kind(
        "hear",
        "向联席会议通报落实情况",
        moves.HEAR,
        PlainForm,
        lambda call, task, given: actions.circulate_reports(call, tasks=[task.row.number]),
    ),
    Kind(
        "cancel",
        "取消任务",
        moves.CANCEL,
        ReasonForm,
        lambda call, task, given: actions.cancel_task(
            call, number=task.row.number, version=task.version, reason=given["reason"]
        ),
    ),
)


@dataclass(slots=True)
class Offered:
    """A step that may be taken now, with its form (bound when it was just tried)."""

    kind: Kind
    form: StepForm
    task: TaskView
    visit: Visit
    on_behalf: bool
    tried: bool

    @property
    def name(self) -> str:
        return f"{'behalf_' if self.on_behalf else ''}{self.kind.name}"

    @property
    def label(self) -> str:
        return f"代录：{self.kind.label}" if self.on_behalf else self.kind.label

    def run(self) -> bool:
        """Take the step; False when the form or the rules refused (the form carries the sentences)."""
        if not self.form.is_valid():
            return False
        given = self.form.cleaned_data

        def write() -> Done:
            behalf = self.form.behalf()
            if self.on_behalf and behalf is None:
                raise Invalid("请选择代谁登记。", "behalf_seat")
            return self.kind.write(self.visit.call(given["key"], behalf), self.task, given)

        return self.form.perform(write) is not None


def offered(visit: Visit, task: TaskView, seats: list[SeatView]) -> list[Offered]:
    """Every step of the table that this seat may take from the task's state."""
    role, unit = visit.access.actor.role, visit.access.actor.unit
    bearers = {task.row.lead, *(number for number, *_ in task.co_units)}
    of_bearers = [seat for seat in seats if seat.unit in bearers and seat.role in UNITS and not seat.closed_on]
    found = []
    for kind in KINDS:
        if not _fits(kind, task):
            continue
        if kind.move.allows(role) and (kind.move.roles != ("unit",) or unit in bearers):
            found.append(_offer(visit, task, kind, None))
        elif role in OFFICE and kind.move.roles == ("unit",) and of_bearers:
            found.append(_offer(visit, task, kind, of_bearers))
    return found


def _fits(kind: Kind, task: TaskView) -> bool:
    if kind.name in {"extend", "refuse_extension"} and task.wanted is None:
        return False
    if kind.name == "ask_extension" and (task.wanted is not None or task.row.due is None):
        return False
    if kind.name == "hear":
        return any(not report.heard for report in task.reports)
    return task.row.state in kind.move.from_


def _offer(visit: Visit, task: TaskView, kind: Kind, seats: list[SeatView] | None) -> Offered:
    name = f"{'behalf_' if seats is not None else ''}{kind.name}"
    tried = visit.request.method == "POST" and visit.request.POST.get("step") == name
    initial = {"behalf_on": visit.today, "due": task.wanted}
    form = kind.form(
        visit.request.POST if tried else None,
        visit.request.FILES if tried else None,
        seats=seats,
        initial=initial,
        auto_id=f"{name}_%s",
    )
    return Offered(kind, form, task, visit, seats is not None, tried)
