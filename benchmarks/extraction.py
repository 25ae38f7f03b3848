"""Which library finds the main text of a page of unknown layout, resiliparse or trafilatura, and what our reader gives.

    python benchmarks/extraction.py

Runs on the bundled pages (src/banggiao/data/demo/pages/web-*.html) against their gold (tests/pages/gold). Truth is the
headline, the lead, the paragraphs, the subheadings and the captions. Figures:

- F1, precision, recall: words of truth and output as bags, each word weighed by its number of characters;
- teasers: the share of related and sidebar headlines that stand in the output (lower is better);
- ms: milliseconds a page, best of three runs, parsing included.

`banggiao` is the whole article room with the regions of the article itself; `unknown layout` is the same when no outlet
is known, so that the element is found by way of resiliparse. trafilatura is a development dependency only.
"""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from banggiao.article import decode, html, outlets, parse
from banggiao.model import Article, RegionKind, Source

ROOT = Path(__file__).resolve().parent.parent
PAGES = ROOT / "src" / "banggiao" / "data" / "demo" / "pages"
GOLD = ROOT / "tests" / "pages" / "gold"
OWN = (RegionKind.HEADLINE, RegionKind.LEAD, RegionKind.BODY, RegionKind.CAPTION, RegionKind.CREDIT)


def own_text(article: Article) -> str:
    """The article's own regions, without teasers and furniture."""
    return "\n".join(article.text[r.start : r.end] for r in article.regions if r.kind in OWN)


def by_banggiao(data: bytes) -> str:
    return own_text(parse(Source(name="page.html", data=data, html=True)))


def by_unknown_layout(data: bytes) -> str:
    known = outlets.known
    try:
        outlets.known = lambda: ()  # type: ignore[assignment]
        outlets._by_host.cache_clear()
        return by_banggiao(data)
    finally:
        outlets.known = known
        outlets._by_host.cache_clear()


def by_resiliparse(data: bytes) -> str:
    return html.main_text(decode.decode(data)[0])


def by_trafilatura(data: bytes) -> str:
    import trafilatura

    return trafilatura.extract(decode.decode(data)[0], include_comments=False, favor_recall=True) or ""


READERS: dict[str, Callable[[bytes], str]] = {
    "resiliparse": by_resiliparse,
    "trafilatura": by_trafilatura,
    "unknown layout": by_unknown_layout,
    "banggiao": by_banggiao,
}


def truth(gold: dict[str, Any]) -> str:
    pieces = [gold["headline"], gold.get("lead")]
    for field in ("body_paragraphs", "subheadings", "captions"):
        pieces += gold.get(field) or []
    return "\n".join(str(p) for p in pieces if p)


def weight(words: Counter[str]) -> int:
    return sum(len(word) * count for word, count in words.items())


def scores(output: str, want: str) -> tuple[float, float, float]:
    """(F1, precision, recall) of bags of words weighed by their characters."""
    got, wanted = Counter(output.split()), Counter(want.split())
    both = weight(got & wanted)
    precision = both / weight(got) if got else 0.0
    recall = both / weight(wanted) if wanted else 0.0
    return (2 * precision * recall / (precision + recall) if both else 0.0), precision, recall


def leaked(output: str, gold: dict[str, Any]) -> tuple[int, int]:
    """(headlines of other articles in the output, all of them)."""
    related = [str(entry["headline"]) for entry in gold.get("related") or []]
    others = [headline for headline in [*related, *map(str, gold.get("sidebar") or [])] if headline]
    flat = " ".join(output.split())
    return sum(headline in flat for headline in others), len(others)


def milliseconds(reader: Callable[[bytes], str], pages: list[bytes]) -> float:
    best = float("inf")
    for _ in range(3):
        start = time.perf_counter()
        for page in pages:
            reader(page)
        best = min(best, time.perf_counter() - start)
    return best / len(pages) * 1000


def main() -> None:
    pages = sorted(PAGES.glob("web-*.html"))
    data = [page.read_bytes() for page in pages]
    gold = [json.loads((GOLD / f"{page.stem}.json").read_text(encoding="utf-8")) for page in pages]
    print(f"{len(pages)} pages")
    print(f"{'reader':16} {'F1':>6} {'prec.':>6} {'recall':>6} {'teasers':>8} {'ms':>7}")
    for name, reader in READERS.items():
        outputs = [reader(page) for page in data]
        rows = [scores(output, truth(row)) for output, row in zip(outputs, gold, strict=True)]
        mean = [sum(column) / len(rows) for column in zip(*rows, strict=True)]
        leaks = [leaked(output, row) for output, row in zip(outputs, gold, strict=True)]
        share = sum(a for a, _ in leaks) / max(1, sum(b for _, b in leaks))
        ms = milliseconds(reader, data)
        print(f"{name:16} {mean[0]:6.3f} {mean[1]:6.3f} {mean[2]:6.3f} {share:8.3f} {ms:7.2f}")


if __name__ == "__main__":
    main()
