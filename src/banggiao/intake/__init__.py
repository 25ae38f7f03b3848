"""Files, folders, archives and standard input: one `Source` a page, in input order, in bounded memory.

The one public function is `sources`. What cannot be read becomes an `InputProblem` handed to the caller, and the
rest of the batch goes on.
"""

from __future__ import annotations

from banggiao.intake.door import sources, total_bytes
from banggiao.intake.problem import InputProblem

__all__ = ["InputProblem", "sources", "total_bytes"]
