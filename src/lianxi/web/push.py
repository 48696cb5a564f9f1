"""今日调度: what has to be pushed today, by unit; chasing all of a unit's tasks in one step."""

from __future__ import annotations

from datetime import date

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse

from lianxi.documents.columns import Column
from lianxi.documents.sheets import write_sheet
from lianxi.inbox.push import UnitPush
from lianxi.inbox.push import push as to_push
from lianxi.journal.refusals import RuleBroken
from lianxi.tasks import actions
from lianxi.web.downloads import xlsx
from lianxi.web.forms import ActionForm
from lianxi.web.pages import Visit, page


class ChaseForm(ActionForm):
    pass


@page("push.see")
def push(visit: Visit) -> HttpResponse:
    """At most twelve queries. A POST chases the tasks of one unit (``unit``) or of all."""
    units = to_push(visit.conference, visit.today)
    if visit.request.method == "POST":
        return _chase(visit, units)
    return visit.render(
        "push/push.html",
        {
            "units": units,
            "overdue": sum(each.overdue for each in units),
            "things": sum(len(each.things) for each in units),
            "chasable": any(each.tasks for each in units),
            "form": ChaseForm(),
            "chased": visit.request.GET.get("chased", ""),
        },
    )


def _chase(visit: Visit, units: list[UnitPush]) -> HttpResponse:
    if not visit.may("record.by_hand"):
        return visit.render("errors/403.html", status=403)
    wanted = visit.request.POST.get("unit", "")
    numbers = [number for each in units if not wanted or str(each.number) == wanted for number in each.tasks]
    if not numbers:
        raise RuleBroken("没有需要催办的任务：到期任务都已办结。请刷新后再看。")
    actions.chase_tasks(visit.call(visit.request.POST.get("key")), numbers=numbers)
    return HttpResponseRedirect(f"{reverse('push', args=[visit.slug])}?chased={len(numbers)}")


@page("push.see")
def export(visit: Visit) -> HttpResponse:
    """The whole page as .xlsx, one row a thing."""
    columns = [
        Column("unit", "单位", 24),
        Column("sort", "类别", 14),
        Column("title", "事项", 44),
        Column("due", "期限", 13, kind="date"),
        Column("state", "情况", 20),
    ]
    rows = [
        (unit.name, each.sort, each.title, each.due, "逾期" if each.overdue else each.note)
        for unit in to_push(visit.conference, visit.today)
        for each in unit.things
    ]
    return xlsx("今日调度", write_sheet(columns, rows, title=f"今日调度（{_day(visit.today)}）"))


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def circular(visit: Visit) -> str:
    """The first words of a circular about what is overdue, unit by unit: facts of handling, no ranking."""
    late = [unit for unit in to_push(visit.conference, visit.today) if unit.overdue]
    lines = [f"截至{_day(visit.today)}，联席会议办公室对交办任务、督办事项等办理情况进行了梳理，现将有关情况通报如下。"]
    if not late:
        return "\n".join([*lines, "各单位到期事项均已按期办理。"])
    lines.append("一、逾期未办结事项")
    for unit in late:
        told = "；".join(f"{each.title}（{_day(each.due)}到期）" for each in unit.things if each.overdue and each.due)
        lines.append(f"{unit.name}：{told}。")
    return "\n".join([*lines, "二、有关要求", "请有关单位抓紧办理，并于　月　日前书面报送办理结果和逾期原因。"])
