"""The project's own sample texts, of eight genres: every parameter of three of them, and what the others must hold."""

from pathlib import Path

import pytest

from lianxi.rulebook.compiled import Clause, Compiled
from lianxi.rulebook.reading import compile_text
from lianxi.rulebook.reading.clauses import is_parameterised

SAMPLES = Path(__file__).parent / "samples"


def read(name: str) -> Compiled:
    return compile_text((SAMPLES / f"{name}.txt").read_text(encoding="utf-8"))


def short(clause: Clause) -> str:
    """第三条 month×2≥1 / 第五条 15day / 第四条 审定(召集人)."""
    parts = [clause.article]
    if clause.cadence and clause.cadence.every:
        interval = f"×{clause.cadence.interval}" if clause.cadence.interval > 1 else ""
        parts.append(f"{clause.cadence.every}{interval}≥{clause.cadence.min}")
    if clause.deadline and clause.deadline.amount:
        parts.append(f"{'-' if clause.deadline.before else ''}{clause.deadline.amount}{clause.deadline.unit}")
    if clause.approval:
        parts.append(f"{clause.approval.act}({clause.approval.by})")
    return " ".join(parts)


COMPLETE = {
    "county_petition_rules": """第三条 year≥1|第四条 month≥1|第四条 day≥1|第五条 -5day|第五条 7day|第五条 审定(召集人)|
        第六条 20day|第六条 -3day|第六条 同意(召集人)|第六条 10day|第七条 day≥1|第七条 week≥1|
        第七条 month≥1|第七条 1hour|第七条 2hour|第八条 30day|第八条 5workday|第九条 quarter≥1|
        第九条 half_year≥1|第九条 批准(召集人)|第九条 15day|第十条 10workday|第十条 3month|
        第十一条 year≥1|第十一条 审定(县委常委会会议)|第十二条 week≥1""",
    "township_joint_meeting": """三、 half_year≥1|三、 month×2≥1|三、 week≥2|三、 -3workday|三、 -1day|三、 5workday|
        三、 审核(副召集人)|三、 签发(召集人)|四、 month≥1|四、 10day|四、 同意(召集人)|四、 5day|
        四、 1hour|四、 4hour|五、 quarter≥1|五、 year≥1""",
    "village_assembly": """二、 quarter≥1|二、 10day|三、 -3day|五、 2day|五、 讨论通过(村民代表会议)|六、 half_year≥1|
        六、 year≥1|七、 5workday|九、 quarter≥1""",
}


@pytest.mark.parametrize("name", COMPLETE)
def test_every_parameter_of_a_sample_is_read_and_nothing_else(name: str) -> None:
    found = [short(clause) for clause in read(name).clauses if is_parameterised(clause)]
    assert found == [item.strip() for item in COMPLETE[name].split("|")]


@pytest.mark.parametrize(
    ("name", "title", "body", "in_force"),
    [
        ("township_joint_meeting", "青石镇信访工作联席会议制度", "青石镇信访工作联席会议", "2023-03-06"),
        ("river_chief_meetings", "云溪县河长制会议制度", "云溪县河长制", "2020-07-01"),
        ("safety_committee", "临江市东城街道安全生产委员会工作规则", "临江市东城街道安全生产委员会", None),
        ("village_assembly", "柳河村村民议事会议事规则（试行）", "柳河村村民议事会", "2022-08-12"),
        ("congress_presidium", "白杨乡人民代表大会主席团议事规则", "白杨乡人民代表大会主席团", "2021-03-25"),
        ("food_safety_office", "关于建立南湖乡食品安全工作联席会议制度的通知", "南湖乡食品安全工作联席会议", None),
        ("flood_command", "石桥镇防汛抗旱指挥部工作制度", "石桥镇防汛抗旱指挥部", None),
    ],
)
def test_title_body_and_date_of_force(name: str, title: str, body: str, in_force: str | None) -> None:
    compiled = read(name)
    assert (compiled.title, compiled.body.name, compiled.in_force.from_) == (title, body, in_force)


def test_a_roster_inside_a_notice_is_read() -> None:
    compiled = read("village_notice_numbers")
    assert [(seat.role, seat.person) for seat in compiled.seats][:4] == [
        ("convener", "何建国"),
        ("convener", "林芳"),
        ("convener", "邓志强"),
        ("member", "曹阳"),
    ]
    assert ("director", "曹阳") in [(seat.role, seat.person) for seat in compiled.seats]


def test_no_place_of_any_real_township_stands_in_the_grammar() -> None:
    source = Path(__file__).parents[3] / "src" / "lianxi" / "rulebook" / "reading"
    words = "".join(path.read_text(encoding="utf-8") for path in source.glob("*.py"))
    assert not [name for name in ("十字镇", "郎溪", "施吴", "水鸣", "天子门", "重庆", "汕头", "浙江") if name in words]
