"""责任目标 (article 16): the year's letters, drafting them, one letter with its paper, one target with its steps."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse

from lianxi.assessment import moves
from lianxi.assessment import target_queries as queries
from lianxi.assessment import targets as actions
from lianxi.documents import official
from lianxi.documents.columns import Column
from lianxi.documents.official.figures_sheet import write_figures
from lianxi.documents.sheets import write_sheet
from lianxi.web import step_cards as steps
from lianxi.web import unit_things as things
from lianxi.web.downloads import download, xlsx
from lianxi.web.forms import status_of
from lianxi.web.meeting_files import DOCX
from lianxi.web.pages import Visit, page
from lianxi.web.step_cards import Kind
from lianxi.web.target_forms import LetterForm, LettersForm, MetStep, MissingStep, SignStep, first_of

SIGN = Kind(
    "sign", "登记签订", moves.SIGN_LETTER, SignStep,
    lambda call, number, given: actions.sign_letter(
        call, number=number, version=given["version"], signed_on=given["signed_on"], signer=given["signer"],
        files=given["scans"],
    ),
    main=True, help="下载责任书，双方签字盖章后登记并上传扫描件。登记后目标生效，不能再改。",
)  # fmt: skip
KINDS: tuple[Kind, ...] = (
    Kind(
        "report", "报告完成", moves.REPORT_TARGET, MetStep,
        lambda call, number, given: actions.report_target(
            call, number=number, version=given["version"], text=given["text"], files=given["scans"]
        ),
        main=True,
    ),
    Kind(
        "accept", "认定完成", moves.ACCEPT_TARGET, steps.MaybeOpinionStep,
        lambda call, number, given: actions.accept_target(
            call, number=number, version=given["version"], opinion=given["opinion"]
        ),
        main=True,
    ),
    Kind(
        "return", "退回补充", moves.RETURN_TARGET, MissingStep,
        lambda call, number, given: actions.return_target(
            call, number=number, version=given["version"], opinion=given["opinion"]
        ),
    ),
)  # fmt: skip


def _year(visit: Visit) -> int:
    asked = things.number_in(visit, "year")
    return asked if asked and 2000 <= asked <= 2100 else visit.today.year


@page("target.see")
def targets(visit: Visit) -> HttpResponse:
    year = _year(visit)
    rows = queries.letters(visit.conference, visit.access.actor, year, visit.today)
    years = sorted({visit.today.year, year, *queries.years(visit.conference, visit.access.actor)}, reverse=True)
    return visit.render("assessment/targets.html", {"rows": rows, "year": year, "years": years})


@page("target.see")
def export(visit: Visit) -> HttpResponse:
    """Every target of the year on screen, as .xlsx."""
    columns = [
        Column("unit", "单位", 24), Column("title", "目标", 30), Column("standard", "完成标准", 44),
        Column("due", "完成期限", 13, kind="date"), Column("state", "状态", 14),
        Column("met", "完成日期", 13, kind="date"), Column("result", "完成情况", 44),
    ]  # fmt: skip
    year = _year(visit)
    rows = [
        (
            each.unit_name, each.title, each.standard, each.due, "逾期" if each.overdue else each.state_label,
            each.met_on, each.result,
        )
        for letter in queries.letters(visit.conference, visit.access.actor, year, visit.today)
        for each in letter.targets
    ]  # fmt: skip
    return xlsx(f"{year}年责任目标", write_sheet(columns, rows, title=f"{year}年度信访工作责任目标"))


@page("target.manage")
def new(visit: Visit) -> HttpResponse:
    """The same targets for several units, a letter each."""
    form = LettersForm(visit.request.POST or None, initial={"year": _year(visit)}, auto_id="letters_%s")
    form.offer_units([(each.number, each.name) for each in things.open_units(visit)])
    if visit.request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        done = form.perform(
            lambda: actions.draft_letters(
                visit.call(given["key"]), year=given["year"], units=given["units"], aims=form.aims()
            )
        )
        if done is not None:
            return HttpResponseRedirect(f"{reverse('targets', args=[visit.slug])}?year={given['year']}")
    values = {"form": form, "title": "起草责任书", "back": reverse("targets", args=[visit.slug])}
    return visit.render("assessment/letters.html", values, status=status_of(form))


def letter_or_404(visit: Visit, number: int) -> queries.LetterRow:
    found = queries.letter_for(visit.conference, number, visit.access.actor, visit.today)
    if found is None:
        raise Http404
    return found


@page("target.see")
def letter(visit: Visit, number: int) -> HttpResponse:
    """One unit's letter: its targets, the paper to be signed, the signing."""
    found = letter_or_404(visit, number)
    thing = steps.Thing(number, found.state, found.unit, found.version)
    cards = steps.offered(visit, thing, [SIGN], {"signed_on": visit.today})
    status = steps.sent(visit, cards, found.state_label, reverse("target_letter", args=[visit.slug, number]))
    if isinstance(status, HttpResponse):
        return status
    values = things.page_values(visit, cards, f"target_letter:{number}", "", letter=found)
    files = _scans(visit, found)
    return visit.render("assessment/letter.html", {**values, "scans": files}, status=status)


