"""The language of indicators: small, exact, and safe. A formula is numbers, measures, + − × ÷ and four functions.

``比例(a, b)`` is a/b between 0 and 1, and 1 where b is nothing (无此类事项，按满分计); ``最小``, ``最大`` and
``限于(x, low, high)``. Read with Python's own parser, of which only these few nodes are let through; computed in
fractions, so 10 × 0.3 is exactly 3. Reference: ``docs/assessment.md``.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from lianxi.assessment.measures import MEASURES, Record

LONGEST, MOST_PARTS = 400, 80
#: how people type operators → how the parser reads them
_SIGNS = str.maketrans("（），＋－—×÷％。、", "(),+--*/%.,", "　 \t\r\n")
_PERCENT = re.compile(r"(\d+(?:\.\d+)?)%")
_NUMBER = re.compile(r"\d{1,6}(\.\d{1,4})?")
FUNCTIONS = {"比例": 2, "最小": 2, "最大": 2, "限于": 3}
_OPERATORS: dict[type[ast.operator], str] = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/"}


class BadFormula(ValueError):
    """A formula that cannot be read; the sentence says where and what to do."""


@dataclass(frozen=True, slots=True)
class Node:
    """``kind``: number, measure, an operator, or a function; ``value`` of a number, ``name`` of a measure."""

    kind: str
    parts: tuple[Node, ...] = ()
    value: Fraction = Fraction(0)
    name: str = ""

    def measures(self) -> Iterator[str]:
        """The names of the measures it uses, in order, each as often as it stands there."""
        if self.kind == "measure":
            yield self.name
        for part in self.parts:
            yield from part.measures()


def read(text: str) -> Node:
    """The formula as a tree. Raises ``BadFormula``."""
    if not text.strip():
        raise BadFormula("请填写计算公式，例如：比例(按期答复件数, 应答复件数)。")
    if len(text) > LONGEST:
        raise BadFormula(f"公式不能超过 {LONGEST} 个字。请拆成几项指标。")
    plain = _PERCENT.sub(r"(\1/100)", text.translate(_SIGNS))
    try:
        tree = ast.parse(plain, mode="eval").body
    except (SyntaxError, ValueError, MemoryError, RecursionError) as error:
        raise BadFormula("公式没有写完整，或者括号不成对。请检查括号、逗号和运算符号。") from error
    if sum(1 for _ in ast.walk(tree)) > MOST_PARTS * 3:
        raise BadFormula("公式太复杂。请拆成几项指标。")
    return _node(tree, plain)


def _node(tree: ast.expr, text: str) -> Node:
    if isinstance(tree, ast.Constant):
        return _number(tree, text)
    if isinstance(tree, ast.Name):
        return _measure(tree.id)
    if isinstance(tree, ast.BinOp) and type(tree.op) in _OPERATORS:
        return Node(_OPERATORS[type(tree.op)], (_node(tree.left, text), _node(tree.right, text)))
    if isinstance(tree, ast.UnaryOp) and isinstance(tree.op, ast.USub):
        return Node("-", (Node("number"), _node(tree.operand, text)))
    if isinstance(tree, ast.Call) and isinstance(tree.func, ast.Name) and not tree.keywords:
        return _call(tree.func.id, tree.args, text)
    raise BadFormula("公式里只能用数字、计数项、加减乘除和“比例、最小、最大、限于”四个函数。")


def _number(tree: ast.Constant, text: str) -> Node:
    written = ast.get_source_segment(text, tree) or ""
    if not _NUMBER.fullmatch(written):
        raise BadFormula(f"“{written}”不是可用的数字。请写不超过六位的整数或小数。")
    return Node("number", value=Fraction(written))


def _measure(name: str) -> Node:
    if name in FUNCTIONS:
        raise BadFormula(f"“{name}”后面要有括号，例如：比例(按期答复件数, 应答复件数)。")
    if name not in MEASURES:
        raise BadFormula(f"没有“{name}”这个计数项。{_unknown(name, '请从计数项表中选用。')}")
    return Node("measure", name=name)


def _call(name: str, arguments: list[ast.expr], text: str) -> Node:
    if name not in FUNCTIONS:
        raise BadFormula(f"没有“{name}”这个函数。{_unknown(name, '可用的有：比例、最小、最大、限于。')}")
    if len(arguments) != FUNCTIONS[name]:
        raise BadFormula(f"“{name}”要有 {FUNCTIONS[name]} 项，用逗号隔开。")
    return Node(name, tuple(_node(each, text) for each in arguments))


#: what petitioners did, which no indicator may use or be named after → its words
_OF_PETITIONERS: tuple[tuple[str, str], ...] = (
    (r"重复|再访|重访|初次|首次|初访|多次|反复|缠访|闹访", "是否重复信访"),
    (r"越级|进京|赴京|赴省|到京|到省|到市|走访层级|逐级", "到哪一级信访"),
    (r"非正常|异常|违规上访|非访|过激", "所谓“非正常”信访"),
    (r"人均|万人|千人|百人|人口|户均|户数|每人|人次|人数|批次", "人口、人次或者人均件次"),
    (r"集体|群体访|联名", "多少人一同信访"),
    (r"信访量|总量|信访件数|收到件|登记件|增幅|降幅|下降|零上访|零信访|排名|名次", "信访数量及其升降、名次"),
)
#: what a measure would count by, besides
_BY_CHANNEL = (r"来访|来信|网信|上访|走访|举报|信访", "信访数量")


def forbidden(name: str) -> str:
    """Why nothing of this name may count, or nothing: assessment judges handling, not petitioning."""
    return _told(name, _OF_PETITIONERS)


def _told(name: str, patterns: tuple[tuple[str, str], ...]) -> str:
    for pattern, what in patterns:
        if re.search(pattern, name):
            return (
                f"考核只看办理，不看群众怎样反映：不得以{what}计分（条例第三十九条以依法、及时、就地解决问题为导向）。"
            )
    return ""


def _unknown(name: str, else_: str) -> str:
    return _told(name, (*_OF_PETITIONERS, _BY_CHANNEL)) or else_


# computing ------------------------------------------------------------------------------------------------------------


def compute(node: Node, record: Record) -> Fraction:
    """The value of a formula over a record, exact. Dividing by nothing gives 0."""
    return value(node, {name: Fraction(MEASURES[name].of(record)) for name in set(node.measures())})


def value(node: Node, counts: Mapping[str, Fraction]) -> Fraction:
    """The value with these counts of the measures."""
    if node.kind == "number":
        return node.value
    if node.kind == "measure":
        return counts[node.name]
    return _COMPUTE[node.kind](*(value(part, counts) for part in node.parts))


def share(part: Fraction, whole: Fraction) -> Fraction:
    """比例: between 0 and 1; 1 where there is nothing to share."""
    return Fraction(1) if whole <= 0 else max(Fraction(0), min(Fraction(1), part / whole))


_COMPUTE: dict[str, Callable[..., Fraction]] = {
    "+": lambda a, b: a + b,
    "-": lambda a, b: a - b,
    "*": lambda a, b: a * b,
    "/": lambda a, b: a / b if b else Fraction(0),
    "最小": min,
    "最大": max,
    "限于": lambda x, low, high: max(low, min(high, x)),
    "比例": share,
}
