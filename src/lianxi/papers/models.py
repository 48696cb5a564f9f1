"""Official documents of the body, their number books and receivers; papers that came in. Columns only."""

from __future__ import annotations

from django.db import models

#: kinds of document → official words (《党政机关公文处理工作条例》 article 8; 简报 and 要点 as the field uses them)
KINDS = {
    "notice": "通知",
    "circular": "通报",
    "letter": "函",
    "report": "报告",
    "request": "请示",
    "brief": "简报",
    "work_points": "年度工作要点",
}
STATES = {
    "draft": "拟稿",
    "checked": "已核稿",
    "signed": "已签发",
    "issued": "已印发",
    "filed": "已归档",
    "recalled": "已收回",
    "discarded": "已作废",
}
BODIES = {"conference": "联席会议", "office": "联席会议办公室", "government": "政府"}
SIGNERS = {"convener": "召集人", "director": "办公室主任", "organ_head": "机关负责人"}
URGENCIES = {"": "不标注", "urgent": "加急", "most_urgent": "特急"}


class Issuer(models.Model):
    """Who issues: its name, the mark of its red head, its 机关代字, who signs for it, and whose number book it is.

    ``own_book``: the numbers are kept here; otherwise the Party and government office keeps the book and the number is
    typed. ``start_year``, ``start_running``: the first number that Lianxi gives out in the year it took over the book.
    """

    conference = models.ForeignKey("journal.Conference", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    body = models.CharField(max_length=12)
    name = models.CharField(max_length=80)
    mark = models.CharField(max_length=80)
    code = models.CharField(max_length=30, blank=True)
    red_head = models.BooleanField(default=True)
    own_book = models.BooleanField(default=True)
    signer = models.CharField(max_length=12)
    start_year = models.PositiveSmallIntegerField(default=0)
    start_running = models.PositiveIntegerField(default=1)
    closed_on = models.DateField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["conference", "number"], name="issuer_number_once"),
            models.UniqueConstraint(fields=["conference", "name"], name="issuer_name_once"),
            models.UniqueConstraint(
                fields=["conference", "code"], condition=~models.Q(code=""), name="issuer_code_once"
            ),
            models.CheckConstraint(name="issuer_body_known", condition=models.Q(body__in=list(BODIES))),
            models.CheckConstraint(name="issuer_signer_known", condition=models.Q(signer__in=list(SIGNERS))),
        ]


class Document(models.Model):
    """One outgoing document. Once signed, ``sealed`` never changes. ``origin``: ``report:3``, ``paper:7``, or empty."""

    conference = models.ForeignKey("journal.Conference", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=12)
    issuer = models.ForeignKey(Issuer, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=150)
    addressee = models.CharField(max_length=300, blank=True)
    cc = models.CharField(max_length=300, blank=True)
    body = models.TextField(blank=True)
    remark = models.CharField(max_length=150, blank=True)
    urgency = models.CharField(max_length=12, blank=True)
    #: tables of a brief: [{"name", "heads", "rows"}]
    figures = models.JSONField(default=list)
    origin = models.CharField(max_length=60, blank=True)
    state = models.CharField(max_length=12, default="draft")
    opinion = models.TextField(blank=True)
    drafter = models.PositiveIntegerField(null=True)
    checker = models.PositiveIntegerField(null=True)
    signer = models.PositiveIntegerField(null=True)
    drafted_on = models.DateField()
    signed_on = models.DateField(null=True)
    issued_on = models.DateField(null=True)
    recalled_on = models.DateField(null=True)
    document_number = models.CharField(max_length=60, blank=True)
    sealed = models.TextField(blank=True)
    by_hand = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["conference", "number"], name="document_number_once"),
            models.UniqueConstraint(
                fields=["conference", "document_number"],
                condition=~models.Q(document_number="") & ~models.Q(kind="brief"),
                name="official_number_once",
            ),
            models.CheckConstraint(name="document_state_known", condition=models.Q(state__in=list(STATES))),
            models.CheckConstraint(name="document_kind_known", condition=models.Q(kind__in=list(KINDS))),
        ]
        indexes = [models.Index(fields=["conference", "-number"], name="document_newest")]


class Enclosure(models.Model):
    """附件: a text that goes with the document (方案、制度), or a file: its SHA-256 and the entry that holds it."""

    conference = models.ForeignKey("journal.Conference", on_delete=models.PROTECT, related_name="+")
    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="enclosures")
    place = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=150)
    text = models.TextField(blank=True)
    file = models.CharField(max_length=64, blank=True)
    entry = models.PositiveIntegerField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["document", "place"], name="enclosure_place_once")]


#: what a point of the year's work serves (article 3 of the reference genre: rule of law, reform)
CATEGORIES = {
    "": "不分类",
    "key_work": "重点工作",
    "rule_of_law": "信访工作法治化",
    "reform": "信访工作制度改革",
}


