"""The pages of the demo year, in this process: median time, statements, size: ``python -m bench.pages``.

``cold``: the board was not computed before; ``warm``: the next request for the same day.
"""

from __future__ import annotations

import os
from statistics import median
from time import perf_counter
from typing import Any

import django

ROUNDS = 25
PATHS = ("", "journal", "records", "roster", "rulebook")


def main() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "lianxi.conf.settings"
    os.environ["LIANXI_DEMO"] = "1"
    django.setup()
    from django.conf import settings
    from django.core.management import call_command
    from django.test import Client

    settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.ALLOWED_HOSTS = ["testserver"]
    settings.STATIC_ROOT.mkdir(exist_ok=True)
    call_command("migrate", verbosity=0)
    from lianxi.compliance import queries as compliance
    from lianxi.demo.build import build
    from lianxi.demo.logins import LOGINS
    from lianxi.journal import queries as journal
    from lianxi.roster.models import Account
    from lianxi.web.clock import today

    start = perf_counter()
    build(today())
    heads = journal.heads()
    print(f"demo: {sum(head.number for head in heads)} entries built in {perf_counter() - start:.1f} s")
    head = max(heads, key=lambda each: each.number)
    client = Client()
    client.force_login(Account.objects.get(username=LOGINS[0][0]), backend=settings.AUTHENTICATION_BACKENDS[1])
    client.get(f"/{head.slug}/")
    print(f"{'page':>10} {'p50 ms':>8} {'statements':>11} {'kB':>6}")
    for path in PATHS:
        show(path or "home", client, f"/{head.slug}/{path}")
    show("home cold", client, f"/{head.slug}/", before=compliance._cache.clear)


def show(name: str, client: Any, path: str, before: Any = None) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    times = []
    if before:
        before()
    with CaptureQueriesContext(connection) as captured:
        response = client.get(path, follow=True)
    statements = len(captured)  # before the next request forgets them
    for _ in range(ROUNDS):
        if before:
            before()
        start = perf_counter()
        client.get(path, follow=True)
        times.append((perf_counter() - start) * 1000)
    assert response.status_code == 200, (path, response.status_code)
    print(f"{name:>10} {median(times):>8.1f} {statements:>11} {len(response.content) / 1000:>6.0f}")


if __name__ == "__main__":
    main()
