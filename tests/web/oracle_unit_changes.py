"""Rows of the access oracle: everybody sees what became of units, the office alone registers it."""

from __future__ import annotations

from tests.web.oracle_units import village_unit
from tests.web.rows import ALL, OFFICE, TODAY, Row, Scene

BASIS = {"on": TODAY, "document": "柳编〔2026〕3号", "version": 1}


def into_the_police(scene: Scene) -> str:
    return f"to={scene.cast.police.unit}"


ROWS: dict[str, Row] = {
    "unit_history": Row(see=ALL, post=ALL, args=village_unit),
    "unit_new": Row(
        see=OFFICE,
        post=OFFICE,
        writes=OFFICE,
        form=lambda scene: {"title": "综合行政执法队", "kind": "station", **BASIS},
    ),
    "unit_rename": Row(
        see=OFFICE, post=OFFICE, writes=OFFICE, args=village_unit, form=lambda scene: {"name": "柳湖村", **BASIS}
    ),
    "unit_merge": Row(
        see=OFFICE, post=OFFICE, writes=OFFICE, args=village_unit, query=into_the_police, form=lambda scene: BASIS
    ),
    "unit_dissolve": Row(
        see=OFFICE, post=OFFICE, writes=OFFICE, args=village_unit, query=into_the_police, form=lambda scene: BASIS
    ),
}
