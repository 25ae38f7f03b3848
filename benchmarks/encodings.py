"""Old Vietnamese encodings: how many texts are recognised, and how many come out as they were.

    python -m benchmarks.encodings [--texts N] [--plain N]

Texts of the articles of 2017 (title and text; at least 200 characters, cut at 3,000) are written in each encoding,
given to the reader as bytes and, once more, as what a program makes of these bytes that takes them for Western text,
and compared with what the reader gives. What an encoding can't write is left out of the text first. TCVN3 and VPS have
no codes for most capitals with marks: these stand on the code of the small letter (and were set in a font of capitals),
so that "alike" compares without regard to capitals and "exact" counts those set right again. At last `--plain` texts in
UTF-8 are looked at: none may be taken for another.
"""

from __future__ import annotations

import argparse
import time
import unicodedata
from collections.abc import Callable

from banggiao.article import decode, encodings
from banggiao.text import nfc
from benchmarks import material

SHORTEST, LONGEST = 200, 3000
_MARKS = "\u0300\u0301\u0303\u0309\u0323"


def by_table(name: str) -> Callable[[str], bytes]:
    """A writer in an encoding of the table; a capital without a code of its own stands on that of the small letter."""
    codes = {letter: seen.encode("latin-1") for seen, letter in encodings.letters()[name].items()}

    def write(text: str) -> bytes:
        return b"".join(_code(codes, char) for char in text)

    return write


def _code(codes: dict[str, bytes], char: str) -> bytes:
    if (code := codes.get(char) or codes.get(char.lower())) is not None:
        return code
    try:
        return char.encode("cp1252")
    except UnicodeEncodeError:
        return b""


def cp1258(text: str) -> bytes:
    """windows-1258 as Windows writes it: letters whole, tones as marks after them."""
    parts = []
    for char in text:
        try:
            parts.append(char.encode("cp1258"))
        except UnicodeEncodeError:
            apart = unicodedata.normalize("NFD", char)
            letter = nfc("".join(part for part in apart if part not in _MARKS))
            marks = "".join(part for part in apart if part in _MARKS)
            parts.append((letter + marks).encode("cp1258", "ignore"))
    return b"".join(parts)


WRITERS: dict[str, Callable[[str], bytes]] = {
    **{name: by_table(name) for name in ("TCVN3", "TCVN 5712", "VNI", "VISCII", "VPS")},
    "windows-1258": cp1258,
}
CAPITALS = [
    char for char in encodings.letters()["VISCII"].values() if char.isupper() and char not in encodings.CAPITALS
]
_SIGNS = frozenset("“”‘’–—…€™")


def writable(text: str, name: str) -> str:
    """What of a text every old encoding has: its letters, ASCII, and the signs (VISCII has letters on their codes)."""
    kept = _SIGNS if name not in ("TCVN 5712", "VISCII", "VPS") else frozenset()
    ours = set(encodings.letters()["TCVN 5712"].values())
    return "".join(char for char in text if char.isascii() or char in ours or char in kept)


def western(data: bytes) -> bytes:
    """The bytes as UTF-8 of what a program shows that takes them for Western text."""
    return "".join(encodings._SIGNS.get(byte, chr(byte)) for byte in data).encode()


def texts(wanted: int) -> list[str]:
    rows = material.articles().rows
    every = [
        nfc(material.page_text(row)).replace("\r", "")[:LONGEST] for row in rows[:: max(1, len(rows) // (wanted * 2))]
    ]
    return [text for text in every if len(text) >= SHORTEST and decode.is_vietnamese(text)][:wanted]


def was(issues: list[object]) -> str:
    return next((issue.note for issue in issues if issue.code == "encoding"), "")  # type: ignore[attr-defined]


def measure(name: str, samples: list[str], form: Callable[[bytes], bytes]) -> tuple[float, float, float]:
    """Shares that are recognised, come out alike but for capitals, and come out exactly."""
    write = WRITERS[name]
    known = alike = exact = 0
    for sample in samples:
        text = writable(sample, name)
        got, issues = decode.decode(form(write(text)))
        note = was(issues)  # type: ignore[arg-type]
        # Without those capitals there is nothing that tells them apart.
        same = name if any(char in text for char in CAPITALS) else name.replace("TCVN 5712", "TCVN3")
        known += note.endswith((f"as {same}", f"of {same}, converted"))
        alike += got.casefold() == text.casefold()
        exact += got == text
    return known / len(samples), alike / len(samples), exact / len(samples)


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.encodings")
    parser.add_argument("--texts", type=int, default=500)
    parser.add_argument("--plain", type=int, default=5000)
    asked = parser.parse_args(arguments)
    if gap := material.missing():
        print(gap)
    samples = texts(asked.texts)
    print(f"{len(samples)} texts of {SHORTEST} to {LONGEST:,} characters")
    print(f"{'encoding':20} {'given as':10} {'known':>7} {'alike':>7} {'exact':>7}")
    for name in WRITERS:
        for told, form in (("bytes", bytes), ("Western", western)):
            known, alike, exact = measure(name, samples, form)
            print(f"{name:20} {told:10} {known:7.3f} {alike:7.3f} {exact:7.3f}")
    for name, spoil in (
        ("UTF-8 twice", lambda text: western(text.encode())),
        ("NFD", lambda text: unicodedata.normalize("NFD", text).encode()),
    ):
        results = [(decode.decode(spoil(text)), text) for text in samples]
        known_ = sum(name in was(issues) for (_, issues), _ in results) / len(samples)  # type: ignore[arg-type]
        exact_ = sum(got == text for (got, _), text in results) / len(samples)
        print(f"{name:20} {'bytes':10} {known_:7.3f} {'':7} {exact_:7.3f}")
    plain = [text.encode() for text in texts(asked.plain)]
    begun = time.process_time()
    notes = [was(decode.decode(data)[1]) for data in plain]  # type: ignore[arg-type]
    each = (time.process_time() - begun) / len(plain)
    taken = [note for note in notes if note and "NFD" not in note]
    print(f"{len(plain):,} texts in UTF-8: {len(taken)} taken for another encoding; {each * 1e6:.0f} µs a text")
    for note in sorted(set(taken)):
        print(f"  {note}: {taken.count(note)}")


if __name__ == "__main__":
    main()
