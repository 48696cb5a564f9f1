"""Bringing in a clerk's ledger: checked as a whole, made ready outside the write, then one entry, all or nothing.

The entry holds the file's hash and the numbers given, a fact a year; names, texts and the file itself are not in it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any

from django.db import connection

from lianxi.documents.ledger.layout import SORTS
from lianxi.documents.ledger.reading import Ledger
from lianxi.journal.frame import Call, Done, Step, action
from lianxi.journal.models import Conference
from lianxi.journal.models import Counter as JournalCounter
from lianxi.journal.refusals import Invalid, Refused, Stale
from lianxi.matters import moves, words
from lianxi.matters.clockwork import happened, meet, point_to_next, recompute
from lianxi.matters.finding import search_index
from lianxi.matters.identities import vault
from lianxi.matters.imports import import_drafts
from lianxi.matters.imports.bulk_clocks import Clocks, next_of
from lianxi.matters.imports.import_checks import Checked, Ready, check, ground_of
from lianxi.matters.imports.import_drafts import ImportDraft
from lianxi.matters.imports.import_plan import Plan, last_numbers, note_of, plan
from lianxi.matters.models import Event, LedgerImport, Matter, Numbering, Progress
from lianxi.matters.scope import visible
from lianxi.rulebook.facts import Value

KIND = "ledger_import"
#: rows that one request brings in itself; more are brought in by a process of their own
AT_ONCE = 2_000
#: of the database's pages in memory while very many rows are written
CACHE_KILOBYTES = 262_144
MOST_UPDATES = 5_000
MOST_PROBLEMS = 500
MOST_LINES = 100
TRIES = 3
#: what a row may bring up to date of a matter that came from a ledger and was not touched since
RENEWED = (
    "title", "text", "locality", "territory_id", "category", "category_version", "channel", "people", "involved",
    "joint", "responsible_id", "lead_id", "handler", "national_number", "query_code", "own_number", "sender",
    "sender_number", "local_first", "national_first",
)  # fmt: skip
MOVED = "其间有人登记了新的信访事项，编号变了。没有导入任何一行，请再确认一次。"
Clock = Callable[[], datetime]


# looking ----------------------------------------------------------------------------------------------------------


def examine(draft: ImportDraft, ledger: Ledger, today: date) -> Checked:
    """The ledger under the draft's mapping and choices. Writes nothing."""
    ground = ground_of(draft.conference, today, ledger, draft.mapping)
    return check(ground, ledger, draft.mapping, draft.choices)


def check_draft(draft: ImportDraft, now: datetime, today: date) -> None:
    """Check a draft and keep what was found, for its page. Raises ``NoKey``."""
    ledger = import_drafts.ledger_of(draft)
    found = examine(draft, ledger, today)
    import_drafts.checked(draft, outcome(ledger, found), counts(draft, ledger, found, today), now)


def outcome(ledger: Ledger, found: Checked) -> dict[str, Any]:
    """What the page shows of a check; it quotes cells, so it is kept sealed."""
    return {
        "problems": [
            [problem_place(ledger, each.row, each.column), each.sentence] for each in found.problems[:MOST_PROBLEMS]
        ],
        "remarks": sorted(found.remarks.items(), key=lambda each: -each[1])[:MOST_LINES],
        "asides": [
            [ledger.sheets[each.sheet] if each.sheet >= 0 else "", each.number, SORTS[each.sort], each.text]
            for each in ledger.asides[: MOST_LINES * 2]
        ],
        "lines": [
            [ledger.rows[each.row].number, each.values["received_on"].isoformat(), each.values["title"],
             words.STATES[each.values["state"]], each.known or 0]
            for each in found.ready[:MOST_LINES]
        ],
    }  # fmt: skip


def problem_place(ledger: Ledger, row: int, column: int) -> str:
    """B7 · 信访日期, or 第 7 行."""
    line = ledger.rows[row]
    if column < 0:
        return f"第 {line.number} 行"
    return f"{ledger.cell_name(line.sheet, line.number, column)} · {ledger.columns[column].title}"


