"""What the office sets: who issues, what judges, where numbers begin, numbers left out, local deadlines."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.apps import apps
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from lianxi.journal.refusals import Invalid, RuleBroken, Stale
from lianxi.matters import words
from lianxi.matters.life import registering
from lianxi.matters.models import Deadline, Matter, SkippedNumber
from lianxi.matters.tables import setting
from tests.cast import Cast
from tests.matters.life import Life, begin

pytestmark = pytest.mark.django_db

YEAR = 2026
TERM = setting.TermGiven("handling", 45, "calendar_day", "柳塘县", "柳办〔2026〕3号", date(2026, 1, 1))


def test_the_township_issues_and_a_village_or_the_conference_does_not(cast: Cast) -> None:
    for name in ("柳塘村", "柳塘村村民委员会", "上河社区", "柳塘镇信访工作联席会议"):
        with pytest.raises(Invalid, match="不能出具办理文书"):
            setting.set_ledger(cast.clerk.call(), given=setting.Ledger(organs=("柳塘镇人民政府", name)))
    organs = ("柳塘镇人民政府", "柳塘镇综合行政执法队")
    setting.set_ledger(cast.clerk.call(), given=setting.Ledger(organs=organs, higher_organ="柳塘县人民政府"))
    found = setting.ledger(cast.conference)
    assert (found.organs, found.higher_organ, found.version) == (organs, "柳塘县人民政府", 1)
    with pytest.raises(Stale):
        setting.set_ledger(cast.director.call(), given=setting.Ledger())
    with pytest.raises(Invalid, match="依据"):
        setting.set_ledger(cast.clerk.call(), given=replace(found, judged_by="rolled"))
    with pytest.raises(RuleBroken):
        setting.set_ledger(cast.convener.call(), given=found)


def test_every_number_of_a_year_is_a_matter_or_has_its_reason(cast: Cast) -> None:
    setting.set_numbering(cast.clerk.call(), year=YEAR, start=41)
    setting.set_numbering(cast.clerk.call(), year=YEAR, start=38)
    setting.skip_number(cast.clerk.call(), serial=38, reason="登记簿第3页污损")
    life = Life(cast)
    life.register()
    assert life.number == YEAR * words.YEAR + 39
    with pytest.raises(Stale, match="下一个"):
        setting.skip_number(cast.clerk.call(), serial=39, reason="写错")
    with pytest.raises(Invalid, match="为什么"):
        setting.skip_number(cast.clerk.call(), serial=40, reason=" ")
    setting.skip_number(cast.clerk.call(), serial=40, reason="写错")
    life.register()
    with pytest.raises(RuleBroken, match="起始号不能再改"):
        setting.set_numbering(cast.clerk.call(), year=YEAR, start=1)
    known = setting.numbering(cast.conference, YEAR)
    assert (known.registered, len(known.skipped), known.following) == (2, 2, 42)
    serials = [number % words.YEAR for number in Matter.objects.values_list("number", flat=True)]
    serials += [number % words.YEAR for number in SkippedNumber.objects.values_list("number", flat=True)]
    assert sorted(serials) == list(range(38, known.following))
    assert registering.gaps(cast.conference, YEAR) == []
    with pytest.raises(Invalid, match="今年"):
        setting.set_numbering(cast.clerk.call(), year=YEAR - 1, start=1)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"amount": 60}, "amount"),
        ({"amount": 0}, "amount"),
        ({"basis": " "}, "basis"),
        ({"basis": "", "simple": True}, "basis"),
        ({"deadline": "annual_report"}, "deadline"),
        ({"unit": "week"}, "unit"),
        ({"valid_to": date(2025, 1, 1)}, "valid_to"),
    ],
)
def test_a_local_term_is_tighter_and_names_its_document(cast: Cast, change: dict[str, object], field: str) -> None:
    with pytest.raises(Invalid) as refused:
        setting.set_local_term(cast.clerk.call(), given=replace(TERM, **change))  # type: ignore[arg-type]
    assert refused.value.field == field


def handling(life: Life) -> Deadline:
    return Deadline.objects.get(matter=life.matter, rule="handling")


def test_a_local_term_tightens_open_matters_and_its_end_gives_no_time_back(cast: Cast) -> None:
    life = begin(cast)
    national = handling(life).strict
    number = setting.set_local_term(life.call(cast.clerk), given=TERM).number
    tight = handling(life)
    assert tight.strict == national - timedelta(days=15)
    assert "柳塘县" in tight.explanation
    with pytest.raises(Invalid, match="同样的地方期限"):
        setting.set_local_term(life.call(cast.clerk), given=TERM)
    life.later(1)
    setting.end_local_term(life.call(cast.clerk), number=number, valid_to=date(2026, 2, 1))
    assert handling(life).strict == tight.strict
    assert setting.local_terms(cast.conference, life.today)[0].standing == "ended"
    with pytest.raises(RuleBroken, match="已于"):
        setting.end_local_term(life.call(cast.clerk), number=number, valid_to=life.today)


def test_a_row_of_the_simple_procedure_holds_only_for_matters_handled_that_way(cast: Cast) -> None:
    life, other = begin(cast), begin(cast)
    Matter.objects.filter(pk=life.matter.pk).update(simple=True)
    setting.set_local_term(life.call(cast.clerk), given=replace(TERM, amount=10, unit="working_day", simple=True))
    assert handling(life).strict < handling(other).strict == life.today + timedelta(days=60)


CHANGES = st.lists(
    st.one_of(
        st.tuples(st.just("judge"), st.sampled_from(["strict", "rolled"])),
        st.tuples(st.just("add"), st.tuples(st.integers(1, 59), st.sampled_from(["calendar_day", "working_day"]))),
        st.tuples(st.just("end"), st.integers(0, 400)),
    ),
    max_size=6,
)


def _change(life: Life, what: str, value: object) -> None:
    call, cast = life.call(life.cast.clerk), life.cast
    if what == "judge":
        setting.set_ledger(
            call, given=replace(setting.ledger(cast.conference), judged_by=str(value), judged_basis="县文〔2026〕1号")
        )
    elif what == "add":
        assert isinstance(value, tuple)
        setting.set_local_term(call, given=replace(TERM, amount=value[0], unit=value[1]))
    else:
        assert isinstance(value, int)
        rows = [row for row in setting.local_terms(cast.conference, life.today) if row.standing != "ended"]
        if rows:
            setting.end_local_term(call, number=rows[0].number, valid_to=rows[0].valid_from + timedelta(days=value))


def test_no_sequence_of_settings_moves_a_date_later(cast: Cast) -> None:
    life = begin(cast)

    @settings(max_examples=25)
    @given(CHANGES)
    def sequence(changes: list[tuple[str, object]]) -> None:
        sid = transaction.savepoint()
        before = handling(life)
        for what, value in changes:
            try:
                _change(life, what, value)
            except Invalid:
                continue
            after = handling(life)
            assert after.judged <= before.judged
            assert after.strict <= before.strict
            before = after
        transaction.savepoint_rollback(sid)

    sequence()


FORBIDDEN = (
    "special", "threat", "extremis", "political_status", "politic", "party_member", "ethnic", "nation_", "minority",
    "religio", "mental", "blacklist", "yybz", "zzmm", "minzu", "tsry", "扬言", "特殊人", "政治面貌", "民族",
)  # fmt: skip


def forbidden(names: list[str]) -> list[str]:
    return [name for name in names if any(word in name.lower() for word in FORBIDDEN)]


def test_no_column_of_the_whole_system_is_for_special_persons_threats_political_status_or_ethnicity() -> None:
    names = [
        f"{model.__name__}.{field.name} {getattr(field, 'verbose_name', '')} {getattr(field, 'help_text', '')}"
        for model in apps.get_models()
        if model.__module__.startswith("lianxi.")
        for field in model._meta.get_fields()
    ]
    assert len(names) > 300
    assert forbidden(names) == []
    assert forbidden(["Matter.is_threat", "Identity.ethnicity", "Matter.政治面貌"]) != []
