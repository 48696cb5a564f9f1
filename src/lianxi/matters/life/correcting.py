"""Putting a registration right: corrected, another class, voided by two. No edit moves a deadline later."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from lianxi.journal.frame import Step, action
from lianxi.journal.moves import Move
from lianxi.journal.refusals import Invalid, RuleBroken
from lianxi.journal.versioned import save_next
from lianxi.matters import moves, words
from lianxi.matters.clockwork import happened, recompute
from lianxi.matters.finding import search_index
from lianxi.matters.identities import vault
from lianxi.matters.life.registering import MatterGiven, check_given, columns, exclude
from lianxi.matters.models import Exclusion, Matter
from lianxi.matters.standing import settle_in, take
from lianxi.rulebook.facts import Value
from lianxi.tasks.actions import unit_of

#: what a correction leaves as it was: the class has a step of its own, dates of receipt only become earlier
FIXED = ("kind", "route", "restricted", "source")


@action(moves.CORRECT)
def correct_matter(step: Step, *, number: int, version: int, given: MatterGiven) -> str:
    """Put the registration right. An earlier date of receipt moves the clocks earlier; a later one moves nothing."""
    matter = take(step, number, version, moves.CORRECT)
    if given.source != matter.source:
        raise Invalid("来源登记后不能更改。登记错误的，请申请作废后重新登记。", "source")
    check_given(step, given)
    values = columns(step, replace(given, category="") if given.category == matter.category else given)
    if given.category == matter.category:  # filed under the table of its day, which may have ended it since
        values |= {"category": matter.category, "category_version": matter.category_version}
    changed = [name for name, value in values.items() if name not in FIXED and getattr(matter, name) != value]
    for name in changed:
        setattr(matter, name, values[name])
    matter.restricted = matter.restricted or bool(values["restricted"])
    exclude(step, matter, given)
    _refuse_excluded_bearer(matter)
    save_next(matter, *changed, "restricted")
    trigger = "received_from_petitioner" if matter.source == "petitioner" else "received_from_superior"
    happened(step, matter, trigger, given.received_on)
    if matter.source == "assigned":
        happened(step, matter, "assigned", given.received_on, due=given.sender_due)
    recompute(step, matter)
    data: dict[str, Value] = {"columns": len(changed)}
    if given.petitioners:  # typed anew: instead of whoever stood there
        data["people"] = vault.put(step, f"matter:{number}", given.petitioners)
    search_index.put_again(matter)
    step.fact(moves.CORRECT.verb, f"matter:{number}", data=data)
    return f"matter:{number}"


@action(moves.RECLASSIFY)
def reclassify_matter(
    step: Step,
    *,
    number: int,
    version: int,
    kind: str,
    route: int | None,
    reason: str,
    accused_units: Sequence[int] = (),
) -> str:
    """Another class or route, with the reason. It gains no time: a deadline that stood keeps standing."""
    matter = take(step, number, version, moves.RECLASSIFY)
    if kind not in words.KINDS:
        raise Invalid("请选择事项类别。", "kind")
    if (kind == "appeal_claim" and route not in words.ROUTES) or (kind != "appeal_claim" and route is not None):
        raise Invalid("申诉求决类请选择办理途径（条例第三十一条第一至六项），其他类别不选。", "route")
    if not reason.strip():
        raise Invalid("请写明变更类别的理由。", "reason")
    if kind != "accusation" and accused_units:
        raise Invalid("只有检举控告类事项登记被检举控告单位。", "accused_units")
    before: dict[str, Value] = {"from_kind": matter.kind, "from_route": matter.route or 0}
    matter.kind, matter.route = kind, route
    matter.restricted = matter.restricted or kind == "accusation"
    for each in accused_units:
        Exclusion.objects.get_or_create(
            conference=step.conference,
            matter=matter,
            unit=unit_of(step, each, "accused_units"),
            defaults={"ground": "accused"},
        )
    _refuse_excluded_bearer(matter)
    state = "registered" if matter.state == "diverted" else ""
    settle_in(step, matter, state, "kind", "route", "restricted")
    recompute(step, matter)
    step.fact(moves.RECLASSIFY.verb, f"matter:{number}", data={"kind": kind, "route": route or 0, **before})
    step.text("reason", reason)
    return f"matter:{number}"


def _refuse_excluded_bearer(matter: Matter) -> None:
    """An excluded unit bears nothing: re-routing is forced (28(3), 30(3))."""
    excluded = set(Exclusion.objects.filter(matter=matter).exclude(unit=None).values_list("unit_id", flat=True))
    bearers: Iterable[int | None] = (matter.lead_id, matter.responsible_id)
    helpers = matter.co_handlers.filter(unit__in=excluded).exists()
    if helpers or excluded & {bearer for bearer in bearers if bearer is not None}:
        raise RuleBroken("被检举控告或有利害关系的单位正在承办本事项，应当回避。请先改由其他单位承办，再登记回避。")


@action(moves.ASK_VOID)
def ask_void(step: Step, *, number: int, version: int, reason: str) -> str:
    """Ask to void a wrong registration (registered twice); somebody else decides."""
    matter = take(step, number, version, moves.ASK_VOID)
    if not reason.strip():
        raise Invalid("请写明作废理由，例如“与另一件重复登记”。", "reason")
    matter.void_asked_by = step.actor.person
    save_next(matter, "void_asked_by")
    step.fact(moves.ASK_VOID.verb, f"matter:{number}")
    step.text("reason", reason)
    return f"matter:{number}"


@action(moves.VOID)
def void_matter(step: Step, *, number: int, version: int) -> str:
    """Void it: the number stays counted, the content stays readable for the office and leaders."""
    matter = _asked_by_another(step, number, version, moves.VOID)
    matter.void_asked_by = None
    settle_in(step, matter, "voided", "void_asked_by")
    step.fact(moves.VOID.verb, f"matter:{number}")
    return f"matter:{number}"


@action(moves.REFUSE_VOID)
def refuse_void(step: Step, *, number: int, version: int) -> str:
    """Do not void it: handling goes on."""
    matter = _asked_by_another(step, number, version, moves.REFUSE_VOID)
    matter.void_asked_by = None
    save_next(matter, "void_asked_by")
    step.fact(moves.REFUSE_VOID.verb, f"matter:{number}")
    return f"matter:{number}"


def _asked_by_another(step: Step, number: int, version: int, move: Move) -> Matter:
    matter = take(step, number, version, move)
    if matter.void_asked_by is None:
        raise RuleBroken("这件信访事项没有作废申请。")
    if matter.void_asked_by == step.actor.person:
        raise RuleBroken("作废申请须由申请人以外的人复核。请办公室主任或机关负责人办理。")
    return matter
