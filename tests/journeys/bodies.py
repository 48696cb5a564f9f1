"""Bodies of the journeys beside the cast: founded with a clerk alone; a journey opens further accounts by post."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from lianxi.compliance.queries import board
from lianxi.journal import queries as journal
from lianxi.journal.frame import Call
from lianxi.roster import accounts, founding, queries
from lianxi.rulebook.board import Item
from lianxi.web import clock
from tests.cast import PASSWORD, Player, compiled, make_login

IN_FORCE = date(2026, 1, 1)


@dataclass(frozen=True, slots=True)
class Township:
    """A conference and its clerk."""

    conference: int
    slug: str
    clerk: Player

    def url(self, path: str = "") -> str:
        return f"/{self.slug}/{path}"

    def unit(self, part: str) -> int:
        return next(unit.number for unit in queries.units(self.conference) if part in unit.name)

    def give_account(self, post: str) -> Player:
        """The holder of the seat with that in its post gets an account."""
        seat = next(seat for seat in queries.seats(self.conference) if post in seat.post)
        assert seat.holder is not None
        name = f"of-seat-{seat.number}"
        account = accounts.open_account(conference=self.conference, person=seat.holder.person, username=name)
        accounts.set_password(account, PASSWORD, at=clock.now(), address="127.0.0.1")
        return Player(
            name, seat.holder.name, name, account, self.conference, self.slug,
            seat.holder.person, seat.number, seat.role, seat.unit,
        )  # fmt: skip

    def owed(self, duty: str) -> list[Item]:
        """The duty's items that are owed, in order of their days."""
        judged = board(journal.head_by_id(self.conference), on=clock.today())
        items = next(line.items for line in judged.lines if line.duty.key == duty)
        return [item for item in items if item.state != "not_owed"]

    def states(self, duty: str) -> list[str]:
        return [item.state for item in self.owed(duty)]

    def behalf(self) -> list[str]:
        """The first verb of every entry that the office wrote for somebody else, oldest first."""
        entries = journal.entries(self.conference, limit=200)[::-1]
        return [entry.facts[0].verb for entry in entries if entry.behalf]


def found_township(text: str, slug: str, judged_from: date) -> Township:
    """Every obligatory question answered by its first option; nobody but the clerk has an account."""
    account = make_login("clerk", "谢小鸥", may_found=True)
    rules = compiled(text)
    answers = {question.key: question.options[0].id for question in rules.questions if not question.may_stay_open}
    call = Call(founding.new_conference(rules, slug), founding.founder(account), clock.now())
    done = founding.found_conference(
        call, compiled=rules, answers=answers, in_force_from=IN_FORCE, judged_from=judged_from
    )
    seat = queries.seat(done.conference, 1)
    assert seat is not None
    assert seat.holder is not None
    clerk = Player("clerk", seat.holder.name, "clerk", account, done.conference, slug, seat.holder.person, 1, seat.role)
    return Township(done.conference, slug, clerk)
