"""The outlets that are known: how they are called, where they publish, how their pages are built
(data/outlets/*.toml).
"""

from __future__ import annotations

import tomllib
from functools import cache

import msgspec

from banggiao.article import words
from banggiao.lexicon import DataError, data_path


class Outlet(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One newspaper, agency or ministry site. Selectors are CSS, tried in order; the first that finds something is
    used, but all of `remove`, `related` and `caption` apply. `feeds` and `sitemap` are addresses. `unverified` names
    what was written down from memory of the site and not tried since (`content` stands for all selectors)."""

    name: str
    hosts: tuple[str, ...]
    aliases: tuple[str, ...] = ()
    prefixes: tuple[str, ...] = ()
    agency: str | None = None
    aggregator: bool = False
    content: tuple[str, ...] = ()
    headline: tuple[str, ...] = ()
    lead: tuple[str, ...] = ()
    byline: tuple[str, ...] = ()
    published: tuple[str, ...] = ()
    caption: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    remove: tuple[str, ...] = ()
    feeds: tuple[str, ...] = ()
    sitemap: str | None = None
    unverified: tuple[str, ...] = ()


@cache
def known() -> tuple[Outlet, ...]:
    """All outlets of the data files. Raises DataError naming the file that is wrong."""
    found: list[Outlet] = []
    hosts: dict[str, str] = {}
    for path in sorted(data_path("outlets").iterdir(), key=lambda p: p.name):
        if not path.name.endswith(".toml"):
            continue
        try:
            outlet = msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), Outlet)
        except (tomllib.TOMLDecodeError, msgspec.ValidationError, UnicodeDecodeError) as error:
            raise DataError(f"data/outlets/{path.name}: {error}") from error
        for host in outlet.hosts:
            if hosts.setdefault(host, path.name) != path.name:
                raise DataError(f"data/outlets/{path.name}: host {host} is also in {hosts[host]}")
        found.append(outlet)
    return tuple(found)


@cache
def _by_host() -> dict[str, Outlet]:
    return {host: outlet for outlet in known() for host in outlet.hosts}


@cache
def _by_word() -> dict[str, Outlet]:
    return {words.key(name): o for o in known() for name in (*o.prefixes, o.name, *o.aliases)}


def of_host(host: str) -> Outlet | None:
    """The outlet that publishes at `host` or at a domain above it ("en.nhandan.vn")."""
    labels = host.lower().split(".")
    for depth in range(len(labels) - 1):
        outlet = _by_host().get(".".join(labels[depth:]))
        if outlet is not None:
            return outlet
    return None


def of_word(word: str) -> Outlet | None:
    """The outlet of that name, alias or dateline mark ("GLO", "TTO", "Dân trí")."""
    return _by_word().get(words.key(word))
