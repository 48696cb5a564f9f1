"""Who came, in the forms of the village register and the reception register: kept apart and sealed at once."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from django import forms

from lianxi.journal.refusals import Invalid
from lianxi.matters.identities.vault import Petitioner
from lianxi.web.forms import ActionForm
from lianxi.web.kept import NEVER_KEPT

FIELDS = ("name", "phone", "address", "id_number")
T = TypeVar("T")


def _typed(label: str, longest: int, **attrs: str) -> forms.CharField:
    widget = forms.TextInput(attrs={"autocomplete": "off", **attrs})
    return forms.CharField(label=label, max_length=longest, required=False, widget=widget)


class PetitionerFields(ActionForm):
    """One person; all empty: anonymous. Names and numbers go to the vault, never beside the matter, and a form that
    was sent too late is kept without them.
    """

    petitioner_name = _typed("姓名", 60)
    petitioner_phone = _typed("联系电话", 30, inputmode="tel")
    petitioner_address = _typed("住址", 200)
    petitioner_id_number = _typed("身份证号", 30)

    def petitioners(self) -> tuple[Petitioner, ...]:
        """Nobody where nothing was told."""
        told = {name: self.cleaned_data[f"{NEVER_KEPT}{name}"].strip() for name in FIELDS}
        return (Petitioner(**told),) if any(told.values()) else ()

    def perform(self, write: Callable[[], T]) -> T | None:
        """The vault names its fields without the form's prefix."""

        def named() -> T:
            try:
                return write()
            except Invalid as refusal:
                if refusal.field in FIELDS:
                    raise Invalid(str(refusal), f"{NEVER_KEPT}{refusal.field}") from refusal
                raise

        return super().perform(named)

    @property
    def person_fields(self) -> list[forms.BoundField]:
        return [self[f"{NEVER_KEPT}{name}"] for name in FIELDS]
