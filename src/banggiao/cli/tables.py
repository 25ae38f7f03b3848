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
    from rich.table import Table
    from rich.text import Text

    from banggiao.model import Event, Participant, Place
    from banggiao.record import Contact


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
    """Contacts of many pages, each with its id; the headline of its page where it is another than before."""
    from rich.text import Text

    table = plain_table("when", "what", "who", "where", "page")
    before = None
    for contact in contacts:
        page = Text() if contact.page == before else Text(f"{contact.headline or '?'}\n")
        before = contact.page
        table.add_row(*_cells(contact), page.append(contact.id, style="dim"))
    return table


def write_values(values: Iterable[msgspec.Struct], format: PageFormat) -> None:
    """Values as one JSON array, or one a line."""
    out = output()
    if format is PageFormat.JSON:
        out.write(msgspec.json.format(to_json(list(values)), indent=2) + b"\n")
    else:
        out.writelines(to_json(value) + b"\n" for value in values)
