"""Who gets through to directives and reports upward. Units learn of them by their tasks only."""

from __future__ import annotations

from tests.web.rows import CALLERS, DAY, JOURNAL, OFFICE, TODAY, Row, of_area

DIRECTIVE, REPORT = of_area("directives", "directive"), of_area("directives", "report")
ROWS: dict[str, Row] = {
    "directives": Row(see=JOURNAL, post=JOURNAL),
    "directives_export": Row(see=JOURNAL, post=JOURNAL),
    "directive_new": Row(
        see=CALLERS,
        post=CALLERS,
        writes=CALLERS,
        form=lambda scene: {"source": "county", "title": "核查", "received_on": DAY},
    ),
    "directive": Row(see=JOURNAL, post=JOURNAL, args=DIRECTIVE),
    "directive_break_down": Row(
        see=CALLERS,
        post=CALLERS,
        writes=CALLERS,
        args=DIRECTIVE,
        form=lambda scene: {"version": 2, "title_0": "张贴公告", "lead_0": scene.cast.village.unit},
    ),
    "directive_answer": Row(
        see=OFFICE,
        post=OFFICE,
        writes=OFFICE,
        args=DIRECTIVE,
        form=lambda scene: {"version": 2, "text": "先行报告", "answered_on": TODAY, "despite": "县里催报"},
    ),
    "directive_correct": Row(
        see=OFFICE,
        post=OFFICE,
        writes=OFFICE,
        args=DIRECTIVE,
        form=lambda scene: {"version": 2, "source": "county", "title": "核查供水水质"},
    ),
    "reports": Row(see=JOURNAL, post=JOURNAL),
    "reports_export": Row(see=JOURNAL, post=JOURNAL),
    "report_new": Row(
        see=CALLERS,
        post=CALLERS,
        writes=CALLERS,
        form=lambda scene: {"kind": "report", "title": "关于汛情的报告", "text": "如下。", "addressees": "镇党委"},
    ),
    "report": Row(
        see=JOURNAL,
        post=OFFICE,
        writes=OFFICE,
        args=REPORT,
        form=lambda scene: {"step": "send", "version": 1, "sendings": [1], "means": "oa", "sent_on": TODAY},
    ),
    "report_edit": Row(
        see=CALLERS,
        post=CALLERS,
        writes=CALLERS,
        args=REPORT,
        form=lambda scene: {"version": 1, "kind": "report", "title": "改", "text": "改", "addressees": "镇党委"},
    ),
    "report_docx": Row(see=JOURNAL, post=JOURNAL, args=REPORT),
}
