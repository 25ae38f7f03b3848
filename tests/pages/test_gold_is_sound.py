"""The gold of the bundled pages is valid in itself: nothing here runs the reader."""

from __future__ import annotations

import datetime
import html.parser
import json
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
PAGES = ROOT / "src" / "banggiao" / "data" / "demo" / "pages"
GOLD = Path(__file__).parent / "gold"
STEMS = sorted(path.stem for path in GOLD.glob("*.json"))

FORMS = {
    "meeting": {"receive", "call_on", "talks", "meet", "discussion", "working", "welcome"},
    "visit": {"state", "official", "working", "attending", "other"},
    "call": {"phone", "video"},
    "message": {"congratulation", "condolence", "greeting", "thanks", "invitation", "other"},
    "agreement": {"signing", "statement", "upgrade"},
}
ROLES = {
    "meeting": {"host", "guest", "party"},
    "visit": {"guest", "inviter"},
    "call": {"party"},
    "message": {"sender", "recipient"},
    "agreement": {"party"},
}
STATUSES = {"held", "planned", "cancelled"}
PARTS_OF_DAY = {None, "morning", "noon", "afternoon", "evening", "night"}
LINE_KINDS = {"headline", "lead", "body", "caption", "credit", "prompt", "heading", "duplicate", "residue"}
TEASER_KIND = re.compile(r"related:(\d+):(headline|lead|caption|credit)")
MEDIA = {None, "photo", "video", "infographic"}
# The office or the name of a side may be cut out of a coordinated phrase, so it is looked up word by word.
WORD = re.compile(r"\w+")
UNKNOWN_YEAR = re.compile(r"XXXX-(\d\d)(?:-(\d\d))?")
INLINE = {"a", "b", "em", "font", "i", "span", "strong"}
KNOWN = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")


