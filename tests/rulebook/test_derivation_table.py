"""From clauses to duties, with rules documents made by hand: the derivation knows nothing of the reading."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from tests.rulebook.cases import Journal, edition, judge, row

from lianxi.rulebook.compiled import Approval, Article, Body, Cadence, Clause, Compiled, Deadline, InForce, Question
from lianxi.rulebook.derivation import GATES, RESPONSES, derive, meeting_kind
from lianxi.rulebook.duties import Duty, Gate, Periodic, Power, Response, Standing
from lianxi.rulebook.vocabulary import VERBS

MONTHLY = Cadence("month")


def clause(source: str, act: str | None, *, article: str = "第五条", **more: Any) -> Clause:
    """A clause as the reading gives it; its span is set by ``rules``."""
    given: dict[str, Any] = {
        "id": "",
        "article": article,
        "kind": "periodic",
        "modality": "must",
        "actor": ("办公室",),
        "act": act,
        "object": None,
        "to": (),
        "cadence": None,
        "deadline": None,
        "approval": None,
        "certainty": "stated",
        "source": source,
        "span": (0, 0),
    }
    return Clause(**{**given, **more})


def rules(*clauses: Clause, questions: tuple[Question, ...] = ()) -> Compiled:
    """A document whose articles hold the clauses' sentences, in order."""
    labels = list(dict.fromkeys(each.article for each in clauses))
    numbers = {label: "零一二三四五六七八九十".find(label[1]) for label in labels if label.startswith("第")}
    text = ""
    placed: list[Clause] = []
    articles: list[Article] = []
    for label in labels:
        start = len(text)
        text += label
        for each in (each for each in clauses if each.article == label):
            span = (len(text), len(text) + len(each.source))
            placed.append(replace(each, id=f"c{len(placed)}", span=span))
            text += each.source + "。"
        articles.append(Article(label, numbers.get(label), text[start:], (start, len(text))))
        text += "\n"
    return Compiled(
        text=text,
        title=None,
        body=Body(None, None),
        issued_on=None,
        in_force=InForce(None, None),
        addressees=(),
        chapters=(),
        articles=tuple(articles),
        units=(),
        seats=(),
        clauses=tuple(placed),
        questions=questions,
        notes=(),
    )


def asked(key: str, span: tuple[int, int] | None = None) -> Question:
    return Question(key.partition(":")[0], key, "？", span, (), True)


def one(compiled: Compiled, answers: dict[str, str | int] | None = None) -> Duty:
    (duty,) = derive(compiled, answers or {})
    return duty


# periodic -----------------------------------------------------------------------------------------------------


def test_a_clause_with_a_cadence_becomes_a_periodic_duty_with_its_words_and_place() -> None:
    source = "工作会议一般每月至少召开一次"
    compiled = rules(clause(source, "meeting.held", object="工作会议", cadence=Cadence("month", softened=True)))
    duty = one(compiled)
    assert isinstance(duty, Periodic)
    assert (duty.verb, duty.every, duty.interval, duty.minimum, duty.when, duty.month) == (
        "meeting.held",
        "month",
        1,
        1,
        "ordinary",
        None,
    )
    assert (duty.key, duty.article, duty.label, duty.bearer) == (
        "5:meeting.held:work:ordinary",
        "第五条",
        source,
        "办公室",
    )
    assert compiled.text[duty.span[0] : duty.span[1]] == source
    assert duty.softened
    assert duty.pattern == {"kind": frozenset({"work"})}


@pytest.mark.parametrize(
    ("cadence", "every", "interval", "minimum", "when", "month"),
    [
        (Cadence("week", when="key_period"), "week", 1, 1, "key_period", None),
        (Cadence("month", interval=2), "month", 2, 1, "ordinary", None),
        (Cadence("quarter", min=2), "quarter", 1, 2, "ordinary", None),
        (Cadence("year", at="year_end"), "year", 1, 1, "ordinary", None),
        (Cadence("year", at="month:8"), "month", 1, 1, "ordinary", 8),
        (Cadence("ten_days"), "ten_days", 1, 1, "ordinary", None),
    ],
)
def test_the_numbers_of_a_cadence_arrive_in_the_duty(
    cadence: Cadence, every: str, interval: int, minimum: int, when: str, month: int | None
) -> None:
    duty = one(rules(clause("……", "meeting.held", object="工作会议", cadence=cadence)))
    assert isinstance(duty, Periodic)
    assert (duty.every, duty.interval, duty.minimum, duty.when, duty.month) == (every, interval, minimum, when, month)


