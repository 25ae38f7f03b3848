"""Engines: the same reading on one machine or on many, with the same result.

Work is cut into partitions (`partition`), each of which is read by itself (`stage`: Arrow table in, Arrow table out)
and becomes one Parquet file of readings. An engine is a function that has partitions read somewhere (`local`, `dask`);
what is done again, set aside and put in order is the same for all (`running`).
"""

from __future__ import annotations

from banggiao.engine.partition import Partition
from banggiao.engine.running import Outcome, Run, run
from banggiao.engine.work import Failure, Result, read_one

__all__ = ["Failure", "Outcome", "Partition", "Result", "Run", "read_one", "run"]
