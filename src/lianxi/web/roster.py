"""成员: the conference as a tree, each seat with its holders over time, and the changes the office makes."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from django import forms
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from lianxi.charter.queries import edition_on
from lianxi.documents.sheets import write_sheet
from lianxi.journal.refusals import Invalid
from lianxi.roster import actions, queries
from lianxi.roster.queries import SeatView
from lianxi.roster.roles import GRANTED, ROLES, UNITS
from lianxi.rulebook.duties import Response
from lianxi.web.forms import ActionForm, DayField, VersionForm
from lianxi.web.pages import Visit, page
from lianxi.web.roster_view import COLUMNS, Tree, roster_rows, roster_tree

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@page("roster.see")
def roster(visit: Visit) -> HttpResponse:
    return visit.render("roster/list.html", {"tree": _tree(visit)})


@page("roster.see")
def printed(visit: Visit) -> HttpResponse:
    """The plain list, as it is pinned to the wall or sent along."""
    return visit.render("roster/print.html", {"columns": COLUMNS[:5], "rows": roster_rows(_tree(visit))})


@page("roster.see")
def export(visit: Visit) -> HttpResponse:
    name = f"{visit.access.head.name}成员名单"
    note = f"截至 {visit.today:%Y年%m月%d日}。"
    response = HttpResponse(write_sheet(COLUMNS, roster_rows(_tree(visit)), title=name, note=note), content_type=XLSX)
    response["Content-Disposition"] = f"attachment; filename=\"roster.xlsx\"; filename*=UTF-8''{quote(name)}.xlsx"
    return response


def _tree(visit: Visit) -> Tree:
    return roster_tree(queries.seats(visit.conference), queries.units(visit.conference))


def seat_of(visit: Visit, number: int) -> SeatView:
    """The seat of that number in this conference, else 404."""
    found = queries.seat(visit.conference, number)
    if found is None:
        raise Http404
    return found


def open_seat_of(visit: Visit, number: int) -> SeatView:
    found = seat_of(visit, number)
    if found.closed_on is not None:
        raise Invalid(f"席位“{found.post}”已于 {found.closed_on:%Y年%m月%d日} 撤销，不能再办理。")
    return found


@page("roster.see")
def seat(visit: Visit, number: int) -> HttpResponse:
    found = seat_of(visit, number)
    account = None
    if found.holder is not None and (visit.may("account.manage") or visit.may("account.unlock")):
        account = queries.account_of_person(visit.conference, found.holder.person)
    return visit.render("roster/seat.html", {"seat": found, "account": account, "granted": found.role in GRANTED})


class PersonForm(ActionForm):
    """A person by name; of a name that is known already, it must be said whether it is he."""

    name = forms.CharField(label="姓名", max_length=60)
    who = forms.TypedChoiceField(label="是否同一人", coerce=int, empty_value=None, widget=forms.RadioSelect)
    since = DayField(label="任职日期", help_text="到任的第一天，不晚于今天。")

    def offer_people(self, conference: int) -> None:
        """Ask who is meant only where somebody of this name is known."""
        known = queries.namesakes(conference, str(self.data.get("name", ""))) if self.is_bound else []
        if not known:
            del self.fields["who"]
            return
        self.set_choices(
            "who",
            [
                *[(number, f"就是现有人员：{posts}") for number, posts in known],
                (actions.ANOTHER, "是另一位同名人员"),
            ],
        )
        self.fields["who"].error_messages["required"] = (
            "名单中已有同名人员，请选择是否同一人。账号和权限随人，不能弄错。"
        )

    def person(self) -> dict[str, Any]:
        return {
            "name": self.cleaned_data["name"],
            "since": self.cleaned_data["since"],
            "who": self.cleaned_data.get("who"),
        }


class HolderForm(PersonForm):
    document = forms.CharField(
        label="依据", max_length=200, required=False, help_text="任免文件名称和文号，没有的可不填。"
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


@page("roster.change")
def seat_holder(visit: Visit, number: int) -> HttpResponse:
    """A new holder, or the first name of a seat that the rules give without one."""
    found = open_seat_of(visit, number)
    form = HolderForm(visit.request.POST or None, initial={"since": visit.today, "version": found.version})
    form.offer_people(visit.conference)
    if visit.request.method == "POST" and form.is_valid():
        done = form.perform(
            lambda: actions.change_holder(
                visit.call(form.cleaned_data["key"]),
                seat=number,
                document=form.cleaned_data["document"],
                version=form.cleaned_data["version"],
                **form.person(),
            )
        )
        if done is not None:
            return HttpResponseRedirect(reverse("seat", args=[visit.slug, number]))
    renew(form, version=found.version)
    return visit.render(
        "roster/holder.html",
        {
            "seat": found,
            "form": form,
            "owed": _owed_by_a_change(visit) if found.holder else [],
            "director": queries.director_of(visit.conference, found.unit, besides=number) if found.holder else None,
        },
        status=status_of(form),
    )


def _owed_by_a_change(visit: Visit) -> list[tuple[str, str]]:
    """What the rules in force demand after a change of holder: the demand and its article."""
    edition = edition_on(visit.conference, visit.today)
    duties = edition.duties if edition else ()
    return [
        (duty.label, duty.article) for duty in duties if isinstance(duty, Response) and duty.trigger == "seat.filled"
    ]


class CloseForm(VersionForm):
    on = DayField(label="最后一天", help_text="撤销之后，此人不能再以这个席位登录办理；任职记录保留。")


@page("roster.change")
def seat_close(visit: Visit, number: int) -> HttpResponse:
    found = open_seat_of(visit, number)
    form = CloseForm(visit.request.POST or None, initial={"on": visit.today, "version": found.version})
    if visit.request.method == "POST" and form.is_valid():
        done = form.perform(
            lambda: actions.close_seat(
                visit.call(form.cleaned_data["key"]),
                seat=number,
                on=form.cleaned_data["on"],
                version=form.cleaned_data["version"],
            )
        )
        if done is not None:
            return HttpResponseRedirect(reverse("seat", args=[visit.slug, number]))
    renew(form, version=found.version)
    return visit.render("roster/close.html", {"seat": found, "form": form}, status=status_of(form))


class GrantForm(PersonForm):
    role = forms.ChoiceField(label="岗位类别", choices=[(role, ROLES[role]) for role in GRANTED])
    unit = forms.TypedChoiceField(label="所属单位", coerce=int, required=False, empty_value=None)
    post = forms.CharField(
        label="职务", max_length=80, required=False, help_text="例如“派出所联络员”“镇长”。不填则用岗位类别的名称。"
    )
    field_order = ("role", "unit", "post", "name", "who", "since")

    def offer_units(self, units: list[queries.UnitView]) -> None:
        self.fields["unit"].help_text = "联络员必须选择单位。"
        self.set_choices(
            "unit",
            [
                ("", "—"),
                *[(unit.number, unit.name) for unit in units if unit.closed_on is None],
            ],
        )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("role") in UNITS and data.get("unit") is None and "unit" not in self.errors:
            self.add_error("unit", "请选择所属单位。")
        return data


@page("roster.change")
def grant(visit: Visit) -> HttpResponse:
    """A seat beside those of the rules."""
    form = GrantForm(
        visit.request.POST or None, initial={"since": visit.today, "role": visit.request.GET.get("role", "")}
    )
    form.offer_units(queries.units(visit.conference))
    form.offer_people(visit.conference)
    if visit.request.method == "POST" and form.is_valid():
        done = form.perform(
            lambda: actions.grant_seat(
                visit.call(form.cleaned_data["key"]),
                role=form.cleaned_data["role"],
                post=form.cleaned_data["post"],
                unit=form.cleaned_data["unit"],
                **form.person(),
            )
        )
        if done is not None:
            return HttpResponseRedirect(reverse("seat", args=[visit.slug, done.number]))
    return visit.render("roster/grant.html", {"form": form}, status=status_of(form))


def renew(form: ActionForm, **fresh: Any) -> None:
    """After a stale form: the person has been told what changed, so sending it again is meant for what stands now."""
    if form.status == 409 and form.is_bound:
        form.data = {**form.data.dict(), **{name: str(value) for name, value in fresh.items()}}  # type: ignore[attr-defined]


def status_of(form: ActionForm) -> int:
    return form.status if form.status != 200 else 422 if form.is_bound and form.errors else 200
