"""banggiao authority: what is known beforehand of people, offices, congresses and states."""

from __future__ import annotations

import csv
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from banggiao import authority as room
from banggiao.authority.files import Row, Table, files, lay, lines
from banggiao.authority.offices import title_keys
from banggiao.authority.people import person_key
from banggiao.authority.registry import TABLES
from banggiao.cli.exits import Exit
from banggiao.cli.options import PageFormat
from banggiao.cli.read import chosen
from banggiao.cli.streams import console, output, tell
from banggiao.cli.words import say

if TYPE_CHECKING:
    from rich.console import Console

Filters = Mapping[str, str | None]


# --- list ---------------------------------------------------------------------------------------------------------


def list_(name: str | None, wanted: Filters, format: PageFormat | None) -> Exit:
    """Without a name the tables, with one its rows."""
    given = {key: value for key, value in wanted.items() if value}
    if name is None:
        if given:
            tell(say("authority.which_table", names=", ".join(TABLES)))
            return Exit.USAGE
        _print(("table", "rows", "checked", "columns"), list(_overview()), chosen(format))
        return Exit.FINE
    if name not in TABLES:
        tell(say("authority.no_table", name=name, names=", ".join(TABLES)))
        return Exit.USAGE
    table = TABLES[name]
    for key in given:
        if not _can_filter(table, key):
            tell(say("authority.no_filter", name=name, option=f"--{key}"))
            return Exit.USAGE
    rows = [row for row in lines(table) if _fits(table, row, given)]
    _print((*table.columns, "where"), [(*row.fields, row.where) for row in rows], chosen(format))
    return Exit.FINE


def _overview() -> Iterator[tuple[object, ...]]:
    for table in TABLES.values():
        rows = lines(table)
        checked = sorted({row.checked for row in rows if row.checked})
        yield table.name, len(rows), " / ".join(checked), " ".join(table.columns)


# The columns that an option looks into.
_LOOKED_INTO = {
    "person": ("person", "name"),
    "office": ("office", "title"),
    "country": ("country", "state"),
    "on": ("from",),
}


def _can_filter(table: Table[Any], key: str) -> bool:
    if key == "person" and table.name != "people":
        return "person" in table.columns
    return any(column in table.columns for column in _LOOKED_INTO[key])


def _fits(table: Table[Any], row: Row, given: Mapping[str, str]) -> bool:
    fields = dict(zip(table.columns, row.fields, strict=True))
    return all(_FILTERS[key](fields, row, value) for key, value in given.items())


def _of_person(fields: Mapping[str, str], row: Row, wanted: str) -> bool:
    """All words of the name stand in one of its spellings."""
    name = fields.get("person") or fields["name"]
    words = set(person_key(wanted).split())
    return any(words <= set(person_key(each).split()) for each in room.spellings(name, fields["country"]))


def _of_office(fields: Mapping[str, str], row: Row, wanted: str) -> bool:
    """The office itself, in any of its titles, or one whose title begins so: "Bộ trưởng"."""
    key = room.office_key(wanted)
    titles = [fields.get("office") or fields["title"], *row.parts(fields.get("variants", ""))]
    keys = [each for title in titles for each in title_keys(title.removeprefix("Quyền "), fields["country"])]
    return any(each == key or each.startswith(key + " ") for each in keys)


def _of_country(fields: Mapping[str, str], row: Row, wanted: str) -> bool:
    return (fields.get("country") or fields.get("state", "")) == wanted.upper()


def _of_day(fields: Mapping[str, str], row: Row, wanted: str) -> bool:
    """The day, month or year lies between `from` and `to`, an end not given being open."""
    asked = room.window(wanted)
    first = room.window(fields["from"])
    last = room.window(fields["to"])
    started = not fields["from"] or (first is not None and asked is not None and first[0] <= asked[1])
    return started and asked is not None and (last[1] if last else date.max) >= asked[0]


_FILTERS: dict[str, Callable[[Mapping[str, str], Row, str], bool]] = {
    "person": _of_person,
    "office": _of_office,
    "country": _of_country,
    "on": _of_day,
}


def _print(columns: Sequence[str], rows: Sequence[Sequence[object]], format: PageFormat) -> None:
    match format:
        case PageFormat.TABLE:
            _table(console(), columns, rows)
        case PageFormat.CSV:
            writer = csv.writer(sys.stdout, lineterminator="\n")
            writer.writerow(columns)
            writer.writerows(rows)
        case _:
            values = [dict(zip(columns, (field or None for field in row), strict=True)) for row in rows]
            if format is PageFormat.JSON:
                output().write(msgspec.json.format(msgspec.json.encode(values), indent=2) + b"\n")
            else:
                output().writelines(msgspec.json.encode(value) + b"\n" for value in values)


