"""The roles a seat can carry, and the relations that moves name. Roles belong to seats, never to accounts."""

from __future__ import annotations

ROLES: dict[str, str] = {
    "convener": "召集人",
    "director": "办公室主任",
    "office_staff": "办公室工作人员",
    "unit_head": "成员单位负责人",
    "liaison": "联络员",
    "organ_head": "机关负责人",
    "inspector": "上级检查人员",
    "admin_system": "系统管理员",
    "admin_security": "安全管理员",
    "admin_audit": "审计管理员",
}
OFFICE = frozenset({"director", "office_staff"})
ADMINISTRATORS = frozenset({"admin_system", "admin_security", "admin_audit"})
LEADERS = frozenset({"convener", "organ_head"})
UNITS = frozenset({"unit_head", "liaison"})
#: seats that the office adds beside those of the rules
GRANTED = ("office_staff", "liaison", "organ_head", "inspector", "admin_system", "admin_security", "admin_audit")
#: everybody who takes part in the conference's work or may look at all of it
MEMBERS = OFFICE | LEADERS | UNITS | {"inspector"}

#: relation → (words in a refusal, roles that hold it)
RELATIONS: dict[str, tuple[str, frozenset[str]]] = {
    "office": ("联席会议办公室", OFFICE),
    "convener": ("召集人", frozenset({"convener"})),
    "director": ("办公室主任", frozenset({"director"})),
    "organ_head": ("机关负责人", frozenset({"organ_head"})),
    "unit": ("成员单位", UNITS),
    "inspector": ("上级检查人员", frozenset({"inspector"})),
    "system": ("系统管理员", frozenset({"admin_system"})),
    "security": ("安全管理员", frozenset({"admin_security"})),
    "member": ("联席会议成员", OFFICE | LEADERS | UNITS),
}
