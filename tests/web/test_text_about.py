"""What the page about the record says is what the record and the evaluation say."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from banggiao.record import Record
from banggiao.web.pages.about import figures

if TYPE_CHECKING:
    from playwright.sync_api import Page as Tab
    from starlette.testclient import TestClient

EVALUATION = Path(__file__).resolve().parents[2] / "docs" / "evaluation.md"


def cells(row: str) -> list[str]:
    """The cells of the row of a table of docs/evaluation.md that begins so."""
    for line in EVALUATION.read_text(encoding="utf-8").splitlines():
        if line.startswith(f"| {row} |"):
            return [cell.strip() for cell in line.strip("|").split("|")]
    raise AssertionError(f"{row}: docs/evaluation.md has no such row; change data/web/figures.toml")


def blind(cell: str) -> float:
    """The first reading of a cell: "0.927, then **0.938**" is of this version, "0.906 (0.871 to 0.957)" the mean."""
    numbers = re.findall(r"\d\.\d+", cell.partition("(")[0])
    return float(numbers[-1])


@pytest.mark.parametrize("each", figures()["contacts"], ids=lambda each: each["row"])
def test_figures_of_contacts_are_those_of_the_evaluation(each: dict[str, Any]) -> None:
    _, texts, _, found, right, *_ = cells(each["row"])
    assert (int(texts), blind(found), blind(right)) == (each["texts"], each["found"], each["right"])


@pytest.mark.parametrize("each", figures()["statements"], ids=lambda each: each["row"])
def test_figures_of_statements_are_those_of_the_evaluation(each: dict[str, Any]) -> None:
    row, found, speaker, act, *_ = cells(each["row"])
    assert str(each["texts"]) in row
    assert (blind(found), blind(speaker), blind(act)) == (each["found"], each["speaker"], each["act"])


def test_ordinary_news_is_said_to_be_read_as_it_is() -> None:
    for each in figures()["ordinary"]:
        _, texts, contacts, found, *_ = cells(each["row"])
        assert (int(texts), contacts, found) == (each["texts"], "0", "none reported")


def test_it_counts_what_is_there(client: TestClient, record_file: Path) -> None:
    with Record(record_file, readonly=True) as record:
        stats = record.stats()
    for language in ("en", "vi"):
        html = unescape(client.get(f"/about?lang={language}").text)
        numbers = re.findall(r"<dd>([\d.,]+)</dd>", html)
        assert numbers[:3] == [str(stats.pages), str(stats.contacts), str(stats.statements)]
        assert "meeting.talks" in html
        assert "Apache License 2.0" in html


def test_the_licences_are_there(client: TestClient) -> None:
    html = client.get("/about").text
    for address in re.findall(r'href="(/static/[^"]+LICENSE)"', html):
        assert client.get(address).status_code == 200


def test_no_serious_fault_of_access(page: Tab) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page.goto("/about")
    found = Axe().run(page)
    bad = [each for each in found.response["violations"] if each["impact"] in ("serious", "critical")]
    assert not bad, [(each["id"], [node["html"][:200] for node in each["nodes"]][:3]) for each in bad]
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
