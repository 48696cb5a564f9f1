"""Papers in each state, for the access matrix and the page tests."""

from __future__ import annotations

from lianxi.papers import incoming
from lianxi.papers.incoming import Came
from lianxi.web import clock
from tests.cast import Cast


def make(cast: Cast) -> dict[str, int]:
    clerk = cast.clerk.call()
    made = {
        state: incoming.register_paper(clerk, came=Came("document", "县信访局", f"来文{state}", clock.today())).number
        for state in ("registered", "proposed", "instructed")
    }
    for state in ("proposed", "instructed"):
        incoming.propose_handling(clerk, number=made[state], version=1, proposal="拟请核实。")
    incoming.instruct(cast.convener.call(), number=made["instructed"], version=2, instruction="同意。")
    return made
