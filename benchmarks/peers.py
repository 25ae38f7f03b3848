"""What is read rightly, and how fast, by us and by what else there is, in one run on the same gold.

    python -m benchmarks peers [--sets NAME ...] [--documents N]

Contacts: banggiao; underthesea's names with a list of verbs and the nearest day; a plain keyword coder in the manner
of CAMEO and PETRARCH (see peers_events). Figures are those of `banggiao evaluate`: contacts found (F1), people of the
found ones (F1), and the share whose day is right where the gold has one.

Days only: HeidelTime (Vietnamese) and dateparser, each given the day of publication. The share whose day is right asks
for the contacts that banggiao found: the first day in the sentence that tells the contact, else the last one before it;
of a span both ends, in that sentence. `told` is milder, and asks for every contact of the gold: whether its day stands
anywhere among the days that a program reads in the text (of programs that read contacts: among those of the contacts
that they tell).

The gold is that of the bundled pages (the article's own regions, as text), and of the news sets whose texts lie beside
the project. A program that is not installed is left out, with what it needs. CPU time; of HeidelTime the time in its
process, without its start.
"""

from __future__ import annotations

import argparse
import gzip
import json
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from banggiao.evaluation import pair_events, score_events
from banggiao.model import Reading, reading_json
from banggiao.reading import read
from benchmarks import extraction, machine, peers_dates, peers_events
from benchmarks.peers_dates import Mention, Missing

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
SETS = {
    "leads-dev": "leads of 2024",
    "full-dev": "whole pages",
    "leads-new": "leads of 2024",
    "held-leads": "leads of 2013 to 2024",
    "passages-new": "running text of 2013 and 2017",
    "held-passages": "running text of 2013 and 2017",
    "ordinary-new": "news without a contact",
}
BUNDLED = "bundled"
T = TypeVar("T")


class Document(NamedTuple):
    """A text with its gold: `row` is what is read, `text` the same in one piece, `gold` the row of answers."""

    row: dict[str, str]
    text: str
    published: str
    gold: dict[str, Any]


class Line(NamedTuple):
    """A program's figures; None where it does not read such a thing."""

    name: str
    contacts: float | None
    people: float | None
    day: float
    told: float | None
    rate: float


# --- gold -------------------------------------------------------------------------------------------------------------


def documents(names: Sequence[str]) -> dict[str, list[Document]]:
    """The gold sets that are at hand, with their texts."""
    found = {BUNDLED: list(_bundled())} if BUNDLED in names else {}
    texts: dict[str, dict[str, Any]] = {}
    for name in (name for name in names if name != BUNDLED):
        gold = next((p for p in _golds(name) if p.is_file()), None)
        if gold is None:
            continue
        rows = [json.loads(line) for line in gold.read_text(encoding="utf-8").splitlines() if line.strip()]
        if not texts:
            texts = _texts()
        some = [_document(texts[row["id"]], row) for row in rows if row["id"] in texts]
        if some:
            found[name] = some
    return found


def _golds(name: str) -> tuple[Path, Path]:
    return SHARED / "gold" / f"{name}.gold.jsonl", ROOT / "tests" / "gold" / f"{name}.gold.jsonl"


def _texts() -> dict[str, dict[str, Any]]:
    """Every text beside the project, by id."""
    paths = [*SHARED.glob("gold/*.in.jsonl"), *SHARED.glob("data/*.jsonl"), *SHARED.glob("data/articles-*.jsonl.gz")]
    texts: dict[str, dict[str, Any]] = {}
    for path in sorted(paths):
        with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
            for line in lines:
                for row in _rows(json.loads(line)):
                    texts.setdefault(str(row["id"]), row)
    return texts


