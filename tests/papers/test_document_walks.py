"""Random sequences of acts on one document against a plain model of it.

No forbidden act succeeds; an allowed one leaves exactly one entry; a refused one leaves nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lianxi.journal.models import Conference
from lianxi.journal.refusals import Refused
from lianxi.papers import enclosures, outgoing, queries, receipts
from tests.cast import Cast
from tests.papers.ground import SCAN, draft, issuer, on_behalf, view

pytestmark = [pytest.mark.django_db, pytest.mark.database]

#: act → from which states, by whom, to which state
WAYS: dict[str, tuple[set[str], set[str], str]] = {
    "enclose": ({"draft"}, {"clerk", "director"}, ""),
    "check": ({"draft"}, {"director"}, "checked"),
    "check_on_paper": ({"draft"}, {"clerk", "director"}, "checked"),
    "return": ({"checked"}, {"clerk", "director", "convener", "organ_head"}, "draft"),
    "sign": ({"checked"}, {"convener"}, "signed"),
    "sign_on_paper": ({"checked"}, {"clerk", "director"}, "signed"),
    "issue": ({"signed"}, {"clerk", "director"}, "issued"),
    "receive": ({"issued", "filed"}, {"village"}, ""),
    "chase": ({"issued", "filed"}, {"clerk", "director"}, ""),
    "file": ({"issued"}, {"clerk", "director"}, "filed"),
    "recall": ({"issued", "filed"}, {"clerk", "director"}, "recalled"),
    "discard": ({"draft", "checked", "signed"}, {"clerk", "director"}, "discarded"),
}
WHO = ("clerk", "director", "convener", "organ_head", "village", "police", "inspector")


@dataclass
class Model:
    state: str = "draft"
    received: bool = False

    def allows(self, act: str, who: str) -> bool:
        states, people, _ = WAYS[act]
        return self.state in states and who in people and not (act in {"receive", "chase"} and self.received)

    def go(self, act: str) -> None:
        self.state = WAYS[act][2] or self.state
        self.received = self.received or act == "receive"


def deed(cast: Cast, act: str, who: str, number: int) -> Callable[[], object]:
    call, version = cast.players[who].call(), view(cast, number).version
    same = {"number": number, "version": version}
    village = cast.village.unit
    assert village is not None
    if act.endswith("_on_paper"):
        signed = on_behalf(cast, cast.convener if act == "sign_on_paper" else cast.director)
        call = type(signed)(signed.conference, cast.players[who].actor, signed.now, None, signed.behalf)
    return {
        "check": lambda: outgoing.check_document(call, **same),
        "check_on_paper": lambda: outgoing.check_document(call, **same),
        "enclose": lambda: enclosures.enclose_files(call, **same, files=[SCAN]),
        "chase": lambda: receipts.chase_receipts(call, number=number),
        "return": lambda: outgoing.return_document(call, **same, opinion="请改"),
        "sign": lambda: outgoing.sign_document(call, **same),
        "sign_on_paper": lambda: outgoing.sign_document(call, **same, files=[SCAN]),
        "issue": lambda: outgoing.issue_document(call, **same, units=[village]),
        "receive": lambda: outgoing.receive_document(call, number=number),
        "file": lambda: outgoing.file_document(call, **same),
        "recall": lambda: outgoing.recall_document(call, **same, reason="有误"),
        "discard": lambda: outgoing.discard_document(call, **same, reason="不发"),
    }[act]


#: mostly who may, so that walks get far
ACTS = st.sampled_from(sorted(WAYS)).flatmap(
    lambda act: st.tuples(st.just(act), st.sampled_from([*sorted(WAYS[act][1]) * 4, *WHO]))
)


@settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(ACTS, min_size=4, max_size=14))
def test_no_forbidden_step_succeeds_and_each_allowed_one_leaves_one_entry(
    cast: Cast, steps: list[tuple[str, str]]
) -> None:
    known = queries.issuers(cast.conference, 2026)  # examples share the tables
    place = known[0].number if known else issuer(cast)
    number = outgoing.draft_document(cast.clerk.call(), draft=draft(place)).number
    model = Model()
    for act, who in steps:
        before = Conference.objects.get(pk=cast.conference).head_number
        try:
            deed(cast, act, who, number)()
        except Refused:
            done = False
        else:
            done = True
        assert done == model.allows(act, who), (act, who, model)
        assert Conference.objects.get(pk=cast.conference).head_number == before + done
        if done:
            model.go(act)
        assert view(cast, number).row.state == model.state
