"""The authority room: what is known beforehand of people and offices, congresses, states and their relations.

The tables lie in data/authority; each is read when it is first asked for, and a wrong line is refused by file and line.
`use` lays a folder of the user's own files over them.
"""

from banggiao.authority.congresses import CONGRESSES, CONGRESSES_ABROAD, TERMS, Congress, Term, congresses
from banggiao.authority.dates import last_of_month, window
from banggiao.authority.files import fingerprint, kept, overlay
from banggiao.authority.offices import OFFICES, Office, office_key, offices_called
from banggiao.authority.own import use
from banggiao.authority.people import PEOPLE, Person, people_named, spellings
from banggiao.authority.sources import SOURCES
from banggiao.authority.states import DIPLOMATIC, NATIONAL_DAYS, RELATIONS, NationalDay, Relation, Ties
from banggiao.authority.tenures import TENURES, Tenure, checked, is_former, tenures, tenures_of
from banggiao.authority.tet import TET, Tet

__all__ = [
    "CONGRESSES",
    "CONGRESSES_ABROAD",
    "DIPLOMATIC",
    "NATIONAL_DAYS",
    "OFFICES",
    "PEOPLE",
    "RELATIONS",
    "SOURCES",
    "TENURES",
    "TERMS",
    "TET",
    "Congress",
    "NationalDay",
    "Office",
    "Person",
    "Relation",
    "Tenure",
    "Term",
    "Tet",
    "Ties",
    "checked",
    "congresses",
    "fingerprint",
    "is_former",
    "kept",
    "last_of_month",
    "office_key",
    "offices_called",
    "overlay",
    "people_named",
    "spellings",
    "tenures",
    "tenures_of",
    "use",
    "window",
]
