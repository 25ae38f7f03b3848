"""The body of an HTTP answer as it came (chunked, packed) to the bytes that were meant; never more than a limit."""

from __future__ import annotations

import io
import zlib
from typing import Any

from banggiao.intake import packed

_GZIP = 16 + zlib.MAX_WBITS
_LONGEST_CHUNK_LINE = 4096


def unpacked(body: bytes, transfer: str | None, content: str | None, limit: int) -> bytes:
    """The body without its transfer and content encodings, or the first `limit` bytes of it where it is longer.

    Encodings are those of the headers, in the order in which they were applied. A body that was cut gives what stands
    before the cut. Raises ValueError where it is not packed as the headers say, or in a way that is not known here.
    """
    for name in reversed([*_names(content), *_names(transfer)]):
        if name == "chunked":
            body = _joined(body)
        elif name in ("gzip", "x-gzip"):
            body = _inflated(body, _GZIP, limit)
        elif name == "deflate":
            # The standard means zlib; some servers send the bare stream.
            body = _inflated(body, zlib.MAX_WBITS if _is_zlib(body) else -zlib.MAX_WBITS, limit)
        elif name == "br":
            body = _brotli(body, limit)
        elif name == "zstd":
            body = _zstd(body, limit)
        elif name != "identity":
            raise ValueError(f"unknown encoding {name!r}")
    return body[:limit]


def _names(header: str | None) -> list[str]:
    return [name.strip().lower() for name in (header or "").split(",") if name.strip()]


def _joined(body: bytes) -> bytes:
    """The chunks without their sizes.

    >>> _joined(b"5;a=b\\r\\nxin c\\r\\n3\\r\\nhao\\r\\n0\\r\\n\\r\\n")
    b'xin chao'
    """
    pieces: list[bytes] = []
    at = 0
    while at < len(body):
        end = body.find(b"\n", at, at + _LONGEST_CHUNK_LINE)
        line = body[at:end] if end > 0 else body[at : at + _LONGEST_CHUNK_LINE]
        size = line.split(b";")[0].strip()
        if not size or size.strip(b"0123456789abcdefABCDEF"):
            raise ValueError(f"not a chunk size: {size[:20]!r}")
        length = int(size[-15:], 16)
        if not length or end < 0:
            break
        pieces.append(body[end + 1 : end + 1 + length])
        at = end + 1 + length + (2 if body[end + 1 + length : end + 2 + length] == b"\r" else 1)
    return b"".join(pieces)


def _is_zlib(body: bytes) -> bool:
    return len(body) > 1 and body[0] & 0x0F == 8 and (body[0] << 8 | body[1]) % 31 == 0


def _inflated(body: bytes, bits: int, limit: int) -> bytes:
    out = bytearray()
    while body and len(out) < limit:
        unpacker = zlib.decompressobj(bits)
        try:
            out += unpacker.decompress(body, limit - len(out))
        except zlib.error as error:
            if out:  # what some servers put behind the packed page
                break
            raise ValueError(str(error)) from error
        body = unpacker.unused_data if bits == _GZIP else b""
    return bytes(out)


def _brotli(body: bytes, limit: int) -> bytes:
    try:
        import brotli
    except ImportError as error:
        raise ValueError("packed with brotli: pip install 'banggiao[fetch]'") from error
    unpacker: Any = brotli.Decompressor()
    out = bytearray()
    try:
        while len(out) < limit and not unpacker.is_finished():
            piece = unpacker.process(body, output_buffer_limit=limit - len(out))
            if not piece and not body:  # it was cut
                break
            out += piece
            body = b""
    except brotli.error as error:
        raise ValueError("broken brotli") from error
    if not out and not unpacker.is_finished():
        raise ValueError("broken brotli")
    return bytes(out[:limit])


def _zstd(body: bytes, limit: int) -> bytes:
    try:
        return packed.unpacked(io.BytesIO(body), "zstd").read(limit)
    except OSError as error:
        raise ValueError(str(error)) from error
