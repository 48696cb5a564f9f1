"""What stands at a fixed place of the page: boxes with text, and bars of one colour (DrawingML in WordprocessingML)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

_EMU: Final = 635
_MILLIMETRE: Final = 36_000


@dataclass(frozen=True, slots=True)
class Place:
    """Of a drawing: where from, and how large, in EMU. A text box is ``aligned``, anything else stands ``at``."""

    horizontal: str
    vertical: str
    width: int
    height: int


def foot_box(width: int, height: int) -> Place:
    """At the foot of the type area; twips."""
    return Place(
        '<wp:positionH relativeFrom="margin"><wp:align>left</wp:align></wp:positionH>',
        '<wp:positionV relativeFrom="margin"><wp:align>bottom</wp:align></wp:positionV>',
        width * _EMU,
        height * _EMU,
    )


def on_page(left: float, top: float, width: float, height: float) -> Place:
    """From the upper left corner of the page; millimetres."""
    return Place(
        f'<wp:positionH relativeFrom="page"><wp:posOffset>{round(left * _MILLIMETRE)}</wp:posOffset></wp:positionH>',
        f'<wp:positionV relativeFrom="page"><wp:posOffset>{round(top * _MILLIMETRE)}</wp:posOffset></wp:positionV>',
        round(width * _MILLIMETRE),
        round(height * _MILLIMETRE),
    )


def text_box(content: str, place: Place, *, number: int, name: str, anchor: str = "b") -> str:
    """A run that holds a box without outline; ``anchor`` b: its text stands at its foot, t: at its top."""
    box = f"<wps:txbx><w:txbxContent>{content}</w:txbxContent></wps:txbx>"
    return _drawing("<a:noFill/>", box, place, number, name, anchor, text=True)


def bar(colour: str, place: Place, *, number: int, name: str) -> str:
    """A run that holds a filled bar: a rule of exactly this thickness."""
    fill = f'<a:solidFill><a:srgbClr val="{colour}"/></a:solidFill>'
    return _drawing(fill, "", place, number, name, "t", text=False)


def _drawing(fill: str, box: str, place: Place, number: int, name: str, anchor: str, *, text: bool) -> str:
    size = f'cx="{place.width}" cy="{place.height}"'
    kind = ' txBox="1"' if text else ""
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>'
        f'<wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="{number}" behindDoc="0"'
        ' locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>'
        f"{place.horizontal}{place.vertical}"
        f'<wp:extent {size}/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapNone/>'
        f'<wp:docPr id="{number}" name="{name}"/><wp:cNvGraphicFramePr/><a:graphic>'
        '<a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp>'
        f'<wps:cNvSpPr{kind}/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm>'
        f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>{fill}<a:ln><a:noFill/></a:ln></wps:spPr>'
        f'{box}<wps:bodyPr wrap="square" lIns="0" tIns="0" rIns="0" bIns="0" anchor="{anchor}"><a:noAutofit/>'
        "</wps:bodyPr></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice>"
        "</mc:AlternateContent></w:r>"
    )
