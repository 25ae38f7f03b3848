"""Reviewing: only with a token, only by our own forms, every decision in the log under the name given."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from starlette.testclient import TestClient

from banggiao.record import Contact, Record
from banggiao.web import Settings, tokens
from banggiao.web.application import application

if TYPE_CHECKING:
    from httpx import Response


@pytest.fixture
def path(tmp_path: Path, record_file: Path) -> Path:
    """A record of its own, to be written to."""
    return Path(shutil.copy(record_file, tmp_path / "own.db"))


@pytest.fixture
def guest(path: Path) -> Iterator[TestClient]:
    with TestClient(application(Settings(record=str(path))), base_url="http://127.0.0.1") as client:
        yield client


@pytest.fixture
def token(path: Path) -> str:
    return tokens.create(str(path), "Nguyễn An")


@pytest.fixture
def editor(guest: TestClient, token: str) -> TestClient:
    answer = guest.post("/sign-in", data={"token": token, "next": "/review"}, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/review")
    return guest


def hidden(answer: Response, form: int = 0) -> dict[str, str]:
    """The hidden fields of the n-th form that judges."""
    forms = re.findall(r'<form method="post" action="/review/judge".*?</form>', answer.text, re.S)
    return dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', forms[form]))


def a_contact(path: Path) -> Contact:
    with Record(path, readonly=True) as record:
        return record.contacts(status="held", limit=1)[0]


def test_tokens_are_kept_hashed_for_their_owner_alone(path: Path, token: str) -> None:
    file = tokens.path_of(str(path))
    assert token not in file.read_text(encoding="utf-8")
    assert file.stat().st_mode & 0o077 == 0
    assert tokens.who(str(path), token) == "Nguyễn An"
    assert tokens.who(str(path), token[:-1] + "x") is None
    with pytest.raises(tokens.TokenError, match="already"):
        tokens.create(str(path), "Nguyễn  An")
    assert tokens.revoke(str(path), "Nguyễn An")
    assert tokens.who(str(path), token) is None


@pytest.mark.parametrize("name", ["", "  ", "x" * 81, "a\x00b"])
def test_names_of_tokens(path: Path, name: str) -> None:
    with pytest.raises(tokens.TokenError):
        tokens.create(str(path), name)


def test_only_who_is_signed_in_sees_cases(guest: TestClient) -> None:
    for address in ("/review", "/review/log", "/review/doubt/0", "/review/contact/0", "/review/person/0"):
        answer = guest.get(address, follow_redirects=False)
        assert answer.status_code == 303
        assert answer.headers["location"].startswith("/sign-in?next=")


def test_a_wrong_token_signs_nobody_in(guest: TestClient, token: str) -> None:
    answer = guest.post("/sign-in", data={"token": token + "x"})
    assert answer.status_code == 403
    assert "set-cookie" not in answer.headers
    assert answer.text.count('role="alert"') == 1


def test_guessing_is_slowed(guest: TestClient) -> None:
    answers = [guest.post("/sign-in", data={"token": f"bg_{n}"}) for n in range(12)]
    assert answers[9].status_code == 403
    assert answers[10].status_code == 429
    assert int(answers[10].headers["retry-after"]) > 0


def test_the_cookie_is_for_this_server_alone(guest: TestClient, token: str) -> None:
    answer = guest.post("/sign-in", data={"token": token}, follow_redirects=False)
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie


def test_a_decision_is_kept_under_the_name_and_can_be_undone(editor: TestClient, path: Path) -> None:
    contact = a_contact(path)
    page = editor.get(f"/review/contact/{contact.id}")
    form = hidden(page, 3)
    assert form["field"] == "date"
    answer = editor.post("/review/judge", data=form | {"verdict": "right", "value": "2001-02-03", "why": "báo giấy"})
    assert answer.status_code == 200
    with Record(path, readonly=True) as record:
        (one,) = record.judgements()
        mended = record.get(contact.id)
    assert (one.by, one.field, one.value, one.why) == ("Nguyễn An", "date", "2001-02-03", "báo giấy")
    assert isinstance(mended, Contact)
    assert mended.date == "2001-02-03"
    undo = re.search(r'action="/review/undo">.*?name="judgement" value="(\w+)"', answer.text, re.S)
    assert undo
    editor.post("/review/undo", data={"key": form["key"], "judgement": undo[1], "next": "/review/log"})
    with Record(path, readonly=True) as record:
        restored = record.get(contact.id)
        assert len(record.judgements()) == 2
    assert isinstance(restored, Contact)
    assert restored.date == contact.date


def test_a_contact_that_is_none_is_listed_no_more(editor: TestClient, path: Path) -> None:
    contact = a_contact(path)
    key = hidden(editor.get(f"/review/contact/{contact.id}"))["key"]
    form = {"key": key, "kind": "field", "left": contact.id, "field": "", "verdict": "wrong", "next": "/review"}
    assert editor.post("/review/judge", data=form).status_code == 200
    with Record(path, readonly=True) as record:
        assert contact.id not in {each.id for each in record.contacts(limit=None)}


def test_cases_are_gone_through(editor: TestClient, path: Path) -> None:
    listed = editor.get("/review")
    assert listed.status_code == 200
    cases = re.findall(r'href="(/review/doubt/\w+)"', listed.text)
    if not cases:
        pytest.skip("the bundled pages leave nothing in doubt")
    for address in cases[:10]:
        assert editor.get(address).status_code == 200
    form = hidden(editor.get(cases[0]))
    answer = editor.post("/review/judge", data=form | {"verdict": "unsure"})
    assert answer.status_code == 200
    with Record(path, readonly=True) as record:
        assert [one.verdict for one in record.judgements()] == ["unsure"]
    assert editor.get(cases[0]).status_code == 404


@pytest.mark.parametrize(
    ("headers", "change"),
    [
        ({"origin": "https://example.org"}, {}),
        ({"sec-fetch-site": "cross-site"}, {}),
        ({"origin": "null"}, {}),
        ({}, {"key": ""}),
        ({}, {"key": "0" * 64}),
    ],
)
def test_forms_of_others_are_refused(
    editor: TestClient, path: Path, headers: dict[str, str], change: dict[str, str]
) -> None:
    contact = a_contact(path)
    form = hidden(editor.get(f"/review/contact/{contact.id}")) | {"verdict": "wrong"} | change
    answer = editor.post("/review/judge", data=form, headers=headers)
    assert answer.status_code == 403
    with Record(path, readonly=True) as record:
        assert not record.judgements()


def test_a_token_taken_back_works_no_more(editor: TestClient, path: Path) -> None:
    assert editor.get("/review", follow_redirects=False).status_code == 200
    tokens.revoke(str(path), "Nguyễn An")
    assert editor.get("/review", follow_redirects=False).status_code == 303


def test_odd_forms_are_told_what_is_wrong(editor: TestClient, path: Path) -> None:
    contact = a_contact(path)
    form = hidden(editor.get(f"/review/contact/{contact.id}"), 3)
    for change in ({"value": "hôm qua"}, {"verdict": "burn"}, {"kind": "planet"}, {"left": ""}, {"field": "weather"}):
        answer = editor.post("/review/judge", data=form | {"verdict": "right"} | change)
        assert answer.status_code == 400, change
    assert editor.post("/review/judge", json=form).status_code == 415
    assert editor.post("/review/judge", data=form | {"why": "x" * 70_000}).status_code == 413
    assert editor.post("/review/judge", data={f"f{n}": "1" for n in range(100)}).status_code == 400
    with Record(path, readonly=True) as record:
        assert not record.judgements()


def test_who_is_signed_in_finds_where_to_put_right(editor: TestClient, path: Path) -> None:
    contact = a_contact(path)
    with Record(path, readonly=True) as record:
        page = next(each for each in record.pages() if each.reading.statements)
    assert f"/review/contact/{contact.id}" in editor.get(f"/contact/{contact.id}").text
    links = re.findall(r'href="(/review/statement/[^"]+)"', editor.get(f"/page/{page.id}").text)
    assert len(links) == len(page.reading.statements)
    assert editor.get(links[0]).status_code == 200
    who = next(each for each in contact.people if each)
    person = editor.get(f"/person/{who}").text
    assert f"/review/person/{who}" in person
    assert editor.get(f"/review/person/{who}").status_code == 200
    editor.cookies.clear()
    assert "/review/contact/" not in editor.get(f"/contact/{contact.id}").text
