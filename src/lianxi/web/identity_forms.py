"""The forms of the identity vault."""

from __future__ import annotations

from django import forms

from lianxi.web.forms import ActionForm, VersionForm

NOT_REMEMBERED = {"autocomplete": "off"}


class AskForm(ActionForm):
    reason = forms.CharField(
        label="查看理由",
        max_length=500,
        widget=forms.Textarea,
        help_text="写明为办理什么、必须知道什么，例如“约定上门调解的时间，需要电话”。请勿写信访人姓名。",
    )


class RefuseForm(VersionForm):
    reason = forms.CharField(label="不同意的理由", max_length=500, widget=forms.Textarea)


class LookUpForm(ActionForm):
    """One of the three is enough; ``looked_up`` says what is wrong with them."""

    id_number = forms.CharField(
        label="身份证号码",
        max_length=30,
        required=False,
        widget=forms.TextInput(attrs=NOT_REMEMBERED | {"spellcheck": "false"}),
    )
    phone = forms.CharField(
        label="电话",
        max_length=30,
        required=False,
        widget=forms.TextInput(attrs=NOT_REMEMBERED | {"inputmode": "tel"}),
    )
    initials = forms.CharField(
        label="姓名拼音首字母",
        max_length=12,
        required=False,
        widget=forms.TextInput(attrs=NOT_REMEMBERED | {"spellcheck": "false", "autocapitalize": "none"}),
        help_text="例如“林秋生”填 lqs。首字母相同的人不止一个，结果只显示姓氏；填了证件号或电话的，按证件号、电话查。",
    )


class AgainForm(forms.Form):
    """The password once more."""

    template_name = "parts/form.html"
    password = forms.CharField(
        label="密码", max_length=200, widget=forms.PasswordInput(attrs={"autocomplete": "current-password"})
    )
