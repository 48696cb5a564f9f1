"""Rows of the access oracle: bringing in a ledger is the office's, a ledger under way its owner's; layouts out."""

from __future__ import annotations

from typing import Any

from tests.web.rows import MEMBERS, OFFICE, Row, Scene
from tests.web.scenes_imports import token


def of_ledger(scene: Scene) -> tuple[Any, ...]:
    return (token(scene.cast),)


ROWS: dict[str, Row] = {
    "matter_classic": Row(see=MEMBERS, post=MEMBERS),
    "matter_exchange": Row(see=MEMBERS, post=MEMBERS),
    "imports": Row(see=OFFICE, post=OFFICE),
    "import_preview": Row(see="clerk", post="clerk", writes="clerk", hidden="director", args=of_ledger),
    "import_columns": Row(see="clerk", post="clerk", hidden="director", args=of_ledger),
    "import_words": Row(see="clerk", post="clerk", hidden="director", args=of_ledger),
    "import_marked": Row(see="clerk", post="clerk", hidden="director", args=of_ledger),
    "import_discard": Row(see="clerk", post="clerk", hidden="director", args=of_ledger),
}
