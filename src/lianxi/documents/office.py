"""LibreOffice, where it is installed: the reader of .doc, .wps and .rtf, and the maker of .pdf."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import Final

from .kinds import Kind, extension
from .process import Limits, OverLimit, run_limited
from .unreadable import Unreadable

#: of one conversion
OFFICE_LIMITS: Final = Limits(memory_megabytes=4096, processor_seconds=60, wall_seconds=60, file_megabytes=100)

_ADVICE: Final = "请用 Word / WPS 另存为 .docx 后重新上传。"
#: no macros, no fetching of what the document links to
_SETTINGS: Final = (
    ("Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Common/Security/Scripting", "DisableActiveContent", "true"),
    ("Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Writer/Content/Update", "Link", "2"),
)


def office_program() -> str | None:
    """Path of LibreOffice, or None where it is not installed."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def office_ending(kind: Kind, name: str) -> str | None:
    """The ending under which LibreOffice should see the file; None if it is not for LibreOffice."""
    if kind is Kind.RTF:
        return ".rtf"
    if kind is Kind.OLD_WORD:
        return ".wps" if extension(name) == ".wps" else ".doc"
    return None


def to_docx(data: bytes, ending: str) -> bytes:
    """The document as .docx, made by LibreOffice in a folder and with a profile of its own.

    ``ending``: ``.doc``, ``.wps`` or ``.rtf``. Raise ``Unreadable`` where LibreOffice is missing, fails, or takes
    longer than ``OFFICE_LIMITS``.
    """
    if office_program() is None:
        raise Unreadable(f"这台服务器没有装 LibreOffice，读不了 {ending} 文件。{_ADVICE}")
    try:
        made = convert(data, ending, "docx")
    except OverLimit as error:
        seconds = OFFICE_LIMITS.wall_seconds
        raise Unreadable(f"LibreOffice 转换超过 {seconds:.0f} 秒，已停止。{_ADVICE}") from error
    if made is None:
        raise Unreadable(f"LibreOffice 打不开这个 {ending} 文件，可能已损坏或加了密码。{_ADVICE}")
    return made


def convert(data: bytes, ending: str, to: str, *, fonts: str | None = None) -> bytes | None:
    """The document in another format (``docx``, ``pdf``); None where LibreOffice is missing or makes nothing of it.

    ``fonts``: a fontconfig file for this run only. Raise ``OverLimit`` after ``OFFICE_LIMITS``.
    """
    program = office_program()
    if program is None:
        return None
    with tempfile.TemporaryDirectory(prefix="lianxi-office-") as folder:
        home = Path(folder)
        _write(home / "profile" / "user" / "registrymodifications.xcu", _profile())
        if fonts is not None:
            _write(home / ".config" / "fontconfig" / "fonts.conf", fonts)
        source = home / f"source{ending}"
        source.write_bytes(data)
        result = home / "out" / f"source.{to}"
        command = [
            program, f"-env:UserInstallation={(home / 'profile').as_uri()}", "--headless", "--norestore",
            "--nolockcheck", "--convert-to", to, "--outdir", str(result.parent), str(source),
        ]  # fmt: skip
        run_limited(command, b"", OFFICE_LIMITS, home)
        return result.read_bytes() if result.is_file() else None


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True)
    path.write_text(text, encoding="utf-8")


def _profile() -> str:
    items = "".join(
        f'<item oor:path="/org.openoffice.Office.{path}"><prop oor:name="{name}"><value>{value}</value></prop></item>'
        for path, name, value in _SETTINGS
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>'
        f'<oor:items xmlns:oor="http://openoffice.org/2001/registry">{items}</oor:items>'
    )
