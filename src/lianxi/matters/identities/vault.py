"""The identity vault: who petitioned, sealed, apart from every matter; writes within somebody's action, and masks.

Opening, asking and granting are in ``opening`` and ``granting``. A deleted row is a person erased.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any
from uuid import UUID

from lianxi.journal.frame import Step
from lianxi.matters.identities import sealing
from lianxi.matters.identities.initials import initials_of
from lianxi.matters.identities.people import ANONYMOUS, Petitioner, checked, mask
from lianxi.matters.identities.sealing import Keys, NoKey, Place
from lianxi.matters.models import Identity

__all__ = [
    "ROW",
    "NoKey",
    "Petitioner",
    "complete_initials",
    "count",
    "erase",
    "masks",
    "move",
    "plain",
    "plain_of",
    "put",
    "require_keys",
    "rows_for",
]

#: the columns of a row that is made ready outside the write
ROW = (
    "conference", "holder", "place", "representative", "mask", "key_id", "sealed", "by_id", "by_phone", "by_initials",
)  # fmt: skip
#: stands for a name that has no initials, once it was looked at
NO_INITIALS = "-"
NO_FILE = (
    "找不到身份信息密钥文件，已登记的姓名、电话、证件号不能读取，也不能登记新的。"
    "请系统管理员把封存的密钥文件放回 LIANXI_IDENTITY_KEYS_FILE 所指的位置。"
)


def put(step: Step, holder: str, people: Sequence[Petitioner]) -> int:
    """Put these people in the holder's place, instead of whoever stood there; the first is the petitioner.

    Within somebody's action, whose own fact says so. Answers how many. Raises ``Invalid`` and ``NoKey``.
    """
    kept = checked(people)
    keys = require_keys(step.conference.pk, making=True)
    Identity.objects.filter(conference=step.conference, holder=holder).delete()
    uid = step.conference.uid
    Identity.objects.bulk_create(
        Identity(
            conference=step.conference,
            holder=holder,
            place=place,
            representative=person.representative,
            mask=mask(person.name),
            by_id=sealing.index(keys, uid, "id_number", person.id_number),
            by_phone=sealing.index(keys, uid, "phone", person.phone),
            by_initials=sealing.index(keys, uid, "initials", initials_of(person.name)),
            **_sealed(keys, Place(uid, holder, place), _written(person)),
        )
        for place, person in enumerate(kept)
    )
    return len(kept)


def rows_for(
    conference: int, sealer: sealing.Sealer, holder: str, people: Sequence[Petitioner]
) -> Iterator[tuple[Any, ...]]:
    """The rows of these people for a holder that has none yet, sealed, as values of ``ROW``. Raises ``Invalid``."""
    for place, person in enumerate(checked(people)):
        key_id, sealed = sealer.seal(holder, place, _written(person))
        yield (
            conference, holder, place, person.representative, mask(person.name), key_id, sealed,
            sealer.index("id_number", person.id_number), sealer.index("phone", person.phone),
            sealer.index("initials", initials_of(person.name)),
        )  # fmt: skip


def move(step: Step, old_holder: str, new_holder: str) -> int:
    """Give the people of one holder to another (a village case that became a matter); sealed anew for the new place.

    Answers how many. Raises ``NoKey``.
    """
    rows = list(Identity.objects.filter(conference=step.conference, holder=old_holder).order_by("place"))
    if not rows:
        return 0
    keys = require_keys(step.conference.pk)
    uid = step.conference.uid
    Identity.objects.filter(conference=step.conference, holder=new_holder).delete()
    for row in rows:
        content = sealing.unseal(keys, Place(uid, old_holder, row.place), row.key_id, bytes(row.sealed))
        sealed = _sealed(keys, Place(uid, new_holder, row.place), content)
        row.holder, row.key_id, row.sealed = new_holder, str(sealed["key_id"]), sealed["sealed"]
        row.save(update_fields=["holder", "key_id", "sealed"])
    return len(rows)


def erase(step: Step, holder: str) -> int:
    """Erase the people of a holder for good; answers how many. Texts and files: ``journal.erasing``."""
    erased, _ = Identity.objects.filter(conference=step.conference, holder=holder).delete()
    return erased


def masks(conference: int, holders: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """The masked names of each holder, the petitioner first; holders without people are left out. One query."""
    found: dict[str, tuple[str, ...]] = {}
    rows = Identity.objects.filter(conference_id=conference, holder__in=set(holders)).order_by("holder", "place")
    for holder, shown in rows.values_list("holder", "mask"):
        found[holder] = (*found.get(holder, ()), shown)
    return found


def count(conference: int, holder: str) -> int:
    """How many people a holder has. One query."""
    return Identity.objects.filter(conference_id=conference, holder=holder).count()


def plain(conference: int, uid: UUID, holder: str) -> tuple[Petitioner, ...]:
    """The people of a holder, opened. Only for who has just been let in (``opening``). Raises ``NoKey``."""
    rows = list(Identity.objects.filter(conference_id=conference, holder=holder).order_by("place"))
    if not rows:
        return ()
    keys = require_keys(conference)
    return tuple(
        _read(sealing.unseal(keys, Place(uid, holder, row.place), row.key_id, bytes(row.sealed)), row.representative)
        for row in rows
    )


def plain_of(conference: int, uid: UUID, holders: Iterable[str]) -> dict[str, tuple[Petitioner, ...]]:
    """The people of many holders, opened to cover their names in texts, never to be shown. Two queries. ``NoKey``."""
    rows = list(Identity.objects.filter(conference_id=conference, holder__in=set(holders)).order_by("holder", "place"))
    found: dict[str, tuple[Petitioner, ...]] = {}
    keys = require_keys(conference) if rows else None
    for row in rows:
        assert keys is not None
        content = sealing.unseal(keys, Place(uid, row.holder, row.place), row.key_id, bytes(row.sealed))
        found[row.holder] = (*found.get(row.holder, ()), _read(content, row.representative))
    return found


def require_keys(conference: int, *, making: bool = False) -> Keys:
    """The keys, if they fit what is sealed already. ``making``: in a house without identities they are made.

    Raises ``NoKey``: no file, a broken one, or another deployment's.
    """
    keys = sealing.read_keys()
    if keys is None:
        if not making or Identity.objects.exists():
            raise NoKey(NO_FILE)
        return sealing.make_keys()
    newest = Identity.objects.filter(conference_id=conference).order_by("-pk").values_list("key_id", flat=True).first()
    if newest is not None:
        keys.named(newest)
    return keys


def complete_initials(conference: int, uid: UUID, *, most: int = 500) -> int:
    """Give identities that were sealed before there was a look-up by initials theirs; answers how many. ``NoKey``."""
    rows = Identity.objects.filter(conference_id=conference, by_initials="").exclude(mask=ANONYMOUS).order_by("pk")
    found = list(rows[:most])
    if not found:
        return 0
    keys = require_keys(conference)
    for row in found:
        content = sealing.unseal(keys, Place(uid, row.holder, row.place), row.key_id, bytes(row.sealed))
        name = _read(content, row.representative).name
        row.by_initials = sealing.index(keys, uid, "initials", initials_of(name)) or NO_INITIALS
    Identity.objects.bulk_update(found, ["by_initials"])
    return len(found)


def _written(person: Petitioner) -> bytes:
    told = {"name": person.name, "id": person.id_number, "phone": person.phone, "address": person.address}
    return json.dumps(told, ensure_ascii=False).encode()


def _read(content: bytes, representative: bool) -> Petitioner:
    told = json.loads(content)
    return Petitioner(told["name"], told["id"], told["phone"], told["address"], representative)


def _sealed(keys: Keys, at: Place, content: bytes) -> dict[str, str | bytes]:
    key_id, sealed = sealing.seal(keys, at, content)
    return {"key_id": key_id, "sealed": sealed}
