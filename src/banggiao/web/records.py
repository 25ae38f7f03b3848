"""The record as the web server reads it: one connection a thread, kept for as long as the thread lives."""

from __future__ import annotations

import os
import threading

from banggiao.record import Record


class Records:
    """Connections to one record file, for reading only."""

    def __init__(self, path: str):
        self.path = path
        self._here = threading.local()
        Record(path, readonly=True).close()  # a wrong path is told when the server starts, not to its first guest

    def here(self) -> Record:
        """The connection of the present thread, a new one where another file took the record's place (`rebuild`)."""
        file = os.stat(self.path).st_ino if os.path.exists(self.path) else None
        if getattr(self._here, "file", None) != file or file is None:
            self._here.record = Record(self.path, readonly=True)
            self._here.file = file
        record: Record = self._here.record
        return record

    def state(self) -> tuple[object, int]:
        """Equal to what it was before in the same thread, as long as nobody has changed the record."""
        record = self.here()
        return self._here.file, record.data_version()
