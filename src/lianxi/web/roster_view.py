"""The conference as a tree, from the roster's plain values: what the page, the print and the table show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lianxi.documents.columns import Cell, Column
from lianxi.roster.queries import SeatView, TenureView, UnitView
from lianxi.roster.roles import GRANTED, ROLES, UNITS

KINDS = {"office": "内设机构", "station": "站所", "village": "村", "community": "社区", "other": "其他单位"}
UNNAMED = "未载明姓名（待补）"
#: granted seats that stand at the end of the page, in this order; staff and liaisons stand where they belong
APART = tuple(role for role in GRANTED if role not in {"office_staff", "liaison"})
THREE = tuple(role for role in GRANTED if role.startswith("admin_"))


@dataclass(frozen=True, slots=True)
class UnitBranch:
    """A member unit with its seats."""

    name: str
    aliases: tuple[str, ...]
    seats: tuple[SeatView, ...]
    number: int = 0
    former: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """The member units of one kind."""

    title: str
    units: tuple[UnitBranch, ...]


@dataclass(frozen=True, slots=True)
class Tree:
    """``missing``: which of the three administrators nobody holds; ``unnamed``: seats without a name on record."""

    conveners: tuple[SeatView, ...]
    office: tuple[SeatView, ...]
    office_unit: str
    groups: tuple[Group, ...]
    apart: tuple[tuple[str, tuple[SeatView, ...]], ...]
    missing: tuple[str, ...]
    closed: tuple[SeatView, ...]
    closed_units: tuple[UnitView, ...]
    units: int
    seats: int
    unnamed: int


def roster_tree(seats: Sequence[SeatView], units: Sequence[UnitView]) -> Tree:
    """Arrange the seats as the rules name them: conveners, office, member units by kind, then the granted ones."""
    open_seats = [seat for seat in seats if seat.closed_on is None]

    def of(*roles: str) -> tuple[SeatView, ...]:
        return tuple(seat for role in roles for seat in open_seats if seat.role == role)

    office = of("director", "office_staff")
    open_units = [unit for unit in units if unit.closed_on is None]
    return Tree(
        conveners=of("convener"),
        office=office,
        office_unit=next((seat.unit_name for seat in office if seat.role == "director"), ""),
        groups=tuple(_groups(open_units, of(*sorted(UNITS, reverse=True)))),
        apart=tuple((ROLES[role], of(role)) for role in APART if of(role)),
        missing=tuple(ROLES[role] for role in THREE if not of(role)),
        closed=tuple(seat for seat in seats if seat.closed_on is not None),
        closed_units=tuple(unit for unit in units if unit.closed_on is not None),
        units=len(open_units),
        seats=len(open_seats),
        unnamed=sum(seat.holder is None for seat in open_seats),
    )


def _groups(units: Sequence[UnitView], seats: Sequence[SeatView]) -> list[Group]:
    held: dict[int | None, list[SeatView]] = {}
    for seat in seats:
        held.setdefault(seat.unit, []).append(seat)
    groups = []
    for kind, title in KINDS.items():
        branches = [
            UnitBranch(unit.name, unit.spellings, tuple(held.pop(unit.number, ())), unit.number, unit.former)
            for unit in units
            if (unit.kind if unit.kind in KINDS else "other") == kind
        ]
        if branches:
            groups.append(Group(title, tuple(branches)))
    without = tuple(seat for rest in held.values() for seat in rest)
    return [*groups, Group("未归单位", (UnitBranch("", (), without),))] if without else groups


COLUMNS = (
    Column("part", "类别", 14),
    Column("unit", "单位", 26),
    Column("post", "职务（席位）", 30),
    Column("name", "姓名", 18),
    Column("since", "任职起", 13, kind="date"),
    Column("former", "历任", 40),
)


def roster_rows(tree: Tree) -> list[tuple[Cell, ...]]:
    """The tree as a table, one row a seat, in the order of the page."""
    rows = [_row("召集人", "", seat) for seat in tree.conveners]
    rows += [_row("办公室", seat.unit_name, seat) for seat in tree.office]
    for group in tree.groups:
        for unit in group.units:
            rows += [_row(f"成员单位（{group.title}）", unit.name, seat) for seat in unit.seats]
            if not unit.seats:
                rows.append((f"成员单位（{group.title}）", unit.name, "", "", None, ""))
    for label, seats in tree.apart:
        rows += [_row(label, seat.unit_name, seat) for seat in seats]
    return rows


def _row(part: str, unit: str, seat: SeatView) -> tuple[Cell, ...]:
    holder = seat.holder
    return (
        part,
        unit,
        seat.post,
        holder.name if holder else UNNAMED,
        holder.since if holder else None,
        "；".join(map(_span, seat.former)),
    )


def _span(tenure: TenureView) -> str:
    until = tenure.until.isoformat() if tenure.until else "今"
    return f"{tenure.name}（{tenure.since.isoformat()} 至 {until}）"
