"""What contacts, statements and pages are found by: their words and their facets; and contacts as lists show them.

A *facet* is a line "name:value" ("country:JP"). The facets of a thing are one text with a line end before and after
each, so that a filter looks for a line and a count splits at the line ends. All of it follows from the other tables:
contacts and pages are indexed as soon as they are written, and again when they are resolved. Every function here runs
inside the caller's transaction.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Sequence
from contextlib import closing

from banggiao import text
from banggiao.model import to_json
from banggiao.record import asking, changing, dates, mending, things, words
from banggiao.record.results import Card, Contact, Taking
from banggiao.record.selecting import country_name
from banggiao.relation import relations
from banggiao.relation.relations import Present

FORMER = "former_facets (contact INTEGER PRIMARY KEY, facets TEXT NOT NULL)"

TABLES = f"""
-- Contacts as lists show them (JSON of a Card).
CREATE TABLE cards (
    contact INTEGER PRIMARY KEY REFERENCES contacts (contact),
    card    TEXT NOT NULL
);
-- The facets of contacts, of the statements of current pages, and of these pages: see indexing.py.
CREATE TABLE contact_facets (
    contact INTEGER PRIMARY KEY REFERENCES contacts (contact),
    facets  TEXT NOT NULL
);
CREATE TABLE statement_facets (
    statement INTEGER PRIMARY KEY REFERENCES statements (statement),
    version   INTEGER NOT NULL REFERENCES versions (version),
    n         INTEGER NOT NULL,
    facets    TEXT NOT NULL
);
CREATE INDEX statement_facets_by_version ON statement_facets (version, n);
CREATE TABLE page_facets (
    version INTEGER PRIMARY KEY REFERENCES versions (version),
    added   TEXT NOT NULL,
    facets  TEXT NOT NULL
);
CREATE INDEX page_facets_by_time ON page_facets (added, version);
-- The facets that contacts had before they were made anew, until the pages that tell them are looked at.
CREATE TABLE {FORMER};
-- The words of contacts and of statements, with marks and without: words.py makes both, the tokenizer strips none.
CREATE VIRTUAL TABLE contact_words USING fts5 (exact, folded, tokenize = 'unicode61 remove_diacritics 0');
CREATE VIRTUAL TABLE statement_words USING fts5 (exact, folded, tokenize = 'unicode61 remove_diacritics 0');
INSERT INTO contact_words (contact_words, rank) VALUES ('automerge', 16), ('crisismerge', 64);
INSERT INTO statement_words (statement_words, rank) VALUES ('automerge', 16), ('crisismerge', 64);
"""
INDEXES = ("contact_words", "statement_words")

_AT_ONCE = 200


def facets(values: Iterable[tuple[str, str | None]]) -> str:
    """The facets of a thing as they are kept; each once, in order."""
    found = sorted({f"{name}:{' '.join(value.split())}" for name, value in values if value})
    return "\n" + "".join(f"{each}\n" for each in found)


# --- contacts ------------------------------------------------------------------------------------------------


def resolve(db: sqlite3.Connection, versions: Sequence[int]) -> Iterable[int]:
    """The last stage: index the contacts that were made, and the pages of these versions, and of contacts that have
    other facets now."""
    db.execute(_UNINDEXED)
    contacts(db, _numbers(db, "SELECT contact FROM contacts WHERE contact IN (SELECT contact FROM temp.unindexed)"))
    db.execute("DELETE FROM temp.unindexed")
    telling = (
        "SELECT DISTINCT e.version FROM former_facets o CROSS JOIN contact_facets f ON f.contact = o.contact"
        " AND f.facets != o.facets CROSS JOIN tellings t ON t.contact = f.contact JOIN events e ON e.event = t.event"
        " WHERE e.teaser IS NULL"
    )
    pages(db, sorted({*versions, *_numbers(db, telling)}))
    db.execute("DELETE FROM former_facets")
    return ()


# Contacts written in this transaction: to look for those without a card would cost the more the more there are.
_UNINDEXED = "CREATE TEMP TABLE IF NOT EXISTS unindexed (contact INTEGER PRIMARY KEY)"


def have_indexed(db: sqlite3.Connection, numbers: Iterable[int]) -> None:
    """Have contacts that were just written indexed by the last stage."""
    db.execute(_UNINDEXED)
    db.executemany("INSERT OR IGNORE INTO temp.unindexed VALUES (?)", [(number,) for number in numbers])


def contacts(db: sqlite3.Connection, numbers: Sequence[int]) -> None:
    """Index these contacts anew."""
    forget(db, numbers)
    for first in range(0, len(numbers), _AT_ONCE):
        some = numbers[first : first + _AT_ONCE]
        spoken, topics = _spoken(db, some), _topics(db, some)
        for number, contact in zip(some, asking.contacts(db, some), strict=True):
            card = _card(contact)
            db.execute("INSERT INTO cards VALUES (?, ?)", (number, to_json(card).decode()))
            found = facets([*_of_card(card), *_of_sources(contact), *(("topic", topic) for topic in topics[number])])
            db.execute("INSERT INTO contact_facets VALUES (?, ?)", (number, found))
            _write_words(db, "contact_words", number, _words_of(contact, spoken[number]))
            changing.touch(db, changing.CONTACT, [contact.id])
        things.note(db, some)


def forget(db: sqlite3.Connection, numbers: Iterable[int]) -> None:
    """Take contacts out of what is found."""
    numbers = list(numbers)
    changing.keep(db, numbers)
    things.forget(db, numbers)
    for number in numbers:
        db.execute(
            "INSERT OR IGNORE INTO former_facets SELECT contact, facets FROM contact_facets WHERE contact = ?",
            (number,),
        )
        db.execute("DELETE FROM cards WHERE contact = ?", (number,))
        db.execute("DELETE FROM contact_facets WHERE contact = ?", (number,))
        db.execute("DELETE FROM contact_words WHERE rowid = ?", (number,))


def move_person(db: sqlite3.Connection, old: str, new: str) -> None:
    """Give a person another id where contacts show them. Contacts that show the other id already are left alone: they
    are of somebody who becomes the same, and will be written anew."""
    for contact in things.move(db, "person", old, new):
        db.execute(
            "UPDATE cards SET card = replace(card, ?, ?) WHERE contact = ?",
            (f'"person":"{old}"', f'"person":"{new}"', contact),
        )


def _card(contact: Contact) -> Card:
    taking_part = tuple(filter(mending.took_part, contact.participants))
    return Card(
        id=contact.id,
        type=contact.type,
        form=contact.form,
        status=contact.status,
        date=contact.date,
        part_of_day=contact.part_of_day,
        place=contact.place,
        participants=tuple(
            Taking(
                name=one.name,
                person=person,
                offices=one.offices,
                organisation=one.organisation,
                country=one.country,
                role=one.role,
            )
            for one, person in zip(taking_part, contact.people or (None,) * len(taking_part), strict=True)
        ),
        evidence=contact.evidence[0].text if contact.evidence else "",
        confidence=contact.confidence,
        page=contact.page,
        headline=contact.headline,
        outlet=contact.outlet,
        published=contact.published,
        url=contact.url,
        related=contact.related,
        sources=len(contact.sources),
        independent=contact.independent,
    )


def sides(card: Card) -> list[str]:
    """The states of a contact: of those who take part, and where a visit goes."""
    found = {one.country for one in card.participants if one.country}
    if card.type == "visit" and card.place.country:
        found.add(card.place.country)
    return sorted(found)


def _of_card(card: Card) -> list[tuple[str, str | None]]:
    states = sides(card)
    found = [("type", card.type), ("form", card.form), ("status", card.status), ("year", year_of(card.date))]
    found += [("country", state) for state in states]
    if len(states) == 2:
        found.append(("relation", "-".join(states)))
    return [*found, *(("channel", channel) for channel in _channels(card))]


def year_of(edtf: str | None) -> str | None:
    """The year, where the date leaves no other."""
    first, last = dates.bounds(edtf)
    return first[:4] if first is not None and last is not None and first[:4] == last[:4] else None


def _channels(card: Card) -> frozenset[str]:
    by_state: defaultdict[str, list[Present]] = defaultdict(list)
    for one in card.participants:
        present = Present(one.person, one.name, one.organisation, one.country, one.offices)
        by_state[one.country or ""].append(present)
    if len(by_state) == 2:
        return relations.channels_of(*by_state.values())
    return relations.channels([one for side in by_state.values() for one in side])


def _of_sources(contact: Contact) -> list[tuple[str, str | None]]:
    return [("outlet", source.outlet) for source in contact.sources]


def _words_of(contact: Contact, spoken: Sequence[str]) -> str:
    """Everything that a contact is found by: who, in which office, of which state, where, headlines, evidence."""
    place = contact.place
    states = {one.country for one in contact.participants} | {place.country}
    names = [country_name(state) for state in sorted(filter(None, states))]
    headlines = [source.headline for source in contact.sources]
    return "\n".join(dict.fromkeys(filter(None, [*spoken, place.venue, place.locality, *names, *headlines])))


def _spoken(db: sqlite3.Connection, numbers: Sequence[int]) -> defaultdict[int, list[str]]:
    """Names, offices and bodies in all tellings of these contacts, and the sentences that tell of them."""
    found: defaultdict[int, list[str]] = defaultdict(list)
    for query in (
        "SELECT t.contact, n.value FROM tellings t JOIN participants p ON p.event = t.event"
        " JOIN names n ON n.name = p.name WHERE t.contact IN ({})",
        "SELECT t.contact, o.title FROM tellings t JOIN participants p ON p.event = t.event"
        " JOIN offices o ON o.participant = p.participant WHERE t.contact IN ({})",
        "SELECT t.contact, p.organisation FROM tellings t JOIN participants p ON p.event = t.event"
        " WHERE p.organisation IS NOT NULL AND t.contact IN ({})",
        "SELECT t.contact, substr(v.text, x.start + 1, x.stop - x.start) FROM tellings t JOIN evidence x"
        " ON x.event = t.event JOIN events e ON e.event = t.event JOIN versions v ON v.version = e.version"
        " WHERE t.contact IN ({})",
    ):
        for number, value in sorted(set(db.execute(query.format(_marks(numbers)), numbers))):
            found[number].append(value)
    return found


def _topics(db: sqlite3.Connection, numbers: Sequence[int]) -> defaultdict[int, set[str]]:
    """What was spoken of in these contacts."""
    found: defaultdict[int, set[str]] = defaultdict(set)
    for number, topics in db.execute(
        "SELECT t.contact, s.topics FROM tellings t JOIN events e ON e.event = t.event AND e.teaser IS NULL"
        " JOIN statements s ON s.version = e.version AND s.event = e.id"
        f" WHERE t.contact IN ({_marks(numbers)}) AND s.confidence > 0 AND s.topics != ''",
        numbers,
    ):
        found[number] |= set(topics.split())
    return found


# --- pages and their statements ------------------------------------------------------------------------------


def pages(db: sqlite3.Connection, versions: Sequence[int]) -> None:
    """Index anew these versions, where they are current, and what is said there."""
    for version in versions:
        _forget_facets(db, version)
        row = db.execute(
            "SELECT v.outlet, v.published, v.added FROM documents d JOIN versions v ON v.version = d.current"
            " WHERE d.current = ?",
            (version,),
        ).fetchone()
        if row is None:
            _forget_words(db, version)
            continue
        outlet, published, added = row
        told = _told(db, version)
        of_page = [("outlet", outlet), ("year", year_of(published))]
        for lines in told.values():
            of_page += [each for each in lines if each[0] in _OF_PAGE]
        db.execute("INSERT INTO page_facets VALUES (?, ?, ?)", (version, added, facets(of_page)))
        _statements(db, version, told, of_page[:2])


def forget_page(db: sqlite3.Connection, version: int) -> None:
    """Take a page that is current no more out of what is found."""
    _forget_facets(db, version)
    _forget_words(db, version)


def _forget_facets(db: sqlite3.Connection, version: int) -> None:
    db.execute("DELETE FROM page_facets WHERE version = ?", (version,))
    db.execute("DELETE FROM statement_facets WHERE version = ?", (version,))


def _forget_words(db: sqlite3.Connection, version: int) -> None:
    for number in _numbers(db, "SELECT statement FROM statements WHERE version = ?", (version,)):
        db.execute("DELETE FROM statement_words WHERE rowid = ?", (number,))


# What a page, and a statement, has of the contact that it tells, or that it was said in.
_OF_PAGE = frozenset({"type", "country", "relation", "topic"})
_OF_STATEMENT = frozenset({"type", "form", "status", "channel", "year", "relation"})


def _told(db: sqlite3.Connection, version: int) -> dict[str, list[tuple[str, str]]]:
    """The facets of the contacts that a page tells itself, by the ids of its own tellings."""
    found = {}
    for id_, kept in db.execute(
        "SELECT e.id, f.facets FROM events e JOIN tellings t ON t.event = e.event"
        " JOIN contact_facets f ON f.contact = t.contact WHERE e.version = ? AND e.teaser IS NULL",
        (version,),
    ):
        lines = [line.partition(":") for line in kept.split("\n") if line]
        found[id_] = [(name, value) for name, _, value in lines]
    return found


def _statements(
    db: sqlite3.Connection,
    version: int,
    told: dict[str, list[tuple[str, str]]],
    of_page: Sequence[tuple[str, str | None]],
) -> None:
    rows = db.execute(
        "SELECT s.statement, s.n, s.event, s.speaker, s.relayed_for, s.addressee, s.act, s.commitment, s.topics,"
        " q.country, substr(v.text, s.start + 1, s.stop - s.start) FROM statements s"
        " JOIN versions v ON v.version = s.version LEFT JOIN speakers k ON k.statement = s.statement"
        " LEFT JOIN people q ON q.person = k.person"
        " WHERE s.version = ? AND s.confidence > 0",
        (version,),
    ).fetchall()
    if not rows:
        return
    states = _states(db, version)
    for number, n, event, speaker, relayed_for, addressee, act, commitment, topics, country, said in rows:
        found: list[tuple[str, str | None]] = [("act", act), ("commitment", commitment), of_page[0]]
        found += [("topic", topic) for topic in topics.split()]
        found.append(("country", country or states.get(speaker)))
        found += [each for each in told.get(event, ()) if each[0] in _OF_STATEMENT]
        if not any(name == "year" for name, _ in found):
            found.append(of_page[1])
        db.execute("INSERT INTO statement_facets VALUES (?, ?, ?, ?)", (number, version, n, facets(found)))
        spoken = "\n".join(filter(None, (speaker, relayed_for, addressee, said)))
        _write_words(db, "statement_words", number, spoken)


def _states(db: sqlite3.Connection, version: int) -> dict[str, str]:
    """The states of those who take part in the contacts of a page, by how it calls them."""
    return dict(
        db.execute(
            "SELECT coalesce(n.value, p.organisation), p.country FROM participants p JOIN events e"
            " ON e.event = p.event LEFT JOIN names n ON n.name = p.name"
            " WHERE e.version = ? AND e.teaser IS NULL AND p.country IS NOT NULL ORDER BY p.participant DESC",
            (version,),
        )
    )


# --- words ---------------------------------------------------------------------------------------------------


def _write_words(db: sqlite3.Connection, index: str, number: int, written: str) -> None:
    exact = words.exact(written)
    row = db.execute(f"SELECT exact FROM {index} WHERE rowid = ?", (number,)).fetchone()
    if row is None or row[0] != exact:
        if row is not None:
            db.execute(f"DELETE FROM {index} WHERE rowid = ?", (number,))
        values = (number, exact, text.fold(written))
        db.execute(f"INSERT INTO {index} (rowid, exact, folded) VALUES (?, ?, ?)", values)


def fill(db: sqlite3.Connection) -> None:
    """Index everything anew."""
    for index in INDEXES:
        empty(db, index, f"DELETE FROM {index}")
    for table in ("cards", "contact_facets", "statement_facets", "page_facets", "uses", "called"):
        db.execute(f"DELETE FROM {table}")
    contacts(db, _numbers(db, "SELECT contact FROM contacts ORDER BY contact"))
    pages(db, _numbers(db, "SELECT current FROM documents ORDER BY current"))
    things.fill(db)


def empty(db: sqlite3.Connection, index: str, statement: str) -> None:
    """Empty a full-text index; where FTS5 can't open it any more, its tables are laid down as in a new file."""
    try:
        db.execute(statement)
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_CORRUPT and "fts5" not in str(error):
            raise
        from banggiao.record import schema

        with closing(sqlite3.connect(":memory:")) as new:
            schema.create(new)
            for shadow in ("data", "idx", "docsize", "config", *(("content",) if index in INDEXES else ())):
                db.execute(f"DELETE FROM {index}_{shadow}")
                for row in new.execute(f"SELECT * FROM {index}_{shadow}").fetchall():
                    db.execute(f"INSERT INTO {index}_{shadow} VALUES ({_marks(row)})", row)


def _numbers(db: sqlite3.Connection, query: str, values: Sequence[object] = ()) -> list[int]:
    return [number for (number,) in db.execute(query, values).fetchall()]


def _marks(values: Iterable[object]) -> str:
    return ",".join("?" for _ in values)
