"""Whether a page without a word of contact may tell what states say of each other, by what its sentences name."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from banggiao.mention.hits import Hits
from banggiao.mention.phrases import Book

_BORNE_BY = 40  # characters between an office and the state it is of: "Bộ trưởng (Bộ Quốc phòng) Nhật Bản"
_TWO = 2


def speak(text: str, places: Sequence[tuple[int, int, str]], found: Sequence[Hits], book: Book) -> bool:
    """Whether a leader or minister of another state, or the head of a body of several, is named, and two states are."""
    if not any(
        hit.title and _of_another(text, start, hit, book) for (start, _, _), hit in zip(places, found, strict=True)
    ):
        return False
    named: set[str] = set()
    for (start, _, _), hit in zip(places, found, strict=True):
        named.update(land for _, land in _lands(text, start, hit, book))
        if len(named) >= _TWO:
            return True
    return False


def _of_another(text: str, start: int, hit: Hits, book: Book) -> bool:
    """ "Thủ tướng Nhật Bản"; "Tổng thống", whatever state he is of."""
    offices = [(s - minus, book.entries[index].phrase) for s, minus, index in hit.found if book.is_stately[index]]
    if not offices:
        return False
    if any(phrase in book.roles.abroad for _, phrase in offices):
        return True
    lands = [s for s, land in _lands(text, start, hit, book) if land != "VN"]
    return any(end <= s < end + _BORNE_BY for end, _ in offices for s in lands)


def _lands(text: str, start: int, hit: Hits, book: Book) -> Iterable[tuple[int, str]]:
    """The states named in a sentence, and where; "Anh" at its beginning is a form of address."""
    for s, _, index in hit.found:
        land = book.lands[index]
        if land is not None and text[s].isupper() and (s > start or not book.entries[index].honorific):
            yield s, land
