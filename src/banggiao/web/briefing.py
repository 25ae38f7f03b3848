"""One sheet on a relation or a person: what a desk needs before a visit, each line with where it is from."""

from __future__ import annotations

import base64
import shutil
import subprocess
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from banggiao.entity.tenures import Held
from banggiao.record import Card, Commitment, PersonFound, Record, Reference
from banggiao.record.selecting import side
from banggiao.relation.relations import HOME
from banggiao.web import days, reasons, showing
from banggiao.web.charts import Chart, columns
from banggiao.web.language import country, label, number, say
from banggiao.web.relating import Years, current, ledger

_LATEST, _PAIRS, _TOPICS, _PROMISES, _SAID, _OFFICES = 7, 4, 6, 3, 4, 8
_LONGEST = 200  # characters of what was said or promised
_WEB = Path(__file__).parent
_FONTS = (400, 600, 700)
_SCRIPTS = ("latin", "latin-ext", "vietnamese")


class Line(NamedTuple):
    """`source` says where it stands; `contact` is the id of the contact meant."""

    when: str
    words: str
    source: str = ""
    contact: str | None = None


class Part(NamedTuple):
    heading: str
    lines: tuple[Line, ...]


class Brief(NamedTuple):
    """`facts` are names and values; `parts` have at least one line each."""

    title: str
    over: str
    facts: tuple[tuple[str, str], ...]
    parts: tuple[Part, ...]
    chart: Chart | None
    kinds: tuple[str, ...]
    footer: str


def of(record: Record, name: str, other: str | None, language: str) -> Brief | None:
    """What is asked for: the relation of a state (with Viet Nam, where no other is named), else the person of this
    name, else the relation of a body; None where the record knows nothing of it."""
    if other is None and side(name).code is None:
        found = [each for each in record.person(name) if each.id]
        if found:
            return of_person(record, found[0], language)
    brief = of_relation(record, name, other or HOME, language)
    return brief if brief.parts else None


# --- a relation ------------------------------------------------------------------------------------------


def of_relation(record: Record, one: str, other: str, language: str) -> Brief:
    codes = [side(name).code or name for name in (one, other)]
    if codes[1] == HOME:
        codes.reverse()
    found = record.relation(*codes)
    facts: list[tuple[str, str]] = []
    if level := current(found.levels):
        since = say("relation.since", language, day=_day(level.start, language))
        facts.append(("relation.level", f"{level.label} ({since})"))
    if found.ties:
        facts.append(("relation.ties", _day(found.ties, language)))
    facts.append(("relation.contacts", number(found.contacts, language)))
    if found.met and found.met != found.last:
        facts.append(("relation.met", f"{_day(found.met.date, language)}: {_met(found.met, language)}"))
    if found.last:
        facts.append(("relation.last", f"{_day(found.last.date, language)}: {_met(found.last, language)}"))
    if found.silence:
        until = _day(found.silence.until, language)
        facts.append(("relation.silence", say("relation.silent", language, n=found.silence.days, until=until)))
    years = Years.of(found.series, "rank")
    title = " – ".join(country(code, language) if side(code).code else code for code in codes)
    promises = ledger(record, *codes)
    parts = [
        ("relation.planned", [_of_reference(each, language) for each in found.planned[:_LATEST]]),
        ("relation.latest", [_of_reference(each, language) for each in found.latest[:_LATEST]]),
        (
            "relation.encounters",
            [
                Line(_day(each.last, language) if each.last else "", f"{each.one} – {each.other} ({each.contacts})")
                for each in found.encounters[:_PAIRS]
            ],
        ),
        ("person.topics", _topics(found.topics, language)),
        ("relation.followed", [_promise(each, language) for each in promises.followed[:_PROMISES]]),
        ("relation.not_heard", [_promise(each, language) for each in promises.silent[:_PROMISES]]),
    ]
    return Brief(
        title,
        say("brief.relation", language),
        _facts(facts, language),
        _parts(parts, language),
        columns(years.counts, years.kinds, say("relation.chart_rank", language, name=title)),
        years.kinds,
        _footer(record, language),
    )


def _met(each: Reference, language: str) -> str:
    form = label("form", f"{each.type}.{each.form}", language)
    sides = " – ".join(showing.some_of(names, language) for names in (each.one, each.other) if names)
    return f"{form}: {sides}" if sides else form


def _of_reference(each: Reference, language: str) -> Line:
    return Line(_day(each.date, language), _met(each, language), contact=each.contact)


def _promise(one: Commitment, language: str) -> Line:
    who = say("side.both", language) if one.by == "both" else one.by
    cited = one.told[0]
    source = ", ".join(filter(None, (cited.outlet, _day(cited.published, language) if cited.published else None)))
    kind = label("commitment", one.kind, language)
    return Line(_day(one.date or one.made_by, language), f"{who} ({kind}): {_short(one.text)}", source, one.contact)


# --- a person --------------------------------------------------------------------------------------------


def of_person(record: Record, person: PersonFound, language: str) -> Brief:
    assert person.id is not None
    contacts = record.find(person=person.id, limit=_LATEST)
    said = record.find(kind="statements", person=person.id, limit=_SAID)
    company = record.company(person.id, _TOPICS)
    with_whom = "; ".join(f"{each.name} ({each.contacts})" for each in company)
    held = [each for each in person.offices if each.source != "read"] or list(person.offices)
    facts = [
        ("person.names", ", ".join(each.value for each in person.names[:4])),
        ("person.contacts", number(contacts.total, language)),
    ]
    parts = [
        ("person.offices", [_tenure(each, language) for each in held[-_OFFICES:]]),
        ("relation.latest", [_of_card(each, person.id, language) for each in contacts.results]),
        ("person.company", [Line("", with_whom)] if company else []),
        ("person.topics", _topics(said.facets.get("topic", {}), language)),
        (
            "person.said",
            [
                Line(
                    _day(each.date or each.published, language),
                    f"{label('act', each.act, language)}: {_short(each.text)}",
                    each.outlet or "",
                    each.contact,
                )
                for each in said.results
            ],
        ),
    ]
    where = country(person.country, language)
    return Brief(
        person.name, where, _facts(facts, language), _parts(parts, language), None, (), _footer(record, language)
    )


