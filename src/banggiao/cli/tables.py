"""Contacts as a person reads them, and as rows of a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import msgspec

from banggiao.cli.options import PageFormat
from banggiao.cli.streams import output
from banggiao.cli.words import label, say
from banggiao.model import to_json

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from banggiao.model import Event, Participant, Place
    from banggiao.record import Contact, Judged


def who_is(participant: Participant) -> str:
    return participant.name or participant.organisation or ", ".join(participant.offices) or "?"


def kind_of(event: Event | Contact) -> str:
    """`tiếp`, `talks`: the form where it says enough by itself, with the status unless it was held."""
    kind = label("form", f"{event.type}.{event.form}")
    return kind if event.status == "held" else f"{kind} ({label('status', event.status)})"


def when(event: Event | Contact) -> str:
    """The day and part of day; what it may have been where only that is known; "?" where nothing is."""
    days = event.date or "?"
    return f"{days} {label('part', event.part_of_day)}" if event.part_of_day else days


def where(place: Place) -> str:
    return ", ".join(filter(None, (place.venue, place.locality, place.country))) or "?"


def participant_line(participant: Participant) -> Text:
    from rich.text import Text

    line = Text()
    line.append(label("role", participant.role) + " ", style="dim")
    line.append(who_is(participant), style="bold")
    if participant.name and participant.offices:
        line.append(", " + ", ".join(participant.offices))
    elif participant.name and participant.organisation:
        line.append(", " + participant.organisation)
    if participant.country:
        line.append(f" [{participant.country}]", style="cyan")
    return line


# The widest that a column grows, in cells, where another one needs the room: who takes part is what one looks for.
_WIDEST = {"what": 18, "where": 26, "page": 30}


def plain_table(*columns: str) -> Table:
    """A table without frames."""
    from rich import box
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold", show_edge=False)
    for column in columns:
        table.add_column(say(f"column.{column}"), overflow="fold", max_width=_WIDEST.get(column))
    return table


def _cells(event: Event | Contact) -> tuple[Text, ...]:
    """When, what, who and where."""
    from rich.text import Text

    return (
        Text(when(event).replace("/", "/\n").replace(",", ",\n")),
        Text(kind_of(event), style="green"),
        Text("\n").join(participant_line(p) for p in event.participants),
        Text(where(event.place)),
    )


def event_table(events: Iterable[Event]) -> Table:
    """The contacts of one page."""
    table = plain_table("when", "what", "who", "where")
    for event in events:
        table.add_row(*_cells(event))
    return table


def contact_table(contacts: Iterable[Contact]) -> Table:
    """Contacts of many pages, each with its id and how many tell it; the headline of the page that it is shown by,
    where it is another than before."""
    from rich.text import Text

    table = plain_table("when", "what", "who", "where", "page")
    before = None
    for contact in contacts:
        page = Text() if contact.page == before else Text(f"{contact.headline or '?'}\n")
        before = contact.page
        page.append(contact.id, style="dim")
        if len(contact.sources) > 1:
            page.append(f"\n{told_by(contact)}", style="dim")
        table.add_row(*_cells(contact), page)
    return table


def told_by(contact: Contact) -> str:
    """How many pages tell it, and of how many texts."""
    pages = len({source.page for source in contact.sources})
    return say("contact.sources", pages=pages, texts=contact.independent)


def show_contact(out: Console, contact: Contact, around: Iterable[Contact]) -> None:
    """A contact with the pages that tell it, what they tell otherwise, and the visit it belongs to or its parts."""
    from rich.padding import Padding
    from rich.text import Text

    out.print(contact_table([contact]))
    out.print(Text(told_by(contact), style="bold"))
    for source in contact.sources:
        line = Text(f"{source.published or '?'}  ", style="cyan").append(source.headline or "?", style="default")
        out.print(Padding(line, (0, 0, 0, 2)))
        copied = source.copy_of and say("contact.copy", page=source.copy_of)
        about = " · ".join(filter(None, (source.page, source.outlet, source.date, copied)))
        out.print(Padding(Text(about, style="dim"), (0, 0, 0, 4)))
    for field, values in contact.values.items():
        told = "; ".join(f"{each.value} ({len(each.events)})" for each in values)
        out.print(Text(f"{field}: ", style="bold").append(told, style="default"))
    show_judged(out, contact.judged)
    parts = list(around)
    if parts:
        out.print(Text(say("contact.part_of" if contact.part_of else "contact.parts"), style="bold"))
        out.print(contact_table(parts))


def show_judged(out: Console, judged: Iterable[Judged]) -> None:
    """What people judged, with what was read."""
    from rich.text import Text

    for each in judged:
        field = each.field or say("review.whole")
        facts = {"field": field, "verdict": say(f"review.{each.verdict}"), "by": each.by, "at": each.at[:10]}
        line = say("show.judged", id=each.id, **facts)
        if each.value is not None:
            line += f": {each.value}"
        if each.field and (each.value is not None or each.verdict == "wrong"):
            read = "; ".join(each.read) if isinstance(each.read, list) else each.read
            line += " " + say("show.judged_read", read="–" if read is None else read)
        out.print(Text(line + (f" ({each.why})" if each.why else ""), style="magenta"))


def write_values(values: Iterable[msgspec.Struct], format: PageFormat) -> None:
    """Values as one JSON array, or one a line."""
    out = output()
    if format is PageFormat.JSON:
        out.write(msgspec.json.format(to_json(list(values)), indent=2) + b"\n")
    else:
        out.writelines(to_json(value) + b"\n" for value in values)