def _rows(row: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """A row, or those of a cluster."""
    for one in row.get("articles") or [row]:
        if "id" in one:
            yield one


def _document(row: dict[str, Any], gold: dict[str, Any]) -> Document:
    fields = {key: str(row[key]) for key in ("title", "lead", "text") if row.get(key)}
    published = gold.get("published") or row.get("published")
    return Document(fields, "\n\n".join(fields.values()), str(published)[:10], gold)


def _bundled() -> Iterator[Document]:
    """The bundled pages that have a publication date: the article's own regions."""
    for path in sorted((ROOT / "tests" / "pages" / "gold").glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        if gold["published"]:
            reading = read(extraction.PAGES / gold["file"])
            text = _own(reading)
            yield Document({"text": text}, text, gold["published"], gold)


def _own(reading: Reading) -> str:
    kinds = ("headline", "lead", "body", "caption")
    return "\n\n".join(reading.text[r.start : r.end] for r in reading.regions if r.kind in kinds)


# --- contacts ---------------------------------------------------------------------------------------------------------


class Read(NamedTuple):
    """What a program made of one document: a row of contacts, or dates; and the seconds it took."""

    row: dict[str, Any] | None
    dates: list[Mention]
    seconds: float


Program = Callable[[list[Document]], list[Read]]


def by_us(some: list[Document]) -> list[Read]:
    def one(document: Document) -> Reading:
        return read(dict(document.row), published=document.published, id=str(document.gold["id"]))

    timed = list(_timed(one, some))
    return [Read(json.loads(reading_json(reading)), [], seconds) for reading, seconds in timed]


def by_peer(make: Callable[[], Callable[[str, str], list[dict[str, Any]]]]) -> Program:
    def program(some: list[Document]) -> list[Read]:
        peer = make()
        timed = _timed(lambda one: {"id": one.gold["id"], "events": peer(one.text, one.published)}, some)
        return [Read(row, [], seconds) for row, seconds in timed]

    return program


def _timed(work: Callable[[Document], T], some: list[Document]) -> Iterator[tuple[T, float]]:
    """What the work makes of each document, and its CPU seconds; the tables are loaded beforehand."""
    work(some[0])
    for document in some:
        start = time.process_time()
        made = work(document)
        yield made, time.process_time() - start


def by_dater(dater: peers_dates.Dater) -> Program:
    def program(some: list[Document]) -> list[Read]:
        found = dater([(document.text, document.published) for document in some])
        return [Read(None, dates.mentions, dates.seconds) for dates in found]

    return program


PROGRAMS: dict[str, Program] = {
    "banggiao": by_us,
    "names of underthesea, verbs, nearest day": by_peer(peers_events.by_names),
    "keyword coder as CAMEO and PETRARCH": by_peer(peers_events.by_keywords),
    **{f"{name}, days only": by_dater(dater) for name, dater in peers_dates.DATERS.items()},
}


def line(name: str, some: list[Document], made: list[Read], ours: list[Read]) -> Line:
    """The figures of one program."""
    rate = len(some) / sum(one.seconds for one in made)
    rows = _rows_of(made)
    if not rows:
        told = share_told(some, [[one.edtf for one in each.dates] for each in made])
        right = share_right(some, _rows_of(ours), [each.dates for each in made])
        return Line(name, None, None, right, told, rate)
    figures, _ = score_events([document.gold for document in some], rows)
    told = share_told(some, [[day for event in row["events"] for day in _ends(event["date"])] for row in rows])
    return Line(name, figures["event"]["f1"], figures["participants"]["f1"], figures["date_where_given"], told, rate)


def _rows_of(made: list[Read]) -> list[dict[str, Any]]:
    return [one.row for one in made if one.row is not None]


# --- days -------------------------------------------------------------------------------------------------------------


def _ends(edtf: str | None) -> list[str]:
    return edtf.split("/") if edtf else []


def share_told(some: list[Document], days: list[list[str]]) -> float:
    """Of the contacts of the gold that have a day (both ends of a span), those that have it among those of the text."""
    whole = right = 0
    for document, found in zip(some, days, strict=True):
        for event in document.gold["events"]:
            if event.get("date") and event["date"][0].isdigit():
                whole += 1
                right += set(_ends(event["date"])) <= set(found)
    return right / whole if whole else 0.0


def share_right(some: list[Document], rows: list[dict[str, Any]], found: list[list[Mention]]) -> float:
    """Of the contacts that banggiao found, those whose day a program reads beside them."""
    whole = right = 0
    for document, row, mentions in zip(some, rows, found, strict=True):
        for gold, event in pair_events(document.gold["events"], row["events"]).pairs:
            if gold.get("date"):
                whole += 1
                right += _is_beside(_ends(gold["date"]), event["evidence"][0], mentions)
    return right / whole if whole else 0.0


def _is_beside(days: list[str], evidence: dict[str, Any], mentions: list[Mention]) -> bool:
    inside = [one.edtf for one in mentions if evidence["start"] <= one.start < evidence["end"]]
    if len(days) > 1:
        return set(days) <= set(inside)
    before = [one.edtf for one in mentions if one.start < evidence["start"]]
    return (inside[:1] or before[-1:]) == days


# --- telling ----------------------------------------------------------------------------------------------------------


def table(lines: Sequence[Line]) -> str:
    """The lines as a table of Markdown, with how many times as fast banggiao is."""
    shown = ["| program | contacts found | their people | day right | day told | documents a second | banggiao is |"]
    shown.append("|---|---|---|---|---|---|---|")
    us = next(one for one in lines if one.name == "banggiao")
    for one in lines:
        figures = [_figure(value) for value in (one.contacts, one.people, one.day, one.told)]
        ratio = "" if one is us else f"{_short(us.rate / one.rate)} times as fast"
        shown.append(f"| {' | '.join([one.name, *figures, _short(one.rate), ratio])} |")
    return "\n".join(shown)


def _figure(value: float | None) -> str:
    return "" if value is None else f"{value:.3f}"


def _short(value: float) -> str:
    return f"{value:.0f}" if value >= 10 else f"{value:.1f}"


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks peers")
    parser.add_argument("--sets", nargs="+", choices=[BUNDLED, *SETS], default=[BUNDLED, *SETS])
    parser.add_argument("--documents", type=int, default=10**6, help="of each set")
    asked = parser.parse_args(arguments)
    machine.pin(1)
    sets = {name: some[: asked.documents] for name, some in documents(asked.sets).items()}
    if absent := [name for name in asked.sets if name not in sets]:
        print(f"missing: the texts of {', '.join(absent)} (../shared)")
    every = [(name, document) for name, some in sets.items() for document in some]
    made: dict[str, list[Read]] = {}
    for program, run in PROGRAMS.items():
        try:
            made[program] = run([document for _, document in every])
        except Missing as missing:
            print(f"left out: {missing}")
    for name in sets:
        tell(f"{name} ({SETS.get(name, 'pages of ours')})", lambda own, name=name: own == name, every, made)  # type: ignore[misc]
    if len(sets) > 2 or (len(sets) > 1 and BUNDLED not in sets):
        tell("all news", lambda own: own != BUNDLED, every, made)


def tell(
    what: str, is_one: Callable[[str], bool], every: list[tuple[str, Document]], made: dict[str, list[Read]]
) -> None:
    """The table of some of the sets; of texts without a contact, what is told all the same."""
    places = [place for place, (name, _) in enumerate(every) if is_one(name)]
    some = [every[place][1] for place in places]
    own = {program: [reads[place] for place in places] for program, reads in made.items()}
    contacts = sum(len(document.gold["events"]) for document in some)
    print(f"\n{what}: {len(some)} texts, {contacts} contacts\n")
    if contacts:
        print(table([line(program, some, reads, own["banggiao"]) for program, reads in own.items()]))
        return
    for program, reads in own.items():
        if rows := _rows_of(reads):
            print(f"{program}: {sum(len(row['events']) for row in rows)} contacts told")


if __name__ == "__main__":
    main()
