"""What every page has: language, theme, headers, errors in words."""

from __future__ import annotations

import re
import string
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from banggiao.web import language

if TYPE_CHECKING:
    from playwright.sync_api import Page
    from starlette.testclient import TestClient

WEB = Path(language.__file__).parent


def fields(template: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(template) if name}


@pytest.mark.parametrize("key", language.catalogue())
def test_every_word_stands_in_both_languages(key: str) -> None:
    texts = language.catalogue()[key]
    assert set(texts) == set(language.LANGUAGES)
    assert all(text.strip() for text in texts.values())
    assert fields(texts["en"]) == fields(texts["vi"])


def test_every_word_asked_for_is_there() -> None:
    for file in [*WEB.rglob("*.html"), *WEB.rglob("*.py")]:
        for key in re.findall(r'\bsay\(\s*"([a-z_]+\.[a-z_.]+)"(?! ~)', file.read_text(encoding="utf-8")):
            assert key in language.catalogue(), f"{file.name}: {key}"


@pytest.mark.parametrize(
    ("asked", "cookie", "accepted", "spoken"),
    [
        (None, None, None, "vi"),
        (None, None, "en-US,en;q=0.9", "en"),
        ("vi", "en", "en", "vi"),
        ("x", "en", "vi", "en"),
    ],
)
def test_language(client: TestClient, asked: str | None, cookie: str | None, accepted: str | None, spoken: str) -> None:
    headers = {"accept-language": accepted or "", "cookie": f"lang={cookie}" if cookie else ""}
    answer = client.get("/", params={"lang": asked} if asked else {}, headers=headers)
    assert answer.headers["content-language"] == spoken
    assert f'<html lang="{spoken}"' in answer.text


def test_preferences_are_kept_and_lead_back_inside(client: TestClient) -> None:
    answer = client.get("/preferences?lang=en&theme=dark&next=/search", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/search")
    assert "lang=en" in str(answer.headers.get_list("set-cookie"))
    client.cookies.clear()
    for outside in ("https://example.org/", "//example.org", "/\\example.org", "javascript:alert(1)"):
        answer = client.get("/preferences", params={"next": outside}, follow_redirects=False)
        assert answer.headers["location"] == "/"


def test_nothing_is_loaded_from_elsewhere(client: TestClient) -> None:
    answer = client.get("/")
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert not re.findall(r'(?:src|href)="(?:https?:)?//(?!127)', answer.text.split("<main")[0])


def test_what_is_not_there(client: TestClient) -> None:
    for address in ("/nowhere", "/contact/0000000000000000"):
        answer = client.get(address)
        assert answer.status_code == 404
        assert "<h1>" in answer.text


def test_same_page_again_is_not_sent_again(client: TestClient) -> None:
    first = client.get("/")
    again = client.get("/", headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_the_first_page_in_a_browser(page: Page) -> None:
    page.goto("/")
    assert page.locator("h1").inner_text() == "Sổ bang giao"
    assert page.locator(".latest .row").count() > 0
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.evaluate("document.fonts.ready.then(() => document.fonts.check('16px \"Be Vietnam Pro\"', 'ẵỡự'))")
