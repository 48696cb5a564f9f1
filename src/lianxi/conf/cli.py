"""The ``lianxi`` command: compile, found, board, clock, serve, demo, verify, tick, backup, restore."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path


class Trouble(Exception):
    """Something the person at the terminal can mend; printed as one sentence, exit status 1."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; 0 when done, 1 when it could not be done (with a sentence on stderr), 2 for wrong usage."""
    parser = _parser()
    given = parser.parse_args(arguments)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lianxi.conf.settings")
    os.umask(0o077)  # whatever is made in the data folder is its owner's alone
    run: Callable[[argparse.Namespace], int] = given.run
    try:
        return run(given)
    except Trouble as trouble:
        print(f"lianxi {given.command}: {trouble}", file=sys.stderr)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except KeyboardInterrupt:
        print(file=sys.stderr)
    except Exception as error:
        if not _expected(error):
            raise
        print(f"lianxi {given.command}: {error}", file=sys.stderr)
    return 1


def _expected(error: Exception) -> bool:
    """Errors that already speak to the person: refusals, unreadable files, misconfiguration."""
    from lianxi.conf.environment import Misconfigured
    from lianxi.documents.unreadable import Unreadable
    from lianxi.rulebook.reading import NotRules

    kinds: list[type[Exception]] = [Misconfigured, Unreadable, NotRules]
    if "lianxi.journal.refusals" in sys.modules:
        kinds.append(sys.modules["lianxi.journal.refusals"].Refused)
    return isinstance(error, tuple(kinds))


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}”不是 2026-11-23 这样的日期") from None


def _print(text: str) -> tuple[int, str]:
    number, _, sealed = text.partition(":")
    if not number.isdigit() or len(sealed) < 16 or not all(c in "0123456789abcdefABCDEF" for c in sealed):
        raise argparse.ArgumentTypeError("应为 编号:校验码（至少 16 位十六进制），例如 120:3f9a6c0d11e25b78")
    return int(number), sealed.lower()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="lianxi", description="联席：从工作规则到履职记录。")
    commands = parser.add_subparsers(dest="command", required=True, metavar="命令")

    def command(name: str, run: Callable[[argparse.Namespace], int], text: str) -> argparse.ArgumentParser:
        made = commands.add_parser(name, help=text, description=text)
        made.set_defaults(run=run)
        return made

    made = command("compile", _compile, "读规则文件，列出读懂的条款、名单和待确认的问题")
    made.add_argument("file", type=Path, metavar="文件", help=".txt / .docx / .pdf（.doc、.wps 需装有 LibreOffice）")
    made.add_argument("--json", action="store_true", help="输出 JSON")

    made = command("found", _found, "用规则文件建立联席会议")
    made.add_argument("file", type=Path, metavar="文件")
    made.add_argument("--answers", type=Path, metavar="JSON", help='答案文件：{"questions": {问题键: 选项或值}}')
    made.add_argument("--slug", help="网址简称（默认取名称拼音；建立后不变）")
    made.add_argument("--in-force", type=_day, metavar="日期", help="规则施行日期（默认取文中所载）")
    made.add_argument("--judged-from", type=_day, metavar="日期", help="从哪一天起纳入履职记录（默认今天）")

    made = command("board", _board, "某日的履职总览，与首页一致")
    made.add_argument("--on", type=_day, metavar="日期", help="默认今天")
    made.add_argument("--known", type=_day, metavar="日期", help="只看到该日为止已登记的记录")
    made.add_argument("--json", action="store_true", help="输出 JSON")
    made.add_argument("--conference", metavar="简称", help="只有一个联席会议时可省略")

    command("clock", _clock, "从标准输入读一件信访事项（JSON），列出各项法定期限和计算说明")

    made = command("serve", _serve, "启动服务")
    made.add_argument("--port", type=int, help="端口（默认取 PORT，否则 8000）")

    made = command("demo", _demo, "建立示范乡镇（虚构）一年的数据")
    made.add_argument("--reset", action="store_true", help="清除示范数据后重建")

    made = command("verify", _verify, "核验日志：链条、编号、文字、附件和防改触发器")
    made.add_argument("--conference", metavar="简称", help="默认全部")
    made.add_argument("--against", type=_print, metavar="编号:校验码", help="与先前打印的校验码核对")
    made.add_argument("--mend", action="store_true", help="核验前重新设置缺失的防改触发器")

    made = command("tick", _tick, "定时任务：清理过期会话等；可重复执行")
    made.add_argument("--conference", metavar="简称", help="默认全部")

    made = command("backup", _backup, "加密备份数据库和附件")
    made.add_argument("target", type=Path, metavar="备份文件")

    made = command("restore", _restore, "把备份恢复到空的数据目录")
    made.add_argument("source", type=Path, metavar="备份文件")
    return parser


