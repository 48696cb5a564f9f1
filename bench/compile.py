"""How compiling grows with the text: ``python -m bench.compile``. Ratios near the first row's mean linear growth."""

from __future__ import annotations

import re
from pathlib import Path
from time import process_time

from lianxi.rulebook.reading import compile_text

RULES = Path(__file__).parent.parent / "src/lianxi/demo/rules.txt"
ARTICLE = re.compile(r"\n第[一二三四五六七八九十]+条")
ROUNDS = 5


def longer(text: str, length: int) -> str:
    """The head of the rules, and their articles repeated under new numbers until the text has that length."""
    parts = ARTICLE.split(text.partition("\n附件")[0])
    made, number = [parts[0]], 0
    while sum(map(len, made)) < length:
        number += 1
        made.append(f"\n第{number}条{parts[1 + (number - 1) % (len(parts) - 2)]}")
    return "".join(made)


def best(text: str) -> float:
    times = []
    for _ in range(ROUNDS):
        start = process_time()
        compile_text(text)
        times.append(process_time() - start)
    return min(times) * 1000


def main() -> None:
    text = RULES.read_text("utf-8")
    first = 0.0
    print(f"{'characters':>10} {'clauses':>8} {'ms':>9} {'ms/1000':>8} {'ratio':>6}")
    for length in (3_000, 6_000, 12_500, 25_000, 50_000):
        rules = longer(text, length)
        took = best(rules)
        each = took / len(rules) * 1000
        first = first or each
        print(f"{len(rules):>10} {len(compile_text(rules).clauses):>8} {took:>9.1f} {each:>8.2f} {each / first:>6.2f}")


if __name__ == "__main__":
    main()
