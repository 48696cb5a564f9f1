"""Who came, in the forms of the village register and the reception register: kept apart and sealed at once."""

from __future__ import annotations

from django import forms

from lianxi.matters.vault import Petitioner
from lianxi.web.forms import ActionForm

FIELDS = ("name", "phone", "address", "id_number")


class PetitionerFields(ActionForm):
    """One person; all empty: anonymous. Names and numbers go to the vault, never beside the matter."""

    name = forms.CharField(
        label="姓名", max_length=60, required=False, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    phone = forms.CharField(
        label="联系电话",
        max_length=30,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "tel"}),
    )
    address = forms.CharField(
        label="住址", max_length=200, required=False, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    id_number = forms.CharField(
        label="身份证号", max_length=30, required=False, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )

    def petitioners(self) -> tuple[Petitioner, ...]:
        """Nobody where nothing was told."""
        told = {name: self.cleaned_data[name].strip() for name in FIELDS}
        return (Petitioner(**told),) if any(told.values()) else ()

    @property
    def person_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in FIELDS]
