"""All that reading needs, in memory: imported once by the process that readers are forked from.

Importing this reads a page, and with it the tables. What is wrong with them is told by the readers, which come upon it
again.
"""

from __future__ import annotations

import contextlib
import gc

from banggiao.model import Source

_PAGE: dict[str, object] = {
    "title": "Bộ trưởng Ngoại giao Lê Văn Sơn tiếp Đại sứ Nhật Bản",
    "text": "Sáng 3/6/2025, tại Hà Nội, Bộ trưởng Ngoại giao Lê Văn Sơn đã tiếp Đại sứ Nhật Bản Tanaka Hiroshi. Bộ"
    ' trưởng nói: "Hai nước cần tăng cường hợp tác."',
    "published": "2025-06-03",
}

with contextlib.suppress(Exception):
    from banggiao.engine.work import read_one

    read_one(Source(name="", row=_PAGE))
# What is there from the start is never thrown away: not looking at it keeps it shared.
gc.collect()
gc.freeze()
