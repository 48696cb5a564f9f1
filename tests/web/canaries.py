"""Planted petitioners: in every matter, village case and reception of a scene; found again wherever they leak.

Files are looked into (.docx, .xlsx, .zip are archives), headers and addresses as well. Whoever is shown names rightly
stands in the oracle's row (``names``).
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from lianxi.journal.frame import Step, action
from lianxi.matters import moves
from lianxi.matters.identities import vault
from lianxi.matters.identities.vault import Petitioner
from lianxi.matters.models import Matter, Reception, VillageCase
from tests.cast import Cast
from tests.web import scenes_identities

PEOPLE = (
    Petitioner("慕容听雪", "110101199003074418", "13911112222", "芦苇巷七十九号"),
    Petitioner("司徒望舒", "110101199003071735", "13933334444", "芦苇巷八十一号", representative=True),
    Petitioner("令狐半夏", "110101199003073319", "13955556666", "芦苇巷八十三号", representative=True),
)
#: given names too: a mask keeps the surname alone
CANARIES = (
    *(word for each in PEOPLE for word in (each.name, each.name[2:], each.id_number, each.phone, each.address)),
    *scenes_identities.CANARIES[:4],
)


@action(moves.PUT_IDENTITY)
def _plant(step: Step, *, holders: list[str]) -> str:
    """Put the planted people in these places."""
    for holder in holders:
        vault.put(step, holder, PEOPLE)
    step.fact(moves.PUT_IDENTITY.verb, holders[0])
    return holders[0]


def plant(cast: Cast) -> int:
    """In every place of the scene where a petitioner can stand; answers how many."""
    holders = [f"matter:{row.number}" for row in Matter.objects.filter(conference_id=cast.conference, stub=False)]
    holders += [f"village_case:{row.number}" for row in VillageCase.objects.filter(conference_id=cast.conference)]
    holders += [f"reception:{row.number}" for row in Reception.objects.filter(conference_id=cast.conference)]
    _plant(cast.clerk.call(), holders=sorted(holders))
    return len(holders)


def leaks(response: Any, body: bytes) -> list[str]:
    """The planted words in a response: its text, its files within files, its headers."""
    texts = [*_texts(body), "\n".join(f"{name}: {value}" for name, value in response.headers.items()).encode()]
    return [word for word in CANARIES if any(_forms(word, text) for text in texts)]


def _forms(word: str, text: bytes) -> bool:
    return word.encode() in text or quote(word).encode() in text


def _texts(body: bytes) -> Iterator[bytes]:
    yield body
    if zipfile.is_zipfile(io.BytesIO(body)):
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            for name in archive.namelist():
                yield name.encode()
                yield from _texts(archive.read(name))
