"""Contrasts: a page is changed in one way; what must change in its reading, and what must not, is known beforehand.

No contrast needs an annotation. `python -m tests.contrast` prints how often each applied and how often it held.
"""

from tests.contrast import names, neighbours, surface, told, years
from tests.contrast.contrast import CONTRASTS, Contrast

__all__ = ["CONTRASTS", "Contrast", "names", "neighbours", "surface", "told", "years"]
