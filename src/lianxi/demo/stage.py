"""The conference on which the demo is played: its people and units, what was made, and how somebody acts."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from lianxi.demo.scan import approval_sheet
from lianxi.journal.attachments import Upload
from lianxi.journal.frame import Actor, Behalf, Call, Done
from lianxi.roster import queries as roster


class Stage:
    """``people``: name of a unit, or ``召集人``, → the person with a login who does its own acts."""

    def __init__(self, conference: int, clerk: Actor, people: Mapping[str, Actor]) -> None:
        self.conference = conference
        self.clerk = clerk
        self.people = people
        self.made: dict[str, Done] = {}
        self.objects: dict[str, str] = {}
        self._seats: list[roster.SeatView] = []
        #: name of today → the name in the rules document, by which the steps speak of a unit
        self.first_names: dict[str, str] = {}
        self.units = {name: number for number, name in roster.unit_names(conference).items()}

    def seats(self) -> list[roster.SeatView]:
        """All seats with their holders, read again after ``forget_seats``."""
        if not self._seats:
            self._seats = roster.seats(self.conference)
        return self._seats

    def forget_seats(self) -> None:
        """Somebody's seat has changed."""
        self._seats = []

    def number(self, tag: str, kind: str) -> int:
        """The number of what a tag names; it must be of that kind."""
        found, _, number = self.objects[tag].partition(":")
        if found != kind:
            raise LookupError(f"{tag} is a {found}, not a {kind}")
        return int(number)

    def office(self, now: datetime) -> Call:
        return Call(self.conference, self.clerk, now)

    def of_unit(self, unit: str, now: datetime, means: str) -> Call:
        """The unit's own act, or the office's record of it."""
        unit = self.first_names.get(unit, unit)
        if not means:
            return Call(self.conference, self.people[unit], now)
        seat = next(s for s in self.seats() if s.role == "unit_head" and s.unit == self.units[unit])
        return self._recorded(seat, now, means, scan=False)

    def of_convener(self, now: datetime, means: str, *, name: str = "", on: date | None = None) -> Call:
        """The convener's own act, or the office's record of what he signed on paper."""
        if not means:
            return Call(self.conference, self.people["召集人"], now)
        seats = [seat for seat in self.seats() if seat.role == "convener" and seat.holder]
        seat = next((s for s in seats if s.holder and s.holder.name == name), seats[0])
        return self._recorded(seat, now, means, scan=True, on=on)

    def of_role(self, role: str, now: datetime) -> Call:
        """The office's record of what the holder of that role signed on paper."""
        seat = next(each for each in self.seats() if each.role == role and each.holder)
        return self._recorded(seat, now, "paper", scan=True)

    def head_of(self, unit: str) -> int | None:
        """The person at the head of that unit, by number; None where nobody is named."""
        seat = next(s for s in self.seats() if s.role == "unit_head" and s.unit == self.units[unit])
        return seat.holder.person if seat.holder else None

    def person(self, name: str) -> int:
        """The number of who holds a seat under that name."""
        return next(seat.holder.person for seat in self.seats() if seat.holder and seat.holder.name == name)

    def _recorded(
        self, seat: roster.SeatView, now: datetime, means: str, *, scan: bool, on: date | None = None
    ) -> Call:
        person = seat.holder.person if seat.holder else None
        behalf = Behalf(person, seat.number, seat.role, seat.unit, means, on or now.date(), scan=scan)
        return Call(self.conference, self.clerk, now, behalf=behalf)

    @staticmethod
    def sheet(title: str) -> Upload:
        """A scan: a picture that is the same every time."""
        return Upload(f"{title}.png", approval_sheet(title))
