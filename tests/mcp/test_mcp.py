"""The server for assistants, asked by the client of the protocol's own library."""

from __future__ import annotations

import os
import sys
from collections.abc import Awaitable, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import anyio
import pytest

from banggiao.intake import sources
from banggiao.mcp import server
from banggiao.reading import read_source
from banggiao.record import Contact, Record
from mcp import Client, StdioServerParameters

ROOT = Path(__file__).resolve().parents[2]
DEMO = ROOT / "src" / "banggiao" / "data" / "demo" / "pages"
TOOLS = {"search", "contact", "person", "relation", "ledger", "office_on_day", "page", "who_met_whom"}


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("mcp") / "record.db"
    with Record(path) as record:
        for source in sources([str(DEMO)], on_error=lambda problem: None):
            record.add(read_source(source))
        record.resolve()
    return path


@pytest.fixture(scope="module")
def record(path: Path) -> Iterator[Record]:
    with Record(path, readonly=True) as record:
        yield record


def run(asked: Callable[[], Awaitable[Any]]) -> Any:
    """In a thread of its own: one that has driven a browser keeps an event loop, which lets no other be started."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(anyio.run, asked).result()


def ask(path: Path, name: str, /, **arguments: object) -> Any:
    """What a tool answers; its message as a string where it is an error."""

    async def asked() -> Any:
        async with Client(server(str(path))) as client:
            result = await client.call_tool(name, arguments)
            return result.content[0].text if result.is_error else result.structured_content

    return run(asked)


def cited(record: Record, evidence: dict[str, Any]) -> bool:
    """Whether the sentence stands in the page that it names."""
    versions = record.history(evidence["page"])
    page = record.version(evidence["page"], versions[-1].version)
    assert page is not None
    return evidence["sentence"].removesuffix(" …") in page.reading.text


@pytest.mark.parametrize("kind", ["contacts", "statements", "commitments"])
def test_every_fact_has_its_evidence(path: Path, record: Record, kind: str) -> None:
    found = ask(path, "search", kind=kind, limit=5)
    assert len(found["results"]) == 5
    for one in found["results"]:
        assert one["evidence"]
        assert all(cited(record, each) for each in one["evidence"])
    more = ask(path, "search", kind=kind, limit=5, after=found["next"])
    assert {one["id"] for one in more["results"]}.isdisjoint(one["id"] for one in found["results"])


@pytest.mark.parametrize("kind", ["pages", "people", "offices", "organisations"])
def test_things_are_found_by_their_names(path: Path, kind: str) -> None:
    found = ask(path, "search", query="Việt" if kind == "pages" else "", kind=kind, limit=3)
    assert found["results"]
    assert all(one["evidence"][0]["page"] for one in found["results"])


def test_one_contact(path: Path, record: Record) -> None:
    card = record.find(status="held").results[0]
    found = ask(path, "contact", id=card.id)
    assert found["id"] == card.id
    assert all(cited(record, each) for each in found["evidence"])
    assert {each["page"] for each in found["sources"]} >= {found["evidence"][0]["page"]}
    assert [each["name"] for each in found["participants"]] == [each.name for each in card.participants]


def test_one_person_and_their_offices(path: Path, record: Record) -> None:
    thing = record.find(kind="people", order="relevance").results[0]
    found = ask(path, "person", name=thing.name)
    one = next(each for each in found["people"] if each["id"] == thing.id)
    assert one["latest"]
    assert any(held["evidence"] for held in one["offices"])
    held = next(held for held in one["offices"] if held["evidence"] and held["source"] == "read")
    day = held["start"].removeprefix("../").removesuffix("/..")
    on_day = ask(path, "office_on_day", office=held["title"], day=day, country=one["country"])
    assert one["id"] in [each["person"] for each in on_day["holders"]]


def test_a_relation(path: Path, record: Record) -> None:
    edge = record.graph().edges[0]
    found = ask(path, "relation", a=edge.a, b=edge.b)
    assert found["contacts"] == sum(found["contacts_by_year"].values())
    assert all(cited(record, each) for card in found["latest"] for each in card["evidence"])


def test_the_ledger(path: Path) -> None:
    found = ask(path, "ledger", country="VN", limit=3)
    assert all("VN" in (one["by_side"], one["to_side"]) or one["evidence"] for one in found["results"])


def test_who_met_whom(path: Path, record: Record) -> None:
    card = next(
        card for card in record.find(status="held").results if sum(1 for each in card.participants if each.person) >= 2
    )
    one, other = [each.person for each in card.participants if each.person][:2]
    both = ask(path, "who_met_whom", person=one, other=other)
    assert card.id in [each["id"] for each in both["contacts"]]
    most = ask(path, "who_met_whom", person=one)
    assert other in [each["person"] for each in most["met"]]


def test_a_page_piece_by_piece(path: Path, record: Record) -> None:
    contact = record.contacts()[0]
    assert isinstance(contact, Contact)
    found = ask(path, "page", id=contact.page)
    text, start = found["text"], found["next"]
    while start is not None:
        found = ask(path, "page", id=contact.page, start=start)
        text, start = text + found["text"], found["next"]
    assert len(text) == found["characters"]
    assert all(each["evidence"] for each in found["contacts"])


@pytest.mark.parametrize(
    ("name", "arguments", "said"),
    [
        ("contact", {"id": "0000000000000000"}, "There is no contact"),
        ("person", {"name": "Nobody Atall"}, "Nobody is called"),
        ("page", {"id": "nowhere"}, "There is no page"),
        ("relation", {"a": "JP", "b": "JP"}, "the same side"),
        ("office_on_day", {"office": "Thủ tướng", "day": "2020-02-31"}, "day"),
        ("search", {"after": "x"}, "after"),
        ("search", {"query": "..."}, "word"),
        ("search", {"limit": 1000}, "limit"),
        ("search", {"kind": "secrets"}, "kind"),
        ("ledger", {"country": "Japan"}, "country"),
        ("who_met_whom", {"person": "Nobody Atall"}, "No page names"),
    ],
)
def test_what_goes_wrong_is_said(path: Path, name: str, arguments: dict[str, object], said: str) -> None:
    answer = ask(path, name, **arguments)
    assert isinstance(answer, str)
    assert said in answer
    assert "Traceback" not in answer


def test_over_standard_input_and_output(path: Path) -> None:
    """As assistants start it: the tools are there, described and for reading only, and one answers."""
    command = ["-c", "from banggiao.cli import main; main()", "mcp", "--record", str(path)]
    parameters = StdioServerParameters(
        command=sys.executable,
        args=command,
        env={"PYTHONPATH": os.pathsep.join([str(ROOT / "src"), os.environ.get("PYTHONPATH", "")])},
    )

    async def asked() -> None:
        async with Client(parameters) as client:
            tools = (await client.list_tools()).tools
            assert {tool.name for tool in tools} == TOOLS
            for tool in tools:
                assert tool.description
                assert tool.annotations is not None
                assert tool.annotations.read_only_hint
            result = await client.call_tool("search", {"limit": 1})
            assert result.structured_content is not None
            assert result.structured_content["results"][0]["evidence"]

    run(asked)
