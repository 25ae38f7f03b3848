"""The record: one SQLite file that keeps every page read, every claim with its evidence, and finds them again."""

from __future__ import annotations

import datetime
import os
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from types import TracebackType
from typing import Any, Literal, Self, Unpack

import msgspec

from banggiao.entity.tenures import Conflict, Held
from banggiao.model import Reading, Ticket
from banggiao.record import (
    asking,
    beside,
    careers,
    company,
    comparing,
    dates,
    days,
    doubting,
    finding,
    formulas,
    judging,
    ledger,
    listing,
    overviews,
    portraits,
    preparing,
    relations,
    resolving,
    said,
    schema,
    selecting,
    spans,
    taking,
    things,
    words,
    writing,
)
from banggiao.record.errors import DAMAGED, RecordError, explain, is_no_day
from banggiao.record.opening import connect
from banggiao.record.results import (
    Added,
    Address,
    Anniversary,
    Card,
    Changes,
    Claim,
    Commitment,
    Companion,
    Contact,
    Doubt,
    Found,
    Graph,
    Hit,
    Judgement,
    Neighbours,
    OfficeHolders,
    OrganisationOf,
    Overview,
    Page,
    PersonFound,
    PersonOf,
    Pulse,
    Related,
    RelationOf,
    Saying,
    Side,
    Stats,
    Thing,
    Told,
    Version,
)
from banggiao.record.taking import Stamp
from banggiao.relation import formulas as relation_formulas
from banggiao.relation import relations as relation_relations
from banggiao.relation.formulas import Trace
from banggiao.relation.recurring import Recurrence

_SHORTEST_PREFIX = 4
_CANDIDATES_SHOWN = 6
_SNIPPET_WORDS = 32
_PAGES_AT_ONCE = 100
_TELLS = " AND EXISTS (SELECT 1 FROM events e WHERE e.version = v.version AND e.teaser IS NULL AND e.confidence >= ?)"
_LAST = "\U0010ffff"  # sorts after every id that begins with the same digits


def _day(value: str | datetime.date) -> datetime.date:
    day = dates.limit(value, "day", end=False)
    assert day is not None
    if day != dates.limit(value, "day", end=True):
        raise RecordError(f"day: {value!r} is more than one day; write 2024-09-05")
    return datetime.date.fromisoformat(day)


