"""What a row of the access oracle is, who the groups are, and the objects that the addresses name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.cast import Cast

OFFICE = "clerk director"
ADMINS = "admin_system admin_security admin_audit"
UNITS = "police village liaison"
LEADERS = "convener organ_head"
WORKERS = f"{OFFICE} {LEADERS} {UNITS}"
MEMBERS = f"{WORKERS} inspector"
ALL = f"{MEMBERS} {ADMINS}"
JOURNAL = f"{OFFICE} {LEADERS} inspector"


@dataclass(frozen=True, slots=True)
class Scene:
    """The objects that the addresses name."""

    cast: Cast
    file: int
    record: int
    behalf: int
    explanation: int
    key_period: int
    work: str
    task: int
    report: int
    help: int
    draft: str
    founding_draft: str
    unopened: int
    link: tuple[str, str]
    invitation: str
    #: meetings by the state their papers are in: called (today), drafted, submitted, approved, issued (to the village)
    meetings: dict[str, int]
    decision: int
    #: objects of the areas that keep their rows in a file of their own: ``scene.of["papers"]["draft"]``
    of: dict[str, dict[str, int]]


Args = Callable[[Scene], tuple[Any, ...]]
Form = Callable[[Scene], dict[str, Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    see: str
    post: str = ""
    writes: str = ""
    hidden: str = ""
    hidden_post: str = ""
    names: str = ""  #: who is shown petitioners' names here, rightly; everywhere else a planted name is a leak
    get_refused: str = ""  #: 405 for these (``*``: everybody): the address takes POST only
    args: Args = field(default=lambda scene: ())
    query: Callable[[Scene], str] = field(default=lambda scene: "")
    form: Form = field(default=lambda scene: {})


def only_post(post: str, writes: str = "", **more: Any) -> Row:
    return Row(see="", post=post, writes=writes, **{"get_refused": "*", **more})


def of_seat(key: str) -> Args:
    return lambda scene: (scene.cast.players[key].seat,)


def of_number(name: str) -> Args:
    return lambda scene: (getattr(scene, name),)


def of_meeting(state: str) -> Args:
    return lambda scene: (scene.meetings[state],)


def of_area(area: str, name: str) -> Args:
    """An object of an area with a file of its own."""
    return lambda scene: (scene.of[area][name],)


def a_scan() -> SimpleUploadedFile:
    return SimpleUploadedFile("签字页.pdf", b"%PDF-1.4 signed")


DAY, TODAY = "2026-11-20", "2026-11-23"
CALLERS = f"{OFFICE} convener"
