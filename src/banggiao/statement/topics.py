"""What a statement is about: the topics of data/statement/topics.tsv that its content names."""

from __future__ import annotations

from functools import cache

import ahocorasick_rs

from banggiao import lexicon

# In the order of docs/codebook.md.
# fmt: off
TOPICS = (
    "political", "party", "parliament", "security", "war_legacy", "sea", "borders", "multilateral", "trade", "aid",
    "energy", "agriculture", "environment", "transport", "science", "digital", "education", "health", "labour",
    "community", "culture", "people", "localities",
)
# fmt: on
_NONE = "-"  # of no topic, and neither are the words inside


def topics_of(content: str) -> tuple[str, ...]:
    """The topics that a content (lower case, wrapped lines joined) names, each once, in the order they come up."""
    matcher, phrases = _table()
    size = len(content)
    hits = [
        (s, -e, index)
        for index, s, e in matcher.find_matches_as_indexes(content, overlapping=True)
        if (s == 0 or not content[s - 1].isalnum()) and (e == size or not content[e].isalnum())
    ]
    if not hits:
        return ()
    hits.sort()
    found: list[str] = []
    done = 0
    for _, end, index in hits:
        if -end > done:  # else inside a longer phrase that begins before it
            done = -end
            for topic in phrases[index]:
                if topic not in found:
                    found.append(topic)
    return tuple(found)


@cache
def _table() -> tuple[ahocorasick_rs.AhoCorasick, tuple[tuple[str, ...], ...]]:
    """The matcher and the topics of each of its phrases."""
    topics: dict[str, list[str]] = {}
    for phrase, topic in lexicon.table("statement/topics.tsv", ("phrase", "topic")):
        if topic != _NONE and topic not in TOPICS:
            raise lexicon.DataError(f"data/statement/topics.tsv: {phrase!r} has the unknown topic {topic!r}")
        topics.setdefault(phrase, []).append(topic)
    return ahocorasick_rs.AhoCorasick(list(topics)), tuple(
        tuple(t for t in told if t != _NONE) for told in topics.values()
    )
