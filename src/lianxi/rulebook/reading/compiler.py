"""Reading a rules document: text in, ``Compiled`` out. No clock, no files, no guesses."""

from __future__ import annotations

from ..compiled import Compiled
from .clauses import Reading, finish, read_sentence
from .director import add_director
from .genre import check_genre, check_text
from .layout import read_body, read_in_force, read_layout
from .notes import list_notes
from .questions import ask
from .roster import read_roster
from .sentences import sentences
from .source import fold


def compile_text(text: str) -> Compiled:
    """Read ``text`` (decoded, no BOM, LF line ends); raise ``NotRules`` where it is no rules document."""
    check_text(text)
    layout = read_layout(text)
    check_genre(text, layout.title, has_articles=bool(layout.blocks))
    folded = fold(text)
    readings: list[Reading] = [
        read_sentence(sentence) for block in layout.blocks for sentence in sentences(block, folded)
    ]
    clauses = finish([clause for reading in readings for clause in reading.clauses], text)
    roster = read_roster(text, layout)
    director = add_director(folded, layout, roster)
    body = read_body(text, layout)
    return Compiled(
        text=text,
        title=layout.title,
        body=body,
        issued_on=layout.issued_on,
        in_force=read_in_force(text, layout.issued_on),
        addressees=layout.addressees,
        chapters=layout.chapters,
        articles=layout.articles(text),
        units=tuple(roster.units),
        seats=tuple(roster.seats),
        clauses=clauses,
        questions=ask(folded, clauses, roster, director, layout),
        notes=list_notes(folded, body, layout, roster, readings),
    )
