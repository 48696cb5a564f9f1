"""Clauses: kinds, modality, acts, actors, addressees; one demand each, in the text's own words."""

import pytest

from lianxi.rulebook.compiled import Clause, Compiled
from lianxi.rulebook.reading import compile_text
from lianxi.rulebook.reading.clauses import MOST_PER_SENTENCE, is_parameterised
from lianxi.rulebook.vocabulary import VERBS


def read(*sentences: str) -> Compiled:
    articles = "\n".join(f"第{number}条 {sentence}" for number, sentence in enumerate(sentences, 1))
    return compile_text(f"某镇信访工作联席会议工作规则\n{articles}\n第{len(sentences) + 1}条 联席会议负责统筹协调。")


def clauses(sentence: str) -> list[Clause]:
    return [clause for clause in read(sentence).clauses if clause.article == "第1条"]


ACTS = [
    ("联席会议每月召开一次工作会议。", "meeting.held"),
    ("工作例会每两周召开一次。", "meeting.held"),
    ("会议纪要报请召集人审定后印发。", "minutes.approved"),
    ("会议结束后形成会议纪要。", "minutes.issued"),
    ("工作会议文件印发各村贯彻落实。", "document.issued"),
    ("贯彻执行情况向联席会议报告。", "execution.reported_to_conference"),
    ("成员调整的，办公室应当及时备案。", "change.filed"),
    ("成员变动的，办公室应当报告召集人。", "change.reported"),
    ("各单位发现重要敏感信息，应当立即报送办公室。", "information.reported"),
    ("办公室视情向有关部门通报信息。", "information.circulated"),
    ("重大事项向镇党委、政府报告。", "report.sent"),
    ("各单位对群体性问题及时进行调查研究。", "problem.investigated"),
    ("情况复杂的，提交联席会议研究。", "problem.tabled"),
    ("联合督查报召集人批准后实施。", "supervision.approved"),
    ("召集人约谈责任单位负责人。", "interview.held"),
    ("被约谈单位应当在10日内报送整改情况。", "interview.rectified"),
    ("每年对各村工作进行考核。", "assessment.published"),
    ("考核办法报召集人审定。", "assessment.scheme_confirmed"),
    ("办公室负责编印工作简报。", "brief.issued"),
    ("办公室负责起草年度工作要点。", "work_points.issued"),
    ("办公室对议定事项进行督促检查。", "task.chased"),
    ("成员单位应当及时反馈落实情况。", "task.reported"),
    ("各单位应当及时处理跨部门协同解决的问题。", "help.answered"),
    ("承办上级党委、政府交办的事项。", "directive.answered"),
    ("对上级交办的信访事项，办公室应当在15日内向上级反馈办理结果。", "directive.answered"),
    ("应当在会议召开3日前通知成员。", "meeting.called"),
    ("每月排查一次矛盾纠纷。", "dispute.found"),
    ("责任单位应当自收到督办通知之日起10日内答复。", "inspection.answered"),
]


@pytest.mark.parametrize(("sentence", "act"), ACTS)
def test_a_wording_gives_the_journals_verb(sentence: str, act: str) -> None:
    assert act in VERBS
    assert act in [clause.act for clause in clauses(sentence)]


KINDS = [
    ("联席会议每月召开一次会议。", "periodic", "must"),
    ("遇重大问题可临时召开会议。", "power", "may"),
    ("办公室根据需要召开会议。", "power", "must"),
    ("会议纪要由召集人签发。", "gate", "must"),
    ("应当自受理之日起15日内答复。", "response", "must"),
    ("申请人可以自收到答复之日起30日内申请复查。", "power", "may"),
    ("常委会可以每年选择若干议题听取报告。", "periodic", "may"),
    ("应当定期听取工作汇报。", "standing", "must"),
]


@pytest.mark.parametrize(("sentence", "kind", "modality"), KINDS)
def test_kind_and_modality(sentence: str, kind: str, modality: str) -> None:
    [clause] = clauses(sentence)
    assert (clause.kind, clause.modality) == (kind, modality)


