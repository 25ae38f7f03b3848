"""What people decided: kept for good, counted by time, and the pages it touches looked at again."""

from __future__ import annotations

import itertools
import sqlite3
from pathlib import Path

import pytest
from msgspec.structs import replace

from banggiao.model import Reading
from banggiao.record import Judgement, Record, RecordError, Side, doubting, judging


def own_events(record: Record) -> list[str]:
    return [contact.id for contact in record.contacts(limit=None)]


def waiting(record: Record) -> set[str]:
    rows = record._db.execute(
        "SELECT d.id FROM unresolved u JOIN versions v ON v.version = u.version JOIN documents d USING (document)"
    )
    return {id_ for (id_,) in rows}


def test_a_judgement_is_kept_as_it_was_made(record: Record, path: Path) -> None:
    one, other = sorted(own_events(record)[:2])
    made = record.judge("contact", other, one, "same", by="Lan", why="cùng một\tcuộc  gặp")
    assert (made.left, made.right) == (one, other)
    assert made.why == "cùng một cuộc gặp"
    assert made.at.endswith("+00:00")
    with Record(path, readonly=True) as reader:
        assert reader.judgements() == [made]
        assert reader.stats().judgements == 1
        with pytest.raises(RecordError, match="reading only"):
            reader.judge("contact", one, other, "different", by="Lan")


def test_the_log_is_only_added_to(record: Record) -> None:
    record.judge("person", "a", "b", "same", by="Lan")
    for change in ("UPDATE judgements SET verdict = 'different'", "DELETE FROM judgements"):
        with pytest.raises(sqlite3.IntegrityError, match="only added to"):
            record._db.execute(change)
    assert [each.verdict for each in record.judgements()] == ["same"]


def test_the_latest_counts_in_whatever_order_they_came(path: Path) -> None:
    made = [
        judging.judgement("person", *pair, verdict, by=by, at=f"2026-03-{day:02}")
        for day, (pair, verdict, by) in enumerate(
            [
                (("a", "b"), "same", "Lan"),
                (("b", "a"), "different", "Minh"),
                (("c", "d"), "unsure", "Lan"),
                (("e", "f"), "same", "Lan"),
                (("e", "f"), "undo", "Minh"),
            ],
            1,
        )
    ]
    for number, order in enumerate(itertools.permutations(made)):
        if number % 17:
            continue
        with Record(":memory:") as record:
            assert record.judge_all(order) == 5
            assert record.judge_all(order) == 0
            assert judging.standing(record._db, "person") == {("a", "b"): "different", ("c", "d"): "unsure"}
            assert record.judgements() == made
    with Record(path) as record:
        record.judge_all(made)
        record.judge("person", "a", "b", "same", by="Lan", at="2026-03-01T12:00:00+07:00")  # before Minh's
        assert judging.standing(record._db, "person")["a", "b"] == "different"
        record.judge("person", "a", "b", "undo", by="Lan")
        assert ("a", "b") not in judging.standing(record._db, "person")


def test_a_clock_that_goes_back_undoes_nothing(record: Record) -> None:
    record.judge("person", "a", "b", "same", by="Lan", at="2999-01-01")
    later = record.judge("person", "a", "b", "different", by="Lan")
    assert later.at > "2999-01-01"
    assert judging.standing(record._db, "person") == {("a", "b"): "different"}


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (("persons", "a", "b", "same"), "'persons' is not one of"),
        (("person", "a", "b", "right"), "'right' is not one of same, different"),
        (("person", "a", "a", "same"), "two different things"),
        (("person", "a", None, "same"), "two different things"),
        (("person", " ", "b", "same"), "say what is judged"),
        (("field", "a", "b", "wrong"), "leave out right"),
    ],
)
def test_what_makes_no_sense_is_refused(record: Record, given: tuple[str, str, str | None, str], message: str) -> None:
    with pytest.raises(RecordError, match=message):
        record.judge(*given, by="Lan")
    with pytest.raises(RecordError, match="who judges"):
        record.judge("person", "a", "b", "same", by=" ")
    with pytest.raises(RecordError, match="'yesterday' is no time"):
        record.judge("person", "a", "b", "same", by="Lan", at="yesterday")
    with pytest.raises(RecordError, match="only the verdict right has a value"):
        record.judge("field", "a", None, "wrong", by="Lan", field="date", value="2024-01-05")
    assert record.judgements() == []


def test_the_pages_it_touches_are_looked_at_again(record: Record, readings: list[Reading]) -> None:
    record.resolve()
    told = {contact.id: contact.page for contact in record.contacts(limit=None)}
    one, other = sorted(told)[:2]
    assert waiting(record) == set()
    record.judge("contact", one, f"{other}#1", "different", by="Lan")
    assert waiting(record) == {told[one], told[other]}
    record.resolve()
    record.judge("field", one, None, "wrong", by="Lan", field="date")
    assert waiting(record) == {told[one]}


def test_a_page_that_comes_brings_the_other_end_of_its_judgements(record: Record, readings: list[Reading]) -> None:
    record.resolve()
    old = own_events(record)[0]
    new = replace(readings[0].events[0], id="f" * 16)
    record.judge("contact", old, new.id, "same", by="Lan")
    assert record.stats().orphaned_judgements == 1
    assert [each.right for each in record.judgements(orphans=True)] == [new.id]
    record.resolve()
    record.add(replace(readings[0], id="another", events=(new,)))
    keys = [key for (key,) in record._db.execute("SELECT version FROM unresolved")]
    assert judging.widened(record._db, keys) == set(keys) | judging.places_of(record._db, old)
    assert record.stats().orphaned_judgements == 0


def test_a_judgement_value_is_told_as_json() -> None:
    one = judging.judgement("field", "a", None, "right", by="Lan", at="2026-03-01", field="date", value="2024-01-05")
    assert isinstance(one, Judgement)
    assert one.at == "2026-03-01T00:00:00.000000+00:00"


# --- doubts -------------------------------------------------------------------------------------------------


def test_doubts_are_asked_in_the_order_of_what_an_answer_is_worth(record: Record) -> None:
    found = record.doubts()
    assert found
    values = [doubting.worth(each) for each in found]
    assert values == sorted(values, reverse=True)
    assert record.doubts(limit=2) == found[:2]
    first = found[0]
    assert first.right is None
    record.judge(first.kind, first.left.id, None, "unsure", by="Lan", field=first.field)
    assert [each.left.id for each in record.doubts()] == [each.left.id for each in found[1:]]


def test_the_sentences_of_a_side_are_shown_with_its_words_marked(record: Record) -> None:
    contact = record.contacts(limit=1)[0]
    names = [p.name for p in contact.participants if p.name]
    told = record.evidence(Side(id="x", about="", told_in=(contact.id, "no such id"), words=("hội", names[0])))
    assert [each.sentence for each in told] == [quote.text for quote in contact.evidence]
    assert told[0].page == contact.page
    words = [each.sentence[a:b] for each in told for a, b in each.marks]
    assert any(names[0] in word for word in words)
