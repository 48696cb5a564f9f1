"""Ledgers under way: uploaded, their columns settled, checked, brought in. Names are kept sealed, like identities."""

from __future__ import annotations

import hashlib
import json
import secrets
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from django.db.models import QuerySet

from lianxi.documents.ledger.fields import BY_KEY, plain_title
from lianxi.documents.ledger.reading import Ledger
from lianxi.documents.reader import encode_cell
from lianxi.journal.background import SILENT as SILENT
from lianxi.journal.frame import Actor
from lianxi.journal.models import Conference
from lianxi.matters.identities import sealing, vault
from lianxi.matters.identities.sealing import Place
from lianxi.matters.imports import import_meanings
from lianxi.matters.imports.import_checks import Choices
from lianxi.matters.models import ColumnMemory, LedgerImport

#: a ledger that nobody touched for so long goes when the next one is uploaded
KEPT_FOR = timedelta(days=30)
LISTED = 50


@dataclass(frozen=True, slots=True)
class ImportDraft:
    """A ledger as its owner sees it. ``outcome``: what the check found (``importing.outcome``), empty before."""

    token: str
    conference: int
    account: int
    file_name: str
    file_sha256: str
    state: str
    mapping: tuple[str, ...]
    choices: Choices
    counts: Mapping[str, Any]
    rows: int
    done: int
    said: str
    number: int | None
    entry: int | None
    touched_at: datetime
    remembered: bool = False

    @property
    def percent(self) -> int:
        return min(100, self.done * 100 // max(1, self.rows))


@dataclass(frozen=True, slots=True)
class ImportLine:
    """A ledger in a list."""

    token: str
    file_name: str
    state: str
    rows: int
    number: int | None
    entry: int | None
    touched_at: datetime
    own: bool


# reading ----------------------------------------------------------------------------------------------------------


def listed(conference: int, account: int) -> list[ImportLine]:
    """The account's own under way and everybody's that were brought in, newest first. One query."""
    rows = (
        LedgerImport.objects.filter(conference_id=conference).defer("sealed", "outcome").order_by("-touched_at", "-pk")
    )
    seen = [row for row in rows[: LISTED * 2] if row.state == "done" or row.account_id == account]
    return [
        ImportLine(
            row.token, row.file_name, row.state, row.rows, row.number, row.entry, row.touched_at,
            row.account_id == account,
        )
        for row in seen[:LISTED]
    ]  # fmt: skip


def draft_for(conference: int, account: int, token: str) -> ImportDraft | None:
    """The account's own ledger; another's and an absent one are the same None. One query."""
    row = _own(conference, account, token).defer("sealed", "outcome").first()
    return None if row is None else _draft(row)


def _own(conference: int, account: int, token: str) -> QuerySet[LedgerImport]:
    return LedgerImport.objects.filter(conference_id=conference, account_id=account, token=token)


def _draft(row: LedgerImport) -> ImportDraft:
    return ImportDraft(
        token=row.token,
        conference=row.conference_id,
        account=row.account_id,
        file_name=row.file_name,
        file_sha256=row.file_sha256,
        state=row.state,
        mapping=tuple(row.mapping),
        choices=Choices(**{name: value for name, value in row.choices.items() if name != "remembered"}),
        counts=row.counts,
        rows=row.rows,
        done=row.done,
        said=row.said,
        number=row.number,
        entry=row.entry,
        touched_at=row.touched_at,
        remembered=bool(row.choices.get("remembered")),
    )


def brought_in(conference: int, file_sha256: str) -> ImportLine | None:
    """The import of this very file, if there was one. One query."""
    row = (
        LedgerImport.objects.filter(conference_id=conference, file_sha256=file_sha256, state="done")
        .defer("sealed", "outcome")
        .first()
    )
    if row is None:
        return None
    return ImportLine(row.token, row.file_name, row.state, row.rows, row.number, row.entry, row.touched_at, False)


def ledger_of(draft: ImportDraft) -> Ledger:
    """The rows as read, opened. Raises ``NoKey``."""
    row = LedgerImport.objects.only("sealed", "key_id").get(token=draft.token)
    return Ledger.from_data(_opened(draft.conference, draft.token, 0, row.key_id, bytes(row.sealed)))


def outcome_of(draft: ImportDraft) -> Mapping[str, Any]:
    """What the check found, opened; empty before. Raises ``NoKey``."""
    row = LedgerImport.objects.only("outcome", "outcome_key").get(token=draft.token)
    if not row.outcome:
        return {}
    found: Mapping[str, Any] = _opened(draft.conference, draft.token, 1, row.outcome_key, bytes(row.outcome))
    return found


def _opened(conference: int, token: str, place: int, key_id: str, sealed: bytes) -> Any:
    uid = Conference.objects.only("uid").get(pk=conference).uid
    content = sealing.unseal(vault.require_keys(conference), Place(uid, f"import:{token}", place), key_id, sealed)
    return json.loads(zlib.decompress(content))


def _sealed(conference: int, token: str, place: int, content: Any) -> tuple[str, bytes]:
    keys = vault.require_keys(conference, making=True)
    plain = json.dumps(content, ensure_ascii=False, default=encode_cell).encode()
    uid = Conference.objects.only("uid").get(pk=conference).uid
    return sealing.seal(keys, Place(uid, f"import:{token}", place), zlib.compress(plain, 1))


# writing ----------------------------------------------------------------------------------------------------------


def begin(conference: int, account: int, *, file_name: str, data: bytes, ledger: Ledger, now: datetime) -> str:
    """Keep a ledger as read, with the meaning of its columns as last time, or as proposed; its token."""
    LedgerImport.objects.filter(conference_id=conference, touched_at__lt=now - KEPT_FOR).exclude(state="done").delete()
    token, mark = secrets.token_hex(16), fingerprint(ledger)
    before = ColumnMemory.objects.filter(conference_id=conference, fingerprint=mark).first()
    mapping = before.mapping if before else [each.proposed for each in ledger.columns]
    key_id, sealed = _sealed(conference, token, 0, ledger.as_data())
    LedgerImport.objects.create(
        conference_id=conference,
        token=token,
        account_id=account,
        file_name=file_name[:200],
        file_sha256=hashlib.sha256(data).hexdigest(),
        fingerprint=mark,
        mapping=mapping,
        choices={"remembered": before is not None},
        key_id=key_id,
        sealed=sealed,
        rows=len(ledger.rows),
        touched_at=now,
    )
    return token


def fingerprint(ledger: Ledger) -> str:
    """The same for ledgers with the same heads in the same order."""
    return hashlib.sha256("\n".join(plain_title(each.title) for each in ledger.columns).encode()).hexdigest()


def settle(draft: ImportDraft, *, mapping: Sequence[str], choices: Choices, now: datetime) -> None:
    """Keep what the columns mean, for this ledger and for the next one with the same head."""
    fixed = [key if key in BY_KEY else "" for key in mapping]
    row = LedgerImport.objects.only("fingerprint").get(token=draft.token)
    ColumnMemory.objects.update_or_create(
        conference_id=draft.conference, fingerprint=row.fingerprint, defaults={"mapping": fixed}
    )
    _unchecked(draft, now, mapping=fixed, choices={**asdict(choices), "remembered": draft.remembered})


def choose_words(draft: ImportDraft, meanings: Mapping[str, str], now: datetime) -> None:
    """Keep what words of this ledger mean (mark → meaning), for it and for the next one; it must be checked again."""
    import_meanings.remember(draft.conference, meanings)
    choices = replace(draft.choices, words={**draft.choices.words, **meanings})
    _unchecked(draft, now, choices={**asdict(choices), "remembered": draft.remembered})


def _unchecked(draft: ImportDraft, now: datetime, **changed: Any) -> None:
    LedgerImport.objects.filter(token=draft.token, state__in=("read", "checked", "failed")).update(
        state="read", counts={}, outcome=b"", said="", done=0, touched_at=now, **changed
    )


def start(draft: ImportDraft, state: str, actor: Actor, now: datetime) -> bool:
    """Whether this call may do the work (``checking``, ``running``): of two at once one does."""
    able = {"checking": ("read", "failed"), "running": ("checked",)}[state]
    waiting = LedgerImport.objects.filter(token=draft.token)
    stopped = waiting.filter(state=state, touched_at__lt=now - SILENT)
    taken = {"state": state, "actor": asdict(actor), "done": 0, "said": "", "touched_at": now}
    return bool(waiting.filter(state__in=able).update(**taken) or stopped.update(**taken))


def acting(draft: ImportDraft) -> Actor:
    """Who started the work."""
    return Actor(**LedgerImport.objects.only("actor").get(token=draft.token).actor)


def checked(draft: ImportDraft, outcome: Mapping[str, Any], counts: Mapping[str, Any], now: datetime) -> None:
    """Keep what the check found."""
    key_id, sealed = _sealed(draft.conference, draft.token, 1, outcome)
    LedgerImport.objects.filter(token=draft.token).update(
        state="checked", outcome_key=key_id, outcome=sealed, counts=dict(counts), touched_at=now
    )


def progress(draft: ImportDraft, done: int, now: datetime) -> None:
    """Say how far the work has come."""
    LedgerImport.objects.filter(token=draft.token).update(done=done, touched_at=now)


def failed(draft: ImportDraft, sentence: str, now: datetime) -> None:
    """The work stopped; nothing was brought in. The ledger can be tried again."""
    LedgerImport.objects.filter(token=draft.token).exclude(state="done").update(
        state="failed", said=sentence[:400], touched_at=now
    )


def discard(conference: int, account: int, token: str) -> None:
    """Drop a ledger that was not brought in; what was stays."""
    _own(conference, account, token).exclude(state__in=("done", "running")).delete()


def by_token(token: str) -> ImportDraft | None:
    """A ledger for the background work. One query."""
    row = LedgerImport.objects.filter(token=token).defer("sealed", "outcome").first()
    return None if row is None else _draft(row)
