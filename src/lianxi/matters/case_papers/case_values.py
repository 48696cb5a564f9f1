"""One row of a matter's papers as the values its writer prints."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from lianxi.documents import casework
from lianxi.documents.casework import Petitioner
from lianxi.documents.official.form_values import Opinion
from lianxi.matters import words
from lianxi.matters.models import CasePaper, Matter
from lianxi.matters.tables.setting import Ledger

#: our code of a result → the writer's
RESULTS: dict[str, casework.Result] = {
    "support": "supported",
    "explain": "explained",
    "not_support": "not_supported",
}


@dataclass(frozen=True, slots=True)
class Ground:
    """What the papers of one matter are made from. ``due``: rule → the day it is judged by."""

    matter: Matter
    papers: tuple[CasePaper, ...]
    due: Mapping[str, date]
    accepted_on: date | None
    ledger: Ledger
    people: Mapping[int, str]
    helpers: tuple[str, ...]
    category: str
    petitioner: Petitioner
    representatives: tuple[str, ...]
    redacted: bool

    @property
    def label(self) -> str:
        return words.number_label(self.matter.number)

    def name(self, person: int | None) -> str:
        return self.people.get(person, "") if person is not None else ""


def values_of(ground: Ground, row: CasePaper) -> casework.CasePaper:
    """The paper as values; a draft says so on every page."""
    return _MAKERS[row.kind](ground, row)


def _common(ground: Ground, row: CasePaper) -> dict[str, Any]:
    return {
        "organ": row.organ,
        "number": row.document_number,
        "dated": row.issued_on,
        "matter_number": ground.label,
        "redacted": ground.redacted,
        "draft": row.state != "issued",
    }


def _about(ground: Ground, row: CasePaper) -> dict[str, Any]:
    return {
        **_common(ground, row),
        "petitioner": ground.petitioner,
        "subject": ground.matter.title,
        "contact": row.content.get("contact", ""),
    }


def _notice(ground: Ground, row: CasePaper) -> dict[str, Any]:
    matter = ground.matter
    return {
        **_about(ground, row),
        "received_on": matter.received_on,
        "channel": words.CHANNELS[matter.channel],
        "sender": matter.sender,
        "sender_number": matter.sender_number,
    }


def day(row: CasePaper, name: str) -> date | None:
    """A day of the paper's content; None where there is none."""
    text = row.content.get(name, "")
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None


def _receipt(ground: Ground, row: CasePaper) -> casework.CasePaper:
    """What was received and how it goes on: the route of a claim, else the unit it was given to."""
    sent_to = row.content.get("sent_to", "")
    if ground.matter.route is None or sent_to:
        lead = ground.matter.lead.name if ground.matter.lead else ""
        return casework.TransferNotice(
            **_notice(ground, row), sent_to=sent_to or lead, sent_on=row.issued_on, assigned=not sent_to
        )
    return _route(ground, row)


def _route(ground: Ground, row: CasePaper) -> casework.CasePaper:
    return casework.RouteNotice(
        **_notice(ground, row),
        route=ground.matter.route or 4,  # type: ignore[arg-type]  # constrained to 1–6
        procedure=row.content.get("procedure", ""),
        competent=row.content.get("competent", ""),
    )


def _acceptance(ground: Ground, row: CasePaper) -> casework.CasePaper:
    procedure = row.content.get("procedure", "")
    if not procedure and ground.matter.kind == "suggestion":
        procedure = "依据《信访工作条例》第二十九条，由本机关认真研究论证，作出答复。"
    return casework.AcceptanceNotice(
        **_notice(ground, row),
        accepted_on=ground.accepted_on or row.issued_on,
        due=ground.due.get("handling"),
        review_organ=ground.ledger.higher_organ,
        query_code="" if ground.redacted else ground.matter.query_code,
        procedure=procedure,
    )


def _decline(ground: Ground, row: CasePaper) -> casework.CasePaper:
    content = row.content
    return casework.DeclineNotice(
        **_notice(ground, row), handled_by=content.get("handled_by", ""), reason=content.get("reason", "")
    )


def _bar(ground: Ground, row: CasePaper) -> casework.CasePaper:
    return casework.BarNotice(
        **_notice(ground, row),
        recheck_organ=row.content.get("recheck_organ", ""),
        rechecked_on=day(row, "rechecked_on"),
        reason=row.content.get("reason", ""),
    )


def _elsewhere(ground: Ground, row: CasePaper) -> casework.CasePaper:
    return casework.ElsewhereNotice(
        **_notice(ground, row), competent=row.content.get("competent", ""), reason=row.content.get("reason", "")
    )


def _extension_notice(ground: Ground, row: CasePaper) -> casework.CasePaper:
    return casework.ExtensionNotice(
        **_notice(ground, row),
        accepted_on=ground.accepted_on,
        due=day(row, "due"),
        days=int(row.content.get("days", "0") or 0) or None,
        new_due=day(row, "new_due"),
        reason=row.content.get("reason", ""),
    )


