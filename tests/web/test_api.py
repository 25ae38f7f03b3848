"""The API: every answer as its description says, problems that can be acted on, lists that can be followed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import hypothesis
import pytest
import schemathesis
from starlette.testclient import TestClient

from banggiao.model import Source
from banggiao.reading import read_source
from banggiao.record import Record
from banggiao.web import Settings
from banggiao.web.api import schemas
from banggiao.web.api.answering import PREFIX
from banggiao.web.application import application

LISTS = ("contacts", "statements", "pages", "people", "offices", "organisations", "commitments")


@pytest.fixture(scope="module")
def described(client: TestClient) -> dict[str, Any]:
    found: dict[str, Any] = client.get("/openapi.json").json()
    return found


def test_every_field_is_described(described: dict[str, Any]) -> None:
    named = {name: schema["properties"] for name, schema in described["components"]["schemas"].items()}
    for name, properties in named.items():
        assert described["components"]["schemas"][name]["description"], name
        for field, about in properties.items():
            assert about.get("description"), f"{name}.{field}"


def test_no_field_is_described_that_is_not_there(described: dict[str, Any]) -> None:
    named = {name: schema["properties"] for name, schema in described["components"]["schemas"].items()}
    for name, words in schemas.fields().items():
        if name == "*":
            others = ((field, schemas.fields().get(owner, {})) for owner, of in named.items() for field in of)
            assert set(words) <= {field for field, own in others if field not in own}
        else:
            assert set(words) <= set(named[name]), name


def test_every_parameter_is_described(described: dict[str, Any]) -> None:
    for path, operations in described["paths"].items():
        for operation in operations.values():
            assert operation["summary"]
            assert operation["description"]
            for parameter in operation.get("parameters", ()):
                assert parameter.get("description"), f"{path}: {parameter['name']}"


# --- problems ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("address", "status", "parameter"),
    [
        ("/contacts?limit=x", 400, "limit"),
        ("/contacts?limit=0", 400, "limit"),
        ("/contacts?until=2024-02-31", 400, "until"),
        ("/contacts?country=Japan", 400, "country"),
        ("/contacts?country=JP&country=VN&country=US", 400, "country"),
        ("/contacts?type=party", 400, "type"),
        ("/contacts?q=...", 400, "q"),
        ("/contacts?q=-only", 400, "q"),
        ("/contacts?colour=red", 400, "colour"),
        ("/contacts?after=x", 404, "after"),
        ("/commitments?after=x", 404, "after"),
        ("/judgements?after=x", 404, "after"),
        ("/stats?limit=1", 400, "limit"),
        ("/offices/holders?office=Thủ+tướng", 400, "day"),
        ("/contacts/0000000000000000", 404, None),
        ("/people/0000000000000000", 404, None),
        ("/commitments/0000000000000000", 404, None),
        ("/pages/nowhere", 404, None),
        ("/pages/nowhere/versions", 404, None),
        ("/pages/nowhere/versions/1", 404, None),
        ("/pages/nowhere/related", 404, None),
        ("/relations/JP/JP", 404, None),
        ("/formulas/nothing", 404, None),
        ("/nothing", 404, None),
        ("/contacts/", 404, None),
        ("/relations/%0A/x", 404, None),
    ],
)
def test_problems(client: TestClient, address: str, status: int, parameter: str | None) -> None:
    answer = client.get(f"{PREFIX}{address}")
    told = answer.json()
    assert answer.headers["content-type"] == "application/problem+json"
    assert (answer.status_code, told["status"]) == (status, status)
    assert told["type"]
    assert told["title"]
    assert told["detail"]
    assert [each["parameter"] for each in told.get("errors", ())] == ([parameter] if parameter else [])


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "TRACE"])
def test_only_reading(client: TestClient, method: str) -> None:
    answer = client.request(method, f"{PREFIX}/stats")
    assert (answer.status_code, answer.headers["allow"]) == (405, "GET, HEAD, OPTIONS")


def test_head_and_options(client: TestClient) -> None:
    whole, head = client.get(f"{PREFIX}/stats"), client.head(f"{PREFIX}/stats")
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["content-length"] == str(len(whole.content))
    assert head.headers["etag"] == whole.headers["etag"]
    options = client.options(f"{PREFIX}/stats")
    assert (options.status_code, options.content, options.headers["allow"]) == (204, b"", "GET, HEAD, OPTIONS")
    assert client.options(f"{PREFIX}/nothing").status_code == 404


# --- lists ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "kind", ["contacts", "statements", "pages", "people", "offices", "organisations", "commitments"]
)
def test_a_list_is_followed_to_its_end(client: TestClient, kind: str) -> None:
    whole = client.get(f"{PREFIX}/{kind}?limit=200").json()["items"]
    assert len(whole) > 3
    found, address = [], f"{PREFIX}/{kind}?limit=3"
    while address:
        answer = client.get(address)
        part = answer.json()
        assert answer.headers.get("link") == (part["next"] and f'<{part["next"]}>; rel="next"')
        found += part["items"]
        address = part["next"]
    assert found[: len(whole)] == whole
    assert len({each["id"] for each in found}) == len(found)


def test_counts_when_asked(client: TestClient) -> None:
    asked = client.get(f"{PREFIX}/contacts?counts=true&limit=1").json()
    assert asked["total"] > 5
    assert asked["exact"]
    assert sum(asked["facets"]["type"].values()) == asked["total"]
    plain = client.get(f"{PREFIX}/contacts?limit=1").json()
    assert (plain["total"], plain["exact"], plain["facets"]) == (None, False, {})


def test_same_answer_again_is_not_sent_again(client: TestClient) -> None:
    first = client.get(f"{PREFIX}/contacts")
    again = client.get(f"{PREFIX}/contacts", headers={"if-none-match": f'"x", {first.headers["etag"]}'})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", first.headers["etag"])
    assert client.get(f"{PREFIX}/contacts?limit=1", headers={"if-none-match": first.headers["etag"]}).status_code == 200


def test_things_lead_to_one_another(client: TestClient) -> None:
    card = client.get(f"{PREFIX}/contacts?status=held&limit=1").json()["items"][0]
    contact = client.get(f"{PREFIX}/contacts/{card['id']}").json()
    page = client.get(f"{PREFIX}/pages/{contact['page']}").json()
    for quote in contact["evidence"]:
        assert page["reading"]["text"][quote["start"] : quote["end"]] == quote["text"]
    versions = client.get(f"{PREFIX}/pages/{contact['page']}/versions").json()["items"]
    last = client.get(f"{PREFIX}/pages/{contact['page']}/versions/{versions[-1]['version']}").json()
    assert last == page
    person = next(filter(None, contact["people"]))
    assert client.get(f"{PREFIX}/people/{person}").json()["id"] == person
    some = client.get(f"{PREFIX}/contacts?person={person}").json()["items"]
    assert all(person in [taking["person"] for taking in each["participants"]] for each in some)
    everything = client.get(f"{PREFIX}/search", params={"q": "hợp tác"}).json()
    assert everything["pages"]["total"] > 0


def test_an_id_may_hold_a_slash(tmp_path: Path) -> None:
    path = tmp_path / "record.db"
    row = {"id": "a/b c", "title": "Thủ tướng tiếp Đại sứ", "text": "Ngày 5/9/2024, Thủ tướng tiếp Đại sứ Nhật Bản."}
    with Record(path) as record:
        record.add(read_source(Source(name="one", row=row)))
        record.resolve()
    with TestClient(application(Settings(record=str(path)))) as client:
        for end in ("", "/versions", "/versions/1", "/related"):
            assert client.get(f"{PREFIX}/pages/a%2Fb%20c{end}").status_code == 200


def test_other_sites_read_nothing_unless_they_may(client: TestClient, record_file: Path) -> None:
    asked = {"origin": "https://desk.example.vn"}
    assert "access-control-allow-origin" not in client.get(f"{PREFIX}/stats", headers=asked).headers
    settings = Settings(record=str(record_file), cors=("https://desk.example.vn",))
    with TestClient(application(settings)) as open_client:
        answer = open_client.get(f"{PREFIX}/stats", headers=asked)
        assert answer.headers["access-control-allow-origin"] == "https://desk.example.vn"
        other = open_client.get(f"{PREFIX}/stats", headers={"origin": "https://elsewhere.example.org"})
        assert "access-control-allow-origin" not in other.headers
        preflight = open_client.options(f"{PREFIX}/stats", headers=asked | {"access-control-request-method": "GET"})
        assert preflight.status_code == 200


# --- the description and the answers agree --------------------------------------------------------------------


def test_schemathesis_finds_no_failure(client: TestClient) -> None:
    """Some requests of every operation, right and wrong ones; `schemathesis run URL/openapi.json` makes more."""
    schema = schemathesis.openapi.from_asgi("/openapi.json", app=client.app)
    operations = [each.ok() for each in schema.get_all_operations()]
    assert len(operations) > 20
    for operation in operations:
        _try(operation)


def _try(operation: schemathesis.APIOperation) -> None:
    modes = [schemathesis.GenerationMode.POSITIVE]
    if operation.query:
        modes.append(schemathesis.GenerationMode.NEGATIVE)
    for mode in modes:

        @hypothesis.given(case=operation.as_strategy(generation_mode=mode))
        @hypothesis.settings(
            max_examples=4,
            deadline=None,
            database=None,
            derandomize=True,
            suppress_health_check=list(hypothesis.HealthCheck),
            phases=[hypothesis.Phase.generate],
        )
        def tried(case: schemathesis.Case) -> None:
            case.call_and_validate()

        tried()
