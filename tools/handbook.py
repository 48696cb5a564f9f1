"""Draw docs/handbook/*.md into the pages under /help/ (templates/handbook): run it after changing the handbook.

A heading's ``{#anchor}`` becomes its id; pictures stay in the docs. The product itself needs no library for this.
"""

from __future__ import annotations

import re
from pathlib import Path

from markdown_it import MarkdownIt

ROOT = Path(__file__).resolve().parents[1]
BOOKS = ROOT / "docs" / "handbook"
PAGES = ROOT / "src" / "lianxi" / "web" / "templates" / "handbook"
HEADING = re.compile(r"<(h[1-6])>(.*?)\s*\{#([a-z]+)\}</\1>")
PICTURE = re.compile(r"^!\[.*\]\(.*\)\n", re.MULTILINE)


def drawn(text: str) -> str:
    """One book as HTML. The text is our own; raw HTML in it is not taken over, nor anything a template would run."""
    html = MarkdownIt("commonmark", {"html": False}).render(PICTURE.sub("", text))
    return HEADING.sub(r'<\1 id="\3">\2</\1>', html)


def main() -> None:
    PAGES.mkdir(exist_ok=True)
    for book in sorted(BOOKS.glob("*.md")):
        (PAGES / f"{book.stem}.html").write_text(drawn(book.read_text("utf-8")), "utf-8")


if __name__ == "__main__":
    main()
