"""A PDF has Chinese faces near to those of the standard, also where 小标宋, 仿宋 and 楷体 are not installed."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path
from xml.etree.ElementTree import fromstring

from lianxi.documents.official import to_pdf, write_letter
from lianxi.documents.official.paper import _FONTS
from lianxi.documents.official.pdf import stand_in_fonts

from .official import LETTER


def test_every_font_that_a_document_names_has_stand_ins():
    aliases = fromstring(stand_in_fonts()).iter("alias")
    named = {alias.findtext("family"): [each.text for each in alias.iter("family")][1:] for alias in aliases}
    assert named.keys() == {name for name, _, _ in _FONTS}
    # Debian's fonts-noto-cjk is enough for all of them
    assert all(any("Noto" in each for each in stand_ins) for stand_ins in named.values())


def test_the_pdf_bears_them(needs: Callable[[str], Path], tmp_path: Path):
    needs("libreoffice")
    needs("poppler")
    made = to_pdf(write_letter(LETTER))
    assert made is not None
    (tmp_path / "letter.pdf").write_bytes(made)
    shown = subprocess.run(["pdffonts", "letter.pdf"], cwd=tmp_path, check=True, capture_output=True, text=True).stdout
    fonts = [line.split()[0] for line in shown.splitlines()[2:]]
    assert fonts
    assert not [font for font in fonts if "Droid" in font or "DejaVu" in font]
    assert all(line.split()[-5] == "yes" for line in shown.splitlines()[2:]), "every font is embedded"
