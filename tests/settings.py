"""The product's settings, in surroundings of the tests' own: a new data folder for each process, a fixed day."""

from __future__ import annotations

import atexit
import importlib
import os
import shutil
import tempfile
from pathlib import Path
from typing import Any

from django.contrib.auth.hashers import Argon2PasswordHasher

#: a Monday; the statutory calendar of its year is known
FIXED_DAY = "2026-11-23"

_folder = Path(tempfile.mkdtemp(prefix="lianxi-data-"))
atexit.register(shutil.rmtree, _folder, ignore_errors=True)
for _name in [name for name in os.environ if name.startswith("LIANXI_")]:
    if _name not in {"LIANXI_DATABASE_URL", "LIANXI_REQUIRE_ALL", "LIANXI_CHROMIUM"}:
        del os.environ[_name]
os.environ["LIANXI_DATA"] = str(_folder)
os.environ["LIANXI_TODAY"] = FIXED_DAY

_product = importlib.import_module("lianxi.conf.settings")
globals().update({name: value for name, value in vars(_product).items() if name.isupper()})


class QuickArgon2(Argon2PasswordHasher):
    """The product's algorithm at its lowest cost: hundreds of logins, no secrets."""

    time_cost = 1
    memory_cost = 8
    parallelism = 1


PASSWORD_HASHERS = ["tests.settings.QuickArgon2"]

# Static files come straight from the source folders: nothing is collected, no manifest.
STORAGES: dict[str, Any] = _product.STORAGES | {
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True

# A connection that a server thread kept would keep the test database from being dropped.
DATABASES: dict[str, Any] = {"default": _product.DATABASES["default"] | {"CONN_MAX_AGE": 0}}
