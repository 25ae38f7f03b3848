"""What is measured on: news articles of 2017 when they lie beside the project, else the bundled pages.

The articles are `../shared/data/articles-2017.jsonl.gz` (objects with id, url, published, title, text). They are not
part of the project; without them every script runs on the bundled pages put together anew, and says so. Those nearly
all tell of contacts, where ordinary news seldom does, so the figures of the two can't be compared.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Iterator
from importlib.resources import files
from itertools import count, islice
from pathlib import Path
from typing import NamedTuple

import msgspec

from banggiao.article import parse
from banggiao.model import Source, to_json

ARTICLES = Path(__file__).resolve().parents[2] / "shared" / "data" / "articles-2017.jsonl.gz"
CHARACTERS = 3000
"""Code points of one document of `documents`."""

Row = dict[str, str]


class Material(NamedTuple):
    """Rows (title, text, and id, url, published where known) with what they are, in words."""

    rows: list[Row]
    what: str


def missing() -> str | None:
    """One line that says what is not there, or None."""
    if ARTICLES.is_file():
        return None
    return "missing: ../shared/data/articles-2017.jsonl.gz; bundled pages instead, whose figures can't be compared"


def articles(bundled: int = 2000) -> Material:
    """All articles as they are; or `bundled` documents made from the bundled pages."""
    if ARTICLES.is_file():
        with gzip.open(ARTICLES, "rb") as lines:
            rows = [msgspec.json.decode(line, type=dict[str, str]) for line in lines]
        return Material(rows, f"{len(rows):,} articles of 2017")
    rows = list(islice(_recombined(_bundled_for_ever()), bundled))
    return Material(rows, f"{len(rows):,} documents made from the bundled pages")


def documents(wanted: int) -> Material:
    """`wanted` rows of CHARACTERS code points each (title and text joined by a blank line), the same every time.

    Titles and texts of articles that follow each other are joined until they are long enough, then cut; of all such
    documents every n-th is taken, so that the whole year is in them.
    """
    if not ARTICLES.is_file():
        rows = list(islice(_recombined(_bundled_for_ever()), wanted))
        return Material(rows, f"{len(rows):,} documents of {CHARACTERS:,} characters made from the bundled pages")
    every = list(_recombined(articles().rows))
    rows = every[:: max(1, len(every) // wanted)][:wanted]
    return Material(rows, f"{len(rows):,} documents of {CHARACTERS:,} characters made from articles of 2017")


def _recombined(rows: Iterable[Row]) -> Iterator[Row]:
    """Documents of exactly CHARACTERS code points; id and date are those of the first article in each."""
    first: Row | None = None
    parts: list[str] = []
    size = 0
    for row in rows:
        first = first or row
        for part in (row.get("title"), row.get("text")):
            if part:
                size += len(part) + (2 if parts else 0)
                parts.append(part)
        if size >= CHARACTERS and len(parts) > 1:
            title = parts[0][: CHARACTERS // 2]
            about = {key: first[key] for key in ("id", "url", "published") if first.get(key)}
            yield about | {"title": title, "text": "\n\n".join(parts[1:])[: CHARACTERS - len(title) - 2]}
            first, parts, size = None, [], 0


def _bundled_for_ever() -> Iterator[Row]:
    """The bundled pages again and again, each round in another order, so that no document comes twice soon."""
    pages = [
        _page(Path(str(file))) for file in sorted(files("banggiao").joinpath("data/demo/pages").iterdir(), key=str)
    ]
    for number in count():
        step = 1 + number % (len(pages) - 1)
        for at in range(len(pages)):
            yield pages[(at * step + number) % len(pages)] | {"id": f"bundled-{number}-{at}"}


def _page(path: Path) -> Row:
    article = parse(Source(name=path.name, data=path.read_bytes(), html=path.suffix == ".html"))
    title, _, text = article.text.partition("\n")
    return {"title": title, "text": text.strip()}


def sources(rows: Iterable[Row]) -> list[Source]:
    """The rows as `banggiao.reading.read_source` takes them."""
    return [
        Source(
            name=row.get("id") or f"row#{number}",
            row=dict(row),
            id=row.get("id"),
            url=row.get("url"),
            published=row.get("published"),
        )
        for number, row in enumerate(rows, 1)
    ]


def page_text(row: Row) -> str:
    """The text that `read` counts in, for the peers to read the same."""
    return "\n\n".join(part for part in (row.get("title"), row.get("text")) if part)


def write_jsonl(rows: Iterable[Row], path: Path) -> None:
    with path.open("wb") as file:
        for row in rows:
            file.write(to_json(row) + b"\n")
