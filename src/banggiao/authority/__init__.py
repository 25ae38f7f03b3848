"""The authority room: what is known beforehand of offices and their holders, congresses and levels of relations.

The tables lie in data/authority; each is read when it is first asked for, and a wrong line is refused by file and line.
"""

from banggiao.authority.congresses import congresses
from banggiao.authority.dates import last_of_month, window
from banggiao.authority.relations import Relation, relations
from banggiao.authority.tenures import Tenure, all_tenures, checked, is_former, office_key, tenures

__all__ = [
    "Relation",
    "Tenure",
    "all_tenures",
    "checked",
    "congresses",
    "is_former",
    "last_of_month",
    "office_key",
    "relations",
    "tenures",
    "window",
]
