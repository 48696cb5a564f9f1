"""The demo's logins, shown on the login page in demo mode only. Fictional people; one password for all."""

from __future__ import annotations

PASSWORD = "shifan-2026-lianxi"  # noqa: S105 - public on purpose, works on demo data only
#: login name, who it is
LOGINS: tuple[tuple[str, str], ...] = (
    ("jingban", "尹小禾　联席会议办公室经办人"),
    ("zhuren", "纪长青　联席会议办公室主任"),
    ("zhaojiren", "沈怀舟　召集人、镇党委书记"),
    ("zhenzhang", "叶知秋　机关负责人、副镇长"),
    ("paichusuo", "马骁　派出所联络员"),
    ("shuji", "汤和平　双棠村负责人"),
    ("xianji", "顾明澈　县里检查人员（只能查看）"),
    ("linzhen", "左思远　另一单位：澄砚街道经办人"),
)
