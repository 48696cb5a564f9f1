"""简报: a mark of its own, issue number, office and day over the red rule, texts and figures (as offices print it)."""

from __future__ import annotations

from dataclasses import replace

from .body import text_of
from .edition import record_of
from .head import centred_number, heading, red_mark, two_edges
from .numbers import official_date
from .paper import write_paper
from .tables import tables_of
from .typeset import BLACK, BODY, CENTRED, CHARACTER, FLUSH, KAI, blank, paragraph, words
from .values import Article, Brief

_UNDATED = "　　年　月　日"


def articles_of(brief: Brief) -> tuple[Article, ...]:
    """All its texts: the one given by ``title`` and ``body``, if there is any, and ``articles``."""
    own = Article(brief.title, brief.body, brief.figures)
    return (own, *brief.articles) if own.title or own.body or own.figures else brief.articles


def write_brief(brief: Brief) -> bytes:
    """The .docx. Same brief, same bytes."""
    day = official_date(brief.issued_on) if brief.issued_on else _UNDATED
    articles = articles_of(brief)
    return write_paper(
        (
            red_mark(brief.mark),
            blank(2),
            centred_number(brief.issue, ruled=False),
            two_edges(brief.office, day),
            _contents(articles) if brief.contents else "",
            _note(brief.editor_note),
            *(_article(each) for each in articles),
            record_of(foot_of(brief), brief.office, brief.issued_on, copies=brief.copies),
        ),
        title=brief.title or (articles[0].title if articles else brief.mark),
        author=brief.office,
        about=" ".join(filter(None, (brief.mark, brief.issue))),
        made_on=brief.issued_on,
        draft=brief.draft,
    )


def foot_of(brief: Brief) -> list[tuple[str, tuple[str, ...]]]:
    """Labels and receivers of the foot: 报送 alone, or 报, 送, 发 where there are several kinds of them."""
    several = brief.sent_to or brief.issued_to
    return [("报" if several else "报送", brief.distribution), ("送", brief.sent_to), ("发", brief.issued_to)]


def _contents(articles: tuple[Article, ...]) -> str:
    """本期目录 in 黑体, the titles of the texts below it; one text alone needs none."""
    if len(articles) < 2:
        return ""
    shape = replace(FLUSH, align="left", left=3 * CHARACTER, right=CHARACTER, hanging=CHARACTER, with_next=True)
    listed = "".join(paragraph(f"◆{words(each.title)}", shape) for each in articles if words(each.title))
    return blank() + paragraph("本期目录", replace(CENTRED, with_next=True), BLACK) + listed


def _note(note: str) -> str:
    """按语： in 黑体, its words in 楷体."""
    lines = [words(line) for line in note.split("\n") if words(line)]
    if not lines:
        return ""
    first, *more = lines
    opening = paragraph([("按语：", BLACK), (first, KAI)], BODY)
    return blank() + opening + "".join(paragraph(line, BODY, KAI) for line in more)


def _article(article: Article) -> str:
    return (
        (heading(article.title) if words(article.title) else blank())
        + text_of(article.body)
        + tables_of(article.figures)
    )
