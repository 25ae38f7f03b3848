"""banggiao person, office, conflicts: who is who in a record, and who held what when."""

from __future__ import annotations

import csv
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from banggiao.cli.exits import Exit
from banggiao.cli.options import PageFormat
from banggiao.cli.read import chosen
from banggiao.cli.streams import console, tell
from banggiao.cli.tables import plain_table, write_values
from banggiao.cli.words import say
from banggiao.record import Record

if TYPE_CHECKING:
    from rich.console import Console

    from banggiao.record import Held, OfficeHolders, PersonFound

_NAMES_SHOWN = 6
_HELD_COLUMNS = ("person", "name", "title", "office", "country", "start", "end", "source", "attested")
_CONFLICT_COLUMNS = ("kind", "day", "person", "name", "title", "country", "days", "tenure", "where", "told_in")


# --- person -------------------------------------------------------------------------------------------------


def person(path: str, asked: str, day: str | None, format: PageFormat | None) -> Exit:
    format = chosen(format)
    with Record(path, readonly=True) as record:
        found = record.person(asked)
        held = record.held(asked, day) if day is not None else [each for one in found for each in one.offices]
    if not found:
        tell(say("person.nothing", name=asked))
        return Exit.SOME_FAILED
    match format:
        case PageFormat.TABLE if day is None:
            for number, one in enumerate(found):
                if number:
                    console().print()
                _show_person(console(), one)
        case PageFormat.TABLE:
            _show_held(console(), held)
        case PageFormat.CSV:
            _write_held(held)
        case _:
            write_values(found if day is None else held, format)
    return Exit.FINE


def _show_person(out: Console, one: PersonFound) -> None:
    from rich.text import Text

    about = " · ".join(filter(None, (one.country, one.wikidata, one.id)))
    out.print(Text.assemble((one.name, "bold"), ("  " + about, "dim")))
    also = [each.value for each in one.names if each.value != one.name][:_NAMES_SHOWN]
    if also:
        out.print(say("person.also", names=", ".join(also)))
    if one.contacts:
        out.print(
            say(
                "person.seen",
                contacts=one.contacts,
                statements=one.statements,
                first=one.first_seen,
                last=one.last_seen,
            )
        )
    if one.offices:
        _show_held(out, one.offices, named=False)
    for conflict in one.conflicts:
        out.print(
            Text(
                say(f"conflicts.{conflict.kind}", title=conflict.title, day=conflict.day, tenure=conflict.tenure),
                style="yellow",
            )
        )


def _show_held(out: Console, held: Sequence[Held], named: bool = True) -> None:
    table = plain_table("since", "until", *(["who"] if named else []), "office", "attested")
    for each in held:
        who = [each.name or "?"] if named else []
        end = say("person.in_office", day=each.checked) if each.end is None else each.end
        table.add_row(each.start, end, *who, _title(each), _attested(each))
    out.print(table)


def _title(each: Held) -> str:
    return f"{each.title} [{each.country}]" if each.country else each.title


def _attested(each: Held) -> str:
    """How many sightings, from when to when."""
    days = sorted(one.days[0] for one in each.attested if one.days)
    return f"{len(each.attested)}: {days[0]} – {days[-1]}" if days else str(len(each.attested) or "")


def _write_held(held: Sequence[Held]) -> None:
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(_HELD_COLUMNS)
    for each in held:
        row = [getattr(each, column) for column in _HELD_COLUMNS[:-1]]
        writer.writerow([*row, len(each.attested)])


# --- office -------------------------------------------------------------------------------------------------


def office(path: str, title: str, country: str | None, day: str | None, format: PageFormat | None) -> Exit:
    format = chosen(format)
    with Record(path, readonly=True) as record:
        found: list[OfficeHolders] = record.office(title, country)
        held = record.who(title, day, country) if day is not None else []
    if not found:
        tell(say("office.nothing", title=title))
        return Exit.SOME_FAILED
    match format:
        case PageFormat.TABLE if day is None:
            for number, one in enumerate(found):
                if number:
                    console().print()
                _show_office(console(), one)
        case PageFormat.TABLE:
            _show_held(console(), held)
        case PageFormat.CSV:
            _write_held(held if day is not None else [each for one in found for each in one.holders])
        case _:
            write_values(found if day is None else held, format)
    return Exit.FINE


def _show_office(out: Console, one: OfficeHolders) -> None:
    from rich.text import Text

    about = " · ".join(filter(None, (one.country, one.office)))
    out.print(Text.assemble((one.title, "bold"), ("  " + about, "dim")))
    _show_held(out, one.holders)
    if one.gaps:
        out.print(say("office.gaps", gaps=", ".join(one.gaps)), style="dim")


# --- conflicts ----------------------------------------------------------------------------------------------


def conflicts(path: str, limit: int, format: PageFormat | None) -> Exit:
    format = chosen(format)
    with Record(path, readonly=True) as record:
        found = record.conflicts()[:limit]
    match format:
        case PageFormat.TABLE:
            if not found:
                console().print(say("conflicts.nothing"), style="dim")
                return Exit.FINE
            table = plain_table("when", "who", "conflict", "id")
            for each in found:
                what = say(f"conflicts.{each.kind}", title=each.title, day=each.day, tenure=each.tenure)
                country = f" [{each.country}]" if each.country else ""
                table.add_row(each.day, f"{each.name}{country}", f"{what}\n{each.where}", each.told_in)
            console().print(table)
        case PageFormat.CSV:
            writer = csv.writer(sys.stdout, lineterminator="\n")
            writer.writerow(_CONFLICT_COLUMNS)
            writer.writerows([getattr(each, column) for column in _CONFLICT_COLUMNS] for each in found)
        case _:
            write_values(found, format)
    return Exit.FINE
