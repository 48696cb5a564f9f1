"""Questions: what only a person can settle, with stable keys."""

from lianxi.rulebook.derivation import derive
from lianxi.rulebook.duties import Response
from lianxi.rulebook.reading import compile_text

TEXT = """某镇联席会议工作规则
第一条 某镇联席会议（以下简称联席会议）全体会议由召集人主持，会议纪要报召集人审定后印发成员单位。
第二条 联席会议每月召开一次工作会议，重点时期每周召开一次工作会议。
第三条 成员变更的，办公室要及时备案，并向召集人报告。
第四条 联席会议定期对各单位进行考核。
第五条 各单位应当立即报送重大敏感信息，并在3日内报送处理结果。
"""


def codes(text: str) -> list[str]:
    return [question.code for question in compile_text(text).questions]


def test_every_open_point_is_asked_once() -> None:
    asked = codes(TEXT)
    expected = (
        "plenary_cadence meetings_that_count key_period_declarer deadline_word deadline_missing cadence_unresolved"
    )
    assert set(asked) == set(expected.split())
    keys = [question.key for question in compile_text(TEXT).questions]
    assert len(keys) == len(set(keys))


def test_keys_name_article_and_act_and_survive_other_articles() -> None:
    first = {question.key for question in compile_text(TEXT).questions}
    longer = TEXT.replace("第三条", "　　第三条").replace("工作规则\n", "工作规则（修订）\n\n", 1)
    assert {question.key for question in compile_text(longer).questions} == first
    assert "cadence_unresolved:第四条:assessment.published" in first
    assert "deadline_word:第三条:change.filed" in first


def test_the_question_about_counting_meetings_offers_the_kinds() -> None:
    [question] = [q for q in compile_text(TEXT).questions if q.code == "meetings_that_count"]
    assert {option.id for option in question.options} == {"plenary", "analysis", "ad_hoc", "dispatch", "none"}
    assert question.may_stay_open


def test_deadline_questions_offer_days_and_open() -> None:
    [question] = [q for q in compile_text(TEXT).questions if q.key == "deadline_word:第三条:change.filed"]
    assert [option.id for option in question.options] == ["1", "3", "5", "7", "15", "30", "open"]
    assert "及时" in question.text


def test_who_declares_a_key_period_is_not_asked_where_the_text_says_it() -> None:
    assert "key_period_declarer" not in codes(TEXT + "第六条 重点时期由召集人确定。\n")


def test_a_stated_plenary_cadence_is_not_asked() -> None:
    assert "plenary_cadence" not in codes(TEXT.replace("全体会议由", "全体会议每年召开两次，由"))


def test_a_stated_limit_is_not_asked() -> None:
    text = TEXT.replace("并向召集人报告", "并在5日内向召集人报告")
    assert "deadline_missing:第三条:change.reported" not in [q.key for q in compile_text(text).questions]


def test_how_soon_information_is_circulated_is_asked_where_it_is_owed_and_nowhere_else() -> None:
    """视情 leaves the manner open, not whether: the question has a duty, and every question of this kind has one."""
    text = (
        "某某镇信访工作联席会议工作规则\n第一条　联席会议办公室收集、综合、通报有关情况。\n"
        "第二条　各成员要将重要敏感信访信息及时报送联席会议办公室，联席会议办公室视情向相关部门和各村通报。\n"
    )
    rules = compile_text(text)
    asked = [q.key for q in rules.questions if q.code == "deadline_missing"]
    assert asked == ["deadline_missing:第二条:information.circulated"]
    owed = {duty.key: duty for duty in derive(rules, {asked[0]: "5"})}
    duty = owed["2:information.circulated:information"]
    assert isinstance(duty, Response)
    assert (duty.amount, duty.certainty) == (5, "assumed")


def test_what_a_person_chose_for_now_and_then_is_shown_as_chosen() -> None:
    text = "某某镇信访工作联席会议工作规则\n第一条　联席会议定期对全镇信访工作进行考核。\n第二条　召集人约谈相关村。\n"
    rules = compile_text(text)
    (key,) = [q.key for q in rules.questions if q.code == "cadence_unresolved"]
    found = {duty.key: duty.certainty for duty in derive(rules, {key: "year"})}
    assert found["1:assessment.published:ordinary"] == "assumed"
    assert found["2:interview.rectified:interview"] == "assumed", "of putting right the sentence says nothing"
    assert found["2:interview.held:interview"] == "stated"
