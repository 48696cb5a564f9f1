"""What the report form costs a phone on a slow line: bytes and requests, no clock: ``python -m bench.report_form``.

``first``: nothing in the phone's cache; ``again``: style, scripts and picture are there (their addresses carry a hash,
they are fetched once a version). ``sent``: one report with one photograph as the page makes it small.
"""

from __future__ import annotations

import gzip
import os
import re
from pathlib import Path

import django

#: a photograph of 1600 points at 0.8, as phones give it (the page makes them no larger)
PHOTO = 350_000
STATIC = Path(__file__).parents[1] / "src/lianxi/web/static"


def main() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    settings.ALLOWED_HOSTS = ["testserver"]
    call_command("migrate", verbosity=0)
    from tests.cast import make_cast

    cast = make_cast()
    answer = cast.village.client().get(cast.url("information/new"))
    page = answer.content
    print(f"{'what':<24}{'bytes':>10}{'travels':>12}")
    show("page", len(page), len(page))
    others = files(page.decode())
    for name, data in others:
        show(name, len(data), packed(data))
    whole = len(page) + sum(len(data) for _, data in others)
    show(f"first: {1 + len(others)} requests", whole, len(page) + sum(packed(data) for _, data in others))
    show("again: 1 request", len(page), len(page))
    show("sent: 1 request", PHOTO + 2_000, PHOTO + 2_000)


def show(name: str, size: int, small: int) -> None:
    print(f"{name:<24}{size:>10,}{small:>12,}")


def packed(data: bytes) -> int:
    """A static file as it travels: compressed beforehand. A page is not (it holds a token: BREACH)."""
    return len(gzip.compress(data, 9, mtime=0))


def files(page: str) -> list[tuple[str, bytes]]:
    """Everything the page asks for besides itself."""
    found: list[tuple[str, bytes]] = []
    for address in sorted(set(re.findall(r'(?:src|href)="/static/([^"]+)"', page))):
        found.append((address, (STATIC / address).read_bytes()))
    return found


if __name__ == "__main__":
    main()