def _setup(*, migrate: bool = True, current: bool = True) -> None:
    """Start Django; bring the database of the data folder up to date, or (``migrate=False``) require one as it is."""
    from django.conf import settings

    Path(settings.DATA_FOLDER).mkdir(parents=True, exist_ok=True, mode=0o700)
    import django

    django.setup()
    from lianxi.conf import database

    if migrate:
        database.prepare()
    else:
        database.require_data(current=current)


def _require_own_folder() -> None:
    """Demo and real data never share a data folder."""
    from lianxi.conf import demonstration

    demonstration.require_own_folder()


def _read(path: Path) -> str:
    from lianxi.documents.child import read_text_safely

    try:
        data = path.read_bytes()
    except OSError as error:
        raise Trouble(f"打不开文件 {path}：{error.strerror}。请检查路径。") from None
    return read_text_safely(path.name, data)


def _compile(given: argparse.Namespace) -> int:
    from lianxi.rulebook.reading import compile_text
    from lianxi.rulebook.reading.describe import describe

    compiled = compile_text(_read(given.file))
    print(json.dumps(compiled.as_data(), ensure_ascii=False, indent=1) if given.json else describe(compiled))
    return 0


def _found(given: argparse.Namespace) -> int:
    answers: dict[str, str | int] = {}
    if given.answers:
        try:
            answers = json.loads(given.answers.read_text("utf-8"))["questions"]
        except (OSError, ValueError, KeyError, TypeError):
            raise Trouble(f'答案文件 {given.answers} 应为 JSON：{{"questions": {{问题键: 选项或值}}}}。') from None
    text = _read(given.file)
    _require_own_folder()
    _setup()
    from lianxi.conf import office

    print(office.found(text, answers, given.slug, given.in_force, given.judged_from))
    return 0


def _board(given: argparse.Namespace) -> int:
    _setup()
    from lianxi.compliance.queries import board
    from lianxi.conf import office

    judged = board(office.one_conference(given.conference), on=given.on or office.today(), known=given.known)
    print(json.dumps(judged.as_data(), ensure_ascii=False, indent=1) if given.json else office.board_text(judged))
    return 0


def _clock(given: argparse.Namespace) -> int:
    from lianxi.conf import clock_command

    return clock_command.run()


def _serve(given: argparse.Namespace) -> int:
    _require_own_folder()
    _setup()
    from lianxi.conf import environment, serving

    serving.serve(given.port or environment.whole_number("PORT", 8000))
    return 0


def _demo(given: argparse.Namespace) -> int:
    os.environ.setdefault("LIANXI_DEMO", "1")
    from django.conf import settings

    if not settings.DEMO:
        raise Trouble("只能在示范模式（LIANXI_DEMO=1）下建立示范数据。")
    from lianxi.conf import demonstration

    print(demonstration.prepare(reset=given.reset, setup=_setup))
    return 0


def _verify(given: argparse.Namespace) -> int:
    _setup(migrate=False)
    from lianxi.conf import database, office

    if given.mend:
        print(database.mend_triggers())
    if given.against and not given.conference:
        given.conference = office.one_conference(None).slug
    text, sound = office.verify_text(given.conference, given.against)
    print(text)
    return 0 if sound else 1


def _tick(given: argparse.Namespace) -> int:
    _setup()
    from lianxi.conf import office

    print(office.tick(given.conference))
    return 0


def _backup(given: argparse.Namespace) -> int:
    _setup(migrate=False, current=False)
    from lianxi.conf import backups

    print(backups.backup(given.target))
    return 0


def _restore(given: argparse.Namespace) -> int:
    from lianxi.conf import backups

    print(backups.restore(given.source, setup=_setup))
    return 0


if __name__ == "__main__":
    sys.exit(main())