def counts(draft: ImportDraft, ledger: Ledger, found: Checked, today: date) -> dict[str, Any]:
    """The figures of a check; codes and numbers only."""
    clocks = Clocks(draft.conference)
    fresh = [each for each in found.ready if each.known is None]
    still = [each for each in fresh if not each.finished]
    overdue = 0
    for each in still:
        values = each.values
        dues = clocks.dues(
            values["kind"], values["route"], each.events, state=values["state"], reachable=values["reachable"],
            national_due=values["national_due"], met=each.met,
        )  # fmt: skip
        due = next_of(dues, values["state"])
        overdue += due is not None and due.judged < today
    years = Counter(each.values["received_on"].year for each in fresh)
    return {
        "rows": len(ledger.rows),
        "merged": sum(each.last - each.number for each in ledger.rows if each.last),
        "problems": len(found.problems),
        "new": len(fresh),
        "known": len(found.ready) - len(fresh),
        "open": len(still),
        "overdue": overdue,
        "finished": len(fresh) - len(still),
        "named": sum(1 for each in fresh if each.people),
        "noted": sum(1 for each in fresh if each.note),
        "years": [[year, count] for year, count in sorted(years.items())],
        "asides": len(ledger.asides),
        "empty": ledger.empty,
    }


# writing ----------------------------------------------------------------------------------------------------------


def bring_in(draft: ImportDraft, call: Call, clock: Clock) -> Done:
    """Check again, make ready, write. Raises ``Refused``: nothing was brought in.

    Two imports, or a registration at the same moment, make the numbers move: then it is made ready anew.
    """
    conference = Conference.objects.get(pk=draft.conference)
    ledger = import_drafts.ledger_of(draft)
    found = examine(draft, ledger, call.today)
    if found.problems:
        first = found.problems[0]
        where = problem_place(ledger, first.row, first.column)
        raise Invalid(f"{where}：{first.sentence}（共 {len(found.problems)} 处）没有导入任何一行。")
    new = [each for each in found.ready if each.known is None]
    renew = [each for each in found.ready if each.known is not None] if draft.choices.known == "update" else []
    if not new and not renew:
        raise Invalid("表里的事项系统里都已经有了，没有可以导入的。")
    if len(renew) > MOST_UPDATES:
        raise Invalid(f"一次最多更新 {MOST_UPDATES:,} 件已有的事项。请分几次上传，或改选跳过。")

    def report(done: int) -> None:
        import_drafts.progress(draft, done, clock())

    for left in range(TRIES - 1, -1, -1):
        number = _next_import(conference)
        made = plan(conference.pk, conference.uid, number, ledger, new, call.actor.person, report)
        moment = Call(call.conference, call.actor, clock(), call.key, call.behalf)
        try:
            done = import_ledger(moment, draft=draft, made=made, ledger=ledger, renew=renew)
        except Stale:
            if not left:
                raise
        else:
            for rows in made.tables:
                rows.drop()
            return done
    raise AssertionError("unreachable")


def _index(made: Plan) -> None:
    """Make the matters findable at once; of very many ``lianxi tick`` does it, so that nobody waits to write."""
    if made.count <= AT_ONCE:
        rows = Matter.objects.filter(pk__in=made.people)
        search_index.put_many([(row, made.people[row.pk]) for row in rows])


def _next_import(conference: Conference) -> int:
    row = JournalCounter.objects.filter(conference=conference, kind=KIND).first()
    return (row.last if row else 0) + 1


@action(moves.IMPORT)
def import_ledger(step: Step, *, draft: ImportDraft, made: Plan, ledger: Ledger, renew: Sequence[Ready]) -> str:
    """Write what was made ready. Raises ``Stale`` where numbers moved meanwhile or the ledger was brought in."""
    waiting = LedgerImport.objects.filter(token=draft.token).exclude(state="done")
    if step.next(KIND) != made.number or last_numbers(step.conference.pk, list(made.before)) != made.before:
        raise Stale(MOVED)
    if not waiting.exists():
        raise Stale("这份台账已经导入。")
    if connection.vendor == "sqlite" and made.count > AT_ONCE:
        with connection.cursor() as cursor:
            # the indexes are filled in memory, not page by page: others wait half as long
            cursor.execute(f"PRAGMA cache_size = -{CACHE_KILOBYTES}")
    for rows in made.tables:
        rows.insert(entry=step.number)
    for year, (_, last) in made.spans.items():
        Numbering.objects.update_or_create(conference=step.conference, year=year, defaults={"last": last})
    _index(made)
    renewed = [each for each in renew if _renew(step, each)]
    _facts(step, draft, made, len(renewed))
    waiting.update(
        state="done", number=made.number, entry=step.number, sealed=b"", outcome=b"", done=draft.rows,
        counts={**draft.counts, "new": made.count, "renewed": len(renewed)}, touched_at=step.now,
    )  # fmt: skip
    return f"ledger_import:{made.number}"


