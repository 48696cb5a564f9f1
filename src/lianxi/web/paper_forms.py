"""The forms of documents: the draft, issuing, issuers, void numbers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from lianxi.journal.frame import MEANS
from lianxi.papers.content import Draft, EnclosureText, PointText
from lianxi.papers.issuers import IssuerGiven
from lianxi.papers.labels import BODIES, CATEGORIES, SIGNERS, URGENCIES
from lianxi.papers.queries import IssuerView
from lianxi.web.behalf import SignedForm
from lianxi.web.forms import ActionForm, DayField, FilesField, VersionForm

ENCLOSURES, POINTS = 3, 12
#: what the form says about the kind that is being written
HELP = {
    "notice": "布置工作、传达要求；印发方案、制度的，把正文写在附件里。",
    "circular": "表扬、批评或者通报情况。不按信访量对单位排名，不出现信访人信息。",
    "letter": "与不相隶属的单位商洽工作、询问和答复问题。",
    "report": "向上级汇报工作、反映情况。不得夹带请示事项。",
    "request": "请求上级指示、批准。一文一事，只写一个主送机关，附注写明联系人和电话。",
    "brief": "编印后按期号登记，满足“编印简报”的要求。保存后可以“取数”，把一个时段的数字和主要工作写进正文。",
    "work_points": "逐条写明责任单位和完成时限；印发后每条自动成为一项任务。",
}


class DraftForm(ActionForm):
    """``seen``: the version of the text this editor began with (a kept form brings its own back)."""

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)
    issuer = forms.TypedChoiceField(label="发文机关", coerce=int)
    title = forms.CharField(label="标题", max_length=150)
    addressee = forms.CharField(label="主送", max_length=300, required=False, help_text="几个单位之间用“、”。")
    body = forms.CharField(
        label="正文", widget=forms.Textarea, required=False, help_text="一段一行；“一、”“（一）”自动排成标题。"
    )
    cc = forms.CharField(label="抄送", max_length=300, required=False)
    remark = forms.CharField(label="附注", max_length=150, required=False, help_text="例如“联系人：某某，电话：……”。")
    urgency = forms.ChoiceField(label="紧急程度", choices=list(URGENCIES.items()), required=False)

    def __init__(
        self, *args: Any, kind: str, issuers: Sequence[IssuerView], units: Sequence[tuple[int, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind
        self.fields["body"].widget.attrs["rows"] = 14
        self.set_choices("issuer", [(each.number, each.name) for each in issuers])
        for index in range(ENCLOSURES):
            self.fields[f"enclosure_title_{index}"] = forms.CharField(
                label=f"附件{index + 1}标题", max_length=150, required=False
            )
            self.fields[f"enclosure_text_{index}"] = forms.CharField(
                label=f"附件{index + 1}正文", widget=forms.Textarea, required=False
            )
        for index in range(POINTS if kind == "work_points" else 0):
            self.fields[f"point_{index}"] = forms.CharField(label=f"第 {index + 1} 条", max_length=200, required=False)
            self.fields[f"point_unit_{index}"] = forms.TypedChoiceField(
                label="责任单位", coerce=int, empty_value=None, required=False, choices=[("", "请选择"), *units]
            )
            self.fields[f"point_due_{index}"] = DayField(label="完成时限", required=False)
            self.fields[f"point_category_{index}"] = forms.ChoiceField(
                label="类别", required=False, choices=list(CATEGORIES.items())
            )
        if kind == "brief":
            for name in ("remark", "urgency"):
                del self.fields[name]

    MAIN = ("issuer", "title", "addressee", "body", "cc", "remark", "urgency")

    @property
    def main_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.MAIN if name in self.fields]

    @property
    def enclosures(self) -> list[list[forms.BoundField]]:
        return [[self[f"enclosure_title_{n}"], self[f"enclosure_text_{n}"]] for n in range(ENCLOSURES)]

    @property
    def enclosures_open(self) -> bool:
        return any(field.value() for pair in self.enclosures for field in pair)

    @property
    def points(self) -> list[list[forms.BoundField]]:
        if self.kind != "work_points":
            return []
        names = ("point", "point_unit", "point_due", "point_category")
        return [[self[f"{name}_{n}"] for name in names] for n in range(POINTS)]

    @property
    def points_open(self) -> bool:
        return any(row[0].value() for row in self.points[4:])

    def draft(self) -> Draft:
        given = self.cleaned_data
        enclosures = ((given[f"enclosure_title_{n}"], given[f"enclosure_text_{n}"]) for n in range(ENCLOSURES))
        points = range(POINTS if self.kind == "work_points" else 0)
        return Draft(
            kind=self.kind,
            issuer=given["issuer"],
            title=given["title"],
            addressee=given["addressee"],
            cc=given["cc"],
            body=given["body"].replace("\r\n", "\n"),
            remark=given.get("remark", ""),
            urgency=given.get("urgency", ""),
            enclosures=tuple(
                EnclosureText(title or "附件", text.replace("\r\n", "\n"))
                for title, text in enclosures
                if title or text
            ),
            points=tuple(
                PointText(
                    given[f"point_{n}"],
                    given[f"point_unit_{n}"],
                    given[f"point_due_{n}"],
                    given[f"point_category_{n}"],
                )
                for n in points
                if given[f"point_{n}"]
            ),
        )


def initial_of(draft: Draft, version: int) -> dict[str, Any]:
    """A stored draft as first values of the form."""
    found: dict[str, Any] = {name: getattr(draft, name) for name in DraftForm.MAIN} | {"seen": version}
    for n, each in enumerate(each for each in draft.enclosures if not each.file):
        found |= {f"enclosure_title_{n}": each.title, f"enclosure_text_{n}": each.text}
    for n, point in enumerate(draft.points):
        found |= {f"point_{n}": point.text, f"point_unit_{n}": point.unit, f"point_due_{n}": point.due}
        found[f"point_category_{n}"] = point.category
    return found


class OpinionForm(VersionForm):
    opinion = forms.CharField(label="意见", widget=forms.Textarea)


class ReasonOnly(VersionForm):
    reason = forms.CharField(label="原因", widget=forms.Textarea)


class EncloseForm(VersionForm):
    scans = FilesField(label="文件", help_text="表格、扫描件、图纸，每个不超过 20 MB。")


class CheckOnPaperForm(SignedForm):
    behalf_seat = forms.TypedChoiceField(label="核稿人", coerce=int)
    means = forms.ChoiceField(label="方式", choices=list(MEANS.items()))
    behalf_on = DayField(label="核稿日期")


class SignOnPaperForm(SignedForm):
    behalf_seat = forms.TypedChoiceField(label="签发人", coerce=int)
    behalf_on = DayField(label="签发日期")
    scans = FilesField(label="签发稿扫描件或照片")


class IssueForm(VersionForm):
    running = forms.IntegerField(label="文号（序号）", required=False, min_value=1)
    typed = forms.CharField(label="发文字号", max_length=60, required=False, help_text="党政办公室编排的字号，照抄。")
    units = forms.TypedMultipleChoiceField(
        label="印发单位", coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )

    def offer(self, issuer: IssuerView, units: Sequence[tuple[int, str]]) -> None:
        self.set_choices("units", units)
        if issuer.next:
            del self.fields["typed"]
            self.initial.setdefault("running", issuer.next_running)
            self.fields["running"].help_text = f"接下来的号是{issuer.next}。"
        else:
            del self.fields["running"]


class ReceiptForm(ActionForm):
    unit = forms.TypedChoiceField(label="签收单位", coerce=int)
    means = forms.ChoiceField(label="方式")
    behalf_on = DayField(label="签收日期")


class IssuerForm(ActionForm):
    number = forms.IntegerField(widget=forms.HiddenInput, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    body = forms.ChoiceField(label="类别", choices=list(BODIES.items()))
    name = forms.CharField(label="发文机关署名", max_length=80)
    mark = forms.CharField(label="版头标志", max_length=80, help_text="红头上的字，例如“××联席会议办公室文件”。")
    code = forms.CharField(label="机关代字", max_length=30, required=False, help_text="例如“鹭信联办”。")
    signer = forms.ChoiceField(label="签发人", choices=list(SIGNERS.items()))
    red_head = forms.BooleanField(label="使用红头", required=False)
    own_book = forms.BooleanField(
        label="由联席会议办公室编号", required=False, help_text="不勾选时，文号由党政办公室编排，印发时照抄。"
    )
    start = forms.IntegerField(
        label="本年从第几号开始",
        min_value=1,
        initial=1,
        help_text="年中启用的，接着纸质登记簿往下编；开始编号后不能再改。",
    )
    closed = forms.BooleanField(
        label="停用", required=False, help_text="不再以这个名义拟新稿；已印发的文件和字号簿不变。"
    )

    def issuer(self) -> IssuerGiven:
        given = self.cleaned_data
        names = ("body", "name", "mark", "code", "signer", "red_head", "own_book", "start", "closed")
        return IssuerGiven(**{name: given[name] for name in names})


class VoidForm(ActionForm):
    running = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.CharField(label="作废原因", max_length=150)
