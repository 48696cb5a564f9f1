"""取数: the figures of a period out of the record into a brief's draft, with chosen meetings and decisions as items."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from django import forms
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from lianxi.journal import queries as journal
from lianxi.journal.refusals import RuleBroken
from lianxi.papers import drafts, figures
from lianxi.papers.content import FiguresText
from lianxi.papers.figures import Counted, Period
from lianxi.papers.queries import DraftView, draft_of
from lianxi.roster import names
from lianxi.roster import queries as roster
from lianxi.web.forms import ActionForm, status_of
from lianxi.web.pages import Visit, page
from lianxi.web.statistics import for_a_brief


class FiguresForm(ActionForm):
    seen = forms.IntegerField(widget=forms.HiddenInput)
    period = forms.CharField(widget=forms.HiddenInput)
    items = forms.MultipleChoiceField(
        label="写入“主要工作”的会议和议定事项", required=False, widget=forms.CheckboxSelectMultiple
    )
    matters = forms.BooleanField(
        label="附上信访统计表（总量、信访形式、内容分类、办理指标）",
        help_text="少于 3 件的数和能推算出它们的数不显示。",
        required=False,
        initial=True,
    )
    replacing = forms.BooleanField(label="用取数生成的文字替换现有正文", required=False)

    def __init__(self, *args: Any, items: list[tuple[str, str]], has_body: bool, counted: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if items:
            self.set_choices("items", items)
        else:
            del self.fields["items"]
        if not counted:
            del self.fields["matters"]
        if not has_body:
            del self.fields["replacing"]
        else:
            self.fields["replacing"].help_text = "不勾选的，接在现有正文后面。图表总是换成这一期的。"


@page("document.draft")
def take(visit: Visit, number: int) -> HttpResponse:
    """Choose a month or a quarter, look at its figures, take them into the draft."""
    found = draft_of(visit.conference, number)
    if found is None or found.row.kind != "brief":
        raise Http404
    if found.row.state != "draft":
        raise RuleBroken(f"简报现为“{found.row.state_label}”，不能再取数。需要修改的，请先退回。")
    choices = figures.periods(visit.today)
    period = _period(visit, choices)
    facts = journal.facts(visit.conference, verbs=figures.VERBS, until=period.end)
    counted = figures.count(facts, period, visit.today)
    items = _items(visit, counted)
    ledger = tuple(FiguresText(each.name, each.heads, each.rows) for each in for_a_brief(visit, period.code))
    form = FiguresForm(
        visit.request.POST or None,
        items=items,
        has_body=bool(found.draft.body.strip()),
        counted=bool(ledger),
        initial={"seen": found.version, "period": period.code},
    )
    if visit.request.method == "POST" and form.is_valid():
        saved = form.perform(lambda: _save(visit, found, form, counted, dict(items), ledger))
        if saved is not None:
            return HttpResponseRedirect(reverse("document", args=[visit.slug, number]))
    return visit.render(
        "papers/figures.html",
        {
            "document": found,
            "form": form,
            "period": period,
            "periods": choices,
            "tables": (*figures.tables(counted, roster.unit_names(visit.conference)), *ledger),
            "text": figures.body(counted),
        },
        status=status_of(form),
    )


def _period(visit: Visit, choices: list[Period]) -> Period:
    """What the address or the form names; else the newest quarter that is over."""
    wanted = visit.request.POST.get("period") or visit.request.GET.get("period", "")
    quarters = [each for each in choices if "Q" in each.code]
    ended = [each for each in quarters if each.end <= visit.today]
    first = (ended or quarters or choices)[0]
    return next((each for each in choices if each.code == wanted), first)


def _items(visit: Visit, counted: Counted) -> list[tuple[str, str]]:
    """The meetings and decisions of the period by object, with the sentence that they become. One query."""
    told = sorted([*counted.held, *counted.decided])
    titles = names.titles(visit.conference, [object_ for _, object_ in told])
    return [(object_, _sentence(day, object_, titles[object_])) for day, object_ in told if object_ in titles]


def _sentence(day: date, object_: str, title: str) -> str:
    what = "召开会议：" if object_.startswith("meeting:") else "议定："
    return f"{day.month}月{day.day}日{what}{title.rstrip('。')}。"


def _save(
    visit: Visit,
    found: DraftView,
    form: FiguresForm,
    counted: Counted,
    sentences: dict[str, str],
    ledger: tuple[FiguresText, ...],
) -> int:
    given = form.cleaned_data
    tables = figures.tables(counted, roster.unit_names(visit.conference))
    text = figures.body(counted, [sentences[each] for each in given.get("items", ())])
    old = "" if given.get("replacing") else found.draft.body.strip()
    draft = replace(
        found.draft,
        body=f"{old}\n{text}".strip(),
        figures=(*tables, *(ledger if given.get("matters") else ())),
    )
    return drafts.save_draft(
        conference=visit.conference,
        number=found.row.number,
        version=given["seen"],
        draft=draft,
        drafter=visit.access.actor.person,
    )