def test_a_sentence_with_an_ordinary_and_a_key_period_cadence_gives_two_duties_that_judge_the_same_meetings() -> None:
    """Each work meeting of a key period keeps the week and the month (articles.md, Judging)."""
    ordinary, key = derive(
        rules(
            clause("工作会议每月至少召开一次", "meeting.held", object="工作会议", cadence=MONTHLY),
            clause("重点时期每周至少召开一次", "meeting.held", cadence=Cadence("week", when="key_period")),
        ),
        {},
    )
    journal = Journal()
    journal.key_period("03-02", "03-08", declared="02-20")
    journal.meeting("03-04")
    board = judge(edition("2020-01-01", ordinary, key), journal, "04-01")
    assert (row(board, ordinary.key)[:4], row(board, key.key)) == ("MMKD", "K")


@pytest.mark.parametrize(
    ("answer", "kinds"),
    [
        (None, {"work"}),
        ("plenary", {"work", "plenary"}),
        ("plenary,analysis", {"work", "plenary", "analysis"}),
        ("none", {"work"}),
        ("plenary,弄错", {"work", "plenary"}),
    ],
)
def test_which_meetings_count_is_what_the_person_chose(answer: str | None, kinds: set[str]) -> None:
    key = "meetings_that_count:第五条:meeting.held"
    compiled = rules(
        clause("工作会议每月一次", "meeting.held", object="工作会议", cadence=MONTHLY), questions=(asked(key),)
    )
    duty = one(compiled, {key: answer} if answer else {})
    assert isinstance(duty, Periodic)
    assert duty.pattern["kind"] == kinds


def test_an_analysis_meeting_counts_by_its_own_kind_whatever_was_chosen_for_work_meetings() -> None:
    compiled = rules(clause("每月召开一次分析例会", "meeting.held", object="分析例会", cadence=MONTHLY))
    duty = one(compiled, {"meetings_that_count:第五条:meeting.held": "plenary"})
    assert isinstance(duty, Periodic)
    assert duty.pattern["kind"] == {"analysis"}


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("全体会议", "plenary"),
        ("信访形势分析例会", "analysis"),
        ("调度会商会议", "dispatch"),
        ("临时会议", "ad_hoc"),
        ("工作会议", "work"),
        ("联席会议", "work"),
        ("碰头", "work"),
    ],
)
def test_a_meetings_kind_is_read_from_its_name(name: str, kind: str) -> None:
    assert meeting_kind(name) == kind


def test_a_cadence_for_an_act_of_the_texts_own_stays_visible_as_standing() -> None:
    duty = one(rules(clause("每月巡查一次", "巡查", cadence=MONTHLY)))
    assert isinstance(duty, Standing)
    assert (duty.verb, duty.open_question) == (None, None)


# open cadences ------------------------------------------------------------------------------------------------

OPEN = Cadence(None, when="unresolved")


def test_an_open_cadence_is_standing_and_marked_until_a_person_settles_it() -> None:
    key = "cadence_unresolved:第五条:assessment.published"
    compiled = rules(clause("定期考核", "assessment.published", cadence=OPEN), questions=(asked(key),))
    open_duty = one(compiled)
    assert isinstance(open_duty, Standing)
    assert (open_duty.open_question, open_duty.verb) == (key, "assessment.published")
    settled = one(compiled, {key: "quarter"})
    assert isinstance(settled, Periodic)
    assert (settled.every, settled.when) == ("quarter", "ordinary")


@pytest.mark.parametrize("answer", ["open", "", "fortnight", 3])
def test_an_answer_that_is_no_cadence_leaves_it_open(answer: str | int) -> None:
    compiled = rules(clause("定期考核", "assessment.published", cadence=OPEN))
    duty = one(compiled, {"cadence_unresolved:第五条:assessment.published": answer})
    assert isinstance(duty, Standing)
    assert duty.open_question


def test_two_months_chosen_for_an_open_cadence_are_two_months() -> None:
    compiled = rules(clause("定期考核", "assessment.published", cadence=OPEN))
    duty = one(compiled, {"cadence_unresolved:第五条:assessment.published": "two_months"})
    assert isinstance(duty, Periodic)
    assert (duty.every, duty.interval) == ("month", 2)


@pytest.mark.parametrize("when", ["as_needed", "ad_hoc"])
def test_a_meeting_called_when_needed_is_a_power_and_never_demanded(when: str) -> None:
    duty = one(rules(clause("遇重大问题随时召开", "meeting.held", cadence=Cadence(None, when=when))))
    assert isinstance(duty, Power)