class Record:
    """A record file, opened. Use it in a `with` block, from one thread; any number of programs may have it open.

    The path `:memory:` is a record that is gone when closed. `readonly` never writes a byte; `create` makes the file
    when there is none. `timeout` is how many seconds to wait while another program writes. `power_safe` waits for the
    disk at every page, so that pages outlive a power cut too; without it a power cut may take the last ones.

    Every method raises RecordError with one line that names the file and says what to do when the file, the disk or the
    question is at fault.
    """

    def __init__(
        self,
        path: str | os.PathLike[str],
        *,
        readonly: bool = False,
        create: bool = True,
        timeout: float = 30.0,
        power_safe: bool = False,
    ):
        self.path = os.fspath(path)
        self.readonly = readonly
        with self._explained():
            self._db = connect(self.path, readonly=readonly, create=create, timeout=timeout, power_safe=power_safe)
            self._db.create_function("date_may_fall", 3, dates.may_fall, deterministic=True)
        if not readonly:
            preparing.load()  # here, and not while the first page waits

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file. Closing twice is no error."""
        self._db.close()

    # --- writing ---------------------------------------------------------------------------------------

    def add(self, reading: Reading, ticket: Ticket | None = None) -> Added:
        """Keep one page, in one transaction: when this returns, the page outlives a killed program.

        The same reading again writes nothing; other text or facts under the same id make a new version, and the old one
        is kept but no longer searched or listed. A `ticket` (see `banggiao.record.taking`) is written down together
        with the page.
        """
        self._ask_for_writing("add pages")
        with self._explained():
            mark = writing.fingerprint(reading)
            known = writing.known(self._db, reading.id)
            if known is not None and known[3] == mark and ticket is None:  # without asking for the lock
                return Added(status="same", page=reading.id, version=known[2])
            with self._transaction():
                if ticket is not None:
                    taking.take(self._db, [ticket])
                return writing.write(self._db, reading, mark)

    # --- what was taken from which file: see taking.py -------------------------------------------------

    def is_taken(self, path: str, given: str, stamp: Stamp) -> bool:
        """Whether all of the file was taken with the same `given`, and it has not changed since."""
        with self._explained():
            return taking.is_taken(self._db, path, given, stamp)

    def begin_taking(self, path: str, given: str) -> tuple[int, int]:
        """A file that is new or was changed: its key and the number of this run through it, for its tickets."""
        self._ask_for_writing("add pages")
        with self._explained(), self._transaction():
            return taking.begin(self._db, path, given)

    def was_taken(self, ticket: Ticket) -> bool:
        """Whether an earlier run took this very page from the file."""
        with self._explained():
            return taking.was_taken(self._db, ticket)

    def keep_tickets(self, tickets: Iterable[Ticket]) -> None:
        """These pages stand in their file still, or hold nothing to be written."""
        if some := list(tickets):
            with self._explained(), self._transaction():
                taking.take(self._db, some)

    def end_taking(self, file: int, run: int, stamp: Stamp, lost: int) -> None:
        """All of the file was taken as it lay there; `lost` pages in it can't be read."""
        with self._explained(), self._transaction():
            taking.end(self._db, file, run, stamp, lost)

    def _ask_for_writing(self, purpose: str) -> None:
        if self.readonly:
            raise RecordError(f"{self.path}: was opened for reading only; open it without readonly to {purpose}")

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield
            self._db.execute("COMMIT")
        except BaseException:
            if self._db.in_transaction:  # a full disk has rolled back already
                self._db.execute("ROLLBACK")
            raise

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            plain = explain(self.path, error)
            if plain is None:
                raise
            raise plain from error
        except UnicodeEncodeError as error:
            raise RecordError(
                f"{self.path}: a text holds half a character (a lone surrogate), mend it first"
            ) from error
        except (msgspec.DecodeError, UnicodeDecodeError) as error:  # what we wrote is not what stands there
            raise RecordError(f"{self.path}: {DAMAGED}") from error
        except ValueError as error:
            if not is_no_day(error):
                raise
            raise RecordError(f"{self.path}: {DAMAGED}") from error
        except OverflowError as error:
            raise RecordError(f"{self.path}: a number in the question is larger than any in a record") from error
        except (AttributeError, TypeError, LookupError) as error:
            if not self._is_damaged():
                raise
            raise RecordError(f"{self.path}: {DAMAGED}") from error

    def _is_damaged(self) -> bool:
        """Whether SQLite finds something wrong with the file, among it values of another type than their column's."""
        try:
            return bool(self._db.execute("PRAGMA quick_check(1)").fetchone() != ("ok",))
        except sqlite3.Error:
            return True

    def resolve(self) -> int:
        """Work out anew what is told across pages, where pages came or changed since; gives how many had.

        Who is who, which pages tell of one contact, what belongs to which visit. Some pages a transaction: what a
        killed program leaves undone, the next call does. What comes out depends on the current pages, the authority
        tables and the judgements alone, not on the order in which pages came.
        """
        self._ask_for_writing("resolve it")
        done = 0
        with self._explained():
            while True:
                with self._transaction():
                    some = resolving.resolve(self._db)
                if not some:
                    return done
                done += some

    def judge(
        self,
        kind: str,
        left: str,
        right: str | None,
        verdict: str,
        *,
        by: str,
        at: str | datetime.datetime | None = None,
        why: str = "",
        field: str | None = None,
        value: str | None = None,
    ) -> Judgement:
        """Write down what a person decided; when this returns, it outlives a killed program.

        `kind` person or contact: `left` and `right` (ids) are same, different, or it can't be told (unsure). `kind`
        follow_up: `right` follows up the commitment `left` (right), or doesn't (wrong), or unsure. `kind` field: the
        `field` of the contact or statement `left` is right (with a `value`: should be that), wrong, or unsure; the
        field "" is all of it. A later judgement about the same undoes an earlier one; undo lifts it. The pages that it
        touches are worked out anew by the next `resolve`.
        """
        self._ask_for_writing("judge")
        with self._explained(), self._transaction():
            moment = judging.now(self._db) if at is None else at
            one = judging.judgement(kind, left, right, verdict, by=by, at=moment, why=why, field=field, value=value)
            judging.write(self._db, one)
        return one

    def judge_all(self, judgements: Iterable[Judgement]) -> int:
        """Write down judgements made elsewhere, all or none; gives how many were not there yet."""
        self._ask_for_writing("judge")
        with self._explained(), self._transaction():
            return sum(judging.write(self._db, one) for one in judgements)

    def judgements(self, *, orphans: bool = False) -> list[Judgement]:
        """Every judgement ever made, oldest first; or only those about what no page of the record has now."""
        with self._explained():
            return judging.orphans(self._db) if orphans else list(judging.all_(self._db))

    def doubts(self, limit: int | None = None) -> list[Doubt]:
        """What a person should look at and nobody has judged, most valuable first; `limit` None is all of it."""
        with self._explained():
            return doubting.doubts(self._db)[:limit]

    def evidence(self, side: Side) -> list[Told]:
        """Sentences of pages that show what a side of a doubt is."""
        with self._explained():
            return doubting.evidence(self._db, side)

    def differences(self, other: Record) -> list[str]:
        """What one of two records says and the other doesn't, one line a kind of row; empty when they are equal.

        Pages, versions, facts, what follows from them and judgements are compared by their content; when pages came,
        where they lay and which names are no longer used makes no difference.
        """
        with self._explained(), other._explained():
            return comparing.differences(self._db, other._db)

    def reindex(self) -> int:
        """Build the full-text index anew from the pages kept, in one transaction; gives the number of pages."""
        self._ask_for_writing("build the index")
        with self._explained(), self._transaction():
            return writing.reindex(self._db)

    def check(self) -> list[str]:
        """What is wrong with the file, one line a finding; empty when it is sound. Reads the whole file.

        The full-text index is looked at only when the record is open for writing.
        """
        with self._explained():
            told = [line for (row,) in self._db.execute("PRAGMA integrity_check") for line in str(row).splitlines()]
            found = [line for line in told if line != "ok" and not line.startswith("***")]
            if missing := schema.missing(self._db):
                return [*found, *(f"{name}: the table or index is missing" for name in missing)]
            rows = self._db.execute("PRAGMA foreign_key_check").fetchall()
            found += [f"{table}: row {row} points to no row of {parent}" for table, row, parent, _ in rows]
            if not self.readonly:
                found += writing.check_index(self._db)
        return found

    def data_version(self) -> int:
        """Another number than before when another connection has changed the file since; costs next to nothing."""
        with self._explained():
            return self._one("PRAGMA data_version")

    # --- asking ----------------------------------------------------------------------------------------

    def search(
        self,
        query: str,
        *,
        order: Literal["newest", "relevance"] = "newest",
        limit: int = 20,
        offset: int = 0,
        marks: tuple[str, str] = ("**", "**"),
        min_confidence: float | None = None,
    ) -> list[Hit]:
        """Pages that hold every word of `query`, newest publication first (undated last) or best match first.

        "Words in quotes" must follow each other, -words must not be there. A query without marks finds words with
        any marks (`doi tac` finds "đối tác"); with any mark it means its marks, and hoà is hòa. `marks` stand before
        and after the words found, in the snippet. With `min_confidence` only pages that tell a contact of their own
        at least as sure. Where more than 50,000 pages have the words, the newest 50,000 are put in order of relevance.
        """
        expression, marked = words.expression(query)
        index = "pages_exact" if marked else "pages_folded"
        if order not in ("newest", "relevance"):
            raise RecordError(f"order: {order!r} is not one of newest, relevance")
        score, by = ("-f.rank", "f.rank") if order == "relevance" else ("NULL", "f.rowid DESC")
        sure = () if min_confidence is None else (min_confidence,)
        tells = _TELLS if sure else ""
        # CROSS JOIN keeps the index as the outer loop, so that only the pages shown are read.
        query_sql = (
            f"SELECT d.id, v.headline, v.outlet, v.published, v.url, v.source,"
            f" snippet({index}, 0, ?, ?, '…', {_SNIPPET_WORDS}), {score}"
            f" FROM {index} f CROSS JOIN versions v ON v.version = f.rowid"
            f" CROSS JOIN documents d ON d.document = v.document"
            f" WHERE {index} MATCH ? AND f.rowid >= ?{tells} ORDER BY {by} LIMIT ? OFFSET ?"
        )
        with self._explained():
            least = finding.ranked_from(self._db, index, expression) if order == "relevance" and not sure else 0
            values = (*marks, expression, least, *sure, max(limit, 0), max(offset, 0))
            rows = self._db.execute(query_sql, values).fetchall()
        names = ("id", "headline", "outlet", "published", "url", "source")
        return [
            Hit(**dict(zip(names, row[:6], strict=True)), snippet=" ".join(row[6].split()), score=row[7])
            for row in rows
        ]

    def find(
        self,
        query: str = "",
        kind: finding.Kind = "contacts",
        *,
        order: finding.Order = "newest",
        limit: int = 20,
        after: str | None = None,
        marks: tuple[str, str] = ("**", "**"),
        counts: bool = True,
        **filters: Unpack[finding.Filters],
    ) -> Found:
        """One page of what has the words of `query` (as in `search`; none: everything) and fits every filter.

        `kind` is contacts (Card), statements (Saying), commitments, pages (Hit), or people, offices and organisations
        (Thing), whose names have words that begin so. Filters: `person` (id or name, several: all of them; of
        statements the speaker, of several those of their contacts; of commitments who makes it or whom it is made to),
        `country` (one or several; of statements the speaker's, or the two of the contact), `office` and `organisation`
        (id, or title or name), `type`, `form`, `status`, `channel`, `topic`, `outlet`, `act` and `commitment` of
        statements, `since` and `until` (of contacts as in `contacts`, with `certain`; else the day of publication),
        `min_confidence`. Pages are those that tell such a contact. `order`: newest, oldest (contacts), updated
        (contacts, commitments, pages: what changed last), relevance (of names: most contacts first).
        `after` is the `cursor` of the page before. Without `counts` nothing is counted, which is quicker.
        """
        with self._explained():
            return finding.find(
                self._db, query, kind, filters, order=order, limit=limit, after=after, marks=marks, counts=counts
            )

    def tally(self, query: str, asked: Mapping[str, Mapping[str, Any]], *, most: int = 1000) -> dict[str, int]:
        """How many things of each kind `find` would find, `asked` being the kinds with their filters; `most` + 1 where
        there are more."""
        with self._explained():
            return finding.tally(self._db, query, asked, most=most)

    def changes(
        self,
        kind: finding.Changing = "contacts",
        *,
        since: str | datetime.date | None = None,
        id: str | None = None,
        newest: bool = True,
        limit: int = 100,
        after: str | None = None,
        **filters: Unpack[finding.Conditions],
    ) -> Changes:
        """What came, changed and went, the latest first, or else in the order in which it happened, which a program
        that asks again and again follows by `after`.

        `since` is a moment (UTC) or a day; `filters` are those of `find`, asked of what is known now (of what is gone:
        of the contact that it became). A changed contact has the old and new values of its fields. Of statements, what
        was put right by a judgement; of pages, every version. Contacts are compared when they are resolved.
        """
        with self._explained():
            return finding.changes(
                self._db, kind, filters, since=since, id_=id, newest=newest, limit=limit, after=after
            )

    def card(self, id: str) -> Card | None:
        """The contact of this id as lists show it."""
        with self._explained():
            row = self._db.execute("SELECT contact FROM contacts WHERE id = ?", (id,)).fetchone()
            return None if row is None else finding.card(self._db, row[0])

    def addresses(self, kind: str, *, offset: int = 0, limit: int = 1000) -> list[Address]:
        """Ids and names of everything of a kind (contacts, pages, people, offices, organisations, relations), by id:
        for a map of it."""
        with self._explained():
            return listing.addresses(self._db, kind, offset, limit)

    def size(self, kind: str) -> int:
        """How many `addresses` of a kind there are."""
        with self._explained():
            return listing.size(self._db, kind)

    def suggest(self, prefix: str, limit: int = 8, kinds: Iterable[str] = things.KINDS) -> list[Thing]:
        """What a person who types this may mean: things of which a name has words that begin so, with or without marks,
        those with most contacts first. Nothing where there is no letter yet."""
        if not any(c.isalnum() for c in prefix):
            return []
        with self._explained():
            return things.suggest(self._db, prefix, limit, tuple(kinds))

    def thing(self, kind: str, id: str) -> Thing | None:
        """What has this id, with all its names: a person, office, organisation, country, relation or outlet."""
        with self._explained():
            return things.of_id(self._db, kind, id)

    def contacts(
        self,
        *,
        person: str | None = None,
        country: str | None = None,
        type: str | None = None,
        form: str | None = None,
        status: str | None = None,
        since: str | datetime.date | None = None,
        until: str | datetime.date | None = None,
        certain: bool = False,
        min_confidence: float | None = None,
        include_related: bool = False,
        order: Literal["newest", "oldest"] = "newest",
        limit: int | None = 100,
        offset: int = 0,
        by: Literal["contact", "page"] = "contact",
    ) -> list[Contact]:
        """Contacts that fit every condition given, newest first, those without a known day last.

        `person`: all words of the name, in any order, with or without marks. `country`: ISO code or name, of a side or
        of a visit's destination. `since`, `until`: `2024`, `2024-09` or `2024-09-05`, both included; a contact is found
        when its date *may* lie in the period (one without a date always, `XXXX-12-26` when the period has such a day, a
        set when one of its days does), with `certain` only when all of it does. `include_related` adds what teasers
        tell of other articles. `limit` None is no limit. What several pages tell is one contact, told by its `sources`;
        `by="page"` gives every telling by itself.
        """
        return list(
            self.each_contact(
                person=person,
                country=country,
                type=type,
                form=form,
                status=status,
                since=since,
                until=until,
                certain=certain,
                min_confidence=min_confidence,
                include_related=include_related,
                order=order,
                limit=limit,
                offset=offset,
                by=by,
            )
        )

    def each_contact(
        self,
        *,
        person: str | None = None,
        country: str | None = None,
        type: str | None = None,
        form: str | None = None,
        status: str | None = None,
        since: str | datetime.date | None = None,
        until: str | datetime.date | None = None,
        certain: bool = False,
        min_confidence: float | None = None,
        include_related: bool = False,
        order: Literal["newest", "oldest"] = "newest",
        limit: int | None = None,
        offset: int = 0,
        by: Literal["contact", "page"] = "contact",
    ) -> Iterator[Contact]:
        """The same as `contacts`, one at a time and without a limit: memory stays small."""
        question = selecting.Question(by)
        for column, value in (("type", type), ("form", form), ("status", status)):
            if value is not None:
                question.ask(f"e.{column} = ?", value)
        if not include_related:
            question.ask(question.of_pages_own)
        if min_confidence is not None:
            question.ask("e.confidence >= ?", min_confidence)
        if person is not None:
            selecting.with_person(question, person)
        if country is not None:
            selecting.with_country(question, country)
        selecting.in_period(question, since, until, certain=certain)
        with self._explained():
            numbers = question.numbers(self._db, order, limit, offset)
            yield from (asking.tellings_of if by == "page" else asking.contacts)(self._db, numbers)

    def get(self, id: str) -> Contact | Page | None:
        """The page or contact of this id, or of the only id that begins with these (at least 4) characters; else None.

        A contact is found by the id of any telling of it.

        Raises RecordError, with the candidates, when several ids begin so.
        """
        with self._explained():
            return self._whole(id) or self._begun(id)

    def _whole(self, id_: str) -> Contact | Page | None:
        row = self._db.execute("SELECT current FROM documents WHERE id = ?", (id_,)).fetchone()
        if row is not None:
            return asking.page(self._db, row[0])
        # A page's own contact before the same told in a teaser.
        row = self._db.execute(
            "SELECT t.contact FROM events e JOIN tellings t ON t.event = e.event WHERE e.current AND e.id = ?"
            " ORDER BY e.teaser IS NOT NULL, e.version DESC LIMIT 1",
            (id_,),
        ).fetchone()
        return next(asking.contacts(self._db, [row[0]])) if row is not None else None

    def _begun(self, prefix: str) -> Contact | Page | None:
        if len(prefix) < _SHORTEST_PREFIX:
            raise RecordError(f"id: {prefix!r} is too short; give at least {_SHORTEST_PREFIX} characters")
        rows = self._db.execute(
            "SELECT id, 'page' FROM documents WHERE id >= ?1 AND id < ?2"
            " UNION SELECT id, 'contact' FROM events WHERE current AND id >= ?1 AND id < ?2 ORDER BY 1 LIMIT ?3",
            (prefix, prefix + _LAST, _CANDIDATES_SHOWN + 1),
        ).fetchall()
        if len(rows) > 1:
            shown = ", ".join(f"{id_} ({kind})" for id_, kind in rows[:_CANDIDATES_SHOWN])
            more = ", …" if len(rows) > _CANDIDATES_SHOWN else ""
            raise RecordError(f"id: several begin with {prefix!r}: {shown}{more}; give more of it")
        return self._whole(rows[0][0]) if rows else None

    def pages(self, *, offset: int = 0, limit: int | None = None) -> Iterator[Page]:
        """The current version of every page, newest publication first, undated last. Memory stays small."""
        with self._explained():
            rows = self._db.execute(
                "SELECT current FROM documents ORDER BY current DESC LIMIT ? OFFSET ?",
                (-1 if limit is None else max(limit, 0), max(offset, 0)),
            )
            # The keys at once: an open question would keep the log of changes from being folded into the file.
            for (version,) in rows.fetchall():
                yield asking.page(self._db, version)

    def history(self, page_id: str) -> list[Version]:
        """Every version of a page, oldest first; empty when the page is not there."""
        with self._explained():
            rows = self._db.execute(
                "SELECT d.id, v.number, d.current = v.version, v.added, lower(hex(v.hash)), v.headline, v.published,"
                " v.source, (SELECT count(*) FROM events e WHERE e.version = v.version AND e.teaser IS NULL)"
                " FROM documents d JOIN versions v ON v.document = d.document WHERE d.id = ? ORDER BY v.number",
                (page_id,),
            ).fetchall()
        names = Version.__struct_fields__
        return [Version(**dict(zip(names, (*row[:2], bool(row[2]), *row[3:]), strict=True))) for row in rows]

    def version(self, page_id: str, number: int) -> Page | None:
        """One version of a page, old or current, or None."""
        with self._explained():
            row = self._db.execute(
                "SELECT v.version FROM documents d JOIN versions v ON v.document = d.document"
                " WHERE d.id = ? AND v.number = ?",
                (page_id, number),
            ).fetchone()
            return None if row is None else asking.page(self._db, row[0])

    def related(self, page_id: str, limit: int = 20) -> list[Related]:
        """What to read beside a page, each with the reason, the nearest first.

        Near-duplicates of its text, other pages of its contacts, of the same visit, and of the contacts of the same two
        countries before and after. Empty when the page is not there or nothing is related to it.
        """
        with self._explained():
            row = self._db.execute("SELECT current FROM documents WHERE id = ?", (page_id,)).fetchone()
            return [] if row is None else beside.related(self._db, row[0], limit)

    def named_in(self, page_id: str) -> dict[str, str]:
        """The ids of the persons that the current version of a page names, by `id#n` of participants (n from 0) and by
        the ids of statements, whose speakers they are. Whoever isn't resolved is left out."""
        with self._explained():
            row = self._db.execute("SELECT current FROM documents WHERE id = ?", (page_id,)).fetchone()
            return {} if row is None else careers.of_page(self._db, row[0])

    def copies(self) -> dict[str, str]:
        """The pages that are copies of another page's text, shortened or lightly edited, and of which."""
        with self._explained():
            rows = self._db.execute(
                "SELECT d.id, o.id FROM copies c JOIN documents d ON d.current = c.version"
                " JOIN documents o ON o.current = c.original ORDER BY d.id"
            )
            return dict(rows.fetchall())

    def neighbours(self, contact_id: str, limit: int = 3) -> Neighbours | None:
        """The contacts of the same two states right before this one, of the same days and right after it; None where
        there is no such contact."""
        with self._explained():
            return finding.neighbours(self._db, contact_id, limit)

    def claims(self, page_id: str, version: int | None = None) -> tuple[Claim, ...]:
        """Every fact of a page as a span of its text: of its current version, or of version `version` (from 1). Empty
        where there is none."""
        with self._explained():
            row = self._db.execute(
                "SELECT v.version FROM documents d JOIN versions v ON v.document = d.document WHERE d.id = ?"
                " AND CASE WHEN ?2 IS NULL THEN v.version = d.current ELSE v.number = ?2 END",
                (page_id, version),
            ).fetchone()
            return () if row is None else spans.claims(self._db, row[0])

    def latest(self, limit: int = 10) -> tuple[Card, ...]:
        """The latest contacts that were held."""
        return self.find("", "contacts", status="held", limit=limit, counts=False).results

    def planned(
        self, day: str | datetime.date, limit: int = 50, **conditions: Unpack[finding.Conditions]
    ) -> list[Card]:
        """What is planned for this day or later and is not told as held, soonest first. Held is what another contact of
        its type, of the same states and with one of its people was within a week. `conditions` are those of `find`."""
        with self._explained():
            asked = finding.checked("contacts", conditions, "newest", limit)
            return days.planned(self._db, _day(day), asked, limit)

    def anniversaries(self, day: str | datetime.date, limit: int = 50) -> list[Anniversary]:
        """What happened on this day of earlier years: relations established, congresses, national days, contacts held;
        full tens of years first, then fives."""
        with self._explained():
            return days.anniversaries(self._db, _day(day), limit)

    def graph(
        self,
        since: str | datetime.date | None = None,
        until: str | datetime.date | None = None,
        *,
        min_contacts: int = 1,
        channel: str | None = None,
    ) -> Graph:
        """The relations of a period: states, and between each two how many contacts they held. Contacts of more than
        six states join no two of them; those of an unknown day are left out of a period."""
        first, last = dates.limit(since, "since", end=False), dates.limit(until, "until", end=True)
        with self._explained():
            return overviews.graph(self._db, first, last, min_contacts, channel)

    def overview(self) -> Overview:
        """What is in the record: pages by outlet and year, contacts by year and type, how exactly they are dated and
        how sure they are."""
        with self._explained():
            return overviews.overview(self._db)

    # --- across pages ------------------------------------------------------------------------------------

    def formulas(
        self,
        text: str | None = None,
        *,
        since: str | datetime.date | None = None,
        until: str | datetime.date | None = None,
    ) -> list[Trace]:
        """The recurring phrases of diplomacy: since when, by whom and in which wordings each is used, most used first.

        Without `text` all formulas of data/relation/formulas.tsv; else those it means (a key, or words of one), or
        where none is meant, its own words as a formula: a list where commas part them. `since` and `until` bound the
        day of publication.
        """
        lines = relation_formulas.known() if text is None else relation_formulas.asked(text)
        first, last = dates.limit(since, "since", end=False), dates.limit(until, "until", end=True)
        with self._explained():
            return sorted(formulas.traces(self._db, lines, first, last), key=lambda t: (-t.pages, t.formula))

    def recurring(
        self,
        least: int = 5,
        *,
        since: str | datetime.date | None = None,
        until: str | datetime.date | None = None,
    ) -> list[Recurrence]:
        """Phrases of the statements that come in at least `least` pages and hold no formula that is known. Copies are
        not counted. Reads every statement."""
        first, last = dates.limit(since, "since", end=False), dates.limit(until, "until", end=True)
        with self._explained():
            return formulas.recurrences(self._db, least, first, last)

    def relation(self, a: str, b: str = relation_relations.HOME, *, channel: str | None = None) -> RelationOf:
        """The relation of two sides: levels and ties, first and last contact, contacts by year, kind and rank, since
        when nothing is heard, who met whom most, what was spoken of, and what is planned.

        A side is a state (ISO code or name), or any body by its name: a party, a parliament, a province. `channel` is
        one of state, government, party, parliament, military, police, judiciary, mass organisation, local,
        international, business, media: that of the offices on both sides.
        """
        if channel is not None and channel not in relation_relations.CHANNELS:
            raise RecordError(f"channel: {channel!r} is not one of {', '.join(relation_relations.CHANNELS)}")
        one, other = selecting.side(a), selecting.side(b)
        if one[1:] == other[1:]:
            raise RecordError(f"relation: {a!r} and {b!r} are the same side")
        with self._explained():
            return relations.relation(self._db, one, other, channel)

    def said_in(self, contact: str) -> list[Saying]:
        """What was said in a contact, by every page that is no copy, page by page in the order of their days; what
        several pages report comes several times."""
        with self._explained():
            return said.said_in(self._db, contact)

    def ledger(
        self,
        a: str | None = None,
        b: str | None = None,
        *,
        contact: str | None = None,
        channel: str | None = None,
        kind: str | None = None,
        open: bool = False,
        heard: bool | None = None,
        since: str | datetime.date | None = None,
        until: str | datetime.date | None = None,
        limit: int | None = None,
    ) -> list[Commitment]:
        """What was proposed, pledged, agreed or offered, the latest first, with what may follow it up.

        `a` and `b` are states (ISO code or name), sides of the contact it was said in, or both of them sides of a
        relation as `relation` takes them, with its `channel`: what was said in its contacts. `contact` is the id of a
        contact; `kind` is proposal, pledge, agreement or invitation; `open` leaves out what was signed or is known to
        be followed up; with `heard` only what something may follow up, or (False) of which nothing was heard again;
        `since` and `until` bound the day by which it was made. A follow-up is a proposal until a person confirms it
        (`judge`).
        """
        first, last = dates.limit(since, "since", end=False), dates.limit(until, "until", end=True)
        given = [selecting.side(side) for side in (a, b) if side is not None]
        sides = [side.code for side in given if side.code is not None]
        with self._explained():
            contacts = None if contact is None else {contact}
            if channel is not None or len(sides) < len(given):
                one, other = given if len(given) == 2 else (None, None)
                if one is None or other is None:
                    raise RecordError("ledger: a channel, or a body that is no state, is asked of two sides")
                between = relations.between(self._db, one, other, channel)
                contacts, sides = between if contacts is None else between & contacts, []
            found = ledger.ledger(
                self._db, sides, kind, first, last, contacts=contacts, open=open, heard=heard, limit=limit
            )
            return list(found)

    def commitment(self, id: str) -> Commitment | None:
        """The commitment of this id."""
        with self._explained():
            return ledger.one(self._db, id)

    def person(self, asked: str) -> list[PersonFound]:
        """Everyone of this name, in any of its spellings, or of this id: names, offices over time with the sightings
        that attest them, how many contacts. Those most seen come first; where no page names one, who is in the
        authority's tables alone."""
        with self._explained():
            return careers.people(self._db, asked)

    def namesakes(self, person: PersonFound) -> list[PersonFound]:
        """Others who are called just as this person."""
        with self._explained():
            return careers.namesakes(self._db, person)

    def company(self, person: str, limit: int = 20) -> list[Companion]:
        """With whom a person (id) took part in contacts that were held, most often first."""
        with self._explained():
            return company.company(self._db, person, limit)

    def portrait(self, asked: str) -> PersonOf | None:
        """The person of this id, or whom pages name most of those called so, with what a page about them needs:
        contacts by year and type, with whom most, what they spoke of. Their contacts: `find(person=id)`."""
        with self._explained():
            return portraits.person(self._db, asked)

    def organisation(self, asked: str) -> OrganisationOf | None:
        """The organisation of this id or name, with its offices and who held them. Its contacts and those of its
        officials: `find(organisation=id)`."""
        with self._explained():
            return portraits.organisation(self._db, finding.bodies(self._db, asked))

    def office(self, title: str, country: str | None = None) -> list[OfficeHolders]:
        """The holders of the office (title, or id as `find` gives it), in succession: by the authority's tables and by
        what pages say on their days.

        `country` is an ISO code ("" for an international body); without it the office of this title in every state.
        """
        with self._explained():
            return careers.offices(self._db, title, country)

    def who(self, office: str, day: str | datetime.date, country: str | None = None) -> list[Held]:
        """Who held the office on a day, as far as is known."""
        with self._explained():
            return careers.who(self._db, office, _day(day), country)

    def held(self, person: str, day: str | datetime.date) -> list[Held]:
        """The offices that a person (name or id) held on a day, as far as is known; of everyone of the name."""
        with self._explained():
            return careers.held(self._db, person, _day(day))

    def conflicts(self) -> list[Conflict]:
        """What pages call people and the authority's tables contradict, by day: "minister three months before the
        appointment"."""
        with self._explained():
            return careers.conflicts(self._db)

    def pulse(self) -> Pulse:
        """How the record does, in a few milliseconds."""
        with self._explained():
            return Pulse(
                pages=self._one("SELECT count(*) FROM documents"),
                contacts=self._one("SELECT count(*) FROM contacts WHERE NOT related"),
                unresolved=self._one("SELECT count(*) FROM unresolved"),
                added=self._db.execute("SELECT max(added) FROM versions").fetchone()[0],
                schema=schema.SCHEMA_VERSION,
            )

    def stats(self) -> Stats:
        """What the record holds."""
        with self._explained():
            one = self._one
            return Stats(
                pages=one("SELECT count(*) FROM documents"),
                versions=one("SELECT count(*) FROM versions"),
                contacts=one("SELECT count(*) FROM contacts WHERE NOT related"),
                related_contacts=one("SELECT count(*) FROM contacts WHERE related"),
                contacts_by_type=self._counts(
                    "SELECT type, count(*) FROM contacts WHERE NOT related GROUP BY type ORDER BY 2 DESC, 1"
                ),
                statements=one("SELECT count(*) FROM statements WHERE version IN (SELECT current FROM documents)"),
                people=one(
                    "SELECT count(DISTINCT s.person) FROM sightings s JOIN participants p"
                    " ON p.participant = s.participant JOIN events e ON e.event = p.event WHERE e.teaser IS NULL"
                ),
                issues=one("SELECT count(*) FROM issues WHERE version IN (SELECT current FROM documents)"),
                issues_by_code=self._counts(
                    "SELECT code, count(*) FROM issues WHERE version IN (SELECT current FROM documents)"
                    " GROUP BY code ORDER BY 2 DESC, 1"
                ),
                judgements=one("SELECT count(*) FROM judgements"),
                orphaned_judgements=len(judging.orphans(self._db)),
                first_published=self._published("ASC"),
                last_published=self._published("DESC"),
                schema=schema.SCHEMA_VERSION,
                size=one("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size"),
            )

    def _published(self, direction: str) -> str | None:
        row = self._db.execute(
            "SELECT v.published FROM documents d JOIN versions v ON v.version = d.current WHERE v.published IS NOT NULL"
            f" ORDER BY d.current {direction} LIMIT 1"
        ).fetchone()
        return None if row is None else str(row[0])

    def _one(self, query: str) -> int:
        return int(self._db.execute(query).fetchone()[0])

    def _counts(self, query: str) -> dict[str, int]:
        return dict(self._db.execute(query).fetchall())