def _facts(step: Step, draft: ImportDraft, made: Plan, renewed: int) -> None:
    """The file's hash and the numbers given; a fact a year."""
    object_ = f"ledger_import:{made.number}"
    for year, (first, last) in made.spans.items():
        data: dict[str, Value] = {
            "sha256": draft.file_sha256,
            "first": year * words.YEAR + first,
            "last": year * words.YEAR + last,
        }
        step.fact(moves.IMPORT.verb, object_, data={**data, "count": last - first + 1})
    if renewed or not made.spans:
        step.fact(moves.IMPORT.verb, object_, data={"sha256": draft.file_sha256, "updated": renewed})


def _renew(step: Step, each: Ready) -> bool:
    """Bring a matter up to date from its row, if it came from a ledger and nobody has worked on it since."""
    matter = visible(step.conference.pk, step.actor).filter(number=each.known or 0, version=1).first()
    if matter is None or not matter.origin.startswith("import:") or matter.void_asked_by is not None:
        return False
    changed = [
        name for name in RENEWED
        if each.values[name] not in ("", None) and getattr(matter, name) != each.values[name]
    ]  # fmt: skip
    for name in changed:
        setattr(matter, name, each.values[name])
    undated = matter.state == "closed" and matter.closed_on is None and each.values["closed_on"] is not None
    closing = each.finished and (matter.state in words.OPEN or undated)
    if closing:
        changed += ["state", "state_since", "closed_on"]
        for name in ("state", "state_since", "closed_on"):
            setattr(matter, name, each.values[name])
    noted = each.note and not Progress.objects.filter(matter=matter, text=note_of(each)).exists()
    if not changed and not noted:
        return False
    _renew_beside(step, matter, each, closing=closing, noted=bool(noted))
    search_index.put_again(matter)
    # columns by the names the versioned save wants; the version stays 1, so that the next file may renew it again
    Matter.objects.filter(pk=matter.pk).update(**{name: getattr(matter, name) for name in changed})
    return True


def _renew_beside(step: Step, matter: Matter, each: Ready, *, closing: bool, noted: bool) -> None:
    if each.people:
        vault.put(step, f"matter:{matter.number}", each.people)
    if noted:
        on = each.values["closed_on"] or each.values["received_on"]
        Progress.objects.create(
            conference=step.conference, matter=matter, unit_id=each.values["lead_id"], on=on, text=note_of(each),
            entry=step.number,
        )  # fmt: skip
    here = set(Event.objects.filter(matter=matter).values_list("name", flat=True))
    for name, at, due in each.events:
        if name not in here:
            happened(step, matter, name, at, due=due)
    recompute(step, matter)
    if closing and each.values["closed_on"] is not None:
        meet(matter, ("handling", "superior_assigned"), each.values["closed_on"])
        point_to_next(matter)
    step.fact(moves.CORRECT.verb, f"matter:{matter.number}", data={"closed": int(closing)})


# the work of a request or of a process of its own ------------------------------------------------------------------


def work(token: str, clock: Clock) -> None:
    """Do what a draft waits for (``checking`` or ``running``); what stops it is said on its page."""
    draft = import_drafts.by_token(token)
    if draft is None:
        return
    moment = clock()
    call = Call(draft.conference, import_drafts.acting(draft), moment)
    try:
        if draft.state == "checking":
            check_draft(draft, moment, call.today)
        elif draft.state == "running":
            bring_in(draft, call, clock)
    except Refused as refusal:
        import_drafts.failed(draft, str(refusal), clock())
    except Exception:
        import_drafts.failed(draft, "导入中断，没有导入任何一行。请再试一次；再次中断的，请把文件分成几份。", clock())
        raise
