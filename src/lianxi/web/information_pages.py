"""The pages of information that have a form of their own: circulating, urgent reports, a matter of it, settings."""

from __future__ import annotations

from datetime import timedelta

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from lianxi.documents import official
from lianxi.information.becoming import register_information
from lianxi.information.circulating import circulate_information
from lianxi.information.information_moves import CIRCULATE, REGISTER
from lianxi.information.information_queries import InformationView
from lianxi.information.information_setting import set_information, setting
from lianxi.information.urgent import report_up
from lianxi.journal.refusals import RuleBroken
from lianxi.roster import queries as roster
from lianxi.web.downloads import download
from lianxi.web.forms import status_of
from lianxi.web.information import one_or_404
from lianxi.web.information_forms import CirculateForm, SettingForm, UpForm
from lianxi.web.matter_forms import MatterForm
from lianxi.web.matter_register import choices
from lianxi.web.meeting_files import DOCX
from lianxi.web.pages import Visit, page

#: the office asks for results within so many calendar days, unless it says otherwise
WITHIN = timedelta(days=3)


def _back(visit: Visit, number: int) -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse("information_one", args=[visit.slug, number]))


@page("information.manage")
def circulate(visit: Visit, number: int) -> HttpResponse:
    """Which units need to know, and which of them verify what by when."""
    found = one_or_404(visit, number)
    if found.row.state not in CIRCULATE.from_:
        raise RuleBroken(f"这条信息现为“{found.row.state_label}”，不再通报。")
    form = CirculateForm(
        visit.request.POST or None,
        units=roster.units(visit.conference),
        told={told.unit: told.verifies for told in found.told},
        initial={"version": found.version, "due": visit.today + WITHIN, "asked": "核实情况，采取措施，反馈结果。"},
    )
    if visit.request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        done = form.perform(
            lambda: circulate_information(
                visit.call(given["key"]), number=number, version=given["version"], told=form.told(), due=given["due"]
            )
        )
        if done is not None:
            return _back(visit, number)
    return visit.render("information/circulate.html", {"form": form, "found": found}, status=status_of(form))


@page("information.step")
def urgent(visit: Visit, number: int) -> HttpResponse:
    """首报、续报、终报 to all addressees in one step."""
    found = one_or_404(visit, number)
    if not (visit.may("information.manage") or found.own):
        raise Http404
    follow = found.may_follow
    if not follow:
        raise RuleBroken("这条信息现在不用紧急上报：它不是紧急信息，或者已经终报、办结。")
    form = UpForm(visit.request.POST or None, follow=follow, initial=_first_up(visit, found))
    if visit.request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        done = form.perform(
            lambda: report_up(visit.call(given["key"]), number=number, version=given["version"], up=form.up())
        )
        if done is not None:
            return _back(visit, number)
    values = {"form": form, "found": found, "setting": setting(visit.conference)}
    return visit.render("information/urgent.html", values, status=status_of(form))


def _first_up(visit: Visit, found: InformationView) -> dict[str, object]:
    """What stands in the form: the addressees of the last report, and what is known."""
    last = found.up[-1].addressees if found.up else ()
    rest = [name for name in last if name not in (last[0], last[-1])]
    return {
        "version": found.version,
        "stage": found.may_follow[0],
        "committee": last[0] if last else setting(visit.conference).urgent_to,
        "department": rest[0] if rest else "",
        "office": f"{visit.access.head.name}办公室",
        "sent_at": visit.now,
        "text": "" if found.up else "\n".join(filter(None, [f"{found.row.title}。", found.text])),
    }


@page("information.see")
def urgent_docx(visit: Visit, number: int, serial: int) -> HttpResponse:
    """紧急信息报送单 as .docx, for the signature and the file."""
    found = one_or_404(visit, number)
    up = next((each for each in found.up if each.serial == serial), None)
    if up is None:
        raise Http404
    head, zone = visit.access.head, visit.now.tzinfo
    known = found.learned_at or found.happened_at

    def at(moment: object) -> str:
        return f"{moment.astimezone(zone):%Y年%m月%d日 %H:%M}" if moment else "未填写"  # type: ignore[attr-defined]

    rows = [
        official.Blank("报送单位", found.row.unit_name if found.unit else f"{head.name}办公室"),
        official.Blank("报送对象", "；".join(up.addressees)),
        official.Blank("报送阶段", f"{up.stage_label}（第 {up.serial} 次）"),
        official.Blank("事项", found.row.title),
        official.Blank("地点", found.row.place),
        official.Blank("得知时间", at(known)),
        official.Blank("报送时间", at(up.sent_at)),
        official.Blank("报送方式", up.means_label),
        official.Blank("紧急程度", found.row.urgency_label),
        official.Blank("报送内容", up.text, lines=8),
    ]
    made = official.Slip(
        title="紧急信息报送单",
        office=head.name,
        number=f"信息第 {number} 号",
        rows=tuple(rows),
        signers=("签发人", "收报人及时间"),
        hint=f"依据《信访工作条例》第二十五条报送。\n日志存证：第 {head.number} 号，{head.hash[:16]}",
    )
    return download(f"紧急信息报送单第{number}号{up.stage_label}.docx", official.write_slip(made), DOCX)


@page("information.manage")
def register(visit: Visit, number: int) -> HttpResponse:
    """登记为信访事项: the ledger's own form, begun with what was reported."""
    found = one_or_404(visit, number)
    if found.became or found.row.state not in REGISTER.from_:
        raise RuleBroken("这条信息已经登记为信访事项，或者已经不予通报，不能再登记。")
    petitioned = (found.happened_at or found.row.sent_at).astimezone(visit.now.tzinfo).date()
    first = {
        "petitioned_on": petitioned,
        "received_on": visit.today,
        "source": "petitioner",
        "kind": "appeal_claim",
        "title": found.row.title,
        "text": found.text or found.row.title,
        "locality": found.row.place,
        "territory": found.unit,
        "involved": found.people,
    }
    form = MatterForm(visit.request.POST or None, visit.request.FILES or None, choices=choices(visit), initial=first)
    if visit.request.method == "POST" and form.is_valid() and not form.warns_of_names():
        given = form.cleaned_data
        done = form.perform(
            lambda: register_information(
                visit.call(given["key"]), number=number, given=form.given(), files=given["scans"]
            )
        )
        if done is not None:
            return HttpResponseRedirect(reverse("matter", args=[visit.slug, done.number]))
    return visit.render("matters/register.html", {"form": form}, status=status_of(form))


@page("information.set")
def settings(visit: Visit) -> HttpResponse:
    """Local hours of 首报 with what they rest on, and how often villages screen."""
    now = setting(visit.conference)
    form = SettingForm(
        visit.request.POST or None,
        initial={
            "urgent_hours": now.urgent_hours,
            "urgent_basis": now.urgent_basis,
            "urgent_to": now.urgent_to,
            "screening_every": now.screening_every,
            "version": now.version,
        },
    )
    if visit.request.method == "POST" and form.is_valid():
        done = form.perform(lambda: set_information(visit.call(form.cleaned_data["key"]), given=form.given()))
        if done is not None:
            return HttpResponseRedirect(reverse("information_settings", args=[visit.slug]))
    return visit.render("information/settings.html", {"form": form, "setting": now}, status=status_of(form))
