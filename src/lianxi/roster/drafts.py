"""Founding drafts: a founding, or a new version of the rules, under way. Left or killed, it is taken up again.

A draft belongs to one account and is the deployment's own row, outside any conference's journal. Its JSON column holds
``questions`` (the answers), ``chosen`` (name, slug, dates as typed), and where they apply ``compiled`` (an imported
version), ``replaces`` (the version a new one is based on) and ``founded`` / ``done``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django.db import IntegrityError
from django.db.models import QuerySet

from lianxi.charter import queries as charter
from lianxi.charter.actions import put_in_force, text_sha256
from lianxi.journal import queries as journal
from lianxi.journal.canonical import digest
from lianxi.journal.frame import Call, Done
from lianxi.journal.refusals import Invalid, Stale
from lianxi.roster.founding import (
    RESERVED,
    SLUG,
    SLUG_FORM,
    SLUG_RESERVED,
    found_conference,
    founder,
    new_conference,
    suggested_slug,
)
from lianxi.roster.models import FoundingDraft, Tenure
from lianxi.roster.roles import OFFICE
from lianxi.rulebook.compiled import Compiled
from lianxi.rulebook.reading import NotRules, compile_text

Questions = Mapping[str, str | int]
STALE = "这份草稿其间在另一窗口或由另一次提交改过。您填的内容仍在下面；确认以哪一个为准后，再保存一次。"


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft as its owner sees it. ``conference``: set for a new version; ``founded``: what a founding has made.

    ``edited``: the clauses came with an imported version and are not what this system reads in the text.
    """

    token: str
    file_name: str
    text_sha256: str
    compiled: Compiled
    edited: bool
    questions: dict[str, str | int]
    chosen: dict[str, str]
    version: int
    conference: int | None
    replaces: int | None
    founded: int | None
    done: bool


@dataclass(frozen=True, slots=True)
class DraftLine:
    """A draft in a list."""

    token: str
    title: str
    file_name: str
    answered: int
    touched_at: datetime


@dataclass(frozen=True, slots=True)
class Office:
    """A conference of that name in which the account holds an office seat today."""

    conference: int
    slug: str
    name: str
    same_text: int | None


@lru_cache(maxsize=16)
def read_rules(text: str) -> Compiled:
    """``compile_text``, remembered: the steps of a draft read the same text again. Raises ``NotRules``."""
    return compile_text(text)


# reading ----------------------------------------------------------------------------------------------------------


def drafts_of(account: int, conference: int | None = None) -> list[DraftLine]:
    """The drafts under way: foundings, or (``conference``) new versions of one conference; newest first."""
    rows = _own(account, conference).defer("text")
    return [
        DraftLine(
            row.token,
            str(row.answers.get("title") or row.file_name),
            row.file_name,
            len(row.answers.get("questions", {})),
            row.touched_at,
        )
        for row in rows.order_by("-touched_at", "-pk")
        if not row.answers.get("founded") and not row.answers.get("done")
    ]


def draft_for(account: int, token: str, conference: int | None = None) -> Draft | None:
    """The account's own draft; another's and an absent one are the same None."""
    row = _own(account, conference).filter(token=token).first()
    return _draft(row) if row else None


def _own(account: int, conference: int | None) -> QuerySet[FoundingDraft]:
    """The account's drafts of foundings (None), or of new versions of one conference."""
    rows = FoundingDraft.objects.filter(account_id=account)
    return rows.filter(conference=None) if conference is None else rows.filter(conference_id=conference)


def _draft(row: FoundingDraft) -> Draft:
    state: dict[str, Any] = row.answers
    imported = state.get("compiled")
    return Draft(
        token=row.token,
        file_name=row.file_name,
        text_sha256=row.text_sha256,
        compiled=Compiled.from_data(imported) if imported else read_rules(row.text),
        edited=bool(imported),
        questions=dict(state.get("questions", {})),
        chosen=dict(state.get("chosen", {})),
        version=row.version,
        conference=row.conference_id,
        replaces=state.get("replaces"),
        founded=state.get("founded"),
        done=bool(state.get("done")),
    )


def office_of(account: int, compiled: Compiled, on: date) -> Office | None:
    """The conference of this body in which the account holds an office seat: another text is its new version."""
    name = body_name(compiled)
    rows = (
        Tenure.objects.filter(person__account_id=account, since__lte=on, seat__closed_on=None, seat__role__in=OFFICE)
        .exclude(until__lt=on)
        .select_related("conference")
        .order_by("conference_id")
    )
    for head in {row.conference_id: row.conference for row in rows}.values():
        known = charter.versions(head.pk)
        if name and name in {head.name, *(body_name(version.compiled) for version in known)}:
            sha256 = text_sha256(compiled.text)
            same = next((version.number for version in reversed(known) if version.text_sha256 == sha256), None)
            return Office(head.pk, head.slug, head.name, same)
    return None


def body_name(compiled: Compiled) -> str:
    """The body's name as read, else the title of its rules."""
    return compiled.body.name or compiled.title or ""


def free_slug(name: str) -> str:
    """A suggestion for the address: pinyin, numbered where it is taken or one of the deployment's own words."""
    wanted = suggested_slug(name)
    for number in range(1, 100):
        slug = wanted if number == 1 else f"{wanted[:37]}-{number}"
        if not slug_trouble(slug):
            return slug
    return ""


