"""核对校验码: whether the record still contains the entry whose number and hash stand on a print."""

from __future__ import annotations

import re
from dataclasses import dataclass

from django import forms
from django.http import HttpResponse

from lianxi.journal import queries as journal
from lianxi.web.pages import Visit, page

#: “第 120 号，3f9a6c0d11e25b78” as printed, or 120:3f9a6c0d11e25b78 as the command takes it
_LINE = re.compile(r"(?:第\s*)?(\d{1,18})\s*(?:号)?\s*[，,:：\s]\s*([0-9a-fA-F]{16,64})")
_EVEN = {code: code - 0xFEE0 for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))}


class PrintedForm(forms.Form):
    template_name = "parts/form.html"
    line = forms.CharField(
        label="校验码",
        max_length=120,
        help_text="照抄打印件上“日志存证”后面的一行，例如：第 120 号，3f9a6c0d11e25b78",
    )

    def clean_line(self) -> str:
        text = str(self.cleaned_data["line"]).translate(_EVEN)
        if _LINE.search(text) is None:
            raise forms.ValidationError("没有看出编号和校验码。请照抄整行：第几号，后面至少 16 位的校验码。")
        return text


@dataclass(frozen=True, slots=True)
class Answer:
    """``same``: None where no entry has that number."""

    number: int
    hash: str
    same: bool | None


@page("journal.see")
def check(visit: Visit) -> HttpResponse:
    """The fast answer, by the entry's stored hash; the whole chain is read by ``lianxi verify``."""
    form = PrintedForm(visit.request.GET if "line" in visit.request.GET else None)
    form.label_suffix = ""
    answer = None
    if form.is_bound and form.is_valid():
        found = _LINE.search(form.cleaned_data["line"])
        assert found is not None
        number, sealed = int(found[1]), found[2].lower()
        answer = Answer(number, sealed, journal.same_print(visit.conference, number, sealed))
    status = 422 if form.is_bound and form.errors else 200
    return visit.render("journal/printed.html", {"form": form, "answer": answer}, status=status)
