"""代录 in forms: whose act the office records, by what means, on which day he did it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from django import forms

from lianxi.journal.frame import MEANS, Behalf
from lianxi.journal.refusals import Invalid
from lianxi.roster.queries import SeatView
from lianxi.roster.roles import UNITS
from lianxi.web.forms import ActionForm, DayField, VersionForm


def behalf_of(seat: SeatView, means: str, on: date, *, scan: bool = False) -> Behalf:
    """代录 for the holder of this seat, named or not."""
    person = seat.holder.person if seat.holder else None
    return Behalf(person=person, seat=seat.number, role=seat.role, unit=seat.unit, means=means, on=on, scan=scan)


def behalf_of_unit(seats: Iterable[SeatView], unit: int, means: str, on: date | None) -> Behalf:
    """代录 for a unit: for the holder of its own seat, named or not. Raises ``Invalid`` when half filled in."""
    seat = next((s for s in seats if s.unit == unit and s.role in UNITS and s.closed_on is None), None)
    if seat is None:
        raise Invalid("该单位还没有成员席位，不能代录。请先在“成员”中增设。", "unit")
    if on is None:
        raise Invalid("请填写该单位告知或办理的日期。", "behalf_on")
    return behalf_of(seat, means, on)


def held(seats: Iterable[SeatView]) -> dict[int, SeatView]:
    """The seats that are open and held, by number."""
    return {seat.number: seat for seat in seats if seat.holder is not None and seat.closed_on is None}


def _words(seats: dict[int, SeatView]) -> list[tuple[int | str, str]]:
    return [(number, f"{seat.post} {seat.holder.name if seat.holder else ''}") for number, seat in seats.items()]


class BehalfFields(ActionForm):
    """代录 as a choice: the office may also do it itself."""

    behalf_seat = forms.TypedChoiceField(label="代谁登记", coerce=int, required=False, empty_value=None)
    means = forms.ChoiceField(label="方式", choices=[("", "—"), *MEANS.items()], required=False)
    behalf_on = DayField(label="本人办理日期", required=False)

    def offer_seats(self, seats: Sequence[SeatView], nobody: str = "不是代录，由办公室自行登记") -> None:
        """The seats that are held; ``nobody``: what the first choice says."""
        self.seats = held(seats)
        self.set_choices("behalf_seat", [("", nobody), *_words(self.seats)])

    def behalf(self) -> Behalf | None:
        """The on-behalf part of the call; None when nobody was chosen. Raises ``Invalid`` when half filled in."""
        given = self.cleaned_data
        if given.get("behalf_seat") is None:
            return None
        if not given["means"]:
            raise Invalid("请选择代录方式：纸质、电话、微信或当面。", "means")
        if not given["behalf_on"]:
            raise Invalid("请填写本人实际办理的日期。", "behalf_on")
        seat = self.seats[given["behalf_seat"]]
        return behalf_of(seat, given["means"], given["behalf_on"], scan=bool(given.get("scans")))


class SignedForm(VersionForm):
    """What somebody signed or said, recorded by the office; on paper, unless the form asks how."""

    behalf_seat = forms.TypedChoiceField(label="本人", coerce=int)
    behalf_on = DayField(label="办理日期")

    def offer_seats(self, seats: Sequence[SeatView]) -> None:
        self.seats = held(seats)
        self.set_choices("behalf_seat", _words(self.seats))

    def behalf(self) -> Behalf:
        given = self.cleaned_data
        seat = self.seats[given["behalf_seat"]]
        return behalf_of(seat, given.get("means", "paper"), given["behalf_on"], scan=bool(given.get("scans")))
