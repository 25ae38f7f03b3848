"""The pages that contrasts are made of: our stories, the bundled pages, and news where it is at hand."""

from __future__ import annotations

import gzip
import json
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from tests.contrast.page import Page

from banggiao.reading import read
from banggiao.text import nfc

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
PAGES = ROOT / "src" / "banggiao" / "data" / "demo" / "pages"
SHARED = ROOT.parent / "shared"
PUBLISHED = "2024-09-06"


@cache
def stories() -> tuple[Page, ...]:
    """Our own stories, see stories.toml."""
    told = tomllib.loads((HERE / "stories.toml").read_text(encoding="utf-8"))["story"]
    return tuple(
        Page(
            name=story["name"] + ("-alone" if story.get("alone") else ""),
            origin="story",
            title=story.get("title", ""),
            lead=story.get("lead", ""),
            text=story.get("text", "").strip(),
            published=story.get("published", PUBLISHED) or None,
        )
        for story in told
    )


@cache
def bundled() -> tuple[Page, ...]:
    """The bundled pages: scraped text as it is, a web page as the text that is read of it."""
    pages = []
    for path in sorted(PAGES.iterdir()):
        if path.suffix == ".txt":
            pages.append(Page(path.stem, "page", text=nfc(path.read_text(encoding="utf-8"))))
        else:
            reading = read(path)
            pages.append(Page(path.stem, "page", text=reading.text, published=reading.published))
    return tuple(pages)


@cache
def news() -> tuple[Page, ...]:
    """The texts of all gold sets and the scraped pages beside the project; none where these are not at hand."""
    pages = []
    for name in ("leads-dev", "full-dev"):
        path = SHARED / "gold" / f"{name}.in.jsonl"
        if path.exists():
            for line in path.read_text(encoding="utf-8").splitlines():
                row = json.loads(line)
                fields = {key: nfc(row.get(key) or "") for key in ("title", "lead", "text")}
                pages.append(Page(row["id"], "gold", published=row["published"], **fields))
    pages += _of_gold()
    for path in sorted((SHARED / "seeds").glob("*.txt")):
        pages.append(Page(path.stem, "gold", text=nfc(path.read_text(encoding="utf-8"))))
    return tuple(pages)


def _of_gold() -> Iterator[Page]:
    """The texts of the gold in tests/gold: of the collections, those whose ids it has."""
    wanted: dict[str, str] = {}
    for path in sorted((ROOT / "tests" / "gold").glob("*.gold.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            wanted[str(row["id"])] = row["published"]
    for path in sorted((SHARED / "data").glob("*.jsonl*")):
        with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
            for row in map(json.loads, lines):
                for one in row.get("articles") or [row]:
                    if (published := wanted.pop(str(one.get("id")), None)) is not None:
                        fields = {key: nfc(one.get(key) or "") for key in ("title", "lead", "text")}
                        yield Page(str(one["id"]), "gold", published=published, **fields)