def test_a_cadence_set_for_the_plenary_makes_it_owed() -> None:
    words = "全体会议由召集人主持"
    key = "plenary_cadence:第四条:meeting.held"
    compiled = rules(
        clause(words, None, article="第四条", kind="standing"), questions=(asked(key, (3, 3 + len(words))),)
    )
    assert [type(duty) for duty in derive(compiled, {})] == [Standing]
    plenary = derive(compiled, {key: "half_year"})[-1]
    assert isinstance(plenary, Periodic)
    assert (plenary.every, plenary.certainty) == ("half_year", "assumed")
    assert plenary.pattern == {"kind": {"plenary"}}
    assert (plenary.label, plenary.article) == (words, "第四条")


# responses ----------------------------------------------------------------------------------------------------


def test_a_stated_deadline_is_the_responses_time() -> None:
    deadline = Deadline(5, "workday", "变动")
    duty = one(rules(clause("五个工作日内备案", "change.filed", kind="response", deadline=deadline)))
    assert isinstance(duty, Response)
    assert (duty.trigger, duty.verbs, duty.pair) == ("seat.filled", ("change.filed",), "change")
    assert (duty.amount, duty.unit, duty.certainty) == (5, "workday", "stated")


@pytest.mark.parametrize(
    ("answer", "amount", "unit"),
    [("5", 5, "day"), (5, 5, "day"), ("3 workday", 3, "workday"), ("24 hour", 24, "hour"), ("1 month", 1, "month")],
)
def test_an_answered_deadline_is_assumed(answer: str | int, amount: int, unit: str) -> None:
    key = "deadline_word:第五条:change.filed"
    compiled = rules(
        clause("及时备案", "change.filed", kind="response", deadline=Deadline(None, word="及时")),
        questions=(asked(key),),
    )
    duty = one(compiled, {key: answer})
    assert isinstance(duty, Response)
    assert (duty.amount, duty.unit, duty.certainty) == (amount, unit, "assumed")


@pytest.mark.parametrize("answer", ["open", "0", "-3", "三", ""])
def test_an_answer_that_is_no_time_leaves_the_response_without_one(answer: str) -> None:
    compiled = rules(clause("及时备案", "change.filed", kind="response", deadline=Deadline(None, word="及时")))
    duty = one(compiled, {"deadline_word:第五条:change.filed": answer})
    assert isinstance(duty, Response)
    assert duty.amount is None


def test_a_stated_deadline_is_not_overruled_by_an_answer() -> None:
    compiled = rules(clause("五日内备案", "change.filed", kind="response", deadline=Deadline(5, "day")))
    duty = one(compiled, {"deadline_word:第五条:change.filed": "9", "deadline_missing:第五条:change.filed": "9"})
    assert isinstance(duty, Response)
    assert (duty.amount, duty.certainty) == (5, "stated")


def test_a_lead_time_is_no_deadline_of_a_response() -> None:
    before = Deadline(7, "day", "会议召开", before=True)
    duty = one(rules(clause("会议召开七日前印发", "document.issued", kind="response", deadline=before)))
    assert isinstance(duty, Response)
    assert duty.amount is None


def test_the_minutes_of_the_plenary_follow_the_plenary_only() -> None:
    duty = one(rules(clause("全体会议形成会议纪要并印发", "minutes.issued", kind="response")))
    assert isinstance(duty, Response)
    assert duty.trigger_pattern == {"kind": {"plenary"}}


def test_every_row_of_the_table_speaks_the_vocabulary() -> None:
    for act, follows in RESPONSES.items():
        assert act in VERBS
        for row_ in follows:
            assert {row_.trigger, *row_.verbs} <= set(VERBS)
            assert row_.trigger not in row_.verbs
    for act, gate in GATES.items():
        assert {act, gate.verb, gate.needs} <= set(VERBS)


@pytest.mark.parametrize("act", sorted(RESPONSES))
def test_every_act_of_the_table_is_derived_with_a_key_of_its_own(act: str) -> None:
    found = derive(rules(clause("敏感信息……", act, kind="response", deadline=Deadline(5, "day"))), {})
    assert len(found) == len(RESPONSES[act])
    assert all(isinstance(duty, Response) for duty in found)
    assert len({duty.key for duty in found}) == len(found)


# gates, powers, the rest --------------------------------------------------------------------------------------


def test_an_approval_of_minutes_is_a_gate_with_its_approver() -> None:
    compiled = rules(
        clause("全体会议纪要经召集人审定", "minutes.approved", kind="gate", approval=Approval("审定", "召集人"))
    )
    duty = one(compiled)
    assert isinstance(duty, Gate)
    assert (duty.verb, duty.needs, duty.pair, duty.approver) == (
        "minutes.issued",
        "minutes.approved",
        "meeting",
        "召集人",
    )
    assert duty.pattern == {"kind": {"plenary"}}


