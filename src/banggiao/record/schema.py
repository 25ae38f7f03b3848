"""The tables of a record file, and how an older file becomes a current one.

A file says what it is by `application_id` and which tables it has by `user_version`. Each step of MIGRATIONS takes a
file one version up, inside one transaction; steps are never changed once released (tests/record keeps old files).

Times are ISO 8601 in UTC, days ISO, dates EDTF. Offsets count code points of `versions.text`; `stop` is exclusive.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing

from banggiao.record import (
    changing,
    commitments,
    contacts,
    copies,
    dates,
    indexing,
    judging,
    keys,
    linking,
    mending,
    parting,
    people,
    redating,
    taking,
    things,
)

APPLICATION_ID = 0x62676961  # "bgia"
SCHEMA_VERSION = 9

TABLES = """
CREATE TABLE documents (
    document INTEGER PRIMARY KEY,
    id       TEXT NOT NULL UNIQUE,
    current  INTEGER NOT NULL UNIQUE REFERENCES versions (version) DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE versions (
    version  INTEGER PRIMARY KEY,
    document INTEGER NOT NULL REFERENCES documents (document),
    number   INTEGER NOT NULL,
    hash     BLOB NOT NULL,
    added    TEXT NOT NULL,
    source   TEXT NOT NULL,
    url      TEXT,
    outlet   TEXT,
    agency   TEXT,
    byline   TEXT,
    headline TEXT,
    published       TEXT,
    published_basis TEXT,
    media    TEXT,
    text     TEXT NOT NULL,
    UNIQUE (document, number)
);
CREATE TABLE regions (
    version INTEGER NOT NULL REFERENCES versions (version),
    n       INTEGER NOT NULL,
    kind    TEXT NOT NULL,
    start   INTEGER NOT NULL,
    stop    INTEGER NOT NULL,
    teaser  INTEGER,
    part    TEXT,
    photographer TEXT,
    agency  TEXT,
    PRIMARY KEY (version, n)
) WITHOUT ROWID;
CREATE TABLE teasers (
    version  INTEGER NOT NULL REFERENCES versions (version),
    n        INTEGER NOT NULL,
    headline TEXT,
    lead     TEXT,
    caption  TEXT,
    media    TEXT,
    published TEXT,
    PRIMARY KEY (version, n)
) WITHOUT ROWID;
CREATE TABLE events (
    event   INTEGER PRIMARY KEY,
    id      TEXT NOT NULL,
    version INTEGER NOT NULL REFERENCES versions (version),
    teaser  INTEGER,
    n       INTEGER NOT NULL,
    current INTEGER NOT NULL,
    type    TEXT NOT NULL,
    form    TEXT NOT NULL,
    status  TEXT NOT NULL,
    date    TEXT,
    part_of_day TEXT,
    venue   TEXT,
    locality TEXT,
    country TEXT,
    confidence REAL NOT NULL,
    rule    TEXT NOT NULL,
    date_candidates TEXT,
    date_from TEXT,
    date_to   TEXT,
    field_confidence TEXT,
    FOREIGN KEY (version, teaser) REFERENCES teasers (version, n)
);
CREATE INDEX events_by_version ON events (version);
CREATE INDEX events_by_id ON events (id) WHERE current;
CREATE INDEX events_by_date ON events (date_to, version) WHERE current;
-- Events whose year another page told: what their own page says, and the event that told it.
CREATE TABLE redated (
    event   INTEGER PRIMARY KEY REFERENCES events (event),
    date    TEXT NOT NULL,
    told_by INTEGER NOT NULL REFERENCES events (event)
);
CREATE INDEX redated_by_told ON redated (told_by);
CREATE TABLE names (
    name    INTEGER PRIMARY KEY,
    value   TEXT NOT NULL UNIQUE,
    folded  TEXT NOT NULL,
    lowered TEXT NOT NULL
);
CREATE TABLE participants (
    participant INTEGER PRIMARY KEY,
    event   INTEGER NOT NULL REFERENCES events (event),
    n       INTEGER NOT NULL,
    name    INTEGER REFERENCES names (name),
    organisation TEXT,
    country TEXT,
    role    TEXT NOT NULL
);
CREATE INDEX participants_by_event ON participants (event);
CREATE INDEX participants_by_name ON participants (name) WHERE name IS NOT NULL;
CREATE INDEX participants_by_country ON participants (country) WHERE country IS NOT NULL;
CREATE TABLE offices (
    participant INTEGER NOT NULL REFERENCES participants (participant),
    n     INTEGER NOT NULL,
    title TEXT NOT NULL,
    PRIMARY KEY (participant, n)
) WITHOUT ROWID;
CREATE TABLE statements (
    statement INTEGER PRIMARY KEY,
    id      TEXT NOT NULL,
    version INTEGER NOT NULL REFERENCES versions (version),
    n       INTEGER NOT NULL,
    event   TEXT,
    speaker TEXT NOT NULL,
    relayed_for TEXT,
    addressee TEXT,
    act     TEXT NOT NULL,
    start   INTEGER NOT NULL,
    stop    INTEGER NOT NULL,
    commitment TEXT,
    confidence REAL NOT NULL,
    topics  TEXT NOT NULL DEFAULT '',
    field_confidence TEXT
);
CREATE INDEX statements_by_version ON statements (version);
CREATE TABLE evidence (
    evidence INTEGER PRIMARY KEY,
    event       INTEGER REFERENCES events (event),
    participant INTEGER REFERENCES participants (participant),
    statement   INTEGER REFERENCES statements (statement),
    start  INTEGER NOT NULL,
    stop   INTEGER NOT NULL,
    region TEXT NOT NULL,
    CHECK ((event IS NOT NULL) + (participant IS NOT NULL) + (statement IS NOT NULL) = 1)
);
CREATE INDEX evidence_by_event ON evidence (event) WHERE event IS NOT NULL;
CREATE INDEX evidence_by_participant ON evidence (participant) WHERE participant IS NOT NULL;
CREATE INDEX evidence_by_statement ON evidence (statement) WHERE statement IS NOT NULL;
CREATE TABLE issues (
    version INTEGER NOT NULL REFERENCES versions (version),
    n       INTEGER NOT NULL,
    stage   TEXT NOT NULL,
    code    TEXT NOT NULL,
    start   INTEGER NOT NULL,
    stop    INTEGER NOT NULL,
    note    TEXT NOT NULL,
    PRIMARY KEY (version, n)
) WITHOUT ROWID;
-- Versions that became current, or are current no more, since what is told across pages was last worked out.
CREATE TABLE unresolved (
    version INTEGER PRIMARY KEY REFERENCES versions (version)
);
CREATE VIRTUAL TABLE pages_folded USING fts5 (
    text, content = 'versions', content_rowid = 'version', tokenize = 'unicode61 remove_diacritics 2'
);
CREATE VIRTUAL TABLE pages_exact USING fts5 (
    text, content = 'versions', content_rowid = 'version', tokenize = 'unicode61 remove_diacritics 0'
);
-- A page is a commit is a piece of the index. Sixteen pieces of a size are merged at once: fewer rewrites than the
-- default of four, which keeps the cost of a page flat as the record grows.
INSERT INTO pages_folded (pages_folded, rank) VALUES ('automerge', 16), ('crisismerge', 64);
INSERT INTO pages_exact (pages_exact, rank) VALUES ('automerge', 16), ('crisismerge', 64);
"""


# What is told across pages: each stage of resolving.py brings its own tables.
DERIVED: tuple[str, ...] = (
    judging.TABLES,
    mending.TABLES,
    people.TABLES,
    copies.TABLES,
    redating.TABLES,
    contacts.TABLES,
    linking.TABLES,
    commitments.TABLES,
)

# What version 7 brought.
SINCE_SEVEN: tuple[str, ...] = (taking.TABLES, indexing.TABLES, things.TABLES, changing.TABLES)
# What version 8 brought.
SINCE_EIGHT: tuple[str, ...] = (parting.TABLES,)


def create(db: sqlite3.Connection) -> None:
    """Make the tables of SCHEMA_VERSION in an empty file; call inside a transaction."""
    _make(db, TABLES, *DERIVED, *SINCE_SEVEN, *SINCE_EIGHT)
    db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    db.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")


def _make(db: sqlite3.Connection, *scripts: str) -> None:
    for script in scripts:
        for statement in statements(script):
            db.execute(statement)


def missing(db: sqlite3.Connection) -> list[str]:
    """Tables and indexes that a new record has and this one hasn't."""
    query = "SELECT name FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%'"
    with closing(sqlite3.connect(":memory:")) as new:
        create(new)
        expected = {name for (name,) in new.execute(query)}
    return sorted(expected - {name for (name,) in db.execute(query)})


def migrate(db: sqlite3.Connection, version: int) -> None:
    """Take the tables from `version` to SCHEMA_VERSION; call inside a transaction."""
    for step in range(version, SCHEMA_VERSION):
        MIGRATIONS[step](db)
    db.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")


def statements(script: str) -> list[str]:
    """The single statements of a script (`executescript` would commit the open transaction)."""
    found: list[str] = []
    piece = ""
    for part in script.split(";"):
        piece += part + ";"
        if sqlite3.complete_statement(piece):
            if piece.strip(" \n;"):
                found.append(piece)
            piece = ""
    return found


def _one_to_two(db: sqlite3.Connection) -> None:
    """Version 1 kept only the EDTF of an event: a period could be asked only by reading every event."""
    db.execute("DROP INDEX events_by_date")
    db.execute("ALTER TABLE events ADD COLUMN date_from TEXT")
    db.execute("ALTER TABLE events ADD COLUMN date_to TEXT")
    dated = db.execute("SELECT DISTINCT date FROM events WHERE date IS NOT NULL").fetchall()
    db.executemany(
        "UPDATE events SET date_from = ?, date_to = ? WHERE date = ?",
        [(*dates.bounds(date), date) for (date,) in dated],
    )
    db.execute("CREATE INDEX events_by_date ON events (date_to, version) WHERE current")


def _two_to_three(db: sqlite3.Connection) -> None:
    """Version 2 kept no topics: those of older readings are unknown until the page is read again."""
    db.execute("ALTER TABLE statements ADD COLUMN topics TEXT NOT NULL DEFAULT ''")


def _three_to_four(db: sqlite3.Connection) -> None:
    """Version 3 did not date the contacts of one page by those of another."""
    db.execute(
        "CREATE TABLE redated (event INTEGER PRIMARY KEY REFERENCES events (event), date TEXT NOT NULL,"
        " told_by INTEGER NOT NULL REFERENCES events (event))"
    )
    db.execute("CREATE INDEX redated_by_told ON redated (told_by)")


def _four_to_five(db: sqlite3.Connection) -> None:
    """Version 4 had no confidence of single fields; what it holds stays without."""
    db.execute("ALTER TABLE events ADD COLUMN field_confidence TEXT")
    db.execute("ALTER TABLE statements ADD COLUMN field_confidence TEXT")


def _five_to_six(db: sqlite3.Connection) -> None:
    """Version 5 compared no pages with one another: all are still to be resolved."""
    db.execute("CREATE TABLE unresolved (version INTEGER PRIMARY KEY REFERENCES versions (version))")
    db.execute("INSERT INTO unresolved SELECT current FROM documents")
    _make(db, *DERIVED)
    for (version,) in db.execute("SELECT current FROM documents ORDER BY current").fetchall():
        contacts.alone(db, version)


def _six_to_seven(db: sqlite3.Connection) -> None:
    """Version 6 did not know what it had taken from which file, knew the words of pages alone, and looked at all that
    is told of somebody whenever a page named them: what tells of contacts is to be compared once more."""
    if _has_column(db, "items", "contact"):  # else the tables are just made
        db.execute("DROP TABLE marks")
        _make(db, linking.TABLES)
        db.execute("DROP INDEX items_by_contact")
        db.execute("ALTER TABLE items DROP COLUMN contact")
        db.execute("CREATE INDEX items_by_event ON items (event) WHERE event IS NOT NULL")
        _name_sightings(db)
        db.execute("INSERT OR IGNORE INTO unresolved SELECT DISTINCT version FROM events WHERE current")
    _make(db, *SINCE_SEVEN)
    indexing.fill(db)
    changing.begin(db)


def _seven_to_eight(db: sqlite3.Connection) -> None:
    """Version 7 could not part a way of calling someone, and gave calls, messages and nameless agreements to no visit:
    these are to be resolved once more."""
    _make(db, *SINCE_EIGHT)
    db.execute(f"CREATE TABLE IF NOT EXISTS {indexing.FORMER}")
    db.execute(f"CREATE INDEX IF NOT EXISTS {contacts.VISITS_BY_PLACE}")
    db.execute(
        "INSERT OR IGNORE INTO unresolved SELECT DISTINCT version FROM events"
        " WHERE current AND type IN ('call', 'message', 'agreement')"
    )


def _eight_to_nine(db: sqlite3.Connection) -> None:
    """Version 8 kept what pages are found by all together, in the order of hashes."""
    if _has_column(db, "sketches", "span"):  # the tables were just made
        return
    db.execute("ALTER TABLE sketches RENAME TO sketches_together")
    _make(db, copies.SKETCHES)
    db.execute(
        "INSERT INTO sketches SELECT version >> ? AS span, run, version FROM sketches_together ORDER BY 1, 2, 3",
        (keys.SPAN_BITS,),
    )
    db.execute("DROP TABLE sketches_together")


def _name_sightings(db: sqlite3.Connection) -> None:
    db.execute("ALTER TABLE sightings ADD COLUMN name INTEGER REFERENCES names (name)")
    db.execute("ALTER TABLE sightings ADD COLUMN title TEXT")
    db.execute(
        "UPDATE sightings SET name = (SELECT p.name FROM participants p WHERE p.participant = sightings.participant),"
        " title = (SELECT min(o.title) FROM nodes d JOIN seats t ON t.participant = sightings.participant"
        " AND d.seat = CASE WHEN t.held THEN '' ELSE '- ' END || t.seat"
        " JOIN offices o ON o.participant = t.participant AND o.n = t.n WHERE d.node = sightings.node)"
    )
    db.execute(
        "CREATE TABLE spellings (node INTEGER NOT NULL REFERENCES nodes (node),"
        " name INTEGER NOT NULL REFERENCES names (name), seen INTEGER NOT NULL, PRIMARY KEY (node, name)) WITHOUT ROWID"
    )
    db.execute("INSERT INTO spellings SELECT node, name, count(*) FROM sightings GROUP BY node, name")
    db.execute("DROP INDEX sightings_by_person")
    db.execute("CREATE INDEX sightings_by_person ON sightings (person, node)")
    db.execute("CREATE INDEX sightings_by_title ON sightings (node, title) WHERE title IS NOT NULL")
    db.execute("DROP INDEX seats_by_seat")
    db.execute("CREATE INDEX seats_by_seat ON seats (seat, office)")


def _has_column(db: sqlite3.Connection, table: str, column: str) -> bool:
    found = db.execute(f"SELECT 1 FROM pragma_table_info('{table}') WHERE name = ?", (column,)).fetchone()
    return found is not None


MIGRATIONS: dict[int, Callable[[sqlite3.Connection], None]] = {
    1: _one_to_two,
    2: _two_to_three,
    3: _three_to_four,
    4: _four_to_five,
    5: _five_to_six,
    6: _six_to_seven,
    7: _seven_to_eight,
    8: _eight_to_nine,
}
