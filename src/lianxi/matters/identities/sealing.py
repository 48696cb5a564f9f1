"""The seal over petitioners' identities: AES-256-GCM (or SM4-GCM), and keyed hashes for look-up.

The key file holds one key a line, ``id algorithm:hex``. The newest (last) sealing key seals, every key still opens what
it sealed. The line ``index`` is the secret of the look-up hashes and stays when a sealing key is added. What is used is
derived for one conference (HKDF), and a seal is bound to its conference, holder and place, so rows cannot be swapped.
"""

from __future__ import annotations

import hmac
import os
import re
import secrets
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from lianxi.journal.refusals import Refused

#: algorithm → bytes of its key
SEALS = {"aes-256-gcm": 32, "sm4-gcm": 16}
INDEX, INDEX_ALGORITHM = "index", "hmac-sha256"
NONCE, TAG = 12, 16
LINE = re.compile(r"([0-9a-z-]{1,16})\s+([0-9a-z-]+):([0-9a-f]+)")
HEADER = (
    "# 联席：信访人身份信息的密钥。请抄存两份、封存保管，不与备份放在一起。\n"
    "# 丢失后，已登记的姓名、证件号、电话、住址再也无法读出。不要删除或改动任何一行；换密钥时只在末尾添加一行。\n"
)


class NoKey(Refused):
    """The identities cannot be sealed or opened with the keys there are; nothing was done."""


@dataclass(frozen=True, slots=True)
class Key:
    """One sealing key; ``id`` names it in every row it sealed."""

    id: str
    algorithm: str
    secret: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Keys:
    """What the key file holds: the secret of the look-up hashes, the sealing keys with the newest last."""

    index: bytes = field(repr=False)
    seals: tuple[Key, ...]

    def named(self, key_id: str) -> Key:
        """The key of that id. Raises ``NoKey``."""
        for key in self.seals:
            if key.id == key_id:
                return key
        raise NoKey(
            f"身份信息是用编号 {key_id} 的密钥加密的，现有密钥文件里没有这一把，不能读取。"
            "请系统管理员换回原来的身份信息密钥文件。"
        )


@dataclass(frozen=True, slots=True)
class Place:
    """Where a sealed row stands; the seal holds only there."""

    conference: UUID
    holder: str
    place: int


def read_keys() -> Keys | None:
    """The keys of ``LIANXI_IDENTITY_KEYS_FILE``; None where there is no file. Raises ``NoKey`` with a sentence."""
    path = Path(settings.IDENTITY_KEYS_FILE)
    try:
        if path.stat().st_mode & 0o077:
            raise NoKey(f"身份信息密钥文件 {path} 能被其他用户读取。请系统管理员执行 chmod 600 {path} 后再试。")
        text = path.read_text("utf-8")
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError):
        raise NoKey(f"身份信息密钥文件 {path} 读不出来。请系统管理员检查文件和权限，或换回封存的密钥文件。") from None
    return _parsed(text, path)


def _parsed(text: str, path: Path) -> Keys:
    index, seals = b"", dict[str, Key]()
    lines = [line.strip() for line in text.splitlines()]
    for line in (line for line in lines if line and not line.startswith("#")):
        match = LINE.fullmatch(line)
        key_id, algorithm, digits = match.groups() if match else ("", "", "")
        secret = bytes.fromhex(digits) if len(digits) % 2 == 0 else b""
        if key_id == INDEX and algorithm == INDEX_ALGORITHM and len(secret) == 32 and not index:
            index = secret
        elif key_id not in (INDEX, *seals) and SEALS.get(algorithm) == len(secret):
            seals[key_id] = Key(key_id, algorithm, secret)
        else:
            raise NoKey(
                f"身份信息密钥文件 {path} 第 {lines.index(line) + 1} 行不是一把密钥"
                "（应为“编号 aes-256-gcm:64 位十六进制”）。请系统管理员改正，或换回封存的密钥文件。"
            )
    if not index or not seals:
        raise NoKey(f"身份信息密钥文件 {path} 不完整。请系统管理员换回封存的密钥文件。")
    return Keys(index, tuple(seals.values()))


