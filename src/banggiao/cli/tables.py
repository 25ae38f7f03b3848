"""Contacts as a person reads them, and as rows of a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from banggiao.cli.words import label, say

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


def plain_table(*columns: str, flexible: Sequence[str] = ()) -> Table:
    """A table without frames; the `flexible` columns share the width that the others leave."""
    from rich import box
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold", expand=False)
    for column in columns:
        if column in flexible:
            table.add_column(say(f"column.{column}"), ratio=None, overflow="fold")
        else:
            table.add_column(say(f"column.{column}"), no_wrap=True)
    return table


def event_table(events: Iterable[Event]) -> Table:
    """The contacts of one page."""
    from rich.text import Text

    table = plain_table("when", "what", "who", "where", flexible=("what", "who", "where"))
    for event in events:
        who = Text("\n").join(participant_line(p) for p in event.participants)
        table.add_row(when(event), Text(kind_of(event), style="green"), who, where(event.place))
    return table


def contact_table(contacts: Iterable[Contact]) -> Table:
    """Contacts of many pages, each with its id and the headline of its page."""
    from rich.text import Text

    table = plain_table("when", "what", "who", "where", "page", flexible=("what", "who", "where", "page"))
    for contact in contacts:
        who = Text("\n").join(participant_line(p) for p in contact.participants)
        page = Text.assemble(contact.headline or "?", "\n", (contact.id, "dim"))
        table.add_row(when(contact), Text(kind_of(contact), style="green"), who, where(contact.place), page)
    return table
