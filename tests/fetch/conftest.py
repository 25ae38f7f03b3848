"""A hostile server, and fetching with deadlines of a fraction of a second."""

from __future__ import annotations

import importlib.util
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

pytest.importorskip("httpcore")
pytest.importorskip("protego")

from banggiao.fetch import Archive, Crawl, Limits, Outcome, Settings, State


def _load(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, Path(__file__).with_name(f"{name}.py"))
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


bad_server = _load("bad_server")


@pytest.fixture
def server() -> Iterator[Any]:
    with bad_server.Server() as made:
        yield made


class Fetching:
    """Fetches into a folder; each run is a program of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.stop = threading.Event()
        self.now: float | None = None

    def settings(self, **given: Any) -> Settings:
        limits = {"seconds": 0.5, "size": 1 << 20, "allow_private": True}
        limits |= {key: given.pop(key) for key in ("seconds", "size", "allow_private") if key in given}
        usual = {
            "agent": "banggiao/test",
            "delay": 0.0,
            "backoff": 0.01,
            "retries": 1,
            "patience": 3.0,
            "tolerance": 50,
        }
        return Settings(**(usual | given | {"limits": Limits(**limits)}))

    def state(self) -> State:
        if self.now is None:
            return State(self.folder)
        return State(self.folder, clock=lambda: self.now)  # type: ignore[return-value,arg-type]

    def __call__(self, *urls: str, always: bool = False, **settings: Any) -> list[Outcome]:
        with self.state() as state:
            archive = Archive(self.folder, "banggiao test", known_end=state.known_end)
            crawl = Crawl(state, archive, self.settings(**settings), self.stop)
            if urls:
                _, wrong = crawl.put(urls, always=always)
                assert not wrong
            else:
                state.take_over()
            return list(crawl.run())


@pytest.fixture
def fetching(tmp_path: Path) -> Fetching:
    return Fetching(tmp_path / "r.db.fetched")
