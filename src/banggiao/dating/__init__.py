"""The dating room: time words of a sentence, and what day they mean.

`find_times` reads the time expressions of a text as they stand there; `resolve` turns one into an EDTF date, from the
day of publication when there is one, else from the years that `year_bounds` finds reasons for.
"""

from banggiao.dating.days import Bound, YearBounds
from banggiao.dating.occasions import is_occasion
from banggiao.dating.resolving import lies_ahead, resolve
from banggiao.dating.words import find_times
from banggiao.dating.years import allows, explain_years, narrowed, too_late, year_bounds

__all__ = [
    "Bound",
    "YearBounds",
    "allows",
    "explain_years",
    "find_times",
    "is_occasion",
    "lies_ahead",
    "narrowed",
    "resolve",
    "too_late",
    "year_bounds",
]
