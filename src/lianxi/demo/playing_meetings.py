"""Playing what is done to meetings and minutes."""

from __future__ import annotations

from datetime import datetime

from lianxi.demo import acts
from lianxi.demo.stage import Stage
from lianxi.demo.steps import Step
from lianxi.journal.frame import Done
from lianxi.meetings import actions, drafts, minutes, queries
from lianxi.meetings.content import Content, Decided
from lianxi.tasks import queries as tasks


def play(stage: Stage, step: Step, now: datetime) -> Done | None:
    """Do the step; None when it is none of these."""
    office = stage.office(now)
    match step:
        case acts.ApprovalSet():
            return actions.set_approval(office, kind=step.kind, approval=step.approval)
        case acts.Called():
            return actions.call_meeting(office, plan=_plan(stage, step))
        case acts.Postponed():
            found = _meeting(stage, step.of)
            return actions.postpone_meeting(
                office,
                number=found.row.number,
                version=found.version,
                day=step.day,
                time=found.row.time,
                place="",
                reason=step.reason,
            )
        case acts.Cancelled():
            found = _meeting(stage, step.of)
            return actions.cancel_meeting(office, number=found.row.number, version=found.version, reason=step.reason)
        case acts.Attends():
            presence = actions.Presence(stage.units[step.unit], step.status, step.substitute, step.reason)
            call = stage.of_unit(step.unit, now, step.means)
            return actions.record_attendance(call, number=stage.number(step.of, "meeting"), presence=presence)
        case acts.Held():
            return _hold(stage, step, now)
    return _play_minutes(stage, step, now)


def _play_minutes(stage: Stage, step: Step, now: datetime) -> Done | None:
    office = stage.office(now)
    match step:
        case acts.Drafted():
            return _draft(stage, step, now)
        case acts.AssignedAhead():
            given = _version(stage, step.of)
            done = minutes.assign_ahead(office, **given, place=step.place)
            _remember_tasks(stage, step.of)
            return done
        case acts.Returned():
            call = stage.of_convener(now, "")
            return minutes.return_minutes(call, **_version(stage, step.of), opinion=step.opinion)
        case acts.Approved():
            files = [stage.sheet(f"{_meeting(stage, step.of).row.title}纪要审定页")] if step.means else []
            call = stage.of_convener(now, step.means)
            return minutes.approve_minutes(call, **_version(stage, step.of), files=files)
        case acts.Issued():
            return _issue(stage, step, now)
        case acts.Received():
            call = stage.of_unit(step.unit, now, step.means)
            return minutes.receive_minutes(call, meeting=stage.number(step.of, "meeting"))
        case acts.Corrected():
            content = _content(stage, step)
            return minutes.correct_minutes(office, **_version(stage, step.of), correction=step.why, content=content)
        case acts.DecisionWithdrawn():
            number = stage.number(step.of, "decision")
            return minutes.withdraw_decision(office, decision=number, reason=step.reason)
    return None


def _meeting(stage: Stage, tag: str) -> queries.MeetingView:
    found = queries.meeting(stage.conference, stage.number(tag, "meeting"))
    assert found is not None
    return found


def _version(stage: Stage, tag: str) -> dict[str, int]:
    found = _meeting(stage, tag)
    assert found.minutes is not None
    return {"meeting": found.row.number, "version": found.minutes.version}


def _plan(stage: Stage, step: acts.Called) -> actions.Plan:
    chair = next(seat.number for seat in stage.seats() if seat.role == "convener")
    named = {tag: stage.number(tag, "task") for tag in step.heard}
    titles = tasks.titles(stage.conference, named.values())
    heard = [actions.Item(f"听取“{titles[number]}”落实情况", origin=f"task:{number}") for number in named.values()]
    waiting = {each.title: each.origin for each in queries.proposals(stage.conference)}
    topics = [actions.Item(title, presenter, waiting.get(title, "")) for title, presenter in step.agenda]
    return actions.Plan(
        kind=step.kind,
        title=step.title,
        day=step.day,
        time=step.at,
        place=step.place,
        chair=chair,
        units=[stage.units[name] for name in step.units or stage.units],
        guests=step.guests,
        reason=step.reason,
        agenda=[*heard, *topics],
    )


def _hold(stage: Stage, step: acts.Held, now: datetime) -> Done:
    found = _meeting(stage, step.of)
    absent = {stage.units[name] for name in step.absent}
    rest = [
        actions.Presence(seen.unit, "absent" if seen.unit in absent else "present")
        for seen in found.attendance
        if not seen.status
    ]
    sheet = [stage.sheet(f"{found.row.title}签到表")]
    return actions.hold_meeting(
        stage.office(now), number=found.row.number, version=found.version, presences=rest, sheet=sheet
    )


def _content(stage: Stage, step: acts.Drafted | acts.Corrected) -> Content:
    return Content(
        step.heard,
        step.considered,
        tuple(
            Decided(
                each.text,
                stage.units[each.unit] if each.unit else None,
                tuple(stage.units[name] for name in each.co_units),
                each.due.isoformat() if each.due else "",
                each.no_task,
                each.major,
                each.key,
            )
            for each in step.decided
        ),
    )


def _draft(stage: Stage, step: acts.Drafted, now: datetime) -> Done:
    given = _version(stage, step.of)
    drafts.save_draft(conference=stage.conference, **given, content=_content(stage, step), drafter=stage.clerk.person)
    return minutes.submit_minutes(stage.office(now), **_version(stage, step.of))


def _issue(stage: Stage, step: acts.Issued, now: datetime) -> Done:
    given = _version(stage, step.of)
    units = queries.receivers(stage.conference, given["meeting"])
    done = minutes.issue_minutes(stage.office(now), **given, units=units, document_number=step.number)
    _remember_tasks(stage, step.of)
    return done


def _remember_tasks(stage: Stage, tag: str) -> None:
    """The decisions in force and their tasks, under ``<tag of the meeting> 1`` and ``decision <tag> 1``."""
    for made in _meeting(stage, tag).decisions:
        stage.objects[f"decision {tag} {made.place}"] = f"decision:{made.number}"
        if made.task is not None:
            stage.objects[f"{tag} {made.place}"] = f"task:{made.task}"
