"""The bundled pages, read and compared with what people found in them.

Every difference is either in `known.tsv`, with its reason, or a failure; a difference that is gone must leave
`known.tsv`. To see what differs, with the values and the sentences:

    python tests/pages/test_golden_pages.py [STEM...]

`--write` in place of the pages writes known.tsv anew, without reasons for what is new.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from banggiao.evaluation import offices_agree, overlap, pair_events, pair_participants, words
from banggiao.model import Reading, Region, reading_json
from banggiao.reading import read

HERE = Path(__file__).parent
PAGES = HERE.parents[1] / "src" / "banggiao" / "data" / "demo" / "pages"
STEMS = sorted(path.stem for path in (HERE / "gold").glob("*.json"))

# The share of everything that must be right over all pages; a floor may rise, it never falls.
FLOORS = {
    "head": 0.98,
    "regions": 0.98,
    "credits": 1.0,
    "teasers": 1.0,
    "event": 0.89,
    "event exact": 0.65,
    "teaser event": 0.76,
    "teaser event exact": 0.53,
}


class Difference(NamedTuple):
    """`key` tells the place in the gold and stays when the wrong value changes; `detail` is for a person."""

    key: str
    detail: str = ""
    at: int | None = None


class Tally(NamedTuple):
    """What was compared on one page: how many of how many, by the names in FLOORS."""

    right: dict[str, int]
    whole: dict[str, int]
    differences: list[Difference]

    def count(self, what: str, key: str, is_right: bool, detail: str = "", at: int | None = None) -> None:
        self.right[what] = self.right.get(what, 0) + is_right
        self.whole[what] = self.whole.get(what, 0) + 1
        if not is_right:
            self.differences.append(Difference(key, detail, at))


@cache
def gold_of(stem: str) -> dict[str, Any]:
    gold: dict[str, Any] = json.loads((HERE / "gold" / f"{stem}.json").read_text(encoding="utf-8"))
    return gold


@cache
def reading_of(stem: str) -> Reading:
    return read(PAGES / gold_of(stem)["file"])


@cache
def compared(stem: str) -> Tally:
    gold, reading = gold_of(stem), reading_of(stem)
    tally = Tally({}, {}, [])
    _compare_head(tally, gold, reading)
    if "line_kinds" in gold:
        _compare_lines(tally, gold, reading)
    else:
        _compare_blocks(tally, gold, reading)
    row = json.loads(reading_json(reading))
    _compare_events(tally, "article", gold["events"], row["events"], gold.get("lenient", ()))
    _compare_teasers(tally, gold, row["related"])
    return tally


# --- head and regions ----------------------------------------------------------------------------------------


def _squeeze(text: str | None) -> str | None:
    return None if text is None else " ".join(text.split())


def _compare_head(tally: Tally, gold: dict[str, Any], reading: Reading) -> None:
    for key in ("headline", "outlet", "agency", "byline", "published", "published_basis", "media"):
        wanted, found = gold[key], getattr(reading, key)
        if key == "headline":  # the mark "[Ảnh]" says what `media` says; with or without it is right
            wanted, found = words(_unmarked(wanted)), words(_unmarked(found))
        same = words(wanted) == words(found) if key in ("outlet", "byline") else wanted == found
        tally.count("head", key, same, f"{found!r}, not {wanted!r}")


def _unmarked(headline: str | None) -> str:
    return re.sub(r"^\s*\[[^\]]*\]\s*", "", headline or "")


def _lines(text: str) -> Iterator[tuple[int, int, int]]:
    """Number (from 1), start and end of the lines that are not blank."""
    at = 0
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            start = at + len(line) - len(line.lstrip())
            yield number, start, start + len(line.strip())
        at += len(line) + 1


def _kind(regions: list[Region]) -> str | None:
    """The kind that has most of the line; a credit beside a caption counts as the caption."""
    share: dict[str, int] = {}
    captioned = any("caption" in (r.kind, r.part) for r in regions)
    for region in regions:
        kind, part = region.kind, region.part
        if captioned:
            kind, part = kind.replace("credit", "caption"), part and part.replace("credit", "caption")
        name = f"related:{region.group}:{part}" if kind == "related" else kind
        share[name] = share.get(name, 0) + region.end - region.start
    return max(share, key=share.__getitem__) if share else None


def _in(reading: Reading, start: int, end: int) -> list[Region]:
    return [r for r in reading.regions if start <= r.start < end]


def _compare_lines(tally: Tally, gold: dict[str, Any], reading: Reading) -> None:
    also = gold.get("line_kinds_also_right", {})
    spans = {}
    for number, start, end in _lines(reading.text):
        spans[number] = (start, end)
        wanted, found = gold["line_kinds"].get(str(number)), _kind(_in(reading, start, end))
        right = found == wanted or found in also.get(str(number), ())
        tally.count("regions", f"line {number}", right, f"{found}, not {wanted}", start)
    tally.count("regions", "number of lines", sorted(map(int, gold["line_kinds"])) == sorted(spans))
    for credit in gold["credits"]:
        _compare_credit(tally, f"credit, line {credit['line']}", credit, _in(reading, *spans[credit["line"]]))


def _compare_credit(tally: Tally, key: str, wanted: dict[str, Any], regions: list[Region]) -> None:
    found = [r for r in regions if "credit" in (r.kind, r.part)]
    pairs = [(r.photographer, r.agency) for r in found]
    names = [(words(photographer), words(agency)) for photographer, agency in pairs]
    right = (words(wanted["photographer"]), words(wanted["agency"])) in (names or [((), ())])
    tally.count("credits", key, right, f"{pairs}, not {wanted['photographer']!r}, {wanted['agency']!r}")


def _compare_blocks(tally: Tally, gold: dict[str, Any], reading: Reading) -> None:
    """A web page has no lines of its own: the texts of its regions are compared, in their order."""
    texts: dict[str, list[tuple[str, int, int]]] = {}
    for _, start, end in _lines(reading.text):
        kind = _kind(_in(reading, start, end))
        texts.setdefault(kind or "", []).append((" ".join(reading.text[start:end].split()), start, end))
    wanted = {
        "lead": [gold["lead"]] if gold["lead"] else [],
        "body": gold["body_paragraphs"],
        "caption": gold["captions"],
    }
    for kind, expected in wanted.items():
        found = [text for text, _, _ in texts.get(kind, ())]
        for n, paragraph in enumerate(expected):
            right = " ".join(paragraph.split()) in found
            tally.count("regions", f"{kind} {n}", right, f"not there: {paragraph[:80]!r}")
        left = [
            text for text in found if text not in {" ".join(p.split()) for p in expected} | set(gold["subheadings"])
        ]
        tally.count("regions", f"{kind} extra", not left, f"{[text[:80] for text in left]}")
        ordered = [" ".join(p.split()) for p in expected if " ".join(p.split()) in found]
        kept = [text for text in found if text not in left and text not in gold["subheadings"]]
        tally.count("regions", f"{kind} order", kept == ordered)
    captions = {text: (start, end) for text, start, end in texts.get("caption", ())}
    for credit in gold["credits"]:
        span = captions.get(" ".join(gold["captions"][credit["caption"]].split()), (0, 0))
        _compare_credit(tally, f"credit, caption {credit['caption']}", credit, _in(reading, *span))


# --- events ----------------------------------------------------------------------------------------------------


def _sides(event: dict[str, Any]) -> str:
    sides = (p["name"] or p["organisation"] or ", ".join(p["offices"]) for p in event["participants"])
    return f"{event['type']}/{event['form']} {' + '.join(sides)}"


def _compare_events(tally: Tally, where: str, gold: list[Any], found: list[Any], lenient: Any = ()) -> None:
    """Counts F1 as found twice over gold and predicted, once for the event and once for all its fields."""
    what = "teaser event" if where.startswith("teaser") else "event"
    paired = pair_events(gold, found)
    for event in paired.missed:
        tally.count(what, f"{where}: missed {_sides(event)}", False, f"{event['date']} {event['place']}")
        tally.count(f"{what} exact", "", False)
    for event in paired.extra:
        if event["type"] not in lenient:
            at = event["evidence"][0]["start"] if event["evidence"] else None
            tally.count(what, f"{where}: extra {_sides(event)}", False, f"by {event['rule']}, {event['date']}", at)
            tally.count(f"{what} exact", "", False)
    for wanted, event in paired.pairs:
        tally.count(what, "", True)
        tally.count(what, "", True)  # once as gold, once as predicted
        faults = list(_event_faults(wanted, event))
        at = event["evidence"][0]["start"] if event["evidence"] else None
        tally.differences.extend(Difference(f"{where}: {_sides(wanted)}: {key}", detail, at) for key, detail in faults)
        exact = not [key for key, _ in faults if key not in ("venue", "locality")]
        tally.count(f"{what} exact", "", exact)
        tally.count(f"{what} exact", "", exact)


def _event_faults(gold: dict[str, Any], found: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for key in ("form", "status", "part_of_day"):
        if gold[key] != found[key]:
            yield key, f"{found[key]!r}, not {gold[key]!r}"
    dates = [gold["date"], *gold.get("date_also_right", ())]
    if found["date"] not in dates:
        yield "date", f"{found['date']!r}, not {dates!r}"
    wanted, place = gold["place"], found["place"]
    if wanted["country"] != place["country"]:
        yield "country", f"{place['country']!r}, not {wanted['country']!r}"
    for key in ("venue", "locality"):
        if (wanted[key] or place[key]) and overlap(wanted[key], place[key]) < 0.6:
            yield key, f"{place[key]!r}, not {wanted[key]!r}"
    people = pair_participants(gold, found)
    if not len(people) == len(gold["participants"]) == len(found["participants"]):
        yield "participants", _sides(found)
    for one, other in people:
        who = one["name"] or one["organisation"] or ", ".join(one["offices"])
        for key in ("role", "country"):
            if one[key] != other[key]:
                yield f"{who}: {key}", f"{other[key]!r}, not {one[key]!r}"
        if offices_agree(one["offices"], other["offices"]) < 1:
            yield f"{who}: offices", f"{other['offices']!r}, not {one['offices']!r}"


def _compare_teasers(tally: Tally, gold: dict[str, Any], found: list[dict[str, Any]]) -> None:
    sidebar = {words(headline) for headline in gold.get("sidebar", ())}
    left = list(found)
    for number, wanted in enumerate(gold["related"], 1):
        same = [t for t in left if words(_unmarked(t["headline"])) == words(_unmarked(wanted["headline"]))]
        tally.count("teasers", f"teaser {number}", bool(same), f"not there: {wanted['headline']!r}")
        if not same:
            _compare_events(tally, f"teaser {number}", wanted["events"], [])
            continue
        teaser = same[0]
        left.remove(teaser)
        tally.count("teasers", f"teaser {number}: media", teaser["media"] == wanted["media"], f"{teaser['media']!r}")
        _compare_events(tally, f"teaser {number}", wanted["events"], teaser["events"])
    extra = [t for t in left if words(_unmarked(t["headline"])) not in sidebar]
    tally.count("teasers", "teasers extra", not extra, f"{[t['headline'] for t in extra]}")


# --- the tests ----------------------------------------------------------------------------------------------------

KNOWN = HERE / "known.tsv"


def _known() -> dict[tuple[str, str], str]:
    """(page, key) to the reason why it is still wrong."""
    rows = [line.split("\t") for line in KNOWN.read_text(encoding="utf-8").splitlines()[1:] if line.strip()]
    return {(page, key): reason for page, key, reason in rows}


def _share(what: str) -> tuple[float, int]:
    right = sum(compared(stem).right.get(what, 0) for stem in STEMS)
    whole = sum(compared(stem).whole.get(what, 0) for stem in STEMS)
    return right / whole, whole


@pytest.mark.parametrize("stem", STEMS)
def test_only_known_differences(stem: str) -> None:
    found = {d.key: d.detail for d in compared(stem).differences if d.key}
    known = {key for page, key in _known() if page == stem}
    assert {key: detail for key, detail in found.items() if key not in known} == {}, "new differences"
    assert known - set(found) == set(), "right now: take these out of known.tsv"


def test_known_differences_have_reasons() -> None:
    for (page, key), reason in _known().items():
        assert page in STEMS
        assert len(reason) > 5, (page, key)


@pytest.mark.parametrize("what", sorted(FLOORS))
def test_floors(what: str) -> None:
    assert _share(what)[0] >= FLOORS[what]


def test_every_page_is_read_the_same_from_bytes_and_path() -> None:
    for stem in STEMS:
        path = PAGES / gold_of(stem)["file"]
        other = read(path.read_bytes())
        assert (other.regions, other.events, other.published) == (
            reading_of(stem).regions, reading_of(stem).events, reading_of(stem).published
        )  # fmt: skip


# --- by hand ------------------------------------------------------------------------------------------------------


def _print(stems: list[str]) -> None:
    for stem in stems:
        differences = [d for d in compared(stem).differences if d.key]
        print(f"== {stem}: {len(differences)}")
        text = reading_of(stem).text
        for key, detail, at in differences:
            print(f"  {key}: {detail}")
            if at is not None and not key.startswith("line"):
                start, end = text.rfind("\n", 0, at) + 1, text.find("\n", at)
                print(f"      | {text[start : end if end > 0 else None][:400]}")
    for what in sorted({key for stem in STEMS for key in compared(stem).whole}):
        print(f"{what:20} {_share(what)[0]:.3f} of {_share(what)[1]}")


def _write() -> None:
    """Write known.tsv anew; a difference without a reason takes that of its event, else none (and the tests fail)."""
    known = _known() if KNOWN.exists() else {}
    of_event = {(page, _event_of(key)): reason for (page, key), reason in known.items()}
    keys = sorted({(stem, d.key) for stem in STEMS for d in compared(stem).differences if d.key})
    rows = [
        f"{page}\t{key}\t{known.get((page, key)) or of_event.get((page, _event_of(key)), '')}" for page, key in keys
    ]
    KNOWN.write_text("\n".join(["page\tdifference\treason", *rows, ""]), encoding="utf-8")


def _event_of(key: str) -> str:
    """The event that a difference is of ("article: visit/other A: date" is of "article: visit/other A")."""
    return ": ".join(key.split(": ")[:2]).replace(": missed ", ": ").replace(": extra ", ": ")


if __name__ == "__main__":
    if sys.argv[1:] == ["--write"]:
        _write()
    else:
        _print(sys.argv[1:] or STEMS)
