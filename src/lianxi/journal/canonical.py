"""The exact bytes that are hashed: canonical JSON text, so that a chain survives a move between databases."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from lianxi.rulebook.facts import Value

GENESIS = "0" * 64
#: ids, codes, ISO dates, hashes: never free text, names or phone numbers
OBJECT = re.compile(r"[a-z_]{1,40}:[0-9]{1,19}")
CODE = re.compile(r"[A-Za-z0-9_.:,/+-]{0,120}")
SHA256 = re.compile(r"[0-9a-f]{64}")
#: a mobile number or an identity number; checked in numbers too, but not inside a hash, where chance makes such digits
PHONE_OR_ID = re.compile(r"(?<!\d)(?:1[3-9]\d{9}|0\d{2,3}-?\d{7,8}|\d{17}[\dXx])(?!\d)")


class NotACode(ValueError):
    """Something other than a code was about to enter the journal; a mistake of ours, never of the user."""


def canonical(value: Mapping[str, Any]) -> str:
    """Sorted keys, no spaces, UTF-8, integers only."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def salted(salt: str, text: str) -> str:
    """The hash an entry keeps of a text that may be erased later."""
    return digest(f"{salt}\n{text}")


def utc(moment: datetime) -> str:
    """ISO 8601 in UTC to the second, ``2026-11-23T06:30:00Z``."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def checked(data: Mapping[str, Value]) -> dict[str, Value]:
    """The data of a fact, refused when anything in it is not a code or a number."""
    for key, value in data.items():
        if not CODE.fullmatch(key):
            raise NotACode(f"key {key!r}")
        if isinstance(value, str) and not CODE.fullmatch(value):
            raise NotACode(f"{key}={value!r}")
        if value is not None and not isinstance(value, str | int):
            raise NotACode(f"{key} is a {type(value).__name__}")
        if not SHA256.fullmatch(str(value)) and PHONE_OR_ID.search(str(value)):
            raise NotACode(f"{key}={value!r}")
    return dict(data)
