"""Suggestions beside a form: asked for by a button, shown with the words that spoke, filled in by another; no script.

Nothing is filled in that nobody pressed, and what was typed stays. The code of what was shown goes along to be logged.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from lianxi.matters.finding import suggesting
from lianxi.matters.finding.suggesting import Suggestions
from lianxi.web.forms import ActionForm
from lianxi.web.pages import Visit

#: field of the form that the suggestion is filled into
FILLED = {"territory": "territory", "responsible": "responsible", "category": "category"}
ASK, FILL, SHOWN = "suggest", "fill", "suggested"


@dataclass(frozen=True, slots=True)
class Help:
    """``values``: what was typed, with what was filled in; ``found``: what is suggested for the text."""

    values: dict[str, Any]
    found: Suggestions


def asked(visit: Visit) -> bool:
    """Whether suggestions were asked for, or one was to be filled in, instead of sending the form."""
    return visit.request.method == "POST" and bool({ASK, FILL} & visit.request.POST.keys())


def help_with(visit: Visit, form: ActionForm, *, without: Collection[int] = ()) -> Help:
    """What was typed into a form that stands again, and the suggestions for its words. Four to six queries."""
    values = {
        name: field.widget.value_from_datadict(form.data, form.files, name) for name, field in form.fields.items()
    }
    name, _, target = visit.request.POST.get(FILL, "").partition("=")
    if name in FILLED and target.isdecimal():
        values[FILLED[name]] = target
    text = "\n".join(str(values.get(each) or "") for each in ("title", "text", "locality"))
    return Help(values, suggesting.suggest(visit.conference, text, without=without))


def shown(visit: Visit) -> str:
    """The code of what was suggested when this form was sent; nothing where nobody asked."""
    return visit.request.POST.get(SHOWN, "")[:120]
