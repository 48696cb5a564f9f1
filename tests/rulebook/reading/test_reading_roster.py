"""Rosters: units, seats, and names that differ; a suggestion, never a silent merge."""

import pytest

from lianxi.rulebook.compiled import Compiled
from lianxi.rulebook.reading import compile_text
from lianxi.rulebook.reading.unit_names import likeness, unit_kind

RULES = """东河镇矛盾调处联席会议工作规则
第一条 东河镇矛盾调处联席会议（以下简称联席会议）每月召开一次工作会议，由召集人主持。
第二条 联席会议办公室设在镇平安建设办公室，办公室主任由镇平安建设办公室负责人兼任。
第三条 本规则自2024年5月1日起施行。
"""


def with_annexes(units: str, people: str) -> Compiled:
    return compile_text(f"{RULES}附件1:\n成员单位名单\n{units}\n附件2:\n联席会议组成人员\n{people}\n")


def test_units_are_read_with_their_kinds() -> None:
    compiled = with_annexes("平安建设办公室、司法所、派出所、柳林村、桥头社区。", "召集人：甄 诚 镇党委书记")
    assert [(unit.name, unit.kind) for unit in compiled.units] == [
        ("平安建设办公室", "office"),
        ("司法所", "station"),
        ("派出所", "station"),
        ("柳林村", "village"),
        ("桥头社区", "community"),
    ]
    assert all(compiled.text[unit.span[0] : unit.span[1]] == unit.name for unit in compiled.units)


def test_units_in_lines_and_columns_are_units_too() -> None:
    assert len(with_annexes("平安建设办公室\n司法所   派出所\n柳林村\t桥头社区", "成员：甄诚 司法所").units) == 5


PEOPLE = [
    ("召集人：甄 诚 镇党委书记", ("convener", "甄诚", "镇党委书记", None)),
    ("副召集人：甄正 镇党委副书记、镇长", ("convener", "甄正", "镇党委副书记、镇长", None)),
    ("成　员：贾 实 司法所", ("member", "贾实", None, "司法所")),
    ("成员：贾思远 派出所、", ("member", "贾思远", None, "派出所")),
    ("成员：司法所所长 贾实", ("member", "贾实", "司法所所长", "司法所")),
    ("成员：贾实（司法所所长）", ("member", "贾实", "司法所所长", "司法所")),
    ("成员：贾实，司法所所长", ("member", "贾实", "司法所所长", "司法所")),
    ("成员：柳林村书记", ("member", None, "柳林村书记", "柳林村")),
    ("成员：（空缺） 司法所所长", ("member", None, "司法所所长", "司法所")),
    ("1 组长 甄诚 镇党委书记 0551-1234567", ("convener", "甄诚", "镇党委书记", None)),
    ("组长：由镇党委书记担任", ("convener", None, "镇党委书记", None)),
    ("成员：阿依古丽·买买提 司法所", ("member", "阿依古丽·买买提", None, "司法所")),
]


@pytest.mark.parametrize(("line", "expected"), PEOPLE)
def test_a_seat_is_read_from_its_line(line: str, expected: tuple[str, str | None, str | None, str | None]) -> None:
    seats = with_annexes("平安建设办公室、司法所、派出所、柳林村。", line).seats
    first = next(seat for seat in seats if seat.role != "director")
    assert (first.role, first.person, first.post, first.unit) == expected


def test_lines_below_a_label_belong_to_it() -> None:
    compiled = with_annexes(
        "司法所、派出所、柳林村。", "召集人：甄诚 镇党委书记\n甄正 镇长\n成员：贾实 司法所\n贾虚 派出所\n柳林村书记"
    )
    assert [(seat.role, seat.person) for seat in compiled.seats if seat.role != "director"] == [
        ("convener", "甄诚"),
        ("convener", "甄正"),
        ("member", "贾实"),
        ("member", "贾虚"),
        ("member", None),
    ]


def test_duties_behind_a_label_make_no_seat() -> None:
    text = RULES.replace("第三条", "第三条 召集人：负责主持会议，签发文件。\n成员：按时出席会议。\n第四条")
    assert [seat.role for seat in compile_text(text).seats] == ["director"]