class Point(models.Model):
    """One point of the year's work (年度工作要点), to become a task when the document is issued."""

    conference = models.ForeignKey("journal.Conference", on_delete=models.PROTECT, related_name="+")
    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="points")
    place = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=200)
    unit = models.ForeignKey("roster.Unit", on_delete=models.PROTECT, null=True, related_name="+")
    due = models.DateField(null=True)
    category = models.CharField(max_length=12, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["document", "place"], name="point_place_once")]


class Recipient(models.Model):
    """A unit that the document was issued to, and when it signed for it."""

    conference = models.ForeignKey("journal.Conference", on_delete=models.PROTECT, related_name="+")
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="recipients")
    unit = models.ForeignKey("roster.Unit", on_delete=models.PROTECT, related_name="+")
    received_on = models.DateField(null=True)
    on_behalf = models.BooleanField(default=False)
    #: how often the office has pressed it to sign
    chased = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["document", "unit"], name="recipient_once")]
        indexes = [models.Index(fields=["conference", "unit", "received_on"], name="recipient_by_unit")]


class BookNumber(models.Model):
    """A number of an issuer's book in a year: a document's, or void with a reason. ``series``: see ``numbers``."""

    conference = models.ForeignKey("journal.Conference", on_delete=models.PROTECT, related_name="+")
    issuer = models.ForeignKey(Issuer, on_delete=models.PROTECT, related_name="+")
    series = models.CharField(max_length=12)
    year = models.PositiveSmallIntegerField()
    running = models.PositiveIntegerField()
    document = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, related_name="+")
    #: what else bears it (the minutes of a meeting): ``meeting:4``
    bearer = models.CharField(max_length=60, blank=True)
    void = models.CharField(max_length=150, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["issuer", "series", "year", "running"], name="book_number_once"),
        ]


PAPER_STATES = {
    "registered": "待拟办",
    "proposed": "待批示",
    "instructed": "待交办",
    "assigned": "承办中",
    "answered": "已办复",
    "filed": "已归档",
}
PAPER_FORMS = {"document": "来文", "telephone": "电话记录"}


class Incoming(models.Model):
    """收文: a paper or a telephone call that came in, on its way through 拟办, 批示, 承办, 办复, 归档."""

    conference = models.ForeignKey("journal.Conference", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    form = models.CharField(max_length=12)
    sender = models.CharField(max_length=80)
    their_number = models.CharField(max_length=60, blank=True)
    title = models.CharField(max_length=150)
    text = models.TextField(blank=True)
    urgency = models.CharField(max_length=12, blank=True)
    received_on = models.DateField()
    due = models.DateField(null=True)
    state = models.CharField(max_length=12, default="registered")
    proposal = models.TextField(blank=True)
    instruction = models.TextField(blank=True)
    instructed_by = models.PositiveIntegerField(null=True)
    answer = models.TextField(blank=True)
    answered_on = models.DateField(null=True)
    by_hand = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["conference", "number"], name="paper_number_once"),
            models.CheckConstraint(
                name="paper_state_known", condition=models.Q(state__in=[*PAPER_STATES, "withdrawn"])
            ),
            models.CheckConstraint(name="paper_form_known", condition=models.Q(form__in=list(PAPER_FORMS))),
        ]
        indexes = [models.Index(fields=["conference", "-number"], name="paper_newest")]


REGULATIONS = {"system": "制度", "plan": "方案", "measures": "办法"}
REGULATION_STATES = {
    "draft": "起草中",
    "opinions": "征求意见",
    "issued": "已印发",
    "amended": "已修订",
    "repealed": "已废止",
}


class Regulation(models.Model):
    """制度文件: a standing rule of the body's own, on its way from draft to issue, amended or repealed later.

    ``document``: the outgoing document it was last issued with, where that is kept here.
    """

    conference = models.ForeignKey("journal.Conference", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=12)
    title = models.CharField(max_length=150)
    text = models.TextField(blank=True)
    state = models.CharField(max_length=12, default="draft")
    document = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, related_name="+")
    document_number = models.CharField(max_length=60, blank=True)
    drafted_on = models.DateField()
    issued_on = models.DateField(null=True)
    changed_on = models.DateField(null=True)
    note = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["conference", "number"], name="regulation_number_once"),
            models.CheckConstraint(name="regulation_kind_known", condition=models.Q(kind__in=list(REGULATIONS))),
            models.CheckConstraint(
                name="regulation_state_known", condition=models.Q(state__in=list(REGULATION_STATES))
            ),
        ]


class RegulationOpinion(models.Model):
    """What a unit was asked about a draft, and what it said; an empty answer that was given means 无意见."""

    conference = models.ForeignKey("journal.Conference", on_delete=models.PROTECT, related_name="+")
    regulation = models.ForeignKey(Regulation, on_delete=models.PROTECT, related_name="opinions")
    unit = models.ForeignKey("roster.Unit", on_delete=models.PROTECT, related_name="+")
    asked_on = models.DateField()
    due = models.DateField(null=True)
    given_on = models.DateField(null=True)
    text = models.TextField(blank=True)
    on_behalf = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["regulation", "unit"], name="opinion_once_a_unit")]
        indexes = [models.Index(fields=["conference", "unit", "given_on"], name="opinion_by_unit")]