def _table(out: Console, columns: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    from rich import box
    from rich.table import Table as RichTable

    if not rows:
        out.print(say("authority.nothing"), style="dim")
        return
    shown = RichTable(box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold", show_edge=False)
    for column in columns:
        shown.add_column(column, overflow="fold", style="dim" if column == "where" else "")
    for row in rows:
        shown.add_row(*map(str, row))
    out.print(shown)


# --- check --------------------------------------------------------------------------------------------------------


def check(folder: Path | None, format: PageFormat | None) -> Exit:
    """Every finding on standard output; the user's files are looked at even where they could not be used."""
    from banggiao.authority.checking import check as findings

    if folder is not None:
        if not folder.is_dir():
            tell(say("authority.no_folder", folder=folder))
            return Exit.USAGE
        lay(str(folder.absolute()))
    found = findings()
    if format in (None, PageFormat.TABLE):
        out = console()
        for each in found:
            style = "red" if each.level == "error" else "yellow"
            out.print(f"{each.where}: {say('authority.' + each.level)}: {each.text}", style=style, soft_wrap=True)
    else:
        _print(("level", "where", "text"), [(each.level, each.where, each.text) for each in found], format)
    errors = sum(each.level == "error" for each in found)
    count = sum(1 for table in TABLES.values() for over in (False, True) for _ in files(table, over=over))
    tell(say("authority.checked", files=count, errors=errors, warnings=len(found) - errors))
    return Exit.SOME_FAILED if errors else Exit.FINE


# --- explain ------------------------------------------------------------------------------------------------------


class _Known(NamedTuple):
    """What there is to say, a heading and lines below it."""

    heading: str
    lines: list[str]


def explain(name: str, office: str | None) -> Exit:
    out = console()
    known = [*_of_name(name, office)] or ([] if office else [*_of_title(name), *_of_state(name)])
    for number, each in enumerate(known):
        if number:
            out.print()
        out.print(each.heading, style="bold")
        for line in each.lines:
            out.print("  " + line, soft_wrap=True)
    if not known:
        tell(say("authority.unknown", what=f"{name}, {office}" if office else name))
        return Exit.SOME_FAILED
    return Exit.FINE


def _of_name(name: str, office: str | None) -> Iterator[_Known]:
    people = room.people_named(name)
    held = room.tenures(name, office) if office else room.tenures_of(name)
    if not people and not held:
        return
    about = []
    for person in people:
        also = ", ".join(person.also)
        about.append(say("authority.person", name=person.name, country=person.country or "?", where=person.where))
        if also:
            about.append("  " + say("authority.also", names=also))
        if person.wikidata:
            about.append(f"  https://www.wikidata.org/wiki/{person.wikidata}")
    for tenure in sorted(held, key=lambda each: each.start):
        about += _tenure(tenure, f"{tenure.office} [{tenure.country or '-'}]")
    bounds = _bounds(name, [office] if office else list(dict.fromkeys(each.office for each in held)))
    yield _Known(name, about or [say("authority.no_tenure")])
    if bounds:
        yield _Known(say("authority.bounds"), bounds)


def _tenure(tenure: room.Tenure, what: str) -> list[str]:
    until = tenure.end or say("authority.open", day=tenure.checked)
    source = next(each for each in room.SOURCES.rows() if each.word == tenure.source)
    return [
        f"{what}: {tenure.start} – {until}",
        "  " + say("authority.source", source=source.what, slack=tenure.slack, where=tenure.where),
    ]


def _bounds(name: str, offices: Sequence[str]) -> list[str]:
    """What each office, read beside the name, says of the day of a page."""
    from banggiao.dating import year_bounds

    found = []
    for office in offices:
        for bound in year_bounds("", [(name, [office])]).bounds:
            spans = ", ".join(f"{start or '…'} – {end or '…'}" for start, end in bound.spans)
            found.append(f"{office} {name}: {spans}")
    return found


def _of_title(title: str) -> Iterator[_Known]:
    key = room.office_key(title)
    offices = room.offices_called(title)
    held = [each for each in room.TENURES.rows() if key in title_keys(each.office.removeprefix("Quyền "), each.country)]
    about = []
    for office in offices:
        about.append(f"{office.title} [{office.country or '-'}], {office.organisation or '?'} ({office.where})")
        about.append(f"  {office.id}: {office.channel}, {office.level}" + (f", {office.rank}" if office.rank else ""))
        if office.variants:
            about.append("  " + say("authority.also", names=", ".join(office.variants)))
    for tenure in sorted(held, key=lambda each: (each.country, each.start)):
        about += _tenure(tenure, f"{tenure.person} [{tenure.country or '-'}]")
    if about:
        yield _Known(title, about)


def _of_state(name: str) -> Iterator[_Known]:
    """By the code, or by a name that one of the tables has."""
    called = person_key(name)
    codes = {name.upper()} if len(name) == 2 else set()
    codes |= {each.state for each in room.DIPLOMATIC.rows() if person_key(each.name) == called}
    codes |= {each.state for each in room.RELATIONS.rows() if called in map(person_key, each.names)}
    for code in sorted(codes):
        about = [
            f"{say('authority.ties')}: {each.established} ({each.where})"
            for each in room.DIPLOMATIC.rows()
            if each.state == code
        ]
        about += [
            f"{each.label}: {each.start} – {each.end or '…'} ({each.where})"
            for each in room.RELATIONS.rows()
            if each.state == code
        ]
        about += [
            f"{say('authority.national_day')}: {each.day} ({each.where})"
            for each in room.NATIONAL_DAYS.rows()
            if each.state == code
        ]
        if about:
            yield _Known(f"{name} [{code}]", about)