def slug_trouble(slug: str) -> str:
    """Why this address cannot be had; empty when it can."""
    if not SLUG.fullmatch(slug):
        return SLUG_FORM
    if slug in RESERVED:
        return SLUG_RESERVED.format(slug)
    return f"网址简称“{slug}”已被另一联席会议使用。请换一个。" if journal.head(slug) else ""


# writing ----------------------------------------------------------------------------------------------------------


def begin(account: int, *, file_name: str, text: str, now: datetime) -> str:
    """Take up (or begin) the founding from a text; the token of its one draft. Raises ``NotRules``: nothing changed."""
    compiled = read_rules(text)
    return _begin(account, None, file_name, compiled, {"title": compiled.title or body_name(compiled)}, now)


def begin_version(
    account: int,
    *,
    conference: int,
    file_name: str,
    compiled: Compiled,
    questions: Questions,
    in_force_from: date,
    replaces: int,
    restart: bool,
    now: datetime,
) -> str:
    """Take up (or begin) a new version of a conference's rules. ``restart``: what its draft held is replaced."""
    state: dict[str, Any] = {
        "title": compiled.title or body_name(compiled),
        "questions": dict(questions),
        "chosen": {"in_force_from": in_force_from.isoformat()},
        "replaces": replaces,
    }
    if compiled != _read_alone(compiled.text):
        state["compiled"] = compiled.as_data()
    return _begin(account, conference, file_name, compiled, state, now, restart=restart)


def _read_alone(text: str) -> Compiled | None:
    try:
        return read_rules(text)
    except NotRules:
        return None


def _begin(
    account: int,
    conference: int | None,
    file_name: str,
    compiled: Compiled,
    state: dict[str, Any],
    now: datetime,
    *,
    restart: bool = False,
) -> str:
    sha256 = text_sha256(compiled.text)
    # the same account, text and purpose give the same token, so that the column's uniqueness keeps the draft one
    token = digest(f"{account}\n{conference or 'founding'}\n{sha256}")[:32]
    row, made = FoundingDraft.objects.get_or_create(
        token=token,
        defaults={
            "account_id": account,
            "conference_id": conference,
            "file_name": file_name[:200],
            "text": compiled.text,
            "text_sha256": sha256,
            "answers": state,
            "touched_at": now,
        },
    )
    outdated = row.answers.get("done") or row.answers.get("replaces") != state.get("replaces")
    if not made and (restart or outdated):
        row.answers, row.file_name, row.touched_at = state, file_name[:200], now
        row.version += 1
        row.save(update_fields=["answers", "file_name", "touched_at", "version"])
    return token


def save(
    draft: Draft,
    *,
    version: int,
    now: datetime,
    questions: Questions | None = None,
    chosen: Mapping[str, str] | None = None,
) -> int:
    """Keep what was typed, if nobody wrote meanwhile (``version``); the new version. Raises ``Stale``.

    The same content sent twice is no conflict.
    """
    row = FoundingDraft.objects.filter(token=draft.token).first()
    if row is None:
        raise Invalid("这份草稿已经删除。")
    state = dict(row.answers)
    state["questions"] = state.get("questions", {}) | dict(questions or {})
    state["chosen"] = state.get("chosen", {}) | dict(chosen or {})
    if state == row.answers:
        return row.version
    changed = FoundingDraft.objects.filter(pk=row.pk, version=version).update(
        answers=state, version=version + 1, touched_at=now
    )
    if not changed:
        raise Stale(STALE)
    return version + 1


def discard(account: int, token: str) -> None:
    """Drop a draft; what it founded stays."""
    FoundingDraft.objects.filter(account_id=account, token=token).delete()


def found(account: int, draft: Draft, *, now: datetime) -> int:
    """Found what the draft says; the conference. Pressed twice, or in two tabs at once, it is the same one."""
    if draft.founded is not None:
        return draft.founded
    chosen = draft.chosen
    wanted = new_conference(draft.compiled, chosen.get("slug", ""), chosen.get("name", ""))
    done = _once_more(
        lambda: found_conference(
            Call(wanted, founder(account), now),
            compiled=draft.compiled,
            answers=draft.questions,
            in_force_from=date.fromisoformat(chosen["in_force_from"]),
            judged_from=date.fromisoformat(chosen["judged_from"]),
        )
    )
    _mark(draft.token, founded=done.conference)
    return done.conference


def put_version_in_force(draft: Draft, call: Call, *, in_force_from: date) -> Done:
    """The draft's text and answers become the next version of its conference."""
    assert draft.replaces is not None
    done = put_in_force(
        call,
        compiled=draft.compiled,
        answers=draft.questions,
        in_force_from=in_force_from,
        replaces=draft.replaces,
    )
    _mark(draft.token, done=True)
    return done


def _once_more(write: Callable[[], Done]) -> Done:
    """Two first foundings at one moment collide on a unique column: the later one then finds what the earlier made."""
    try:
        return write()
    except IntegrityError:
        return write()


def _mark(token: str, **state: int | bool) -> None:
    row = FoundingDraft.objects.filter(token=token).first()
    if row is not None:
        row.answers = row.answers | state
        row.save(update_fields=["answers"])
