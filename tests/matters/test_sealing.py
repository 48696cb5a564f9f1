"""The seal over identities: bound to its place, told by its key, unreadable without; look-up hashes that stay."""

from __future__ import annotations

import itertools
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lianxi.matters.identities import sealing
from lianxi.matters.identities.sealing import Key, Keys, NoKey, Place

HERE, THERE = UUID(int=1), UUID(int=2)
AES, SM4 = Key("k1", "aes-256-gcm", b"a" * 32), Key("k2", "sm4-gcm", b"s" * 16)
AT = Place(HERE, "matter:2026000001", 0)
ALGORITHMS = pytest.mark.parametrize("key", [AES, SM4], ids=lambda key: key.algorithm)


@pytest.fixture
def file(tmp_path: Path, settings) -> Path:
    settings.IDENTITY_KEYS_FILE = tmp_path / "keys" / "identity.keys"
    return settings.IDENTITY_KEYS_FILE


def written(file: Path, *lines: str, mode: int = 0o600) -> None:
    file.parent.mkdir(exist_ok=True)
    file.write_text("\n".join(lines) + "\n", "utf-8")
    file.chmod(mode)


INDEX_LINE = f"index hmac-sha256:{'1' * 64}"
OLD_LINE, NEW_LINE = f"k1 aes-256-gcm:{'2' * 64}", f"k2 sm4-gcm:{'3' * 32}"


@ALGORITHMS
@given(plain=st.binary(max_size=400))
def test_what_was_sealed_opens_in_its_place(key: Key, plain: bytes):
    keys = Keys(b"i" * 32, (key,))
    key_id, sealed = sealing.seal(keys, AT, plain)
    assert sealing.unseal(keys, AT, key_id, sealed) == plain
    assert len(sealed) == len(plain) + 28
    assert len(plain) < 4 or plain not in sealed


@ALGORITHMS
def test_a_row_in_another_place_or_changed_in_one_byte_does_not_open(key: Key):
    keys = Keys(b"i" * 32, (key,))
    key_id, sealed = sealing.seal(keys, AT, "李秀英".encode())
    elsewhere = [Place(THERE, AT.holder, 0), Place(HERE, "matter:2026000002", 0), Place(HERE, AT.holder, 1)]
    changed = [sealed[:n] + bytes([sealed[n] ^ 1]) + sealed[n + 1 :] for n in range(len(sealed))]
    for at, content in [*((place, sealed) for place in elsewhere), *((AT, each) for each in changed), (AT, b"")]:
        with pytest.raises(NoKey, match="打不开"):
            sealing.unseal(keys, at, key_id, content)


def test_the_newest_key_seals_and_the_older_ones_still_open(file: Path):
    written(file, "# a comment", INDEX_LINE, OLD_LINE)
    before = sealing.read_keys()
    assert before is not None
    key_id, sealed = sealing.seal(before, AT, b"x")
    written(file, INDEX_LINE, OLD_LINE, "", NEW_LINE)
    after = sealing.read_keys()
    assert after is not None
    assert sealing.unseal(after, AT, key_id, sealed) == b"x"
    assert (key_id, sealing.seal(after, AT, b"x")[0]) == ("k1", "k2")
    assert sealing.index(before, HERE, "phone", "13900000000") == sealing.index(after, HERE, "phone", "13900000000")
    with pytest.raises(NoKey, match="编号 k2 的密钥"):
        sealing.unseal(before, AT, *sealing.seal(after, AT, b"x"))


def test_a_look_up_hash_differs_by_conference_and_kind_and_tells_no_digit():
    keys, number = Keys(b"i" * 32, (AES,)), "13900000000"
    hashes = [sealing.index(keys, where, what, number) for where in (HERE, THERE) for what in ("phone", "id_number")]
    assert len(set(hashes)) == 4
    assert all(len(each) == 64 and number not in each for each in hashes)
    assert sealing.index(keys, HERE, "phone", "") == ""


def test_new_keys_are_their_owners_alone_and_stay(file: Path):
    made = sealing.make_keys()
    assert file.stat().st_mode & 0o777 == 0o600
    assert sealing.make_keys() == made == sealing.read_keys()
    assert [path.name for path in file.parent.iterdir()] == [file.name]
    assert made.seals[0].secret.hex() not in repr(made)


BROKEN = {
    "empty": [],
    "no index": [OLD_LINE],
    "no sealing key": [INDEX_LINE],
    "twice the same id": [INDEX_LINE, OLD_LINE, OLD_LINE],
    "twice an index": [INDEX_LINE, INDEX_LINE, OLD_LINE],
    "a short key": [INDEX_LINE, "k1 aes-256-gcm:22"],
    "half a byte": [INDEX_LINE, f"k1 aes-256-gcm:{'2' * 63}"],
    "an unknown algorithm": [INDEX_LINE, f"k1 des:{'2' * 64}"],
    "the index as a key": [f"index aes-256-gcm:{'2' * 64}", OLD_LINE],
    "words": [INDEX_LINE, OLD_LINE, "hello"],
}


@pytest.mark.parametrize("lines", BROKEN.values(), ids=BROKEN)
def test_a_broken_file_is_a_sentence_that_names_it_and_shows_no_key(file: Path, lines: list[str]):
    written(file, *lines)
    with pytest.raises(NoKey) as refused:
        sealing.read_keys()
    said = str(refused.value)
    assert str(file) in said
    assert said.endswith("。")
    assert not [digit for digit in "123" if digit * 20 in said]


def test_a_file_that_others_can_read_or_that_is_no_text_is_a_sentence(file: Path):
    written(file, INDEX_LINE, OLD_LINE, mode=0o640)
    with pytest.raises(NoKey, match="chmod 600"):
        sealing.read_keys()
    file.chmod(0o600)
    file.write_bytes(b"\xff\xfe")
    with pytest.raises(NoKey, match="读不出来"):
        sealing.read_keys()


def test_no_file_is_no_keys(file: Path):
    assert sealing.read_keys() is None


def test_every_nonce_is_new():
    sealed = [sealing.seal(Keys(b"i" * 32, (AES,)), AT, b"x")[1][:12] for _ in range(50)]
    assert all(one != other for one, other in itertools.combinations(sealed, 2))
