"""Accounts of the people in the seats: opened, handed a one-time link, switched, unlocked; and the sign-in stream."""

from __future__ import annotations

from django import forms
from django.conf import settings
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse

from lianxi.journal.refusals import Invalid
from lianxi.roster import keys, queries
from lianxi.roster.accounts import proposed_username
from lianxi.roster.queries import SIGN_IN_KINDS, AccountView, SeatView, TenureView
from lianxi.web.addresses import client_address
from lianxi.web.forms import ActionForm
from lianxi.web.pages import Visit, page
from lianxi.web.roster import open_seat_of, renew, status_of

PAGE = 50


def _keeper(visit: Visit) -> keys.Keeper:
    name = visit.request.user.get_username()
    return keys.Keeper(visit.access, name, visit.now, visit.today, client_address(visit.request))


def _holder(visit: Visit, number: int) -> tuple[SeatView, TenureView]:
    seat = open_seat_of(visit, number)
    if seat.holder is None:
        raise Invalid("这个席位还没有载明姓名。请先补充姓名，再开通账号。")
    return seat, seat.holder


def _account(visit: Visit, number: int) -> tuple[SeatView, TenureView, AccountView]:
    seat, holder = _holder(visit, number)
    account = queries.account_of_person(visit.conference, holder.person)
    if account is None:
        raise Invalid(f"{holder.name}还没有账号。请先开通账号。")
    return seat, holder, account


def _back(visit: Visit, number: int) -> HttpResponse:
    return HttpResponseRedirect(reverse("seat", args=[visit.slug, number]))


class AccountForm(ActionForm):
    username = forms.CharField(
        label="登录名", max_length=40, help_text="按姓名拼音拟的，可以改。3 至 40 个字母、数字或 _ . @ - ，不分大小写。"
    )


@page("account.manage")
def seat_account(visit: Visit, number: int) -> HttpResponse:
    """Open an account for the holder; the one-time link is the next step."""
    seat, holder = _holder(visit, number)
    if holder.account:
        return _back(visit, number)
    form = AccountForm(visit.request.POST or None, initial={"username": proposed_username(holder.name)})
    if visit.request.method == "POST" and form.is_valid():
        done = form.perform(
            lambda: keys.open_for(_keeper(visit), person=holder.person, username=form.cleaned_data["username"].strip())
        )
        if done is not None:
            return HttpResponseRedirect(reverse("seat_link", args=[visit.slug, number]))
    return visit.render("roster/account.html", {"seat": seat, "form": form}, status=status_of(form))


@page("account.manage")
def seat_invite(visit: Visit, number: int) -> HttpResponse:
    """Ask somebody who has a login already into this conference; the invitation is shown in the answer, once."""
    seat, holder = _holder(visit, number)
    if holder.account:
        return _back(visit, number)
    form = ActionForm(visit.request.POST or None)
    path = None
    if visit.request.method == "POST" and form.is_valid():
        path = form.perform(lambda: keys.invite(_keeper(visit), person=holder.person))
    if path is None:
        return visit.render("roster/invite.html", {"seat": seat, "form": form}, status=status_of(form))
    return _shown(visit, "roster/invite_shown.html", {"seat": seat}, path)


def _shown(visit: Visit, template: str, values: dict[str, object], path: str) -> HttpResponse:
    """A page with a link in full, which no cache keeps."""
    address = settings.BASE_URL.rstrip("/") + path if settings.BASE_URL else visit.request.build_absolute_uri(path)
    response = visit.render(template, {**values, "address": address})
    response["Cache-Control"] = "no-store"
    return response


class LinkForm(ActionForm):
    serial = forms.IntegerField(widget=forms.HiddenInput)


@page("account.manage")
def seat_link(visit: Visit, number: int) -> HttpResponse:
    """Issue a one-time link. It is shown in the answer itself, once, and stored nowhere: so no redirect here."""
    seat, holder, account = _account(visit, number)
    form = LinkForm(visit.request.POST or None, initial={"serial": account.serial})
    path = None
    if visit.request.method == "POST" and form.is_valid():
        path = form.perform(
            lambda: keys.hand_out_link(_keeper(visit), person=holder.person, serial=form.cleaned_data["serial"])
        )
    if path is None:
        renew(form, serial=account.serial)
        values = {"seat": seat, "account": account, "form": form}
        return visit.render("roster/link.html", values, status=status_of(form))
    return _shown(visit, "roster/link_shown.html", {"seat": seat, "account": account}, path)


class SwitchForm(ActionForm):
    on = forms.TypedChoiceField(
        coerce=lambda value: value == "on", choices=[("on", "恢复"), ("off", "停用")], widget=forms.HiddenInput
    )


@page("account.manage")
def seat_switch(visit: Visit, number: int) -> HttpResponse:
    """Switch the login off or on. The form names the state wanted, so sending it twice does nothing twice."""
    seat, holder, account = _account(visit, number)
    form = SwitchForm(visit.request.POST or None, initial={"on": "off" if account.active else "on"})
    sent = visit.request.method == "POST" and form.is_valid()
    if sent and form.perform(
        lambda: keys.switch_login(_keeper(visit), person=holder.person, on=form.cleaned_data["on"])
    ):
        return _back(visit, number)
    return visit.render("roster/switch.html", {"seat": seat, "account": account, "form": form}, status=status_of(form))


@page("account.manage")
def seat_part(visit: Visit, number: int) -> HttpResponse:
    """Part the person from his account; a new one may be opened for him here."""
    seat, holder = _holder(visit, number)
    if not holder.account:
        return _back(visit, number)
    account = queries.account_of_person(visit.conference, holder.person)
    form = ActionForm(visit.request.POST or None)
    sent = visit.request.method == "POST" and form.is_valid()
    if sent and form.perform(lambda: keys.part_account(_keeper(visit), person=holder.person)):
        return _back(visit, number)
    return visit.render("roster/part.html", {"seat": seat, "account": account, "form": form}, status=status_of(form))


@page("account.unlock")
def seat_unlock(visit: Visit, number: int) -> HttpResponse:
    seat, holder, account = _account(visit, number)
    form = ActionForm(visit.request.POST or None)
    sent = visit.request.method == "POST" and form.is_valid()
    if sent and form.perform(lambda: keys.unlock(_keeper(visit), person=holder.person)):
        return _back(visit, number)
    return visit.render("roster/unlock.html", {"seat": seat, "account": account, "form": form}, status=status_of(form))


@page("sign_in.see")
def sign_ins(visit: Visit) -> HttpResponse:
    """The sign-in stream of this conference's accounts: log-ins, guesses, locks, and who handed out which key."""
    asked = visit.request.GET
    holders = queries.account_holders(visit.conference)
    wanted = asked.get("account", "")
    kind = asked.get("kind", "")
    before = asked.get("before", "")
    rows = queries.sign_ins(
        [wanted] if wanted in holders else list(holders),
        kind=kind if kind in SIGN_IN_KINDS else None,
        before=int(before) if before.isascii() and before.isdigit() and len(before) < 19 else None,
        limit=PAGE + 1,
    )
    return visit.render(
        "roster/sign_ins.html",
        {
            "events": rows[:PAGE],
            "holders": holders,
            "wanted": wanted,
            "kinds": SIGN_IN_KINDS,
            "kind": kind,
            "older": rows[PAGE - 1].number if len(rows) > PAGE else None,
        },
    )
