"""The binder as linked pages that open offline: no script, no address outside, one small style in each."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from lianxi.binder.content import ArticlePart, Content, DutyPart, Paper, Proof
from lianxi.binder.wording import AUDIENCE, days, period, size, tally, witness

_STYLE = """
body{font:16px/1.7 "Noto Serif CJK SC","Source Han Serif SC",SimSun,serif;color:#1b1b1b;max-width:60rem;margin:0 auto;
padding:1.5rem 1rem 4rem}
h1{font-size:1.7rem;line-height:1.35;margin:1rem 0 .4rem}h2{font-size:1.2rem;margin:2rem 0 .5rem}
h3{font-size:1rem;margin:1.4rem 0 .3rem}
a{color:#9a1b1b}table{border-collapse:collapse;width:100%;font-size:.93rem}
th,td{border-bottom:1px solid #d9d4cb;padding:.4rem .5rem;text-align:left;vertical-align:top}
th{font-weight:600;border-bottom:2px solid #1b1b1b}
.soft{color:#5c5850;font-size:.9rem}.text{border-left:3px solid #9a1b1b;padding-left:.9rem;margin:1rem 0}
.scroll{overflow-x:auto}.proof{border-top:1px solid #d9d4cb;padding:.6rem 0}.proof p{margin:.15rem 0}
.bad{color:#9a1b1b;font-weight:600}.days{white-space:nowrap}
.hash{font-family:monospace;font-size:.85rem;word-break:break-all}
nav{font-size:.9rem}ul{margin:.2rem 0;padding-left:1.3rem}
@media print{body{max-width:none;padding:0}nav{display:none}a{color:inherit;text-decoration:none}}
"""
#: states that stand out
_BAD = {"missed", "overdue"}


def page_name(article: ArticlePart) -> str:
    return f"articles/{article.position + 1:02d}.html"


def index(content: Content) -> str:
    """The first page: what the binder is, and every article with its tally."""
    rows = "".join(
        f'<tr><td><a href="{page_name(each)}">{escape(each.label)}</a></td><td>{len(each.duties)}</td>'
        f"<td>{escape(tally(each))}</td><td>{len(each.proofs)}</td><td>{_number_of_papers(each)}</td></tr>"
        for each in content.articles
    )
    also = '<a href="总册.docx">总册（Word）</a>　<a href="校验单.html">校验单</a>　<a href="manifest.txt">文件清单</a>'
    body = (
        f"<h1>{escape(content.conference)}<br>履职佐证材料</h1>"
        f'<p>{period(content)}　{AUDIENCE[content.audience]}</p><p class="soft">第 {content.number} 册，'
        f"{content.made_on:%Y-%m-%d} 制作，按{escape(content.reader)}可见的范围收录。日志存证：{witness(content)}。</p>"
        f"<p>{also}</p><h2>目录</h2><div class=scroll><table><thead><tr><th>条款</th><th>职责</th><th>履行情况</th>"
        f"<th>记录</th><th>材料</th></tr></thead><tbody>{rows}</tbody></table></div>"
        '<p class="soft">信访人的姓名、电话、证件号、住址一律遮盖；'
        "信访事项的原件不收入本册，由办公室保存，可以现场查阅。</p>"
    )
    return _page(f"{content.conference}履职佐证材料", body)


def article_page(content: Content, place: int) -> str:
    """One article: its text, what it owed, the entries, the papers; links back and to its neighbours."""
    article = content.articles[place]
    before = content.articles[place - 1] if place else None
    after = content.articles[place + 1] if place + 1 < len(content.articles) else None
    links = ['<a href="../index.html">目录</a>']
    links += [f'<a href="../{page_name(each)}">{escape(each.label)}</a>' for each in (before, after) if each]
    parts = [f"<nav>{'　'.join(links)}</nav><h1>{escape(article.label)}</h1>", _text(article.text)]
    parts += [f'<p class="soft">{escape(tally(article))}</p>', *map(_duty, article.duties)]
    if not article.duties:
        parts.append('<p class="soft">本条没有列出职责。</p>')
    if article.papers:
        parts.append("<h2>相关文书</h2>")
        parts += [f"<h3>{escape(title)}</h3>{_papers(papers)}" for title, papers in article.papers]
    if article.proofs:
        parts += ["<h2>日志记录</h2>", *map(_proof, article.proofs)]
    return _page(article.label, "".join(parts))


def verification(content: Content, manifest: str, files: int) -> str:
    """The verification sheet as a page."""
    lines = "".join(f"<p>{escape(line)}</p>" for line in verification_lines(content, files))
    body = (
        '<nav><a href="index.html">目录</a></nav><h1>校验单</h1>'
        f'{lines}<p>文件清单的 SHA-256：</p><p class="hash">{manifest}</p>'
        f'<p>日志链首：第 {content.head_number} 号</p><p class="hash">{content.head_hash}</p>'
    )
    return _page("校验单", body)


def verification_lines(content: Content, files: int) -> list[str]:
    """What the sheet says, also in the .docx."""
    return [
        f"{content.conference}履职佐证材料，第 {content.number} 册，{period(content)}，共 {files} 个文件。",
        f"日志存证：{witness(content)}。",
        "核对方法一：登录系统，打开“日志”中的“核对校验码”，输入上面一行。"
        f"方法二：在服务器上运行 lianxi verify --against {content.head_number}:{content.head_hash[:16]}，"
        "逐条核验整条日志。",
        "文件清单 manifest.txt 列出每个文件的 SHA-256，可以用 sha256sum -c manifest.txt 核对；"
        "清单自身的 SHA-256 印在本单上，校验单不在清单内。",
    ]


def _duty(duty: DutyPart) -> str:
    head = f'<h2>{escape(duty.label)}</h2><p class="soft">{duty.kind}　{escape(duty.summary)}</p>'
    if not duty.items:
        return head
    rows = "".join(
        f"<tr><td>{escape(each.name)}</td><td{' class=bad' if each.state in _BAD else ''}>{escape(each.state_words)}"
        f"{f'：{escape(each.note)}' if each.note else ''}</td><td class=days>{days(each)}</td>"
        f"<td>{'、'.join(_entry_link(number) for number in each.entries) or '—'}</td></tr>"
        for each in duty.items
    )
    heads = "".join(f"<th>{word}</th>" for word in ("事项", "情况", "起止", "记录"))
    return f"{head}<div class=scroll><table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>"


def _entry_link(number: int) -> str:
    return f'<a href="#e{number}">第 {number} 号</a>'


def _proof(proof: Proof) -> str:
    named = "　".join(filter(None, (proof.verb, proof.object, proof.unit)))
    marks = "　".join(filter(None, ("办公室代录" if proof.behalf else "", "已撤回" if proof.withdrawn else "")))
    words = "".join(f"<p>{escape(kind)}：{escape(text)}</p>" for kind, text in proof.words)
    withheld = f'<p class="soft">另有原件 {proof.withheld} 个不收入本册，由办公室保存。</p>' if proof.withheld else ""
    return (
        f'<div class="proof" id="e{proof.number}"><p><b>第 {proof.number} 号</b>　{escape(named)}'
        f'{f"　<b>{marks}</b>" if marks else ""}</p><p class="soft">{proof.happened_on:%Y-%m-%d} 发生，'
        f"{proof.recorded_on:%Y-%m-%d} 由{escape(proof.by)}登记，校验码 "
        f'<span class="hash">{proof.hash[:16]}</span></p>{words}{_papers(proof.papers)}{withheld}</div>'
    )


def _papers(papers: Sequence[Paper]) -> str:
    """Links from a page in ``articles/``."""
    if not papers:
        return ""
    lines = "".join(
        f'<li><a href="../{escape(each.place)}">{escape(each.name)}</a> '
        f'<span class="soft">{size(each.size)}</span></li>'
        for each in papers
    )
    return f"<ul>{lines}</ul>"


def _text(text: str) -> str:
    lines = "".join(f"<p>{escape(line)}</p>" for line in text.split("\n") if line.strip())
    return f'<div class="text">{lines}</div>'


def _number_of_papers(article: ArticlePart) -> int:
    return len({paper.place for _, papers in article.papers for paper in papers}) + len(
        {paper.place for proof in article.proofs for paper in proof.papers}
    )


def _page(title: str, body: str) -> str:
    return (
        '<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>'
        f'{escape(title)}</title><meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<style>{_STYLE}</style></head><body>{body}</body></html>\n"
    )
