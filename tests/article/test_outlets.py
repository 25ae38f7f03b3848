"""The outlets that are known: what is written of them holds together."""

from __future__ import annotations

from urllib.parse import urlsplit

from banggiao.article import outlets


def test_addresses_are_the_outlets_own() -> None:
    for outlet in outlets.known():
        for address in (*outlet.feeds, *filter(None, [outlet.sitemap])):
            parts = urlsplit(address)
            assert parts.scheme == "https", address
            assert outlets.of_host(parts.netloc) is outlet, address


def test_enough_of_them() -> None:
    known = outlets.known()
    assert sum(bool(outlet.feeds) for outlet in known) >= 20
    assert sum(bool(outlet.content) for outlet in known) >= 20


def test_what_is_not_verified_is_there() -> None:
    for outlet in outlets.known():
        for name in outlet.unverified:
            assert getattr(outlet, name), f"{outlet.name}: {name}"
