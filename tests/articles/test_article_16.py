"""Article 16, from the scheme to the board: approved, computed from the record, objected to, settled, published."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from lianxi.assessment import office_lines, queries, results, schemes, targets
from lianxi.assessment.schemes import Outline, Wanted
from lianxi.assessment.targets import Aim
from lianxi.compliance.queries import board
from lianxi.inbox import assessments as inbox
from lianxi.inbox.waiting import Waiting
from lianxi.journal import queries as journal
from lianxi.journal.lines import read
from lianxi.journal.refusals import RuleBroken
from lianxi.journal.verify import verify
from tests.meetings.ground import DAY, RULES, SCAN, House, make_house

pytestmark = [pytest.mark.django_db, pytest.mark.database]
ASSESSED = RULES.replace(
    "第十一条　本规则", "第十一条　联席会议每年对各村和成员单位开展信访工作考核，考核结果予以通报。\n\n第十二条　本规则"
)


@pytest.fixture
def house(db: None, monkeypatch: pytest.MonkeyPatch) -> House:
    return make_house(monkeypatch, rules=ASSESSED)


def of_the_article(house: House) -> list[str]:
    """The states of what article 11 of these rules owes (16 of the reference)."""
    judged = board(journal.head_by_id(house.conference), on=house.day)
    return [
        item.state
        for line in judged.lines
        if line.duty.article == "第十一条" and "assessment" in line.duty.key
        for item in line.items
    ]


def verbs(rows: list[Waiting]) -> list[str]:
    return [row.verb for row in rows]


def office(house: House) -> list[str]:
    return verbs(list(inbox.of_the_office(read(office_lines.of_the_office(house.conference, house.day)))))


def convener(house: House) -> list[str]:
    return verbs(list(inbox.of_a_convener(house.conference, house.day)))


def test_article_16_from_the_scheme_to_the_publication_and_the_board_turns_green(house: House) -> None:
    assert of_the_article(house) == ["due"]
    village, police = house.unit("柳塘村"), house.unit("派出所")

    # targets stand once signed, and are met by the unit alone
    year, until = house.day.year, house.day + 5 * DAY
    aims = [Aim("台账", "逐件登记", house.day + 3 * DAY)]
    letter = targets.draft_letters(house.call("clerk"), year=year, units=[village, police], aims=aims).number
    for number in (letter, letter + 1):
        targets.sign_letter(
            house.call("clerk"), number=number, version=1, signed_on=house.day, signer="书记", files=[SCAN]
        )
    assert verbs(list(inbox.of_a_unit(house.conference, village, house.day))) == ["报告完成"]

    # a scheme that no drafter approves himself, frozen by the convener
    outline = Outline("年度考核", date(year, 1, 1), until, grades=[(Decimal(90), "优秀"), (Decimal(0), "合格")])
    wanted = Wanted("责任目标", "到期目标按期完成的比例", "比例(按期责任目标数, 应办责任目标数)", Decimal(100))
    number = schemes.draft_scheme(house.call("clerk"), outline=outline, indicators=[wanted]).number
    schemes.submit_scheme(house.call("clerk"), number=number, version=1)
    assert convener(house) == ["审定办法"]
    for who in ("clerk", "director", "village", "organ_head", "inspector"):
        house.refused(lambda who=who: schemes.confirm_scheme(house.call(who), number=number, version=2), RuleBroken)
    schemes.confirm_scheme(house.call("convener"), number=number, version=2)
    assert of_the_article(house) == ["due"], "a scheme is not yet an assessment"

    # the village meets its target, the police do not
    targets.report_target(house.call("village"), number=1, version=1, text="逐件登记。")
    assert office(house) == ["认定完成"]
    house.later(6)
    assert sorted(office(house)) == sorted(["认定完成", "查看", "计算得分"])
    results.compute_results(house.call("clerk"), number=number, version=3)
    assert verbs(list(inbox.of_a_unit(house.conference, police, house.day))) == ["报告完成", "核对得分"]
    view = queries.scheme_for(house.conference, number, house.cast.clerk.actor)
    assert view is not None
    scores = {row.unit: (row.total, row.grade) for row in view.results}
    assert scores[village] == (100, "优秀")
    assert scores[police] == (0, "合格")

    # objected to, answered, settled after its time, published
    made = results.object_to_result(house.call("police"), number=number, place=1, text="已经完成。")
    assert "答复异议" in office(house)
    results.answer_objection(house.call("clerk"), number=made.number, version=1, upheld=False, answer="没有报告。")
    house.refused(lambda: results.settle_results(house.call("convener"), number=number, version=4), RuleBroken)
    house.later(8)
    assert convener(house) == ["审定结果"]
    results.settle_results(house.call("convener"), number=number, version=4)
    assert "公布结果" in office(house)
    results.publish_results(house.call("clerk"), number=number, version=5)
    assert of_the_article(house) == ["kept"]
    assert verify(house.cast.slug).sound