@pytest.mark.parametrize(
    ("sentence", "actors"),
    [
        ("各成员单位应当每月报告工作。", ("各成员单位",)),
        ("会议由召集人主持，每月召开一次。", ("召集人",)),
        ("镇党委、政府每年听取工作汇报。", ("镇党委", "政府")),
        ("办公室或者成员每年提出建议。", ("办公室", "成员")),
        ("每季度召开一次会议，由主任主持。", ("主任",)),
    ],
)
def test_who_acts(sentence: str, actors: tuple[str, ...]) -> None:
    assert clauses(sentence)[0].actor == actors


@pytest.mark.parametrize(
    ("sentence", "to"),
    [
        ("办公室每月向召集人报告工作。", ("召集人",)),
        ("应当立即报告镇党委和政府。", ("镇党委", "镇政府")),
        ("每季度报送县联席会议办公室。", ("县联席会议办公室",)),
        ("文件印发各村和有关部门执行。", ("各村", "有关部门")),
    ],
)
def test_to_whom(sentence: str, to: tuple[str, ...]) -> None:
    assert clauses(sentence)[0].to == to


def test_an_item_takes_its_actor_from_the_lead_in() -> None:
    compiled = read("乡级河长履行下列职责：\n（一）巡查河流，每旬不少于一次；\n（二）完成其他任务。")
    [clause] = [clause for clause in compiled.clauses if clause.cadence]
    assert clause.actor == ("乡级河长",)
    assert clause.source == "巡查河流，每旬不少于一次"


def test_three_cadences_in_a_sentence_are_three_clauses() -> None:
    found = clauses("联席会议一般每月召开一次会议，防汛期间每周召开一次会议，遇紧急情况可以随时召开会议。")
    assert [clause.cadence.when for clause in found if clause.cadence] == ["ordinary", "key_period", "ad_hoc"]
    assert found[0].cadence is not None
    assert found[0].cadence.softened


def test_a_deadline_knows_how_far_it_may_be_prolonged() -> None:
    first, gate, extension = clauses(
        "应当自受理之日起60日内办结；情况复杂的，经负责人批准，可以延长，但延长期限不得超过30日。"
    )
    assert first.deadline is not None
    assert (first.deadline.amount, first.deadline.extension_max) == (60, 30)
    assert gate.kind == "gate"
    assert extension.modality == "may"


def test_a_time_and_a_recipient_of_filing_are_one_clause() -> None:
    [clause] = clauses("协议应当在达成后3日内报司法所备案。")
    assert clause.deadline is not None
    assert clause.approval is not None
    assert (clause.deadline.amount, clause.approval.act, clause.approval.by, clause.to) == (
        3,
        "备案",
        "司法所",
        ("司法所",),
    )


@pytest.mark.parametrize(
    "sentence",
    [
        "逾期30日未办结的，予以通报。",
        "一年内三次未参加会议的，取消其成员资格。",
        "联席会议每届任期五年。",
        "档案保存期限不少于10年。",
        "五年内不得再次任职。",
    ],
)
def test_a_term_or_a_penalty_is_no_duty(sentence: str) -> None:
    assert not [clause for clause in clauses(sentence) if clause.modality == "must" and is_parameterised(clause)]


def test_a_sentence_never_gives_more_than_four_parameters() -> None:
    compiled = read("每日巡查、每周调度、每旬汇总、每月通报、每季度检查、每半年督查、每年考核。")
    assert len([clause for clause in compiled.clauses if is_parameterised(clause)]) == MOST_PER_SENTENCE
    assert [note.code for note in compiled.notes if note.code == "not_understood"]


def test_what_demands_and_is_not_understood_is_listed() -> None:
    compiled = read("与会人员应当遵守会场纪律。")
    [note] = [note for note in compiled.notes if note.code == "not_understood"]
    assert "遵守会场纪律" in note.text


def test_a_yearly_paper_is_assumed() -> None:
    [clause] = clauses("办公室起草年度工作要点。")
    assert (clause.certainty, clause.kind) == ("assumed", "periodic")


def test_compiled_data_goes_round() -> None:
    compiled = read("联席会议每月召开一次工作会议。")
    assert Compiled.from_data(compiled.as_data()) == compiled


def test_party_committee_and_government_of_one_level_are_both_told_in_full() -> None:
    sentence = "重大问题和重要事项，向镇党委、政府和县信访工作联席会议报告。"
    assert clauses(sentence)[0].to == ("镇党委", "镇政府", "县信访工作联席会议")
