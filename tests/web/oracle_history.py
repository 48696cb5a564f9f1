"""Rows of the access oracle: 启用前历史补录 is the office's; a draft is its owner's alone."""

from __future__ import annotations

from typing import Any

from tests.web.rows import OFFICE, Row, Scene
from tests.web.scenes_history import token


def of_draft(scene: Scene) -> tuple[Any, ...]:
    return (token(scene.cast),)


ROWS: dict[str, Row] = {
    "history": Row(see=OFFICE, post=OFFICE),
    "history_template": Row(see=OFFICE, post=OFFICE),
    "history_preview": Row(see="clerk", post="clerk", writes="clerk", hidden="director", args=of_draft),
    "history_marked": Row(see="clerk", post="clerk", hidden="director", args=of_draft),
    "history_discard": Row(see="clerk", post="clerk", hidden="director", args=of_draft),
}
