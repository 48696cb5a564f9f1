"""A paper on its way in: registered, proposed, instructed, given to units, answered, filed."""

from __future__ import annotations

from datetime import timedelta

import pytest

from lianxi.journal.queries import facts
from lianxi.journal.refusals import Invalid, RuleBroken, Stale
from lianxi.papers import incoming, incoming_queries
from lianxi.papers.incoming import Came
from lianxi.tasks import from_papers, queries
from lianxi.tasks.parts import Part
from lianxi.web import clock
from tests.cast import Cast
from tests.papers.ground import SCAN, on_behalf

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def came(cast: Cast, **more: object) -> int:
    given = {"form": "document", "sender": "县信访局", "title": "关于核实渠道淤积反映的函", **more}
    given.setdefault("received_on", clock.today())
    return incoming.register_paper(cast.clerk.call(), came=Came(**given)).number  # type: ignore[arg-type]


def view(cast: Cast, number: int) -> incoming_queries.PaperView:
    found = incoming_queries.paper(cast.conference, number, clock.today())
    assert found is not None
    return found


def test_a_paper_goes_all_its_way_and_its_work_is_done_as_a_task(cast: Cast) -> None:
    number = came(cast, their_number="县信函〔2026〕9号", due=clock.today() + timedelta(days=9))
    incoming.propose_handling(cast.clerk.call(), number=number, version=1, proposal="拟请柳塘村核实。")
    incoming.instruct(cast.convener.call(), number=number, version=2, instruction="同意，限一周。")
    assert cast.village.unit is not None
    part = Part("核实渠道淤积", cast.village.unit, clock.today() + timedelta(days=7))
    from_papers.assign_paper(cast.clerk.call(), number=number, version=3, parts=[part])
    [task] = queries.tasks(cast.conference, role="director", unit=None, on=clock.today())
    assert (task.title, task.origin) == ("核实渠道淤积", f"paper:{number}")
    with pytest.raises(RuleBroken, match="还没有办复"):
        incoming.file_paper(cast.clerk.call(), number=number, version=4)
    incoming.answer_paper(
        cast.clerk.call(), number=number, version=4, answer="已清淤并复函。", answered_on=clock.today(), files=[SCAN]
    )
    incoming.file_paper(cast.clerk.call(), number=number, version=5)
    told = sorted(facts(cast.conference), key=lambda fact: (fact.entry, fact.index))
    assert [fact.verb for fact in told if fact.object == f"paper:{number}"] == [
        f"paper.{each}" for each in ("received", "proposed", "instructed", "assigned", "answered", "filed")
    ]


def test_what_is_only_to_be_known_is_filed_at_once(cast: Cast) -> None:
    number = came(cast)
    incoming.file_paper(cast.clerk.call(), number=number, version=1)
    assert view(cast, number).row.state == "filed"


def test_the_same_paper_is_not_registered_twice(cast: Cast) -> None:
    came(cast, their_number="县信函〔2026〕9号")
    with pytest.raises(RuleBroken, match="已登记为第 1 号收文"):
        came(cast, their_number="县信函〔2026〕9号")
    came(cast, their_number="县信函〔2026〕9号", sender="市信访局")


def test_an_instruction_on_paper_needs_its_scan(cast: Cast) -> None:
    number = came(cast)
    given = {"number": number, "version": 1, "instruction": "请柳塘村阅处。"}
    with pytest.raises(Invalid, match="扫描件"):
        incoming.instruct(on_behalf(cast, cast.convener), **given)  # type: ignore[arg-type]
    incoming.instruct(on_behalf(cast, cast.convener), **given, files=[SCAN])  # type: ignore[arg-type]
    assert view(cast, number).instructed_by == cast.convener.person


def test_the_office_does_not_instruct_itself(cast: Cast) -> None:
    number = came(cast)
    with pytest.raises(RuleBroken, match="只有召集人"):
        incoming.instruct(cast.clerk.call(), number=number, version=1, instruction="照办")


def test_an_answer_dated_before_the_paper_came_is_an_answer_to_another_paper(cast: Cast) -> None:
    number = came(cast)
    with pytest.raises(Invalid, match="是不是这件来文的答复"):
        incoming.answer_paper(
            cast.clerk.call(),
            number=number,
            version=1,
            answer="已复",
            answered_on=clock.today() - timedelta(days=3),
        )


def test_an_old_page_is_told_the_state_of_now(cast: Cast) -> None:
    number = came(cast)
    incoming.propose_handling(cast.clerk.call(), number=number, version=1, proposal="拟阅存。")
    with pytest.raises(Stale) as refused:
        incoming.file_paper(cast.clerk.call(), number=number, version=1)
    assert refused.value.now == "待批示"


def test_a_telephone_call_is_registered_the_same_way_and_found_by_who_called(cast: Cast) -> None:
    came(cast, form="telephone", sender="县应急局", title="通知防汛会商")
    rows = incoming_queries.papers(cast.conference, on=clock.today(), wanted="应急")
    assert [(row.form_label, row.title) for row in rows] == [("电话记录", "通知防汛会商")]
    assert incoming_queries.papers(cast.conference, on=clock.today(), form="document") == []


def test_a_paper_marked_secret_is_refused(cast: Cast) -> None:
    with pytest.raises(RuleBroken, match="不处理标注密级"):
        came(cast, text="秘密★\n内容")
