"""Writes into the township without end and tells every acknowledged entry: ``python -m tests.faults.writer NAME``."""

from __future__ import annotations

import os
import sys

import django


def main(name: str) -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "lianxi.conf.settings"
    django.setup()
    from lianxi.journal.attachments import Upload
    from lianxi.journal.frame import Actor, Call
    from lianxi.journal.queries import heads
    from lianxi.web.clock import now
    from tests.journal.deeds import Deed, record

    conference, clerk = heads()[0].id, Actor(1, 1, 1, "office_staff")
    number = 0
    while True:
        number += 1
        words = f"{name}/{number}"
        files = [Upload("a.txt", f"{words}\n".encode() * 500)] if number % 3 == 0 else []
        done = record(Call(conference, clerk, now(), key=words), deed=Deed(words=words, facts=2, files=files))
        os.write(1, f"{done.entry} {words}\n".encode())


if __name__ == "__main__":
    main(sys.argv[1])