def _scans(visit: Visit, found: queries.LetterRow) -> list[Any]:
    """The signed original: it was filed with the first target's entry."""
    if found.state != "signed" or not found.targets:
        return []
    told = things.past(visit, f"target:{found.targets[0].number}")
    entries = [step.entry for step in told["history"] if step.verb == "target.set"]
    return [each for entry in entries for each in told["files"].get(entry, [])]


@page("target.manage")
def edit(visit: Visit, number: int) -> HttpResponse:
    """Change one unit's targets before it signs."""
    found = letter_or_404(visit, number)
    if found.state != "draft":
        return HttpResponseRedirect(reverse("target_letter", args=[visit.slug, number]))
    form = LetterForm(
        visit.request.POST or None, count=len(found.targets), initial=first_of(found), auto_id="letter_%s"
    )
    back = reverse("target_letter", args=[visit.slug, number])
    if visit.request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        done = form.perform(
            lambda: actions.edit_letter(
                visit.call(given["key"]), number=number, version=given["version"], aims=form.aims()
            )
        )
        if done is not None:
            return HttpResponseRedirect(back)
    title = f"修改{found.unit_name}{found.year}年责任书"
    return visit.render("assessment/letters.html", {"form": form, "title": title, "back": back}, status=status_of(form))


@page("target.see")
def paper(visit: Visit, number: int) -> HttpResponse:
    """责任书 as .docx: the targets in a table, a line for each signature."""
    found, head = letter_or_404(visit, number), visit.access.head
    rows = tuple(
        (str(each.place), each.title, each.standard, official.official_date(each.due)) for each in found.targets
    )
    title = f"{found.year}年度信访工作目标责任书"
    intro = [
        f"为落实信访工作责任，推动信访问题依法、及时、就地解决，{head.name}与{found.unit_name}签订本责任书。",
        "一、责任目标和完成标准见下表，完成情况按记录考核。考核不以信访数量、重复信访、越级走访计分。",
        "二、责任单位应当在期限内完成目标，并书面报告完成情况；确有困难的，及时报告联席会议办公室。",
        "三、本责任书一式两份，双方各执一份，自签字之日起生效。",
    ]
    table = official.Figures("责任目标", ("序号", "目标", "完成标准", "完成期限"), rows)
    signing = official.Figures(
        "签字",
        ("", head.name, found.unit_name),
        (("负责人（签字）", "", ""), ("盖　　章", "", ""), ("日　　期", "　　年　月　日", "　　年　月　日")),
    )
    made = write_figures(
        title, f"{head.name}办公室", intro, [table, signing], made_on=found.signed_on or visit.today, about="责任书"
    )
    return download(f"{found.unit_name}{title}.docx", made, DOCX)


@page("target.see")
def letter_file(visit: Visit, number: int, file: int) -> HttpResponseBase:
    """The signed original, for who may see the letter."""
    found = letter_or_404(visit, number)
    if not found.targets:
        raise Http404
    return things.file_of(visit, f"target:{found.targets[0].number}", file)


def target_or_404(visit: Visit, number: int) -> queries.TargetRow:
    found = queries.target_for(visit.conference, number, visit.access.actor, visit.today)
    if found is None:
        raise Http404
    return found


@page("target.see")
def target(visit: Visit, number: int) -> HttpResponse:
    """One target: its standard, what the unit reports, whether the office accepts it."""
    found = target_or_404(visit, number)
    state = found.state if found.signed else "unsigned"
    thing = steps.Thing(number, state, found.unit, found.version, things.seats_to_record_for(visit))
    cards = steps.offered(visit, thing, KINDS, {})
    status = steps.sent(visit, cards, found.state_label, reverse("target", args=[visit.slug, number]))
    if isinstance(status, HttpResponse):
        return status
    values = things.page_values(visit, cards, f"target:{number}", "", target=found)
    return visit.render("assessment/target.html", dict(values), status=status)


@page("target.see")
def target_file(visit: Visit, number: int, file: int) -> HttpResponseBase:
    """A file of a target's steps, for who may see it."""
    target_or_404(visit, number)
    return things.file_of(visit, f"target:{number}", file)