@pytest.mark.parametrize(
    ("name", "listed", "code"),
    [
        ("司法所", "司法所", "same"),
        ("东河镇司法所", "司法所", "unit_prefix"),
        ("镇司法所", "司法所", "unit_prefix"),
        ("经济发展办公室（招商办公室）", "经济发展办公室(招商办)", "unit_abbrev"),
        ("应急管理办", "应急管理办公室", "unit_abbrev"),
        ("综治办", "综合治理办公室", "unit_abbrev"),
        ("农业农村办公室", "农业农村服务中心", "unit_renamed"),
        ("东河镇财政", "财政服务管理中心", "unit_truncated"),
        ("水利站", "文化站", None),
        ("司法所", "派出所", None),
    ],
)
def test_how_two_names_differ(name: str, listed: str, code: str | None) -> None:
    like = likeness(name, listed)
    assert (like.code if like else None) == code


def test_a_differing_name_is_asked_and_only_suggested() -> None:
    compiled = with_annexes("应急管理办公室、农业农村服务中心、司法所。", "成员：甄诚 农业农村办公室\n贾实 司法所")
    [question] = [q for q in compiled.questions if q.code == "unit_renamed"]
    assert not question.may_stay_open
    assert [option.id for option in question.options] == ["same", "other"]
    assert "农业农村服务中心" in question.text
    assert "农业农村办公室" in question.text
    assert [unit.name for unit in compiled.units] == ["应急管理办公室", "农业农村服务中心", "司法所"]


def test_all_vacancies_are_one_question_that_may_stay_open() -> None:
    compiled = with_annexes("司法所、柳林村、桥头社区。", "成员：甄诚 司法所\n柳林村书记\n桥头社区书记")
    [question] = [q for q in compiled.questions if q.code == "vacant_name"]
    assert question.may_stay_open
    assert "2 个席位" in question.text


def test_the_director_is_a_seat_by_post_and_the_person_only_suggested() -> None:
    compiled = with_annexes("平安建设办公室、司法所、柳林村。", "成员：甄诚 平安建设办公室\n贾实 司法所")
    [director] = [seat for seat in compiled.seats if seat.role == "director"]
    assert (director.person, director.unit) == (None, "平安建设办公室")
    [question] = [q for q in compiled.questions if q.code == "director"]
    assert [option.id for option in question.options] == ["person:甄诚", "open"]


def test_a_director_named_in_the_text_is_no_question() -> None:
    compiled = compile_text(RULES.replace("镇平安建设办公室负责人兼任", "镇党委政法委员甄诚同志兼任"))
    [director] = [seat for seat in compiled.seats if seat.role == "director"]
    assert director.person == "甄诚"
    assert not [q for q in compiled.questions if q.code == "director"]


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("联席会议由司法所、派出所、民政办等单位组成。", ["司法所", "派出所", "民政办"]),
        ("成员单位包括：司法所、派出所、民政办。", ["司法所", "派出所", "民政办"]),
        ("成员由司法所、派出所、民政办等单位主要负责人担任。", ["司法所", "派出所", "民政办"]),
        ("县、乡（镇）教育、公安、民政等部门作为责任单位。", ["教育", "公安", "民政"]),
        ("河流包括东河、西河、南河等流域。", []),
    ],
)
def test_units_listed_in_a_sentence(sentence: str, names: list[str]) -> None:
    compiled = compile_text(RULES.replace("第三条", f"第三条 {sentence}\n第四条"))
    assert [unit.name for unit in compiled.units] == names


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("党政办公室", "office"),
        ("司法所", "station"),
        ("某村", "village"),
        ("某社区居委会", "community"),
        ("商会", "other"),
    ],
)
def test_kinds_of_units(name: str, kind: str) -> None:
    assert unit_kind(name) == kind


def test_padding_and_trailing_separators_are_noted() -> None:
    compiled = with_annexes("司法所、派出所。", "成员：甄 诚 司法所、\n贾实 派出所")
    assert {"name_padding", "trailing_separator"} <= {note.code for note in compiled.notes}
