"""The words of data/statement: speech verbs with their acts, subjects that stand for a side, small words."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import ahocorasick_rs
import regex

from banggiao import lexicon

# fmt: off
ACTS = frozenset([
    "affirm", "inform", "praise", "thank", "congratulate", "please", "believe", "propose", "support", "pledge", "agree",
    "invite", "greet", "condole", "object",
])
# fmt: on
# Verbs whose act their content decides: "cho biết", "mong muốn", "bày tỏ", "gửi tới".
OPEN_ACTS = frozenset(["say", "wish", "express", "send"])
PLACES = ("any", "clause", "subject", "promise")
COMMITMENTS = ("", "proposal", "pledge", "agreement", "invitation")
SUBJECTS = ("both", "same", "other", "title", "house", "guest")


@dataclass(frozen=True, slots=True)
class Verb:
    """A speech verb. `place`: where it may begin a statement of its own: any (after a comma too), clause (with a
    subject, after a semicolon, at the beginning), subject (only with one), promise ("sẽ" after another statement).
    One of `after` must follow it where there are any, none of `unless` may."""

    phrase: str
    act: str
    commitment: str | None
    place: str
    after: tuple[str, ...]
    unless: tuple[str, ...]

    def fits(self, rest: str) -> bool:
        """Whether the words that follow (lower case) let it be a speech verb."""
        return (not self.after or _begins(rest, self.after)) and not _begins(rest, self.unless)


@dataclass(frozen=True, slots=True)
class Words:
    matcher: ahocorasick_rs.AhoCorasick
    verbs: tuple[Verb, ...]
    subjects: dict[str, str]  # phrase -> one of SUBJECTS
    subject_size: int  # words of the longest subject
    kinds: dict[str, frozenset[str]]

    @property
    def houses(self) -> frozenset[str]:
        """The seats that speak for those who sit there: "Nhà Trắng"."""
        return frozenset(s for s, kind in self.subjects.items() if kind == "house")


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
    kinds: dict[str, set[str]] = {}
    for phrase, kind in lexicon.table("statement/words.tsv", ("phrase", "kind")):
        kinds.setdefault(kind, set()).add(phrase)
    subjects: dict[str, str] = {}
    for phrase, kind in lexicon.table("statement/subjects.tsv", ("phrase", "kind")):
        if kind not in SUBJECTS:
            raise lexicon.DataError(f"data/statement/subjects.tsv: {phrase!r} has the unknown kind {kind!r}")
        subjects[phrase] = kind
    return Words(
        matcher=ahocorasick_rs.AhoCorasick([v.phrase for v in verbs]),
        verbs=tuple(verbs),
        subjects=subjects,
        subject_size=max(len(s.split()) for s in subjects),
        kinds={k: frozenset(v) for k, v in kinds.items()},
    )


def one_of(kind: str) -> str:
    """The words of a kind of words.tsv as an alternation for a pattern, the longest first.

    Raises DataError when the table has none.
    """
    found = words().kinds.get(kind)
    if not found:
        raise lexicon.DataError(f"data/statement/words.tsv: no word of the kind {kind!r}")
    return "(?:" + "|".join(regex.escape(w) for w in sorted(found, key=lambda w: (-len(w), w))) + ")"


def _list(field: str) -> tuple[str, ...]:
    return tuple(part for part in field.split("|") if part)


def _begins(rest: str, choices: tuple[str, ...]) -> bool:
    return any(rest.startswith(c) and not rest[len(c) : len(c) + 1].isalnum() for c in choices)
