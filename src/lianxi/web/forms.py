"""The common ground of all forms: an idempotency key, refusals beside their field, nothing typed is lost."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any, TypeVar

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest

from lianxi.journal.attachments import Upload
from lianxi.journal.refusals import Invalid, Refused, Stale
from lianxi.web import kept

REQUIRED = "请填写此项。"
T = TypeVar("T")


class OfferingForm(forms.Form):
    """A form whose choices depend on who looks, and when."""

    template_name = "parts/form.html"

    def set_choices(self, name: str, choices: Iterable[tuple[Any, str]]) -> None:
        """What the field ``name`` offers."""
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = list(choices)


class ActionForm(OfferingForm):
    """A form behind one action. ``key`` makes a double submit harmless."""

    key = forms.CharField(widget=forms.HiddenInput, max_length=64, required=False)
    required_css_class = "required"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.is_bound:
            self.initial.update(kept.first_values(self.fields))
        self.initial.setdefault("key", secrets.token_hex(16))
        self.status = 200
        self.label_suffix = ""
        for field in self.fields.values():
            field.error_messages["required"] = REQUIRED
            if isinstance(field.widget, forms.Textarea):
                field.widget.attrs["rows"] = 3

    def perform(self, write: Callable[[], T]) -> T | None:
        """Run the write; a refusal becomes an error beside its field, and ``status`` says which kind it was."""
        try:
            return write()
        except Stale as refusal:
            self.status = 409
            self.add_error(None, f"{refusal}{f'现在是：{refusal.now}' if refusal.now else ''}")
        except Refused as refusal:
            self.status = 422
            field = refusal.field if isinstance(refusal, Invalid) else None
            self.add_error(field if field in self.fields else None, str(refusal))
        return None


class VersionForm(ActionForm):
    """The ground of what changes something two may edit: the version that was looked at."""

    version = forms.IntegerField(widget=forms.HiddenInput)


def status_of(form: ActionForm) -> int:
    """The answer's status for a form: what a refusal said, 422 for fields in error, else 200."""
    return (form.status if form.status != 200 else 422) if form.is_bound and form.errors else 200


class DayField(forms.DateField):
    """A day, typed as 2026-11-23 or picked."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
        kwargs.setdefault("input_formats", ["%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y年%m月%d日"])
        kwargs.setdefault("error_messages", {"invalid": "请按 2026-11-23 的格式填写日期。"})
        super().__init__(**kwargs)


class ManyFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Any number of files."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", ManyFiles(attrs={"multiple": True}))
        super().__init__(**kwargs)

    def clean(self, data: Any, initial: Any = None) -> list[Upload]:
        files = data if isinstance(data, list | tuple) else [data] if data else []
        if self.required and not files:
            raise forms.ValidationError(REQUIRED)
        return [read_upload(file) for file in files]


def read_upload(file: UploadedFile) -> Upload:
    return Upload(file.name or "附件", file.read())


def day_of(request: HttpRequest, name: str, latest: date) -> date:
    """A day from the address (``?on=2026-03-01``); today when absent, unreadable or yet to come."""
    return min(day_or_none(request.GET.get(name, "")) or latest, latest)


def day_or_none(text: str) -> date | None:
    """A day of an address, None where it is absent or unreadable."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
