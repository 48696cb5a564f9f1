"""Forms of a change of holder: the unit's letter and the steps of the office and the convener."""

from __future__ import annotations

from django import forms

from lianxi.journal.frame import MEANS, Behalf
from lianxi.roster.actions import ANOTHER
from lianxi.roster.queries import SeatView
from lianxi.web.behalf import behalf_of
from lianxi.web.forms import ActionForm, DayField, FilesField, VersionForm


class AnnounceForm(ActionForm):
    """成员变更函; the office, which brings in a letter on paper, says when and how it came (代录)."""

    seat = forms.TypedChoiceField(label="哪个席位", coerce=int)
    name = forms.CharField(label="新任人员姓名", max_length=60)
    since = DayField(label="到任日期", help_text="新任到任的第一天，可以是以后的日期。")
    document = forms.CharField(
        label="依据", max_length=200, required=False, help_text="任免文件名称和文号，没有的可不填。"
    )
    scans = FilesField(label="变更函或任免文件扫描件", required=False)
    means = forms.ChoiceField(label="单位以何方式提出", choices=list(MEANS.items()))
    behalf_on = DayField(label="提出日期")

    def offer(self, seats: list[SeatView], *, itself: bool) -> None:
        self.seats = {seat.number: seat for seat in seats}
        self.set_choices(
            "seat",
            [
                ("", "请选择"),
                *[(seat.number, f"{seat.post}（现任{seat.holder.name}）") for seat in seats if seat.holder],
            ],
        )
        if itself:
            del self.fields["means"], self.fields["behalf_on"]

    def behalf(self) -> Behalf | None:
        given = self.cleaned_data
        if "means" not in given:
            return None
        return behalf_of(self.seats[given["seat"]], given["means"], given["behalf_on"])


class RegisterForm(VersionForm):
    since = DayField(label="到任日期", help_text="核对任免文件；到任当日或之后登记。")
    who = forms.TypedChoiceField(label="是否同一人", coerce=int, empty_value=None, widget=forms.RadioSelect)

    def offer_people(self, known: list[tuple[int, str]]) -> None:
        """Ask who is meant only where somebody of this name is known."""
        if not known:
            del self.fields["who"]
            return
        self.set_choices(
            "who",
            [
                *[(number, f"就是现有人员：{posts}") for number, posts in known],
                (ANOTHER, "是另一位同名人员"),
            ],
        )
        self.fields["who"].error_messages["required"] = "名单中已有同名人员，请选择是否同一人。"


class DeclineForm(VersionForm):
    reason = forms.CharField(label="退回的理由", widget=forms.Textarea)


class FileForm(VersionForm):
    serial = forms.IntegerField(label="备案号", min_value=1)
    filed_on = DayField(label="备案日期")
    reported = forms.BooleanField(label="同日已报告召集人", required=False)
    scans = FilesField(label="备案材料扫描件", required=False)


class ReportForm(VersionForm):
    reported_on = DayField(label="报告召集人的日期")


class AcknowledgeForm(VersionForm):
    """One tap for the convener; the office says whose word it was and how it came."""

    behalf_seat = forms.TypedChoiceField(label="哪位召集人", coerce=int)
    means = forms.ChoiceField(label="方式", choices=list(MEANS.items()))
    behalf_on = DayField(label="知悉日期")

    def offer(self, seats: list[SeatView], *, itself: bool) -> None:
        self.seats = {seat.number: seat for seat in seats}
        if itself:
            del self.fields["behalf_seat"], self.fields["means"], self.fields["behalf_on"]
            return
        self.set_choices(
            "behalf_seat",
            [(seat.number, f"{seat.holder.name}（{seat.post}）" if seat.holder else seat.post) for seat in seats],
        )

    def behalf(self) -> Behalf | None:
        given = self.cleaned_data
        if "behalf_seat" not in given:
            return None
        return behalf_of(self.seats[given["behalf_seat"]], given["means"], given["behalf_on"])
