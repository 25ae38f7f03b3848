"""How fast a record of a year of news answers.

    python -m benchmarks searching [--record FILE] [--repeats N]

Without --record the record is made first, as benchmarks/adding.py makes it. Questions of every kind (rare and common
words, with and without marks, phrases, exclusions) are asked newest first and by relevance, 20 hits with snippets each,
in turns; one round is not counted. Wall time; p95 is over all questions and repeats, so the slowest kinds of question
make it.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import Literal

from banggiao.record import Record
from benchmarks import adding, machine, material

Order = Literal["newest", "relevance"]

QUESTIONS = (
    "nguyen phu trong",
    "Nguyễn Xuân Phúc",
    "doi tac chien luoc",
    "Đối tác chiến lược",
    '"đối tác chiến lược toàn diện"',
    "hoi dam",
    '"hội đàm" Trung Quốc',
    "Donald Trump APEC",
    "apec da nang",
    "bien dong",
    "Biển Đông ASEAN -Trung",
    "trieu tien ten lua",
    "Đại sứ Nhật Bản",
    "ký kết hiệp định thương mại",
    "Tổng thống Hàn Quốc Moon Jae-in",
    "Uỷ ban Thường vụ Quốc hội",
    "thăm chính thức",
    "lao campuchia viet nam",
    "Việt Nam",
    "viet nam",
    "trong ngày",
    "giá vàng",
    "bóng đá -nữ",
    "một từ khôngcóthật",
)


def measure(record: Record, order: Order, repeats: int) -> dict[str, list[float]]:
    """Milliseconds of every repeat of every question."""
    times: dict[str, list[float]] = {question: [] for question in QUESTIONS}
    for number in range(repeats + 1):
        for question in QUESTIONS:
            begun = time.perf_counter()
            record.search(question, order=order)
            if number:
                times[question].append((time.perf_counter() - begun) * 1000)
    return times


def tell(path: Path, repeats: int) -> None:
    with Record(path, readonly=True) as record:
        stats = record.stats()
        print(f"{stats.pages:,} pages, {stats.contacts:,} contacts, {stats.size / 2**20:,.0f} MiB")
        print(f"{len(QUESTIONS)} questions, {repeats} times each, 20 hits, ms")
        print(f"{'':12} {'p50':>8} {'p95':>8} {'worst':>8}   slowest question (its median)")
        for order in ("newest", "relevance"):
            times = measure(record, order, repeats)
            every = [ms for some in times.values() for ms in some]
            slowest = max(times, key=lambda question: median(times[question]))
            figures = (machine.percentile(every, 50), machine.percentile(every, 95), max(every))
            told = " ".join(f"{ms:8.1f}" for ms in figures)
            print(f"{order:12} {told}   {slowest} ({median(times[slowest]):.1f})")


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks searching")
    parser.add_argument("--record", type=Path, help="a record to ask (else one is made)")
    parser.add_argument("--repeats", type=int, default=20)
    asked = parser.parse_args(arguments)
    if asked.record:
        machine.pin(1)
        tell(asked.record, asked.repeats)
        return
    if gap := material.missing():
        print(gap)
    with tempfile.TemporaryDirectory(prefix="banggiao-bench-") as folder:
        cores = machine.pin(2)
        _, record = adding.add(material.articles().rows, Path(folder), len(cores))
        machine.pin(1)
        tell(record, asked.repeats)


if __name__ == "__main__":
    main()
