"""A chart of one row of numbers as Word draws it itself: columns or bars in one grey, every number at its place.

Nothing is told by colour. A number that is not shown has no column, and its sign stands in the label instead.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from .typeset import Shape, raw_paragraph

_SPACES = (
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
)
#: EMU: the width of the text, a height that leaves room for the table on the same page
_WIDTH, _HEIGHT = 5_580_000, 2_300_000
_GREY, _EDGE = "A6A6A6", "404040"
_SMALL = '<a:defRPr sz="900"/>'


def chart(title: str, values: Sequence[tuple[str, int | None, str]], *, bars: bool = False) -> str:
    """The chart's own XML. ``values``: label, number (None: not shown) and its text; ``bars``: the first on top."""
    names = [label if value is not None else f"{label} {text}" for label, value, text in values]
    points = "".join(f'<c:pt idx="{n}"><c:v>{escape(name)}</c:v></c:pt>' for n, name in enumerate(names))
    told = "".join(
        f'<c:pt idx="{n}"><c:v>{value}</c:v></c:pt>' for n, (_, value, _) in enumerate(values) if value is not None
    )
    count = f'<c:ptCount val="{len(values)}"/>'
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><c:chartSpace {_SPACES}><c:roundedCorners val="0"/>'
        f'<c:chart>{_title(title)}<c:autoTitleDeleted val="0"/><c:plotArea><c:layout/><c:barChart>'
        f'<c:barDir val="{"bar" if bars else "col"}"/><c:grouping val="clustered"/><c:varyColors val="0"/>'
        f'<c:ser><c:idx val="0"/><c:order val="0"/><c:spPr><a:solidFill><a:srgbClr val="{_GREY}"/></a:solidFill>'
        f'<a:ln w="6350"><a:solidFill><a:srgbClr val="{_EDGE}"/></a:solidFill></a:ln></c:spPr>'
        f'<c:invertIfNegative val="0"/><c:dLbls>{_text()}<c:showLegendKey val="0"/><c:showVal val="1"/>'
        '<c:showCatName val="0"/><c:showSerName val="0"/><c:showPercent val="0"/><c:showBubbleSize val="0"/></c:dLbls>'
        f"<c:cat><c:strLit>{count}{points}</c:strLit></c:cat>"
        f"<c:val><c:numLit><c:formatCode>General</c:formatCode>{count}{told}</c:numLit></c:val></c:ser>"
        f'<c:gapWidth val="60"/><c:axId val="1"/><c:axId val="2"/></c:barChart>'
        f'<c:catAx><c:axId val="1"/><c:scaling><c:orientation val="{"maxMin" if bars else "minMax"}"/></c:scaling>'
        f'<c:delete val="0"/><c:axPos val="{"l" if bars else "b"}"/><c:majorTickMark val="none"/>'
        f'<c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/>{_text()}<c:crossAx val="2"/></c:catAx>'
        '<c:valAx><c:axId val="2"/><c:scaling><c:orientation val="minMax"/><c:min val="0"/></c:scaling>'
        f'<c:delete val="1"/><c:axPos val="{"t" if bars else "l"}"/><c:majorTickMark val="none"/>'
        '<c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/><c:crossAx val="1"/></c:valAx>'
        '</c:plotArea><c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart></c:chartSpace>'
    )


def placed(place: int, title: str, spoken: str) -> str:
    """The paragraph that holds the chart of this place (from 1), with a text for who cannot see it."""
    size = f'cx="{_WIDTH}" cy="{_HEIGHT}"'
    drawn = (
        f'<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent {size}/>'
        f'<wp:docPr id="{900 + place}" name="{escape(title)}" descr="{escape(spoken)}"/><wp:cNvGraphicFramePr/>'
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart">'
        f'<c:chart r:id="chart{place}"/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>'
    )
    return raw_paragraph(drawn, Shape(align="center", exact=False, line=240, before=120))


def _title(title: str) -> str:
    return (
        f'<c:title><c:tx><c:rich><a:bodyPr/><a:p><a:pPr><a:defRPr sz="1050" b="0"/></a:pPr><a:r>'
        f'<a:rPr lang="zh-CN" sz="1050" b="0"/><a:t>{escape(title)}</a:t></a:r></a:p></c:rich></c:tx>'
        '<c:overlay val="0"/></c:title>'
    )


def _text() -> str:
    return f'<c:txPr><a:bodyPr/><a:p><a:pPr>{_SMALL}</a:pPr><a:endParaRPr lang="zh-CN"/></a:p></c:txPr>'
