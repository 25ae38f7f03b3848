"""The words of data/statement: speech verbs with their acts, subjects that stand for a side, small words of the clause."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import ahocorasick_rs

from banggiao import lexicon

ACTS = frozenset(
    "affirm inform praise thank congratulate please believe propose support pledge agree invite greet condole object".split()
)
# Verbs whose act their content decides: "cho biết", "mong muốn", "bày tỏ", "gửi tới".
OPEN_ACTS = frozenset(["say", "wish", "express", "send"])
PLACES = ("any", "clause", "subject", "promise")
COMMITMENTS = ("", "proposal", "pledge", "agreement", "invitation")
_KINDS = ("filler", "embed", "glue", "lead", "opener", "governor", "mute")


@dataclass(frozen=True, slots=True)
class Verb:
    """A speech verb. `place`: where it may begin a statement of its own: any (after a comma too), clause (with a subject,
    after a semicolon, at the beginning), subject (only with one), promise ("sẽ" after another statement). `after` must
    follow it, `unless` must not."""

    phrase: str
    act: str
    commitment: str | None
    place: str
    after: tuple[str, ...]
    unless: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Words:
    matcher: ahocorasick_rs.AhoCorasick
    verbs: tuple[Verb, ...]
    subjects: dict[str, str]  # phrase -> both | same | other
    kinds: dict[str, frozenset[str]]
    subject_size: int  # words of the longest subject


@cache
def words() -> Words:
    """Read the tables and build the matcher; once a process."""
    verbs: list[Verb] = []
    for phrase, act, commitment, place, after, unless in lexicon.table(
        "statement/verbs.tsv", ("phrase", "act", "commitment", "place", "after", "unless")
    ):
        if act not in ACTS | OPEN_ACTS or commitment not in COMMITMENTS or place not in PLACES:
            raise lexicon.DataError(f"data/statement/verbs.tsv: {phrase!r} has an unknown act, commitment or place")
        verbs.append(Verb(phrase, act, commitment or None, place, _list(after), _list(unless)))
    kinds: dict[str, set[str]] = {kind: set() for kind in _KINDS}
    for phrase, kind in lexicon.table("statement/words.tsv", ("phrase", "kind")):
        if kind not in kinds:
            raise lexicon.DataError(f"data/statement/words.tsv: {phrase!r} has the unknown kind {kind!r}")
        kinds[kind].add(phrase)
    subjects = dict(lexicon.table("statement/subjects.tsv", ("phrase", "kind")))
    return Words(
        matcher=ahocorasick_rs.AhoCorasick([v.phrase for v in verbs]), verbs=tuple(verbs), subjects=subjects,
        kinds={k: frozenset(v) for k, v in kinds.items()}, subject_size=max(len(s.split()) for s in subjects),
    )


def _list(field: str) -> tuple[str, ...]:
    return tuple(part for part in field.split("|") if part)
