"""The engine of many machines: Dask, with workers of its own or those of a scheduler somewhere.

Workers elsewhere need this package in this version, and must see input and result under the same paths (shared
storage).
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from typing import TYPE_CHECKING

from banggiao import __version__
from banggiao.engine.local import METHOD, live_in, prepare
from banggiao.engine.partition import Partition
from banggiao.engine.running import Engine, Outcome, RunError
from banggiao.engine.stage import read_partition

if TYPE_CHECKING:
    from distributed import Client

# A partition that was being read when its worker died is done again once; then it is taken apart.
_DEATHS = 1
_STARTS = 3


@contextmanager
def engine(jobs: int, scheduler: str | None = None) -> Iterator[Engine]:
    """Reads in `jobs` local workers, or with the workers of `scheduler` (`tcp://host:8786`).

    Raises RunError when workers can't be started, the scheduler doesn't answer, has no workers, or one of them has
    another version of banggiao.
    """
    environment = dict(os.environ) if scheduler is None else None
    if scheduler is None:
        prepare("distributed")
    import dask
    import distributed  # noqa: F401  (its own settings come with it, and must be there before ours)

    # What a partition gives is a small number: nothing is moved between workers, nothing watched that takes time.
    quiet = {
        "distributed.scheduler.allowed-failures": _DEATHS,
        "distributed.worker.profile.enabled": False,
        "distributed.worker.multiprocessing-method": METHOD,
        "distributed.worker.memory.monitor-interval": "1s",
        "distributed.admin.system-monitor.interval": "10s",
        "distributed.admin.system-monitor.gil.enabled": False,
        "distributed.admin.tick.interval": "1s",
    }
    with dask.config.set(quiet), _client(jobs, scheduler) as client:
        _check(client, scheduler)

        def read(partitions: Iterable[Partition], folder: str) -> Iterator[Outcome]:
            from distributed import KilledWorker, as_completed

            futures = {
                client.submit(
                    _read, read_partition, each, folder, environment, key=f"{each.part}-{folder}", pure=False
                ): each
                for each in partitions
            }
            for future in as_completed(futures):
                error = future.exception()
                if isinstance(error, KilledWorker):
                    yield Outcome(futures[future], died=True)
                elif error is not None:
                    raise error
                else:
                    yield Outcome(futures[future])
                future.release()

        yield read


def _read(
    read: Callable[[Partition, str], int], partition: Partition, folder: str, environment: Mapping[str, str] | None
) -> int:
    """At a worker; one of our own was forked from a process that may have another environment than this program."""
    if environment is not None:
        live_in(environment)
    return read(partition, folder)


def _client(jobs: int, scheduler: str | None) -> AbstractContextManager[Client]:
    from distributed import Client, LocalCluster

    if scheduler is not None:
        try:
            return Client(scheduler, timeout=10)
        except (OSError, TimeoutError, ValueError) as error:
            raise RunError(f"{scheduler}: no scheduler answers there; start one with: dask scheduler") from error
    for left in reversed(range(_STARTS)):
        try:
            cluster = LocalCluster(
                n_workers=jobs,
                threads_per_worker=1,
                processes=True,
                dashboard_address=None,
                silence_logs=50,
                host="127.0.0.1",
            )
            break
        except RuntimeError as error:  # one was killed before it was there, or what they are forked from, or no memory
            if not left:
                raise RunError("the workers could not be started (killed, or out of memory?); start again") from error
    return _closing_both(Client(cluster), cluster)


@contextmanager
def _closing_both(client: Client, cluster: object) -> Iterator[Client]:
    with cluster, client:  # type: ignore[attr-defined]
        yield client


def _check(client: Client, scheduler: str | None) -> None:
    versions = client.run(_version)
    if not versions:
        raise RunError(f"{scheduler}: has no workers; start some with: dask worker {scheduler}")
    for worker, version in sorted(versions.items()):
        if version != __version__:
            raise RunError(f"{worker}: has banggiao {version}, not {__version__}; install the same everywhere")


def _version() -> str:
    return __version__
