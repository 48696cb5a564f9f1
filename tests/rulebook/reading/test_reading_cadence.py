"""How often: wording → period, times, condition."""

import pytest

from lianxi.rulebook.reading.cadence import rhythms, yearly_papers


def found(words: str) -> list[tuple[str | None, int, int, str]]:
    return [(r.cadence.every, r.cadence.interval, r.cadence.min, r.cadence.when) for r in rhythms(words)]


PERIODIC = [
    ("每月召开1次例会", ("month", 1, 1, "ordinary")),
    ("全体会议每季度至少召开一次", ("quarter", 1, 1, "ordinary")),
    ("主席团会议每两个月至少举行一次", ("month", 2, 1, "ordinary")),
    ("每三个月至少召开一次会议", ("month", 3, 1, "ordinary")),
    ("至少每半年向委员会报告一次", ("half_year", 1, 1, "ordinary")),
    ("巡查责任河流，每旬不少于一次", ("ten_days", 1, 1, "ordinary")),
    ("村级河长每周巡河不少于两次", ("week", 1, 2, "ordinary")),
    ("每半月调度一次", ("half_month", 1, 1, "ordinary")),
    ("每年不少于四次", ("year", 1, 4, "ordinary")),
    ("每年至少召开2次及以上", ("year", 1, 2, "ordinary")),
    ("每个季度召开一次", ("quarter", 1, 1, "ordinary")),
    ("每隔两个月通报一次", ("month", 2, 1, "ordinary")),
    ("每日报送雨情", ("day", 1, 1, "ordinary")),
    ("每3天至少巡查1次", ("day", 3, 1, "ordinary")),
    ("按月通报巡河情况", ("month", 1, 1, "ordinary")),
    ("收支情况按季度公布", ("quarter", 1, 1, "ordinary")),
    ("逐月汇总上报", ("month", 1, 1, "ordinary")),
    ("会议一年召开两次", ("year", 1, 2, "ordinary")),
    ("半年召开一次工作会议", ("half_year", 1, 1, "ordinary")),
    ("全年召开会议不少于四次", ("year", 1, 4, "ordinary")),
    ("实行一月一调度", ("month", 1, 1, "ordinary")),
    ("季度末前组织召开，每季度一次", ("quarter", 1, 1, "ordinary")),
    ("年终进行综合考核", ("year", 1, 1, "ordinary")),
    ("应当于次年年初召开一次会议", ("year", 1, 1, "ordinary")),
    ("汛期每周至少会商两次", ("week", 1, 2, "key_period")),
    ("重大活动和重要节假日期间，每日调度", ("day", 1, 1, "key_period")),
    ("敏感时期每天一研判", ("day", 1, 1, "key_period")),
    ("每年度召开一次", ("year", 1, 1, "ordinary")),
    ("每年召开全体会议，不少于两次", ("year", 1, 2, "ordinary")),
    ("每季度召开１次".translate({0xFF11: "1"}), ("quarter", 1, 1, "ordinary")),
]


@pytest.mark.parametrize(("words", "expected"), PERIODIC)
def test_a_period_is_read_with_its_times(words: str, expected: tuple[str, int, int, str]) -> None:
    assert found(words) == [expected]


LOOSE = [
    ("根据需要召开调度会商会议", "as_needed"),
    ("根据工作需要，组织召开联席会议", "as_needed"),
    ("联络员会议不定期召开", "as_needed"),
    ("视情召开专题会议", "as_needed"),
    ("必要时，可以召开专题会议", "as_needed"),
    ("专题会议适时召开", "as_needed"),
    ("因工作需要召开会议", "as_needed"),
    ("遇重大问题可临时召开工作会议", "ad_hoc"),
    ("如遇重要紧急事项可随时召开", "ad_hoc"),
    ("遇有紧急情况时，应当及时召开会议", "ad_hoc"),
    ("有特殊情况的，可以临时召集", "ad_hoc"),
    ("应当定期听取信访工作汇报", "unresolved"),
    ("定期不定期开展抽查", "unresolved"),
]


@pytest.mark.parametrize(("words", "when"), LOOSE)
def test_a_cadence_without_a_period_is_named_and_never_guessed(words: str, when: str) -> None:
    assert [(every, kind) for every, _, _, kind in found(words)] == [(None, when)]


@pytest.mark.parametrize(
    "words",
    [
        "每届任期五年",
        "每名代表联系五户群众",
        "每人发一份",
        "每个村确定一名联络员",
        "每次会议应当记录",
        "按照规定处理",
        "按日程安排进行",
        "上半年工作情况",
        "去年召开两次会议",
        "一次性告知",
        "定期存款",
    ],
)
def test_what_is_no_cadence_gives_none(words: str) -> None:
    assert found(words) == []


def test_three_cadences_in_one_sentence_are_three() -> None:
    words = "会议原则上每季度召开一次，防汛期间每周召开一次，有重大险情时可以随时召开"
    assert found(words) == [("quarter", 1, 1, "ordinary"), ("week", 1, 1, "key_period"), (None, 1, 1, "ad_hoc")]


@pytest.mark.parametrize(
    ("words", "at"),
    [
        ("每年年底召开", "year_end"),
        ("每年年初听取报告", "year_start"),
        ("每年8月开展", "month:8"),
        ("每年十二月底前报送", "month:12"),
        ("每年第一季度召开", "quarter:1"),
        ("每年上半年召开", "half:1"),
        ("每月5日前报送", "day:5"),
        ("每月底汇总", "month_end"),
        ("每周一召开", "weekday:1"),
        ("每周星期五报送", "weekday:5"),
        ("每季度末汇报", "quarter_end"),
        ("每季度第一个月召开", "quarter_start"),
        ("每月召开", None),
        ("每周一次", None),
    ],
)
def test_the_place_inside_a_period_is_kept(words: str, at: str | None) -> None:
    assert rhythms(words)[0].cadence.at == at


@pytest.mark.parametrize(
    ("words", "soft"), [("一般每月召开一次", True), ("原则上每年两次", True), ("每月召开一次", False)]
)
def test_a_softener_is_kept(words: str, soft: bool) -> None:
    assert rhythms(words)[0].cadence.softened is soft


def test_a_range_of_times_has_both_ends() -> None:
    cadence = rhythms("每年召开一至二次")[0].cadence
    assert (cadence.min, cadence.max) == (1, 2)


def test_a_season_is_no_period_of_its_own() -> None:
    assert found("每年的3月至12月每月巡查不少于1次") == [("month", 1, 1, "ordinary")]


def test_the_time_of_day_said_in_the_next_phrase_is_no_second_cadence() -> None:
    [rhythm] = rhythms("会议原则上每周召开一次，时间一般定为每周一上午")
    assert (rhythm.cadence.every, rhythm.cadence.at) == ("week", "weekday:1")


def test_a_yearly_paper_is_assumed_yearly_by_its_name() -> None:
    [rhythm] = yearly_papers("起草有关制度和年度工作要点")
    assert rhythm.assumed
    assert rhythm.cadence.every == "year"
