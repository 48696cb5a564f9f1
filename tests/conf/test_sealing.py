"""The seal of a backup: whatever was cut, swapped, repeated, changed or added is found."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lianxi.conf import sealing
from lianxi.conf.sealing import BadSeal, Key, Opener, Sealer

KEY = Key(b"k" * 32)
CHUNK = 64  # in these tests; see the fixture
WHOLE = CHUNK + sealing.TAG
HEADER = sealing.HEADER.size


@pytest.fixture(autouse=True, scope="module")
def small_chunks():
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sealing, "CHUNK", CHUNK)
        yield


def sealed(data: bytes) -> bytes:
    file = io.BytesIO()
    sealer = Sealer(file, KEY)
    for start in range(0, len(data), 50):
        sealer.write(data[start : start + 50])
    sealer.close()
    return file.getvalue()


def opened(data: bytes, key: Key = KEY) -> bytes:
    return Opener(io.BytesIO(data), key).read()


@given(st.binary(max_size=4 * CHUNK))
def test_what_goes_in_comes_out(data: bytes):
    assert opened(sealed(data)) == data


@pytest.mark.parametrize("size", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK])
def test_it_can_be_read_in_pieces_of_any_size(size: int):
    data = bytes(n % 251 for n in range(size))
    for piece in (1, 7, CHUNK, 1000):
        opener = Opener(io.BytesIO(sealed(data)), KEY)
        read = b"".join(iter(lambda: opener.read(piece), b""))  # noqa: B023
        assert read == data


@pytest.mark.parametrize("size", [0, 10, CHUNK, CHUNK * 2, CHUNK * 2 + 9])
def test_every_shortened_file_is_refused(size: int):
    whole = sealed(b"x" * size)
    for length in range(len(whole)):
        with pytest.raises(BadSeal):
            opened(whole[:length])


def test_every_changed_byte_is_found():
    whole = sealed(b"x" * (CHUNK + 9))
    for place in range(len(whole)):
        with pytest.raises(BadSeal):
            opened(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])


def chunks(data: bytes) -> list[bytes]:
    return [data[start : start + WHOLE] for start in range(HEADER, len(data), WHOLE)]


@pytest.mark.parametrize("order", [[1, 0, 2], [0, 0, 1, 2], [0, 2], [1, 2], [0, 1], [0, 1, 2, 2], [2]])
def test_chunks_swapped_repeated_or_left_out_are_found(order: list[int]):
    whole = sealed(b"x" * (3 * CHUNK))
    parts = chunks(whole)
    assert len(parts) == 3
    with pytest.raises(BadSeal):
        opened(whole[:HEADER] + b"".join(parts[n] for n in order))


def test_a_chunk_of_another_backup_is_found():
    first, second = sealed(b"x" * (2 * CHUNK)), sealed(b"x" * (2 * CHUNK))
    assert first != second
    with pytest.raises(BadSeal):
        opened(first[: HEADER + WHOLE] + chunks(second)[1])


def test_bytes_added_at_the_end_are_found():
    with pytest.raises(BadSeal):
        opened(sealed(b"x" * CHUNK) + b"\0")


def test_nothing_of_a_broken_chunk_is_given_out():
    whole = sealed(b"x" * (2 * CHUNK))
    opener = Opener(io.BytesIO(whole[:-1]), KEY)
    assert opener.read(CHUNK) == b"x" * CHUNK
    with pytest.raises(BadSeal):
        opener.read(1)


def test_another_key_is_told_by_its_number():
    other = Key(b"o" * 32)
    with pytest.raises(BadSeal, match=f"编号 {KEY.id.hex()} .*编号是 {other.id.hex()}"):
        opened(sealed(b"x"), other)


def test_a_later_format_is_told():
    whole = bytearray(sealed(b"x"))
    whole[8] = 2
    with pytest.raises(BadSeal, match="格式版本是 2"):
        opened(bytes(whole))


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"LIANXIBK"])
def test_another_file_is_not_taken_for_a_backup(data: bytes):
    with pytest.raises(BadSeal, match="不是联席的备份文件"):
        opened(data)


def test_a_new_key_is_its_owners_alone_and_stays(tmp_path: Path):
    path = tmp_path / "keys" / "backup.key"
    made = sealing.make_key(path)
    assert path.stat().st_mode & 0o777 == 0o600
    assert sealing.read_key(path) == made
    with pytest.raises(FileExistsError):
        sealing.make_key(path)


@pytest.mark.parametrize("content", [b"", b"short", b"g" * 64, b"\xff" * 64, b"a" * 63])
def test_a_broken_key_file_is_told(tmp_path: Path, content: bytes):
    (tmp_path / "key").write_bytes(content)
    with pytest.raises(BadSeal, match="读不出密钥"):
        sealing.read_key(tmp_path / "key")


def test_the_number_of_a_key_tells_nothing_of_it():
    assert KEY.id.hex() not in KEY.secret.hex()
