"""banggiao explain: the text of a page with what was read from it drawn underneath.

Readable without colour: on the left stands the kind of region, under each line of text one line a contact, with `─`
under the words it was read from and `━` under those of its participants, each begun with its label.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from banggiao.cli.exits import Exit
from banggiao.cli.pages import Batch
from banggiao.cli.read import show_heading
from banggiao.cli.streams import console
from banggiao.cli.tables import kind_of, participant_line, when, where
from banggiao.cli.words import OF_THE_PAGE, issue_text, label, say

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

    from banggiao.model import Event, Evidence, Issue, Reading, Region, Statement

_COLOURS = ("cyan", "green", "magenta", "yellow", "blue", "red")
_NARROWEST = 40
_WIDEST = 120


class Span(NamedTuple):
    """Words that something was read from."""

    start: int
    end: int
    label: str
    strong: bool


class Layer(NamedTuple):
    """The spans of one contact (or of the issues), drawn on lines of their own."""

    colour: str
    spans: tuple[Span, ...]


def explain(batch: Batch) -> Exit:
    out = console()
    for number, reading in enumerate(batch.readings()):
        if number:
            out.print()
            out.rule(style="dim")
        show(out, reading)
    return batch.exit_code


def show(out: Console, reading: Reading) -> None:
    """The page with its spans, then the facts."""
    show_heading(out, reading)
    out.print()
    numbered = list(enumerate(_every_event(reading), 1))
    layers = [_layer(number, event) for number, event in numbered]
    layers += _issue_layer(reading.issues)
    _draw_text(out, reading, layers)
    _facts(out, reading, numbered)


def _every_event(reading: Reading) -> Iterator[Event]:
    yield from reading.events
    for teaser in reading.related:
        yield from teaser.events


def _layer(number: int, event: Event) -> Layer:
    spans = [Span(e.start, e.end, str(number), False) for e in event.evidence]
    for letter, participant in zip(_letters(), event.participants, strict=False):
        spans += [Span(e.start, e.end, f"{number}{letter}", True) for e in participant.evidence]
    return Layer(_colour(number), tuple(spans))


def _issue_layer(issues: Sequence[Issue]) -> list[Layer]:
    spans = tuple(Span(i.start, i.end, "!", False) for i in issues if i.start < i.end and i.code not in OF_THE_PAGE)
    return [Layer("yellow", spans)] if spans else []


def _colour(number: int) -> str:
    return _COLOURS[(number - 1) % len(_COLOURS)]


def _letters() -> Iterator[str]:
    """a, b ... z, aa, ab ..."""
    alphabet = "abcdefghijklmnopqrstuvwxyz"
    yield from alphabet
    for first in _letters():
        yield from (first + second for second in alphabet)


# --- the text ---------------------------------------------------------------------------------------------


def _draw_text(out: Console, reading: Reading, layers: Sequence[Layer]) -> None:
    from rich.text import Text

    names = [_region_name(region) for region in reading.regions]
    margin = max(map(len, names), default=0) + 2
    width = min(max(out.width - margin, _NARROWEST), _WIDEST)
    for name, region in zip(names, reading.regions, strict=True):
        for start, end in wrap(reading.text, region.start, region.end, width):
            line = Text(reading.text[start:end].expandtabs(1))
            out.print(Text(name.ljust(margin), style="dim") + line, soft_wrap=True)
            name = ""
            for layer in layers:
                if marks := underline(reading.text, start, end, layer.spans):
                    out.print(Text(" " * margin + marks, style=layer.colour), soft_wrap=True)


def _region_name(region: Region) -> str:
    name = label("region", region.kind)
    if region.group is not None:
        name += f" {region.group}"
    return f"{name}: {label('region', region.part)}" if region.part else name


def wrap(text: str, start: int, end: int, width: int) -> Iterator[tuple[int, int]]:
    """Spans of the lines of text[start:end], broken at blanks so that none is wider than `width` cells where it can be.

    Every non-blank character stands in exactly one of them.
    """
    from rich.cells import get_character_cell_size

    position = start
    while position < end:
        while position < end and text[position].isspace():
            position += 1
        cells, stop, blank = 0, position, None
        while stop < end and text[stop] != "\n":
            cells += get_character_cell_size(text[stop])
            if cells > width:
                stop = blank or stop
                break
            if text[stop].isspace():
                blank = stop
            stop += 1
        stop = max(stop, position + 1)
        if position < end:
            yield position, min(stop, end)
        position = stop


def underline(text: str, start: int, end: int, spans: Iterable[Span]) -> str:
    """The marks under text[start:end]: `─` for a contact, `━` for a participant, the label at the start of each."""
    from rich.cells import get_character_cell_size

    columns = [0]
    for char in text[start:end]:
        columns.append(columns[-1] + get_character_cell_size(char))
    marks = [" "] * columns[-1]
    for span in sorted(spans, key=lambda span: (span.strong, span.start)):
        first, last = max(span.start, start), min(span.end, end)
        if first >= last:
            continue
        left, right = columns[first - start], columns[last - start]
        marks[left:right] = ("━" if span.strong else "─") * (right - left)
        if span.start >= start:
            name = span.label[: right - left]
            marks[left : left + len(name)] = name
    return "".join(marks).rstrip()


# --- the facts --------------------------------------------------------------------------------------------


def _facts(out: Console, reading: Reading, numbered: Sequence[tuple[int, Event]]) -> None:
    numbers = iter(numbered)
    out.print()
    if reading.events:
        out.print(say("explain.contacts"), style="bold")
    elif not numbered:
        out.print(say("read.no_contact"), style="dim")
    for _ in reading.events:
        _event(out, reading, *next(numbers))
    for group, teaser in enumerate(reading.related, 1):
        if teaser.events:
            out.print(say("explain.related", group=group, headline=teaser.headline or "?"), style="bold")
        for _ in teaser.events:
            _event(out, reading, *next(numbers))
    if reading.statements:
        out.print(say("explain.statements"), style="bold")
        for statement in reading.statements:
            _statement(out, reading, statement)
    issues = [issue for issue in reading.issues if issue.code not in OF_THE_PAGE]
    if issues:
        out.print(say("explain.issues"), style="bold")
        for issue in issues:
            found = " ".join(reading.text[issue.start : issue.end].split())
            out.print(f"  ! {issue.stage}/{issue.code}: {issue_text(issue)} {_quoted(found)}", style="yellow")


def _event(out: Console, reading: Reading, number: int, event: Event) -> None:
    from rich.text import Text

    head = Text.assemble((f"{number:>3} ", f"bold {_colour(number)}"), (kind_of(event), "bold"))
    head.append(f"  {event.type}/{event.form}", style="dim")
    head.append(f"  {when(event)}  {where(event.place)}")
    _indented(out, head, 4)
    source = say("explain.rule", rule=event.rule, confidence=event.confidence)
    if not event.rule:
        source = say("explain.no_rule", confidence=event.confidence)
    _indented(out, Text("    " + source, style="dim"), 4)
    if fields := event.field_confidence:
        people = ", ".join(f"{sure:.2f}" for sure in fields.participants)
        sure = say(
            "explain.fields",
            date=fields.date,
            place=fields.place,
            form=fields.form,
            status=fields.status,
            participants=people,
        )
        _indented(out, Text("    " + sure, style="dim"), 4)
    for candidate in event.date_candidates:
        key = "explain.candidate" if candidate.reasons else "explain.candidate_only"
        reasons = "; ".join(candidate.reasons)
        _indented(out, Text("    " + say(key, date=candidate.edtf, reasons=reasons), style="dim"), 6)
    for other in event.date_excluded:
        told = say("explain.excluded", date=other.edtf, reasons="; ".join(other.reasons))
        _indented(out, Text("    " + told, style="dim"), 6)
    for letter, participant in zip(_letters(), event.participants, strict=False):
        line = Text.assemble((f"    {number}{letter} ", _colour(number)), participant_line(participant))
        if quotes := _quotes(reading.text, participant.evidence):
            line.append(f"  {say('explain.evidence')} {quotes}", style="dim")
        _indented(out, line, 8)


def _statement(out: Console, reading: Reading, statement: Statement) -> None:
    from rich.text import Text

    to = f" → {statement.addressee}" if statement.addressee else ""
    kind = f"{statement.act}, {statement.commitment}" if statement.commitment else statement.act
    kind += f", {statement.confidence:.2f}"
    content = " ".join(reading.text[statement.start : statement.end].split())
    _indented(out, Text(f"    {statement.speaker}{to} ({kind}): {_quoted(content)}"), 6)


def _quotes(text: str, evidence: Iterable[Evidence]) -> str:
    """The words of the spans, each once: `«Đại sứ Jane Doe» «bà Doe»`."""
    found = dict.fromkeys(" ".join(text[e.start : e.end].split()) for e in evidence)
    return " ".join(map(_quoted, found))


def _quoted(words: str) -> str:
    return f"«{words}»" if words else ""


def _indented(out: Console, line: Text, indent: int) -> None:
    """A line whose continuation stands under its words."""
    from rich.text import Text

    for number, part in enumerate(line.wrap(out, max(out.width - indent, _NARROWEST))):
        out.print(Text(" " * indent) + part if number else part, soft_wrap=True)
