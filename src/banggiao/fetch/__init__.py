"""The network: pages asked for politely, kept as they came, remembered.

Here (and where pages are served) is the network, nowhere else. What is fetched is a WARC archive that `intake` reads
like any other; beside it lies what was asked for, so that the next run takes only what is new or changed.
"""

from __future__ import annotations

from banggiao.fetch.archive import Archive, Place
from banggiao.fetch.crawl import Crawl, Idle, Kept, Listed, Lost, Outcome, Retried, Same, Settings
from banggiao.fetch.problem import FetchProblem
from banggiao.fetch.state import State, StoreError
from banggiao.fetch.wire import Limits

__all__ = [
    "Archive",
    "Crawl",
    "FetchProblem",
    "Idle",
    "Kept",
    "Limits",
    "Listed",
    "Lost",
    "Outcome",
    "Place",
    "Retried",
    "Same",
    "Settings",
    "State",
    "StoreError",
]
