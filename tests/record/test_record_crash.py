"""Killed programs, and several at once."""

from __future__ import annotations

import os
import random
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from banggiao.model import Event, Evidence, Participant, Place, Reading, Region
from banggiao.record import Page, Record

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="starts its programs with fork")

WORDS = (
    *("Bộ", "trưởng", "Ngoại", "giao", "hội", "đàm", "với", "Đại", "sứ", "về", "quan", "hệ"),
    *("hợp", "tác", "kinh", "tế", "và", "văn", "hoá", "giữa", "hai", "nước"),
)


def page(number: int, edition: int = 0) -> Reading:
    """A page that follows from its number: a few paragraphs and a contact."""
    chance = random.Random(number * 1000 + edition)
    text = "\n".join(" ".join(chance.choices(WORDS, k=60)) for _ in range(6))
    event = Event(
        id=f"event-{number}-{edition}",
        type="meeting",
        form="talks",
        status="held",
        date="2024-01-05",
        part_of_day=None,
        place=Place(locality="Hà Nội"),
        participants=tuple(
            Participant(name=f"Nguyễn Văn {chance.choice(WORDS)}", offices=("Đại sứ",)) for _ in range(2)
        ),
        evidence=(Evidence(start=0, end=40, region="body"),),
        confidence=0.5,
    )
    return Reading(
        id=f"page-{number}",
        source="made",
        url=None,
        outlet=None,
        agency=None,
        byline=None,
        headline=None,
        published=f"2024-01-{number % 28 + 1:02}",
        published_basis="given",
        media=None,
        regions=(Region(kind="body", start=0, end=len(text)),),
        events=(event,),
        statements=(),
        related=(),
        issues=(),
        text=text,
    )


def start(job: Callable[[int], None]) -> tuple[int, int]:
    """Run the job in a program of its own; its number and the end of a pipe that it writes to."""
    read, write = os.pipe()
    child = os.fork()
    if child:
        os.close(write)
        return child, read
    try:
        os.close(read)
        job(write)
        os._exit(0)
    except BaseException as error:
        print(repr(error), file=sys.stderr)
        os._exit(1)


def everything(pipe: int, data: bytes = b"") -> list[str]:
    while piece := os.read(pipe, 65536):
        data += piece
    os.close(pipe)
    return data.decode().split("\n")[:-1]  # the last line may be cut short


def test_what_was_acknowledged_survives_a_kill(path: Path) -> None:
    chance = random.Random(7)
    acknowledged: list[int] = []
    with Record(path):
        pass
    kills = 0
    for trial in range(30):
        first = len(acknowledged)

        def job(pipe: int, first: int = first) -> None:
            with Record(path) as record:
                for number in range(first, first + 400):
                    record.add(page(number))
                    os.write(pipe, b"%d\n" % number)

        child, pipe = start(job)
        # Two of three are at work for certain: on a busy machine a process needs its time to begin.
        told = os.read(pipe, 1) if trial % 3 else b""
        time.sleep(chance.uniform(0.005, 0.08))
        os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        kills += os.WIFSIGNALED(status)
        acknowledged += map(int, everything(pipe, told))
        with Record(path) as record:
            assert record.check() == []
            kept = list(record.pages())
            # At most the page that was being written when the kill came is more than what was told.
            assert len(acknowledged) <= len(kept) <= len(acknowledged) + 1
            numbers = sorted(int(one.id[5:]) for one in kept)
            assert numbers == list(range(len(kept)))
            assert all(one.reading == page(int(one.id[5:])) for one in kept)
            acknowledged = numbers
    assert kills >= 20
    assert len(acknowledged) > 30
    with Record(path) as record:
        assert len(record.search("hội đàm", limit=10_000)) > 0
        assert len(record.contacts(limit=None)) == len(acknowledged)


def test_a_kill_while_pages_change_leaves_whole_versions(path: Path) -> None:
    with Record(path) as record:
        for number in range(20):
            record.add(page(number))
    chance = random.Random(11)
    for edition in range(1, 9):

        def job(pipe: int, edition: int = edition) -> None:
            with Record(path) as record:
                for number in range(20):
                    record.add(page(number, edition))
                    os.write(pipe, b"%d\n" % number)

        child, pipe = start(job)
        time.sleep(chance.uniform(0.005, 0.04))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        told = [int(number) for number in everything(pipe)]
        with Record(path) as record:
            assert record.check() == []
            for number in range(20):
                current = record.get(f"page-{number}")
                assert isinstance(current, Page)
                editions = [n for n in range(edition + 1) if current.reading == page(number, n)]
                assert len(editions) == 1
                assert number not in told or editions == [edition]
                assert [v.version for v in record.history(current.id) if v.current] == [current.version]
            assert len(record.contacts(limit=None)) == 20


def test_several_writers_at_once_add_each_page_once(path: Path) -> None:
    def job(pipe: int, seed: int) -> None:
        numbers = list(range(60))
        random.Random(seed).shuffle(numbers)
        with Record(path) as record:  # all of them make the file, too
            for number in numbers:
                os.write(pipe, (record.add(page(number)).status + "\n").encode())

    running = [start(lambda pipe, seed=seed: job(pipe, seed)) for seed in range(3)]
    statuses: list[str] = []
    for child, pipe in running:
        statuses += everything(pipe)
        assert os.waitpid(child, 0)[1] == 0
    assert sorted(statuses) == ["new"] * 60 + ["same"] * 120
    with Record(path) as record:
        assert record.stats().versions == record.stats().pages == 60
        assert len(record.contacts(limit=None)) == 60
        assert record.check() == []
