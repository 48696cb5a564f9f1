"""成员变更: the list with its lateness, one change with its steps, the unit's letter (article 10)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from lianxi.compliance.queries import board
from lianxi.documents import official
from lianxi.documents.columns import Column
from lianxi.documents.sheets import write_sheet
from lianxi.journal import queries as journal
from lianxi.roster import change_queries as queries
from lianxi.roster import changes as actions
from lianxi.roster import queries as roster
from lianxi.roster.change_queries import ChangeView
from lianxi.roster.roles import UNITS
from lianxi.roster.succession import open_work
from lianxi.web.change_forms import AnnounceForm
from lianxi.web.change_steps import steps as open_steps
from lianxi.web.downloads import download, xlsx
from lianxi.web.forms import status_of
from lianxi.web.meeting_files import DOCX
from lianxi.web.pages import Visit, page


@dataclass(frozen=True, slots=True)
class Due:
    """The last day of the next step that the rules owe, and how late it is (calendar days, 0 in time)."""

    what: str
    day: date | None
    late: int


@dataclass(frozen=True, slots=True)
class Stage:
    """One of 提出 → 登记 → 备案 → 报告 → 知悉. ``state``: done, now, later."""

    name: str
    state: str
    words: str


def _own_unit(visit: Visit) -> int | None:
    """Units see the changes of their own seats only; the others see all."""
    return visit.access.actor.unit or -1 if visit.access.actor.role in UNITS else None


def _dues(visit: Visit) -> dict[int, Due]:
    """By number: what of a change the board holds open, the earliest first."""
    found: dict[int, Due] = {}
    for line in board(visit.access.head, on=visit.today).lines:
        for item in line.items:
            kind, _, number = (item.subject or "").partition(":")
            if kind != "change" or not item.open:
                continue
            late = (visit.today - item.due).days if item.due and item.state == "overdue" else 0
            known = found.get(int(number))
            if known is None or (item.due or date.max) < (known.day or date.max):
                found[int(number)] = Due(line.duty.short, item.due, max(late, 0))
    return found


@page("change.see")
def changes(visit: Visit) -> HttpResponse:
    dues = _dues(visit)
    before = visit.request.GET.get("before", "")
    rows = queries.changes(
        visit.conference,
        unit=_own_unit(visit),
        before=int(before) if before.isdigit() else 0,
        limit=queries.PAGE + 1,
    )
    listed = [(row, dues.get(row.number)) for row in rows[: queries.PAGE]]
    more = rows[queries.PAGE - 1].number if len(rows) > queries.PAGE else None
    return visit.render("roster/changes.html", {"rows": listed, "next": more})


@page("change.see")
def export(visit: Visit) -> HttpResponse:
    """What is on screen, as .xlsx."""
    columns = [
        Column("number", "编号", 8, kind="int"),
        Column("post", "席位", 26),
        Column("unit", "单位", 22),
        Column("leaving", "原任", 10),
        Column("coming", "新任", 10),
        Column("since", "到任日期", 13, kind="date"),
        Column("document", "依据", 26),
        Column("announced", "提出", 13, kind="date"),
        Column("registered", "登记", 13, kind="date"),
        Column("filing", "备案号", 14),
        Column("filed", "备案", 13, kind="date"),
        Column("reported", "报告召集人", 13, kind="date"),
        Column("acknowledged", "召集人知悉", 13, kind="date"),
        Column("state", "状态", 10),
    ]
    rows = [
        (
            row.number, row.post, row.unit_name, row.leaving, row.coming, row.since, row.document, row.announced_on,
            row.registered_on, row.filing, row.filed_on, row.reported_on, row.acknowledged_on, row.state_label,
        )
        for row in queries.changes(visit.conference, unit=_own_unit(visit))
    ]  # fmt: skip
    return xlsx("成员变更", write_sheet(columns, rows, title="成员变更"))


def _change_or_404(visit: Visit, number: int) -> ChangeView:
    found = queries.change(visit.conference, number, unit=_own_unit(visit))
    if found is None:
        raise Http404
    return found


@page("change.see")
def change(visit: Visit, number: int) -> HttpResponse:
    """One change: how far it is, what is to be done, what open work passes over, what happened."""
    found = _change_or_404(visit, number)
    offered = open_steps(visit, found)
    tried = None
    if visit.request.method == "POST":
        tried = next((step for step in offered if step.code == visit.request.POST.get("step")), None)
        if tried is None:
            if not (visit.may("roster.change") or visit.may("change.acknowledge")):
                return visit.render("errors/403.html", status=403)
            return HttpResponseRedirect(reverse("change", args=[visit.slug, number]))
        if tried.form.is_valid() and tried.form.perform(tried.write) is not None:
            return HttpResponseRedirect(reverse("change", args=[visit.slug, number]))
    history = journal.history(visit.conference, f"change:{number}")
    return visit.render(
        "roster/change.html",
        {
            "change": found,
            "stages": _stages(found),
            "due": _dues(visit).get(number),
            "steps": offered,
            "tried": tried.code if tried else "",
            "passing": open_work(visit.conference, found.unit) if found.open else [],
            "director": roster.director_of(visit.conference, found.unit, besides=found.seat) if found.open else None,
            "history": history,
            "files": journal.files_of(visit.conference, [step.entry for step in history]),
            "people": roster.person_names(visit.conference, [step.person for step in history]),
        },
        status=status_of(tried.form) if tried else 200,
    )


def _stages(change: ChangeView) -> list[Stage]:
    days = [
        ("提出", change.announced_on or change.registered_on),
        ("登记", change.registered_on),
        ("备案", change.filed_on),
        ("报告", change.reported_on),
        ("知悉", change.acknowledged_on),
    ]
    found, now = [], change.open
    for name, day in days:
        state = "done" if day else "now" if now else ""
        now = now and day is not None
        words = f"{day.month}月{day.day}日" if day else "待办" if state == "now" else "未到"
        if name == "提出" and change.announced_on is None:
            words = "办公室直接登记"
        found.append(Stage(name, state, words))
    return found


def _announcing_seats(visit: Visit) -> list[roster.SeatView]:
    own = _own_unit(visit)
    return [
        seat
        for seat in roster.seats(visit.conference)
        if seat.closed_on is None and seat.holder and seat.unit and seat.role in UNITS and own in (None, seat.unit)
    ]


@page("change.announce")
def announce(visit: Visit) -> HttpResponse:
    """成员变更函: by the unit itself, or by the office that got it on paper."""
    itself = visit.access.actor.role in UNITS
    wanted = visit.request.GET.get("seat", "")
    form = AnnounceForm(
        visit.request.POST or None,
        visit.request.FILES or None,
        initial={"seat": wanted, "since": visit.today, "behalf_on": visit.today, "means": "paper"},
    )
    form.offer(_announcing_seats(visit), itself=itself)
    if visit.request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        done = form.perform(
            lambda: actions.announce_change(
                visit.call(given["key"], form.behalf()),
                seat=given["seat"],
                name=given["name"],
                since=given["since"],
                document=given["document"],
                files=given["scans"],
            )
        )
        if done is not None:
            return HttpResponseRedirect(reverse("change", args=[visit.slug, done.number]))
    return visit.render("roster/announce.html", {"form": form, "itself": itself}, status=status_of(form))


@page("change.see")
def letter(visit: Visit, number: int) -> HttpResponse:
    """成员变更函 as .docx by GB/T 9704, for the unit's seal."""
    found = _change_or_404(visit, number)
    name = visit.access.head.name
    written = official.Letter(
        kind="函",
        issuer=found.unit_name or f"{name}办公室",
        title=f"关于变更{name}成员的函",
        addressee=f"{name}办公室",
        body=official.outline("\n".join(_sentences(found))),
        dated=found.announced_on or found.registered_on,
        red_head=False,
    )
    return download(f"成员变更函（{found.post}）.docx", official.write_letter(written), DOCX)


def _sentences(found: ChangeView) -> Sequence[str]:
    since = f"{found.since.year}年{found.since.month}月{found.since.day}日"
    basis = f"根据{found.document}，" if found.document else "因工作变动，"
    return (
        f"{basis}{found.leaving}同志不再担任{found.post}，由{found.coming}同志担任。自{since}起，"
        f"{found.coming}同志代替{found.leaving}同志履行联席会议成员职责。",
        "请予登记、备案，并报告召集人。",
    )