class _Text(html.parser.HTMLParser):
    """The visible text of a page."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self.hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.hidden += tag in ("script", "style")
        self.break_at(tag)

    def handle_endtag(self, tag: str) -> None:
        self.hidden -= tag in ("script", "style")
        self.break_at(tag)

    def break_at(self, tag: str) -> None:
        if tag not in INLINE:
            self.pieces.append(" ")

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.pieces.append(data)


def squeeze(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())


def decoded(path: Path) -> str:
    data = path.read_bytes()
    charset = re.search(rb'charset="?([\w-]+)', data[:2000])
    encoding = charset[1].decode() if charset and path.suffix == ".html" else "utf-8"
    return data.decode({"windows-1258": "cp1258"}.get(encoding.lower(), encoding))


def visible(path: Path) -> str:
    if path.suffix != ".html":
        return squeeze(decoded(path))
    parser = _Text()
    parser.feed(decoded(path))
    return squeeze("".join(parser.pieces))


def load(stem: str) -> dict[str, Any]:
    gold: dict[str, Any] = json.loads((GOLD / f"{stem}.json").read_text(encoding="utf-8"))
    return gold


def all_events(gold: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield from gold["events"]
    for teaser in gold["related"]:
        yield from teaser["events"]


def is_edtf(date: str | None) -> bool:
    """A day, month, year, span, set or day without a year that the calendar has."""
    if date is None:
        return True
    if date.startswith("["):
        return all(map(is_edtf, date.strip("[]").split(",")))
    ends = date.split("/")
    if len(ends) == 2:
        return all(map(is_edtf, ends)) and ends[0] < ends[1]
    if match := UNKNOWN_YEAR.fullmatch(date):
        return is_edtf("-".join(("2024", *filter(None, match.groups()))))
    match = KNOWN.fullmatch(date)
    if not match:
        return False
    try:
        datetime.date(*(int(number or 1) for number in match.groups()))
    except ValueError:
        return False
    return True


@pytest.fixture(params=STEMS)
def gold(request: pytest.FixtureRequest) -> dict[str, Any]:
    return load(request.param)


def test_pages_and_gold_go_together() -> None:
    assert {path.name for path in PAGES.iterdir()} == {load(stem)["file"] for stem in STEMS}
    assert [load(stem)["id"] for stem in STEMS] == STEMS


def test_head(gold: dict[str, Any]) -> None:
    text = visible(PAGES / gold["file"])
    assert squeeze(gold["headline"]) in text
    assert is_edtf(gold["published"])
    assert (gold["published"] is None) == (gold["published_basis"] is None)
    assert gold["published_basis"] in {None, "metadata", "url", "text"}
    assert gold["media"] in MEDIA
    assert gold["byline"] is None or squeeze(gold["byline"]) in text
    assert json.dumps(gold, ensure_ascii=False) == unicodedata.normalize("NFC", json.dumps(gold, ensure_ascii=False))


def test_lines(gold: dict[str, Any]) -> None:
    if not gold["file"].endswith(".txt"):
        pytest.skip("lines are counted in scraped text only")
    text = (PAGES / gold["file"]).read_text(encoding="utf-8")
    assert unicodedata.is_normalized("NFC", text)
    lines = dict(enumerate(text.split("\n"), 1))
    kinds = {int(number): kind for number, kind in gold["line_kinds"].items()}
    assert set(kinds) == {number for number, line in lines.items() if line.strip()}
    for number, kind in kinds.items():
        assert kind in LINE_KINDS or TEASER_KIND.fullmatch(kind), (number, kind)
        if kind == "duplicate":
            assert lines[number] in [lines[n] for n in range(1, number)]
    assert [lines[n] for n, kind in kinds.items() if kind == "headline"] == [gold["headline"]]
    groups = [int(match[1]) for kind in kinds.values() if (match := TEASER_KIND.fullmatch(kind))]
    assert groups == sorted(groups)
    assert sorted(set(groups)) == list(range(1, len(gold["related"]) + 1))
    for number, teaser in enumerate(gold["related"], 1):
        assert kinds[teaser["headline_line"]] == f"related:{number}:headline"
        assert lines[teaser["headline_line"]] == teaser["headline"]
        assert teaser["media"] in MEDIA
    for credit in gold["credits"]:
        assert kinds[credit["line"]].endswith("caption")
        for key in ("photographer", "agency"):
            assert (credit[key] or "").lower() in lines[credit["line"]].lower()


def test_html(gold: dict[str, Any]) -> None:
    if not gold["file"].endswith(".html"):
        pytest.skip("a scraped page has lines instead")
    path = PAGES / gold["file"]
    text = visible(path)
    at = text.find(squeeze(gold["headline"]))
    for part in ("lead", "body_paragraphs", "captions"):
        said = gold[part] if isinstance(gold[part], list) else [gold[part]] if gold[part] else []
        place = at
        for paragraph in said:
            assert paragraph == squeeze(paragraph)
            place = text.find(paragraph, place)
            assert place >= 0, paragraph
    for teaser in gold["related"]:
        assert squeeze(teaser["headline"]) in text
    for credit in gold["credits"]:
        caption = gold["captions"][credit["caption"]]
        for key in ("photographer", "agency"):
            assert (credit[key] or "").lower() in caption.lower()


def test_events_follow_the_codebook(gold: dict[str, Any]) -> None:
    for event in all_events(gold):
        assert event["form"] in FORMS[event["type"]]
        assert event["status"] in STATUSES
        assert event["part_of_day"] in PARTS_OF_DAY
        assert set(event["place"]) == {"venue", "locality", "country"}
        for date in [event["date"], *event.get("date_also_right", [])]:
            assert is_edtf(date), date
            # the codebook: no part of day for a span
            assert not (date and "/" in date and event["part_of_day"])
        roles = [participant["role"] for participant in event["participants"]]
        assert roles
        assert set(roles) <= ROLES[event["type"]]
        assert "host" not in roles or "guest" in roles
        assert not {"host", "party"} <= set(roles)
        if event["type"] in ("meeting", "call", "agreement"):
            assert len(roles) >= 2


def test_participants_stand_in_the_page(gold: dict[str, Any]) -> None:
    text = visible(PAGES / gold["file"])
    words = {word.lower() for word in WORD.findall(text)}
    for event in all_events(gold):
        for value in (event["place"]["venue"], event["place"]["locality"]):
            assert value is None or value in text, value
        for participant in event["participants"]:
            name, offices, organisation = (participant[key] for key in ("name", "offices", "organisation"))
            assert name or offices or organisation
            assert not (name and organisation)
            assert name is None or name in text, name
            for label in [*offices, *([organisation] if organisation else [])]:
                assert {word.lower() for word in WORD.findall(label)} <= words, label
            for country in (participant["country"], event["place"]["country"]):
                assert country is None or re.fullmatch("[A-Z]{2}", country)


def test_events_are_told_once(gold: dict[str, Any]) -> None:
    for events in (gold["events"], *(teaser["events"] for teaser in gold["related"])):
        seen = [json.dumps(event, sort_keys=True) for event in events]
        assert len(seen) == len(set(seen))
        for event in events:
            people = [(p["name"], p["organisation"], *p["offices"]) for p in event["participants"]]
            assert len(people) == len(set(people))


def test_the_collection_is_broad() -> None:
    golds = [load(stem) for stem in STEMS]
    assert len(golds) >= 28
    events = [event for gold in golds for event in gold["events"]]
    assert {(event["type"], event["form"]) for event in events} >= {
        (kind, form) for kind, forms in FORMS.items() for form in forms if form != "other"
    }
    assert {event["status"] for event in events} == STATUSES
    assert sum(not gold["events"] for gold in golds) >= 6
    assert sum(gold["file"].endswith(".html") for gold in golds) >= 14
