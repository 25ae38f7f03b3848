"""Bodies of answers, packed and chunked, whole and broken."""

from __future__ import annotations

import contextlib
import gzip
import time
import zlib

import brotli
import pytest
from hypothesis import given
from hypothesis import strategies as st

from banggiao.intake.unpack import unpacked

TEXT = "Chiều 5/9, Bộ trưởng Lê Văn Sơn tiếp Đại sứ.".encode() * 20
LIMIT = 1 << 20


def bare_deflate(data: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(data) + packer.flush()


def chunked(data: bytes, size: int) -> bytes:
    pieces = [data[at : at + size] for at in range(0, len(data), size)]
    return b"".join(b"%X\r\n%s\r\n" % (len(piece), piece) for piece in pieces) + b"0\r\n\r\n"


PACKED = {
    "gzip": gzip.compress,
    "x-gzip": gzip.compress,
    "deflate": zlib.compress,
    "DEFLATE": bare_deflate,
    "br": brotli.compress,
    "identity": bytes,
}


@pytest.mark.parametrize("name", PACKED)
@pytest.mark.parametrize("size", [1, 7, 5000])
def test_whole_bodies(name: str, size: int) -> None:
    body = PACKED[name](TEXT)
    assert unpacked(body, None, name, LIMIT) == TEXT
    assert unpacked(chunked(body, size), "chunked", name, LIMIT) == TEXT
    assert unpacked(body, None, name, 100) == TEXT[:100]


def test_packed_twice_and_in_several_members() -> None:
    assert unpacked(brotli.compress(gzip.compress(TEXT)), None, "gzip, br", LIMIT) == TEXT
    assert unpacked(gzip.compress(TEXT) * 3, None, "gzip", LIMIT) == TEXT * 3
    assert unpacked(gzip.compress(TEXT) + b"more", None, "gzip", LIMIT) == TEXT


@pytest.mark.parametrize(
    ("body", "transfer", "content"),
    [
        (TEXT, None, "gzip"),
        (TEXT, None, "deflate"),
        (b"\xff" * 50, None, "br"),
        (TEXT, None, "zip"),
        (TEXT, "chunked", None),
    ],
)
def test_what_is_not_packed_as_it_says(body: bytes, transfer: str | None, content: str | None) -> None:
    with pytest.raises(ValueError, match=r"."):
        unpacked(body, transfer, content, LIMIT)


@pytest.mark.parametrize("name", ["gzip", "deflate", "br"])
def test_what_was_cut_gives_what_came(name: str) -> None:
    text = b"".join(b"%d " % (number * 7919) for number in range(3000))
    body = PACKED[name](text)
    found = unpacked(body[: len(body) // 2], None, name, LIMIT)
    assert text.startswith(found)
    assert unpacked(chunked(text, 500)[:2000], "chunked", None, LIMIT) in text


@pytest.mark.parametrize("name", ["gzip", "deflate", "br"])
def test_bombs_are_unpacked_up_to_the_limit(name: str) -> None:
    bomb = PACKED[name](bytes(200 << 20))
    begun = time.perf_counter()
    assert len(unpacked(bomb, None, name, LIMIT)) == LIMIT
    assert len(unpacked(PACKED[name](bomb), None, f"{name}, {name}", LIMIT)) <= LIMIT
    assert time.perf_counter() - begun < 1


@given(st.binary(max_size=400), st.sampled_from([None, "gzip", "deflate", "br"]), st.booleans())
def test_any_bytes(body: bytes, content: str | None, in_chunks: bool) -> None:
    with contextlib.suppress(ValueError):
        assert len(unpacked(body, "chunked" if in_chunks else None, content, 1000)) <= 1000