def make_keys() -> Keys:
    """New keys in a new file (0600), whole and on the disk before it has its name; where one stands, that one."""
    path = Path(settings.IDENTITY_KEYS_FILE)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    text = (
        f"{HEADER}{INDEX} {INDEX_ALGORITHM}:{secrets.token_hex(32)}\n"
        f"k{secrets.token_hex(4)} aes-256-gcm:{secrets.token_hex(32)}\n"
    )
    half = path.with_name(f"{path.name}.{secrets.token_hex(4)}.part")
    try:
        with os.fdopen(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        path.hardlink_to(half)
    except FileExistsError:
        pass  # another process was first: its keys are the ones
    finally:
        half.unlink(missing_ok=True)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
    keys = read_keys()
    assert keys is not None
    return keys


def seal(keys: Keys, at: Place, plain: bytes) -> tuple[str, bytes]:
    """The id of the key and the sealed bytes: nonce, ciphertext, tag."""
    key, nonce = keys.seals[-1], secrets.token_bytes(NONCE)
    secret, bound = _derived(key, at.conference), _bound(key, at)
    if key.algorithm == "aes-256-gcm":
        return key.id, nonce + AESGCM(secret).encrypt(nonce, plain, bound)
    sealer = Cipher(algorithms.SM4(secret), modes.GCM(nonce)).encryptor()
    sealer.authenticate_additional_data(bound)
    return key.id, nonce + sealer.update(plain) + sealer.finalize() + sealer.tag


#: what is found again by its keyed hash
INDEXED: Final = ("id_number", "phone", "initials", "ledger_word")


class Sealer:
    """Seals and hashes many identities of one conference; what is derived of the keys is derived once."""

    def __init__(self, keys: Keys, conference: UUID) -> None:
        self._keys, self._conference = keys, conference
        self._key = keys.seals[-1]
        self._cipher = AESGCM(_derived(self._key, conference)) if self._key.algorithm == "aes-256-gcm" else None
        self._secrets = {what: _index_secret(keys, conference, what) for what in INDEXED}

    def seal(self, holder: str, place: int, plain: bytes) -> tuple[str, bytes]:
        """As ``sealing.seal``."""
        at = Place(self._conference, holder, place)
        if self._cipher is None:
            return seal(self._keys, at, plain)
        nonce = secrets.token_bytes(NONCE)
        return self._key.id, nonce + self._cipher.encrypt(nonce, plain, _bound(self._key, at))

    def index(self, what: str, value: str) -> str:
        """As ``sealing.index``."""
        return hmac.digest(self._secrets[what], value.encode(), "sha256").hex() if value else ""


def unseal(keys: Keys, at: Place, key_id: str, sealed: bytes) -> bytes:
    """What was sealed at that place. Raises ``NoKey`` where key, place or bytes are not the ones."""
    key = keys.named(key_id)
    nonce, secret, bound = sealed[:NONCE], _derived(key, at.conference), _bound(key, at)
    try:
        if key.algorithm == "aes-256-gcm":
            return AESGCM(secret).decrypt(nonce, sealed[NONCE:], bound)
        opener = Cipher(algorithms.SM4(secret), modes.GCM(nonce, sealed[-TAG:])).decryptor()
        opener.authenticate_additional_data(bound)
        return opener.update(sealed[NONCE:-TAG]) + opener.finalize()
    except (InvalidTag, ValueError):
        raise NoKey(
            "身份信息打不开：密钥不对，或数据被改动、调换过。请系统管理员核对身份信息密钥文件；"
            "密钥无误的，请从备份中核查。"
        ) from None


def index(keys: Keys, conference: UUID, what: str, value: str) -> str:
    """The keyed hash of an ID number, a phone or initials (``what``) in one conference; nothing for nothing."""
    if not value:
        return ""
    return hmac.digest(_index_secret(keys, conference, what), value.encode(), "sha256").hex()


def _index_secret(keys: Keys, conference: UUID, what: str) -> bytes:
    return HKDF(SHA256(), 32, conference.bytes, f"lianxi identity index {what} 1".encode()).derive(keys.index)


def _derived(key: Key, conference: UUID) -> bytes:
    info = f"lianxi identity seal {key.algorithm} 1".encode()
    return HKDF(SHA256(), SEALS[key.algorithm], conference.bytes, info).derive(key.secret)


def _bound(key: Key, at: Place) -> bytes:
    return f"{at.conference}\n{at.holder}\n{at.place}\n{key.id}".encode()
