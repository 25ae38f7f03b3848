"""Who is who across the pages: the stage that gives every name a person, and every office title an office."""

from __future__ import annotations

TABLES = """
-- The people of the record. `id` doesn't change as long as the smallest of a person's nodes stays.
CREATE TABLE people (
    person   INTEGER PRIMARY KEY,
    id       TEXT NOT NULL UNIQUE,
    name     TEXT NOT NULL,
    country  TEXT,
    wikidata TEXT
);
CREATE INDEX people_by_name ON people (name);
-- One way in which pages call a person: a spelling of the name, a country, and the office that tells equal names apart.
CREATE TABLE nodes (
    node    INTEGER PRIMARY KEY,
    id      TEXT NOT NULL UNIQUE,
    key     TEXT NOT NULL,
    country TEXT NOT NULL,
    person  INTEGER REFERENCES people (person) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX nodes_by_person ON nodes (person);
-- Nodes that share a block are compared with each other.
CREATE TABLE blocks (
    block TEXT NOT NULL,
    node  INTEGER NOT NULL REFERENCES nodes (node),
    PRIMARY KEY (block, node)
) WITHOUT ROWID;
CREATE INDEX blocks_by_node ON blocks (node);
CREATE TABLE sightings (
    participant INTEGER PRIMARY KEY REFERENCES participants (participant),
    node        INTEGER NOT NULL REFERENCES nodes (node),
    person      INTEGER NOT NULL REFERENCES people (person) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX sightings_by_node ON sightings (node);
CREATE INDEX sightings_by_person ON sightings (person);
CREATE TABLE speakers (
    statement INTEGER PRIMARY KEY REFERENCES statements (statement),
    person    INTEGER NOT NULL REFERENCES people (person) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX speakers_by_person ON speakers (person);
-- The offices of a participant, by the id of the authority tables where they know the title.
CREATE TABLE seats (
    participant INTEGER NOT NULL REFERENCES participants (participant),
    n      INTEGER NOT NULL,
    office TEXT,
    PRIMARY KEY (participant, n)
) WITHOUT ROWID;
CREATE INDEX seats_by_office ON seats (office) WHERE office IS NOT NULL;
-- Pairs of people that may be one, and why nothing was decided.
CREATE TABLE doubts (
    one     TEXT NOT NULL,
    other   TEXT NOT NULL,
    reasons TEXT NOT NULL,
    PRIMARY KEY (one, other)
) WITHOUT ROWID;
CREATE INDEX doubts_by_other ON doubts (other);
"""
