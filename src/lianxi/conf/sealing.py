"""A file sealed in chunks: read and written as a stream, every chunk authenticated, its order and the end included.

AES-256-GCM under a key of its own for every file (HKDF over the key file's secret and a random salt). The nonce of a
chunk is its number and a last-chunk flag, so cutting off, swapping and repeating chunks are all found; the header is
authenticated with every chunk.

    "LIANXIBK" · version (1 byte) · key id (8 bytes) · salt (16 bytes) · chunks of 1 MiB + 16 bytes, the last shorter
"""

from __future__ import annotations

import hashlib
import os
import re
import secrets
import struct
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

MAGIC, VERSION = b"LIANXIBK", 1
HEADER = struct.Struct(">8sB8s16s")
CHUNK, TAG = 1024 * 1024, 16
BROKEN = "备份文件不完整或被改动，没有恢复任何内容。请换用另一份备份。"
KEY_TEXT = re.compile(r"[0-9a-f]{64}")


class BadSeal(Exception):
    """The file is not one of ours, or not whole; the message is a sentence."""


@dataclass(frozen=True, slots=True)
class Key:
    """The secret of a key file; ``id`` names it without telling anything of it."""

    secret: bytes

    @property
    def id(self) -> bytes:
        return hashlib.sha256(b"lianxi backup key\n" + self.secret).digest()[:8]

    def cipher(self, salt: bytes) -> AESGCM:
        return AESGCM(HKDF(SHA256(), 32, salt, b"lianxi backup 1").derive(self.secret))


def read_key(path: Path) -> Key | None:
    """The key of a file (64 hex digits on one line); None when there is no file. Raises ``BadSeal``."""
    try:
        text = path.read_text("ascii").strip()
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError):
        text = ""
    if not KEY_TEXT.fullmatch(text):
        raise BadSeal(f"备份密钥文件 {path} 读不出密钥（应为一行 64 位十六进制）。请换回原来的密钥文件。")
    return Key(bytes.fromhex(text))


def make_key(path: Path) -> Key:
    """A new key in a new file (0600), on the disk before this returns. Raises ``FileExistsError``."""
    key = Key(secrets.token_bytes(32))
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(key.secret.hex() + "\n")
        file.flush()
        os.fsync(file.fileno())
    sync_folder(path.parent)
    return key


def sync_folder(folder: Path) -> None:
    """Make a new name in the folder survive a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _nonce(number: int, last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes([last])


class Sealer:
    """Write plain bytes in, sealed chunks come out; ``close`` seals the last one."""

    def __init__(self, file: BinaryIO, key: Key) -> None:
        salt = secrets.token_bytes(16)
        self._header = HEADER.pack(MAGIC, VERSION, key.id, salt)
        self._cipher = key.cipher(salt)
        self._file = file
        self._waiting = bytearray()
        self._number = 0
        file.write(self._header)

    def write(self, data: bytes) -> int:
        self._waiting += data
        while len(self._waiting) > CHUNK:
            self._seal(bytes(self._waiting[:CHUNK]), last=False)
            del self._waiting[:CHUNK]
        return len(data)

    def close(self) -> None:
        self._seal(bytes(self._waiting), last=True)

    def _seal(self, chunk: bytes, *, last: bool) -> None:
        self._file.write(self._cipher.encrypt(_nonce(self._number, last), chunk, self._header))
        self._number += 1


class Opener:
    """Read the plain bytes of a sealed file; nothing is given out that was not authenticated. Raises ``BadSeal``."""

    def __init__(self, file: BinaryIO, key: Key) -> None:
        self._file = file
        self._header = file.read(HEADER.size)
        if len(self._header) < HEADER.size or not self._header.startswith(MAGIC):
            raise BadSeal("这不是联席的备份文件。请检查是否选错了文件。")
        _, version, key_id, salt = HEADER.unpack(self._header)
        if version != VERSION:
            raise BadSeal(f"备份文件的格式版本是 {version}，本程序只认识 {VERSION}。请用较新的程序恢复。")
        if key_id != key.id:
            raise BadSeal(
                f"备份用的是编号 {key_id.hex()} 的密钥，现有密钥的编号是 {key.id.hex()}。请换用备份时的密钥文件。"
            )
        self._cipher = key.cipher(salt)
        self._number = 0
        self._next = file.read(CHUNK + TAG)
        self._ready = b""
        if not self._next:
            raise BadSeal(BROKEN)

    def read(self, size: int = -1) -> bytes:
        while self._next and (size < 0 or len(self._ready) < size):
            self._ready += self._open()
        if size < 0:
            size = len(self._ready)
        given, self._ready = self._ready[:size], self._ready[size:]
        return given

    def drain(self) -> None:
        """Authenticate whatever is left, the end included."""
        while self._next:
            self._open()

    def _open(self) -> bytes:
        chunk, self._next = self._next, self._file.read(CHUNK + TAG)
        try:
            plain = self._cipher.decrypt(_nonce(self._number, not self._next), chunk, self._header)
        except InvalidTag:
            raise BadSeal(BROKEN) from None
        self._number += 1
        return plain
