"""What the commands do, in the words they print."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from django.conf import settings
from django.contrib.sessions.models import Session

from lianxi.binder import queries as binders
from lianxi.conf import database
from lianxi.conf.cli import Trouble
from lianxi.inbox import announce
from lianxi.journal import erasing
from lianxi.journal import queries as journal
from lianxi.journal.frame import Call
from lianxi.journal.verify import verify
from lianxi.matters.finding import search_index
from lianxi.roster import accounts, founding
from lianxi.rulebook.board import STATES, Board, Line, ring
from lianxi.rulebook.duties import Periodic, Response
from lianxi.rulebook.reading import compile_text
from lianxi.web.clock import now, today

__all__ = ["board_text", "found", "one_conference", "tick", "today", "verify_text"]


def base_url(port: int | None = None) -> str:
    return settings.BASE_URL.rstrip("/") or f"http://127.0.0.1:{port or 8000}"


def first_link(port: int | None = None) -> str | None:
    """The one-time link of the first office account of an empty deployment, else None."""
    account = accounts.first_account()
    if account is None:
        return None
    path = accounts.issue_link(account, at=now(), by="console", address="console")
    return f"{base_url(port)}{path}"


def one_conference(slug: str | None) -> journal.Head:
    """The conference of that slug, or the only one there is."""
    if slug is not None:
        head = journal.head(slug)
        if head is None:
            raise Trouble(f"没有简称为“{slug}”的联席会议。")
        return head
    heads = journal.heads()
    if len(heads) == 1:
        return heads[0]
    if not heads:
        raise Trouble("还没有建立联席会议。请先用 lianxi found 规则文件 建立。")
    raise Trouble(f"有多个联席会议，请用 --conference 指定：{'、'.join(head.slug for head in heads)}")


def found(
    text: str,
    answers: Mapping[str, str | int],
    slug: str | None,
    in_force: date | None,
    judged_from: date | None,
) -> str:
    """Found from the command line, and say how to get in."""
    compiled = compile_text(text)
    missing = founding.open_questions(compiled, answers)
    if missing:
        asked = {question.key: question for question in compiled.questions}
        lines = [
            f"  {key}\n    {asked[key].text}\n    可选：{'；'.join(f'{o.id}＝{o.text}' for o in asked[key].options)}"
            for key in missing
        ]
        raise Trouble("以下问题须先确认，请写入答案文件（--answers）后重试：\n" + "\n".join(lines))
    account = accounts.founding_account()
    wanted = founding.new_conference(compiled, slug or founding.suggested_slug(compiled.body.name or ""))
    since = in_force or _date(compiled.in_force.from_) or today()
    done = founding.found_conference(
        Call(wanted, founding.founder(account), now()),
        compiled=compiled,
        answers=answers,
        in_force_from=since,
        judged_from=judged_from or today(),
    )
    head = journal.head_by_id(done.conference)
    said = f"“{head.name}”此前已建立" if done.repeated else f"已建立“{head.name}”"
    link = first_link()
    way = f"\n首次登录链接（72 小时内有效，只能用一次）：{link}" if link else ""
    return f"{said}，网址简称 {head.slug}。{way}\n启动服务：lianxi serve"


def _date(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def board_text(judged: Board) -> str:
    """The board as plain text: the headline, then every article with its dated duties."""
    lines = [f"截至 {judged.on:%Y年%m月%d日}", str(judged.headline), ""]
    marks = {"kept": "○", "due": "◐", "overdue": "●", "not_owed": "·"}
    for label in dict.fromkeys(line.duty.article for line in judged.lines):
        of_article = judged.of_article(label)
        lines.append(f"{marks[ring(of_article)]} {label}")
        lines += [f"    {_line_text(line)}" for line in of_article]
    return "\n".join(lines)


def _line_text(line: Line) -> str:
    if not line.dated:
        return line.duty.label
    counts: dict[str, int] = {}
    for item in line.items:
        counts[item.state] = counts.get(item.state, 0) + 1
    told = "，".join(f"{STATES[state]} {count}" for state, count in counts.items() if state != "not_owed")
    kind = "周期" if isinstance(line.duty, Periodic) else "时限" if isinstance(line.duty, Response) else "程序"
    return f"[{kind}] {line.duty.label}　{told or '未发生'}"


def verify_text(slug: str | None, against: tuple[int, str] | None) -> tuple[str, bool]:
    """Verify one or all conferences."""
    slugs = [one_conference(slug).slug] if slug else [head.slug for head in journal.heads()]
    if not slugs:
        return "还没有建立联席会议，没有可核验的日志。", True
    reports = [verify(each, against) for each in slugs]
    lines = []
    for report in reports:
        verdict = "完好" if report.sound else f"发现 {len(report.findings)} 处问题"
        erased = f"，依法删除文字 {report.erased_texts} 处" if report.erased_texts else ""
        erased += f"，依法删除附件 {report.erased_files} 个" if report.erased_files else ""
        head = f"{report.number}:{report.head[:16]}"
        lines.append(f"{report.slug}：{verdict}，共 {report.entries} 条，链首 {head}{erased}")
        lines += [f"  {finding.message}" for finding in report.findings]
    return "\n".join(lines), all(report.sound for report in reports)


def tick(slug: str | None) -> str:
    """Idempotent: announce once what is due; drop expired sessions, sign-in events beyond three years (never below
    180 days).
    """
    heads = [one_conference(slug)] if slug else journal.heads()
    post = announce.Post(settings.MAIL_SENDER, base_url()) if settings.MAIL_SENDER else None
    lines = [_told(head, announce.announce(head, on=today(), now=now(), post=post)) for head in heads]
    for head in heads:
        erasing.sweep(head.id)
        binders.sweep(head.id, now())
    database.index_matters()
    search_index.clean()
    ended, _ = Session.objects.filter(expire_date__lt=now()).delete()
    forgotten = accounts.forget_sign_ins(before=now() - timedelta(days=3 * 365))
    lines.append(f"已清理过期会话 {ended} 个、三年前的登录记录 {forgotten} 条。")
    return "\n".join(lines)


def _told(head: journal.Head, told: announce.Told) -> str:
    mail = f"，发出邮件 {told.mailed} 封" if told.mailed or told.failed else ""
    failed = f"，{told.failed} 封没有发出（邮件服务器不通，下次再试）" if told.failed else ""
    return f"{head.slug}：新提醒 {told.announced} 件{mail}{failed}。"
