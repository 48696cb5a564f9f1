"""How soon: wording → amount, unit, start event; and what is no deadline."""

import pytest

from lianxi.rulebook.reading.deadline import limits, prompt_words

AFTER = [
    ("应当自受理之日起60日内办结", 60, "day", "受理"),
    ("应当自收到整改通知书之日起十五日内完成整改", 15, "day", "收到整改通知书"),
    ("在接到交办通知后3个工作日内答复", 3, "workday", "接到交办通知"),
    ("会议结束后5个工作日内印发", 5, "workday", "会议结束"),
    ("应当于巡河结束后24小时内录入系统", 24, "hour", "巡河结束"),
    ("自交办之日起三个月内办理完毕", 3, "month", "交办"),
    ("收到信访事项，应当予以登记，在15日内转送", 15, "day", "收到信访事项"),
    ("没有规定期限的，一般应在15日内办结", 15, "day", "没有规定期限"),
    ("应当在30天之内答复", 30, "day", None),
    ("自收到之日起15日以内书面告知", 15, "day", "收到"),
    ("办理期限最长不超过20个工作日", 20, "workday", None),
    ("自批准之日起一年内完成", 1, "year", "批准"),
    ("至迟不超过六个月答复代表", 6, "month", None),
    ("最迟不得超过事发后2小时", 2, "hour", None),
]


@pytest.mark.parametrize(("words", "amount", "unit", "event"), AFTER)
def test_a_time_limit_is_read_with_its_start(words: str, amount: int, unit: str, event: str | None) -> None:
    [limit], _ = limits(words)
    assert (limit.deadline.amount, limit.deadline.unit, limit.deadline.from_) == (amount, unit, event)
    assert not limit.deadline.before


LEAD = [
    ("应当在会议举行的7日前通知成员", 7, "day"),
    ("办公室应于会议召开3个工作日前将议题通知各单位", 3, "workday"),
    ("应当提前5日通知委员", 5, "day"),
    ("于会前2天报办公室汇总", 2, "day"),
    ("会议召开前三日送达", 3, "day"),
    ("常务委员会会议举行十日以前通知", 10, "day"),
    ("召开会议的三十日前", 30, "day"),
    ("至少提前24小时告知", 24, "hour"),
    ("会议召开前至少2个工作日发出通知", 2, "workday"),
]


@pytest.mark.parametrize(("words", "amount", "unit"), LEAD)
def test_a_lead_time_runs_backwards(words: str, amount: int, unit: str) -> None:
    [limit], _ = limits(words)
    assert (limit.deadline.amount, limit.deadline.unit, limit.deadline.before) == (amount, unit, True)


@pytest.mark.parametrize(
    ("words", "amount", "unit"),
    [
        ("可以适当延长办理期限，但延长期限不得超过30日", 30, "day"),
        ("延长时间最长不得超过10个工作日", 10, "workday"),
        ("报召集人同意后可延长5日", 5, "day"),
        ("可以延期，延期不得超过一个月", 1, "month"),
        ("可以延长至六个月", 6, "month"),
    ],
)
def test_a_prolongation_is_known_as_one(words: str, amount: int, unit: str) -> None:
    [limit], _ = limits(words)
    assert limit.extends
    assert (limit.deadline.extension_max, limit.deadline.unit) == (amount, unit)


@pytest.mark.parametrize(
    "words",
    [
        "每届任期五年",
        "任期为三年",
        "本规则有效期五年",
        "档案保存期限不少于10年",
        "三年内不得再次参评",
        "一年内累计三次未参加会议的",
        "未在规定期限内答复的",
        "对超过30日仍未办结的",
        "逾期30日未办结的单位",
        "年满18周岁",
        "近三年来",
        "处三年以下有期徒刑",
        "2021年1月1日起施行",
        "每月5日前报送",
        "12月31日前完成",
        "公示时间不少于7日",
        "三年前成立",
    ],
)
def test_terms_ages_penalties_and_dates_are_no_deadlines(words: str) -> None:
    assert limits(words)[0] == []


@pytest.mark.parametrize(
    ("words", "word"),
    [
        ("应当及时报告上级", "及时"),
        ("立即上报", "立即"),
        ("尽快办理", "尽快"),
        ("第一时间报告", "第一时间"),
        ("当日办结并反馈", None),
        ("一周内反馈", "一周内"),
        ("半年内完成整改并报告", "半年内"),
        ("对问题处理不及时", None),
        ("未及时报告的", None),
        ("坚持依法、及时、就地解决问题", None),
    ],
)
def test_a_word_of_haste_is_kept_as_a_word(words: str, word: str | None) -> None:
    assert [limit.deadline.word for limit in prompt_words(words)] == ([word] if word else [])


def test_two_limits_in_one_sentence_share_the_clock_of_the_first() -> None:
    first, second = limits("应当自收到交办函之日起7个工作日内告知，30日内办结")[0]
    assert (first.deadline.from_, second.deadline.from_) == ("收到交办函", "收到交办函")