def _extension(ground: Ground, row: CasePaper) -> casework.CasePaper:
    """The approval sheet, with the dates as its notice has them once it was granted."""
    notice = next(
        (each for each in ground.papers if each.kind == "extension_notice" and each.number > row.number), None
    )
    granted = row.state == "issued" and notice is not None
    approved = row.opinion or "同意延期。" if row.state == "issued" else ""
    return casework.ExtensionForm(
        **_common(ground, row),
        petitioner=ground.petitioner,
        subject=ground.matter.title,
        unit=ground.matter.lead.name if ground.matter.lead else "",
        accepted_on=ground.accepted_on,
        due=day(notice, "due") if granted and notice else ground.due.get("handling"),
        days=int(row.content["days"]),
        new_due=day(notice, "new_due") if granted and notice else None,
        reason=row.content.get("reason", ""),
        progress=row.content.get("progress", ""),
        handler=Opinion(name=ground.name(row.drafter), day=row.drafted_on),
        head=Opinion(text=approved, name=ground.name(row.approver), day=row.approved_on),
        told_on=notice.delivered_on if notice else None,
        told_how=words.DELIVERY.get(notice.delivery, "") if notice else "",
    )


def _objection(ground: Ground, row: CasePaper) -> casework.CasePaper:
    matter = ground.matter
    return casework.Objection(
        **_about(ground, row),
        sender=matter.sender,
        sender_number=matter.sender_number,
        received_on=matter.received_on,
        due=ground.due.get("assigned_objection"),
        reasons=row.content.get("reason", ""),
        competent=row.content.get("competent", ""),
    )


def _assignment(ground: Ground, row: CasePaper) -> casework.CasePaper:
    matter = ground.matter
    return casework.AssignmentLetter(
        **_about(ground, row),
        unit=matter.lead.name if matter.lead else "",
        summary=matter.text,
        origin=matter.sender,
        origin_number=matter.sender_number,
        co_units=ground.helpers,
        due=matter.due_on,
    )


def _opinion(ground: Ground, row: CasePaper) -> casework.CasePaper:
    content = row.content
    return casework.HandlingOpinion(
        **_about(ground, row),
        result=RESULTS.get(content.get("result", ""), "explained"),
        accepted_on=ground.accepted_on,
        claim=content.get("claim", ""),
        facts=content.get("facts", ""),
        opinion=content.get("opinion", ""),
        legal_basis=content.get("legal_basis", ""),
        review_organ=ground.ledger.higher_organ,
        carried_out_by=content.get("carried_out_by", ""),
        carried_out_until=day(row, "carried_out_until"),
    )


def _reply(ground: Ground, row: CasePaper) -> casework.CasePaper:
    content = row.content
    return casework.SuggestionReply(
        **_about(ground, row),
        adoption=content.get("adoption", "not_adopted"),
        received_on=ground.matter.received_on,
        suggestion=content.get("suggestion", ""),
        reply=content.get("reply", ""),
    )


def _agreement(ground: Ground, row: CasePaper) -> casework.CasePaper:
    """The parties' names are written in by hand, but for the petitioner's where it was opened."""
    content = row.content
    return casework.Agreement(
        **_common(ground, row),
        mediated=content.get("form") != "reconciled",
        parties=(casework.Party(ground.petitioner), casework.Party()),
        facts=content.get("facts", ""),
        points=tuple(line.strip() for line in content.get("points", "").splitlines() if line.strip()),
        performance=content.get("performance", ""),
        mediators=tuple(name for name in content.get("mediators", "").replace("，", "、").split("、") if name.strip()),
        place=content.get("place", ""),
        agreed_on=day(row, "agreed_on"),
    )


def _closing(ground: Ground, row: CasePaper) -> casework.CasePaper:
    matter, content = ground.matter, row.content
    return casework.ClosingReport(
        **_about(ground, row),
        sender=matter.sender,
        sender_number=matter.sender_number,
        received_on=matter.received_on,
        due=matter.sender_due,
        claim=content.get("claim", ""),
        done=content.get("done", ""),
        result=content.get("result", ""),
        their_opinion=content.get("their_opinion", ""),
        next_steps=content.get("next_steps", ""),
    )


_MAKERS: dict[str, Callable[[Ground, CasePaper], casework.CasePaper]] = {
    "receipt": _receipt,
    "acceptance": _acceptance,
    "decline": _decline,
    "bar": _bar,
    "elsewhere": _elsewhere,
    "diversion": _route,
    "objection": _objection,
    "assignment": _assignment,
    "extension": _extension,
    "extension_notice": _extension_notice,
    "opinion": _opinion,
    "reply": _reply,
    "agreement": _agreement,
    "closing": _closing,
}
