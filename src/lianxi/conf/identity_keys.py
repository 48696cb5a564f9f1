"""The keys of petitioners' identities at start: made at the first one, told where they are missing or not the ones.

A deployment without them starts all the same: everything but names and numbers can be read and done.
"""

from __future__ import annotations

import sys
from pathlib import Path

from django.conf import settings

from lianxi.matters.identities import sealing, vault
from lianxi.matters.identities.vault_queries import sealed_ids

MADE = (
    "已生成身份信息密钥文件 {path}，不在备份之内。请立即抄存两份，封存保管，不与备份放在一起："
    "丢失后，已登记的信访人姓名、证件号、电话、住址再也无法读出。"
)


def prepare() -> None:
    """Make the keys where there are neither keys nor identities; say on stderr what somebody has to look after.

    On a terminal the new keys are shown this once, for sealing; never where the output may be a log.
    """
    try:
        keys, used = sealing.read_keys(), sealed_ids()
        if keys is not None:
            for key_id in sorted(used):
                keys.named(key_id)
        elif used:
            raise vault.NoKey(vault.NO_FILE)
        else:
            sealing.make_keys()
            if not settings.DEMO:
                _show()
    except vault.NoKey as trouble:
        print(f"注意：{trouble}", file=sys.stderr)


def _show() -> None:
    path = Path(settings.IDENTITY_KEYS_FILE)
    print(MADE.format(path=path), file=sys.stderr)
    if sys.stderr.isatty():
        print(path.read_text("utf-8"), file=sys.stderr)
