"""The server as a whole in a browser: every kind of page that links lead to, at both sizes, in both languages."""

from __future__ import annotations

import re
from collections import OrderedDict
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe

if TYPE_CHECKING:
    from playwright.sync_api import Page
    from starlette.testclient import TestClient

_OF_A_KIND = 3
_SERIOUS = ("serious", "critical")


def crawl(client: TestClient) -> dict[str, list[str]]:
    """Addresses by kind (the first part of the path), as links lead to them from the first page on."""
    found: OrderedDict[str, list[str]] = OrderedDict()
    waiting, seen = ["/"], {"/"}
    while waiting:
        address = waiting.pop(0)
        answer = client.get(address)
        if not answer.headers.get("content-type", "").startswith("text/html"):
            continue
        assert answer.status_code in (200, 303), address
        kind = urlsplit(address).path.split("/")[1]
        some = found.setdefault(kind, [])
        if len(some) >= _OF_A_KIND:
            continue
        some.append(address)
        for link in re.findall(r'href="(/[^"#]*)', answer.text):
            link = link.replace("&amp;", "&")
            if link not in seen and not link.startswith(("/static/", "/preferences", "/api")):
                seen.add(link)
                waiting.append(link)
    return found


@pytest.fixture(scope="module")
def addresses(client: TestClient) -> list[str]:
    found = crawl(client)
    assert {"", "search", "contact", "person", "office", "relation", "relations", "page", "about"} <= set(found)
    return [address for some in found.values() for address in some]


def test_every_kind_of_page_is_sound(page: Page, addresses: list[str]) -> None:
    """No fault that axe calls serious, nothing wider than the screen, one heading; the console is looked at by the
    fixture."""
    faults = []
    for n, address in enumerate(addresses):
        page.goto(f"{address}{'&' if '?' in address else '?'}lang={'en' if n % 2 else 'vi'}")
        found = [each for each in Axe().run(page).response["violations"] if each["impact"] in _SERIOUS]
        faults += [(address, each["id"], [node["html"][:120] for node in each["nodes"][:2]]) for each in found]
        wide = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
        if wide[0] > wide[1]:
            faults.append((address, "wider than the screen", wide))
        if page.locator("h1").count() != 1:
            faults.append((address, "headings", [page.locator("h1").count()]))
    assert not faults


def test_dark_colours_can_be_read(page: Page, addresses: list[str]) -> None:
    page.goto("/preferences?theme=dark&next=/")
    faults = []
    for address in addresses[::2]:
        page.goto(address)
        found = Axe().run(page, options={"runOnly": ["color-contrast"]}).response["violations"]
        faults += [(address, [node["html"][:120] for node in each["nodes"][:2]]) for each in found]
    assert not faults


def test_keyboard_alone_reaches_the_text(page: Page) -> None:
    page.goto("/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.name") == "q"