def test_what_somebody_may_do_is_a_power_even_with_a_cadence() -> None:
    duty = one(rules(clause("可以每月召开一次", "meeting.held", modality="may", cadence=MONTHLY)))
    assert isinstance(duty, Power)
    assert duty.verb == "meeting.held"


def test_what_is_not_a_duty_derives_to_nothing() -> None:
    assert derive(rules(clause("任期三年", None, modality="not_a_duty")), {}) == ()


def test_a_clause_that_fits_no_row_stays_visible() -> None:
    duty = one(rules(clause("坚持属地管理", "坚持", kind="standing")))
    assert isinstance(duty, Standing)
    assert duty.label == "坚持属地管理"


# answers and keys ---------------------------------------------------------------------------------------------


def test_answers_attach_by_article_and_act_and_not_by_place() -> None:
    """The same answers over a text with a sentence put in front, whose spans and clause ids all moved."""
    key = "deadline_word:第五条:change.filed"
    filing = clause("及时备案", "change.filed", kind="response", deadline=Deadline(None, word="及时"))
    first = derive(rules(filing, questions=(asked(key),)), {key: "5"})
    longer = rules(clause("总则", None, article="第一条", kind="standing"), filing, questions=(asked(key),))
    second = derive(longer, {key: "5"})
    assert isinstance(first[0], Response)
    assert isinstance(second[1], Response)
    assert (first[0].key, first[0].amount) == (second[1].key, second[1].amount) == (first[0].key, 5)
    assert first[0].span != second[1].span


def test_an_answer_for_another_article_does_not_attach() -> None:
    filing = clause("及时备案", "change.filed", kind="response", deadline=Deadline(None, word="及时"))
    duty = one(rules(filing), {"deadline_word:第六条:change.filed": "5"})
    assert isinstance(duty, Response)
    assert duty.amount is None


def test_keys_are_unique_and_steady_when_clauses_say_the_same() -> None:
    same = clause("每月召开一次", "meeting.held", object="工作会议", cadence=MONTHLY)
    found = derive(rules(same, same, same), {})
    assert [duty.key for duty in found] == [
        "5:meeting.held:work:ordinary",
        "5:meeting.held:work:ordinary.2",
        "5:meeting.held:work:ordinary.3",
    ]


def test_articles_without_numbers_and_annexes_never_share_a_key_with_numbered_ones() -> None:
    found = derive(
        rules(
            *(
                clause("每月召开一次", "meeting.held", object="工作会议", cadence=MONTHLY, article=label)
                for label in ("第一条", "一、", "（一）", "附件1")
            )
        ),
        {},
    )
    assert len({duty.key for duty in found}) == 4


def test_duties_stand_in_the_order_of_the_text_and_point_at_their_words() -> None:
    compiled = rules(
        clause("坚持原则", None, article="第一条", kind="standing"),
        clause("每月召开一次", "meeting.held", article="第五条", cadence=MONTHLY),
        clause("五日内备案", "change.filed", article="第十条", kind="response", deadline=Deadline(5, "day")),
    )
    found = derive(compiled, {})
    assert [duty.article for duty in found] == ["第一条", "第五条", "第十条"]
    assert all(compiled.text[duty.span[0] : duty.span[1]] == duty.label for duty in found)


# one bearer of a demand in an article -------------------------------------------------------------------------


def test_a_demand_said_twice_in_an_article_is_owed_once_by_the_clause_with_the_time() -> None:
    vague = clause("及时备案", "change.filed", kind="response", deadline=Deadline(None, word="及时"))
    timed = clause("五日内备案", "change.filed", kind="response", deadline=Deadline(5, "day"))
    first, second = derive(rules(vague, timed), {})
    assert isinstance(first, Standing)
    assert isinstance(second, Response)
    assert second.amount == 5
    elsewhere = derive(rules(vague, replace(timed, article="第六条")), {})
    assert [type(duty) for duty in elsewhere] == [Response, Response]


@pytest.mark.parametrize("modality", ["may", "not_a_duty"])
def test_a_clause_that_demands_nothing_takes_no_demand_away(modality: str) -> None:
    found = derive(
        rules(
            clause("可以先行备案", "change.filed", kind="response", modality=modality),
            clause("成员变动应当备案", "change.filed", kind="response"),
        ),
        {},
    )
    assert isinstance(found[-1], Response)


def test_a_cadence_chosen_for_the_plenary_never_shares_a_key_with_a_stated_one() -> None:
    key = "plenary_cadence:第四条:meeting.held"
    stated = clause(
        "每年召开一次全体会议", "meeting.held", object="全体会议", cadence=Cadence("year"), article="第四条"
    )
    found = derive(rules(stated, questions=(asked(key, (3, 13)),)), {key: "half_year"})
    assert len({duty.key for duty in found}) == len(found) == 2
