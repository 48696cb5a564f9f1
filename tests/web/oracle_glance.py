"""Who gets through to 领导一览: conveners, the organ heads, the director."""

from __future__ import annotations

from tests.web.rows import LEADERS, Row

ROWS: dict[str, Row] = {
    "glance": Row(see=f"director {LEADERS}", post=f"director {LEADERS}"),
}