def _tenure(held: Held, language: str) -> Line:
    first, last = held.start.removeprefix("../"), (held.end or say("office.now", language)).removesuffix("/..")
    return Line(reasons.with_days(f"{first} – {last}", language), held.title)


def _of_card(card: Card, person: str, language: str) -> Line:
    others = showing.others_in(card, person, language)
    kind = showing.kind_of(card, language)
    return Line(_day(card.date, language), f"{kind}: {others}" if others else kind, card.outlet or "", card.id)


# --- both ------------------------------------------------------------------------------------------------


def _day(date: str | None, language: str) -> str:
    return days.words(date, language)


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1].rsplit(" ", 1)[0] + "…"


def _topics(topics: dict[str, int], language: str) -> list[Line]:
    told = [f"{label('topic', key, language)} ({n})" for key, n in list(topics.items())[:_TOPICS]]
    return [Line("", "; ".join(told))] if told else []


def _facts(facts: Iterable[tuple[str, str]], language: str) -> tuple[tuple[str, str], ...]:
    return tuple((say(key, language), value) for key, value in facts if value)


def _parts(parts: Iterable[tuple[str, list[Line]]], language: str) -> tuple[Part, ...]:
    return tuple(Part(say(key, language), tuple(lines)) for key, lines in parts if lines)


def _footer(record: Record, language: str) -> str:
    about = record.stats()
    last = _day(about.last_published, language)
    return say("brief.footer", language, n=about.pages, last=last)


# --- written down ----------------------------------------------------------------------------------------


def markdown(brief: Brief) -> str:
    """The sheet as Markdown."""
    lines = [f"# {_plain(brief.title)}", "", brief.over, ""] if brief.over else [f"# {_plain(brief.title)}", ""]
    lines += [f"- **{_plain(name)}:** {_plain(value)}" for name, value in brief.facts]
    for part in brief.parts:
        lines += ["", f"## {_plain(part.heading)}", ""]
        for line in part.lines:
            when = f"**{_plain(line.when)}** " if line.when else ""
            source = f" _({_plain(line.source)})_" if line.source else ""
            lines.append(f"- {when}{_plain(line.words)}{source}")
    return "\n".join([*lines, "", "---", "", brief.footer, ""])


def _plain(text: str) -> str:
    """Text in which nothing is read as Markdown or HTML."""
    for sign in "\\`*_[]<>#|":
        text = text.replace(sign, f"\\{sign}")
    return " ".join(text.split())


def html(brief: Brief, language: str) -> str:
    """The sheet as one file that needs no other: style and letters are in it."""
    style = (_WEB / "static" / "brief.css").read_text(encoding="utf-8")
    return showing.alone("brief_alone.html", language, brief=brief, style=_letters() + style)


def _letters() -> str:
    """Be Vietnam Pro, as the style sheet of a file takes it."""
    found = []
    for weight in _FONTS:
        for script in _SCRIPTS:
            file = _WEB / "static" / "fonts" / f"be-vietnam-pro-{script}-{weight}-normal.woff2"
            if file.exists():
                data = base64.b64encode(file.read_bytes()).decode()
                found.append(
                    f'@font-face {{ font-family: "Be Vietnam Pro"; font-weight: {weight}; font-style: normal;'
                    f' src: url("data:font/woff2;base64,{data}") format("woff2"); {_RANGES[script]} }}\n'
                )
    return "".join(found)


_RANGES = {
    "vietnamese": "unicode-range: U+0102-0103, U+0110-0111, U+0128-0129, U+0168-0169, U+01A0-01A1, U+01AF-01B0,"
    " U+0300-0301, U+0303-0304, U+0308-0309, U+0323, U+0329, U+1EA0-1EF9, U+20AB;",
    "latin-ext": "unicode-range: U+0100-02BA, U+1E00-1E9F, U+1EF2-1EFF, U+2020, U+20A0-20AB, U+2113;",
    "latin": "unicode-range: U+0000-00FF, U+0131, U+0152-0153, U+02BB-02BC, U+2000-206F, U+2122, U+2191-2193;",
}


class NoBrowser(Exception):
    """A PDF is printed by Chromium, and there is none on this machine."""


def pdf(page: str) -> bytes:
    """The sheet printed by Chromium, which shapes Vietnamese and embeds the letters used.

    Raises NoBrowser where there is none, OSError where it fails.
    """
    program = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if program is None:
        raise NoBrowser
    with tempfile.TemporaryDirectory() as folder:
        source, printed = Path(folder) / "brief.html", Path(folder) / "brief.pdf"
        source.write_text(page, encoding="utf-8")
        done = subprocess.run(  # no shell, and no word of anybody's in it  # nosec B603
            [
                program,
                "--headless",
                "--no-sandbox",  # the file is ours, and Chromium refuses to run without for root
                "--disable-gpu",
                "--no-pdf-header-footer",
                f"--user-data-dir={folder}/profile",
                f"--print-to-pdf={printed}",
                source.as_uri(),
            ],
            capture_output=True,
            timeout=120,
            check=False,
        )
        if not printed.exists():
            raise OSError(done.stderr.decode(errors="replace").strip().splitlines()[-1:] or program)
        return printed.read_bytes()
