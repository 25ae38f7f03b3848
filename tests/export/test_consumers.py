"""Every format read back by a program that is made for it."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from pathlib import Path

import followthemoney
import icalendar
import msgspec
import networkx
import polars
import pytest
import rdflib

from banggiao.export import FOLDERS, FORMATS
from banggiao.export.parquet import TABLES
from banggiao.export.plover import COLUMNS
from banggiao.model import Reading
from banggiao.record import Contact, Record

READINGS = Path(__file__).parent.parent / "record" / "readings.jsonl"
SCHEMA = rdflib.Namespace("https://schema.org/")


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    with Record(tmp_path / "record.db") as made:
        for line in READINGS.read_bytes().splitlines():
            made.add(msgspec.json.decode(line, type=Reading))
        made.resolve()
        yield made


def exported(record: Record, name: str) -> str:
    stream = io.StringIO(newline="")
    FORMATS[name](record, stream)
    return stream.getvalue()


def with_a_day(record: Record) -> list[Contact]:
    return [
        each
        for each in record.contacts(limit=None)
        if each.date and len(each.date) in (10, 21) and "X" not in each.date
    ]


def test_parquet_by_polars(record: Record, tmp_path: Path) -> None:
    folder = tmp_path / "tables"
    count = FOLDERS["parquet"](record, folder)
    tables = {name: polars.read_parquet(folder / name / "*.parquet") for name in TABLES}
    contacts = record.contacts(limit=None)
    assert tables["contacts"].height == count == len(contacts)
    joined = tables["contacts"].join(tables["pages"], on="page")
    assert sorted(joined["contact"]) == sorted(each.id for each in contacts)
    people = tables["participants"].join(tables["contacts"], on="contact", suffix="_of_place")
    assert people.height == sum(len(each.participants) for each in contacts)
    texts = {page.id: page.reading.text for page in record.pages()}
    for row in tables["evidence"].iter_rows(named=True):
        assert texts[row["page"]][row["start"] : row["end"]] == row["text"]
    for row in tables["statements"].iter_rows(named=True):
        assert texts[row["page"]][row["start"] : row["end"]] == row["text"]
    assert tables["statements"].height == sum(len(page.reading.statements) for page in record.pages())


def test_parquet_of_an_empty_record_has_its_columns(tmp_path: Path) -> None:
    with Record(":memory:") as record:
        assert FOLDERS["parquet"](record, tmp_path / "tables") == 0
    for name, columns in TABLES.items():
        assert polars.read_parquet(tmp_path / "tables" / name / "*.parquet").columns == list(columns)


def test_parquet_with_filters_keeps_what_belongs_to_the_contacts(record: Record, tmp_path: Path) -> None:
    assert FOLDERS["parquet"](record, tmp_path / "tables", type="call") == 1
    (wanted,) = record.contacts(type="call")
    assert polars.read_parquet(tmp_path / "tables/pages/*.parquet")["page"].to_list() == [wanted.page]
    assert set(polars.read_parquet(tmp_path / "tables/statements/*.parquet")["contact"]) <= {wanted.id}


def test_ftm_by_followthemoney(record: Record) -> None:
    entities = {}
    for line in exported(record, "ftm").splitlines():
        data = json.loads(line)
        entity = followthemoney.model.get_proxy(data, cleaned=True)
        for prop, value in entity.itervalues():
            assert prop.type.validate(value) or prop.type.name in ("entity", "text", "html"), (prop.name, value)
        told = sum(len(values) for values in data["properties"].values())
        assert len(entity.to_dict()["properties"]) == len(data["properties"]), data
        assert sum(len(values) for values in entity.to_dict()["properties"].values()) == told, data
        entities[entity.id] = entity
    schemata = {each.id: entities[each.id].schema.name for each in record.contacts(limit=None)}
    kinds = {"meeting": "Event", "agreement": "Event", "visit": "Trip", "call": "Call", "message": "Message"}
    assert schemata == {each.id: kinds[each.type] for each in record.contacts(limit=None)}
    for entity in entities.values():
        for prop, value in entity.itervalues():
            if prop.type is followthemoney.types.registry.entity:
                assert entities[value].schema.is_a(prop.range), (entity.id, prop.name, value)


def test_popolo(record: Record) -> None:
    data = json.loads(exported(record, "popolo"))
    assert list(data) == ["events", "persons", "organizations", "posts", "memberships"]
    persons = {each["id"] for each in data["persons"]}
    bodies = {each["id"] for each in data["organizations"]}
    assert data["memberships"]
    assert {each["person_id"] for each in data["memberships"]} <= persons
    assert {each["post_id"] for each in data["memberships"]} == {each["id"] for each in data["posts"]}
    told = [attendee for event in data["events"] for attendee in event["attendees"]]
    assert {each["person_id"] for each in told if "person_id" in each} == persons
    assert {each["organization_id"] for each in told if "organization_id" in each} == bodies
    assert [each["id"] for each in data["events"]] == [each.id for each in record.contacts(limit=None)]


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")
def test_jsonld_by_rdflib(record: Record) -> None:
    graph = rdflib.Graph().parse(data=exported(record, "jsonld"), format="json-ld")
    contacts = record.contacts(limit=None)
    found = {
        str(each).rpartition(":")[2]
        for kind in ("Event", "Message")
        for each in graph.subjects(rdflib.RDF.type, SCHEMA[kind])
    }
    assert found == {each.id for each in contacts}
    for attendee in (*graph.objects(None, SCHEMA.attendee), *graph.objects(None, SCHEMA.organizer)):
        assert (attendee, SCHEMA.name, None) in graph
    names = {
        str(name)
        for person in graph.subjects(rdflib.RDF.type, SCHEMA.Person)
        for name in graph.objects(person, SCHEMA.name)
    }
    assert names == {one.name for each in contacts for one in each.participants if one.name}


def test_plover_by_polars(record: Record) -> None:
    frame = polars.read_csv(io.StringIO(exported(record, "plover")), separator="\t", infer_schema=False)
    assert frame.columns == list(COLUMNS)
    assert frame["GLOBALEVENTID"].is_unique().all()
    days = {each.id: str(each.date)[:10].replace("-", "") for each in with_a_day(record)}
    for row in frame.iter_rows(named=True):
        assert row["SQLDATE"] == days[row["GLOBALEVENTID"].split("-")[0]]
        assert row["EventCode"].startswith(row["EventRootCode"])
        assert (row["Actor1CountryCode"] or "") in (row["Actor1Code"] or "")


def test_graphml_by_networkx(record: Record) -> None:
    graph = networkx.parse_graphml(exported(record, "graphml"), force_multigraph=True)
    names = {one.name for each in record.contacts(limit=None) for one in each.participants if one.name}
    assert {data["name"] for _, data in graph.nodes(data=True) if data["kind"] == "person"} <= names
    ids = {each.id for each in record.contacts(limit=None)}
    told = [data for _, _, data in graph.edges(data=True)]
    assert told
    assert {data["contact"] for data in told} <= ids
    assert all(isinstance(data["confidence"], float) and isinstance(data["symmetric"], bool) for data in told)


def test_ics_by_icalendar(record: Record) -> None:
    calendar = icalendar.Calendar.from_ical(exported(record, "ics"))
    events = {str(each["uid"]).partition("@")[0]: each for each in calendar.walk("VEVENT")}
    wanted = with_a_day(record)
    assert set(events) == {each.id for each in wanted}
    for each in wanted:
        first, _, last = (each.date or "").partition("/")
        assert str(events[each.id].decoded("dtstart")) == first
        assert str(events[each.id].decoded("dtend")) > (last or first)
        assert len(events[each.id].get("attendee", [])) > 0
