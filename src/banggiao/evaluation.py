"""How well pages are read: predicted contacts and statements against those that people found.

Both sides are rows of JSON Lines: `{"id", "events": [...], "statements": [...]}` in the shapes of docs/codebook.md,
other keys are ignored. A predicted event is paired with at most one gold event of its document and type, the best
fitting first; a pair counts as found when at least half of the gold participants are found in it.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import product
from typing import Any, NamedTuple

Row = Mapping[str, Any]
Pairs = list[tuple[Row, Row]]

SAME_LABEL = 0.6  # words that two organisations must share to be one
SAME_WORDS = 0.8  # words that two offices, venues, localities or speakers must share to be one
SAME_CONTENT = 0.5  # words that the contents of two statements must share

_WORDS = re.compile(r"[a-z0-9]+")


class Paired(NamedTuple):
    """Gold and predicted events of one document: those that belong together, and the rest of either side."""

    pairs: Pairs
    missed: list[Row]
    extra: list[Row]


# --- words ------------------------------------------------------------------------------------------------


@lru_cache(4096)
def _words(text: str) -> tuple[str, ...]:
    """The words of a text without marks and case, đ as d."""
    plain = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return tuple(_WORDS.findall("".join(char for char in plain if not unicodedata.combining(char))))


def words(text: str | None) -> tuple[str, ...]:
    return _words(text or "")


def overlap(left: str | None, right: str | None) -> float:
    """Dice overlap of the words of two strings, 0 to 1.

    >>> overlap("Phủ Chủ tịch", "phu chu tich"), overlap("Hà Nội", "Hà Nam"), overlap(None, "")
    (1.0, 0.5, 0.0)
    """
    return _dice(Counter(words(left)), Counter(words(right)))


def _dice(left: Counter[str], right: Counter[str]) -> float:
    total = left.total() + right.total()
    return 2 * (left & right).total() / total if total else 0.0


def same_name(left: str | None, right: str | None) -> bool:
    """Whether two names have the same words, in whatever order."""
    return sorted(words(left)) == sorted(words(right))


# --- pairing ----------------------------------------------------------------------------------------------


def same_participant(gold: Row, predicted: Row) -> bool:
    """The same person by name; without names, the same organisation or offices."""
    if gold.get("name"):
        return same_name(gold["name"], predicted.get("name"))
    return not predicted.get("name") and overlap(_label(gold), _label(predicted)) >= SAME_LABEL


def _label(participant: Row) -> str:
    return participant.get("organisation") or " ".join(participant.get("offices") or ())


def _participants(event: Row) -> Sequence[Row]:
    return event.get("participants") or ()


def pair_participants(gold: Row, predicted: Row) -> Pairs:
    """Each gold participant with the first predicted one that is the same and still free."""
    free = list(_participants(predicted))
    pairs: Pairs = []
    for participant in _participants(gold):
        for position, candidate in enumerate(free):
            if same_participant(participant, candidate):
                pairs.append((participant, free.pop(position)))
                break
    return pairs


def similarity(gold: Row, predicted: Row) -> float:
    """How well a predicted event fits a gold one; 0 when it is another event."""
    if gold["type"] != predicted.get("type"):
        return 0.0
    found = len(pair_participants(gold, predicted))
    if not found or 2 * found < len(gold["participants"]):
        return 0.0
    score = found / max(len(gold["participants"]), len(_participants(predicted)))
    # Added one by one in this order, so that equal fits stay equal to the last digit.
    score += 0.3 * (gold.get("date") == predicted.get("date")) + 0.2 * (gold.get("form") == predicted.get("form"))
    return score + 0.1 * (_place(gold).get("country") == _place(predicted).get("country"))


def _place(event: Row) -> Row:
    return event.get("place") or {}


def _best_pairs(left: int, right: int, fit: Callable[[int, int], float], least: float) -> list[tuple[int, int]]:
    """One-to-one pairs of positions, the best fit first (of equals the later ones), none below `least`."""
    scored = sorted(((fit(i, j), i, j) for i, j in product(range(left), range(right))), reverse=True)
    pairs: list[tuple[int, int]] = []
    lefts: set[int] = set()
    rights: set[int] = set()
    for score, i, j in scored:
        if score > 0 and score >= least and i not in lefts and j not in rights:
            lefts.add(i)
            rights.add(j)
            pairs.append((i, j))
    return pairs


def pair_events(gold: Sequence[Row], predicted: Sequence[Row]) -> Paired:
    positions = _best_pairs(len(gold), len(predicted), lambda i, j: similarity(gold[i], predicted[j]), 0.0)
    lefts, rights = {i for i, _ in positions}, {j for _, j in positions}
    return Paired(
        pairs=[(gold[i], predicted[j]) for i, j in positions],
        missed=[event for i, event in enumerate(gold) if i not in lefts],
        extra=[event for j, event in enumerate(predicted) if j not in rights],
    )


# --- events -----------------------------------------------------------------------------------------------


def offices_agree(gold: Iterable[str] | None, predicted: Iterable[str] | None) -> float:
    """F-measure of two lists of offices, 0 to 1; two empty lists agree."""
    wanted, free = list(gold or ()), list(predicted or ())
    total = len(wanted) + len(free)
    hits = 0
    for office in wanted:
        best = max(free, key=lambda candidate: overlap(office, candidate), default=None)
        if best is not None and overlap(office, best) >= SAME_WORDS:
            free.remove(best)
            hits += 1
    return 2 * hits / total if total else 1.0


class _Tally:
    """Counts of everything that is compared, over all pairs so far."""

    def __init__(self) -> None:
        self.n: Counter[str] = Counter()
        self.office_sum = 0.0

    def pair(self, gold: Row, predicted: Row) -> bool:
        """Count one pair of events; whether everything in it is right."""
        exact = self._fields(gold, predicted)
        exact &= self._places(_place(gold), _place(predicted))
        return self._people(gold, predicted) and exact

    def _fields(self, gold: Row, predicted: Row) -> bool:
        self.n["pairs"] += 1
        right = {key: gold.get(key) == predicted.get(key) for key in ("form", "status", "date", "part_of_day")}
        self.n.update(key for key, is_right in right.items() if is_right)
        if gold.get("date"):
            self.n["dated"] += 1
            self.n["dated_right"] += right["date"]
        return all(right.values())

    def _places(self, gold: Row, predicted: Row) -> bool:
        for key in ("venue", "locality"):
            if gold.get(key):
                self.n[key] += 1
                self.n[f"{key}_right"] += overlap(gold[key], predicted.get(key)) >= SAME_WORDS
        same_country: bool = gold.get("country") == predicted.get("country")
        self.n["place_country"] += same_country
        return same_country

    def _people(self, gold: Row, predicted: Row) -> bool:
        pairs = pair_participants(gold, predicted)
        wanted, given = len(_participants(gold)), len(_participants(predicted))
        self.n.update(people=len(pairs), part_gold=wanted, part_pred=given)
        exact = len(pairs) == wanted == given
        for one, other in pairs:
            role, country = one.get("role") == other.get("role"), one.get("country") == other.get("country")
            offices = offices_agree(one.get("offices"), other.get("offices"))
            self.n.update(role=role, country=country)
            self.office_sum += offices
            exact = exact and role and country and offices == 1
        return exact


def _f(found: int, predicted: int, gold: int) -> dict[str, float]:
    """Precision, recall and F1; `n` is the number of gold items."""
    precision = found / predicted if predicted else 0.0
    recall = found / gold if gold else 0.0
    both = precision + recall
    return {"precision": precision, "recall": recall, "f1": 2 * precision * recall / both if both else 0.0, "n": gold}


def _share(part: float, whole: int) -> float:
    return part / whole if whole else 0.0


def score_events(
    gold_rows: Iterable[Row], predicted_rows: Iterable[Row]
) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """The figures over all gold documents, and every mistake: `{id, kind: differs | missed | extra, gold, pred}`.

    A gold row with `"lenient": ["meeting"]` does not count extra predictions of that type.
    """
    predicted_by_id = {row["id"]: row for row in predicted_rows}
    types: defaultdict[str, Counter[str]] = defaultdict(Counter)
    tally, errors = _Tally(), []
    exact = documents = missing = 0
    for row in gold_rows:
        predicted = predicted_by_id.get(row["id"])
        documents += 1
        missing += predicted is None
        paired = pair_events(row["events"], (predicted or {}).get("events") or ())
        for one, other in paired.pairs:
            types[one["type"]]["pairs"] += 1
            if tally.pair(one, other):
                exact += 1
            else:
                errors.append({"id": row["id"], "kind": "differs", "gold": one, "pred": other})
        for event in paired.missed:
            types[event["type"]]["missed"] += 1
            errors.append({"id": row["id"], "kind": "missed", "gold": event})
        for event in paired.extra:
            if event.get("type") not in row.get("lenient", ()):
                types[str(event.get("type"))]["extra"] += 1
                errors.append({"id": row["id"], "kind": "extra", "pred": event})
    return {"documents": documents, "documents_missing": missing, **_event_figures(tally, types, exact)}, errors


def _event_figures(tally: _Tally, types: Mapping[str, Counter[str]], exact: int) -> dict[str, Any]:
    n = tally.n
    every = sum(types.values(), Counter[str]())
    predicted, gold = every["pairs"] + every["extra"], every["pairs"] + every["missed"]
    by_type = {
        kind: _f(count["pairs"], count["pairs"] + count["extra"], count["pairs"] + count["missed"])
        for kind, count in sorted(types.items())
    }
    return {
        "event": _f(every["pairs"], predicted, gold),
        "event_exact": _f(exact, predicted, gold),
        "by_type": by_type,
        "participants": _f(n["people"], n["part_pred"], n["part_gold"]),
        "date": _share(n["date"], n["pairs"]),
        "date_where_given": _share(n["dated_right"], n["dated"]),
        "form": _share(n["form"], n["pairs"]),
        "status": _share(n["status"], n["pairs"]),
        "part_of_day": _share(n["part_of_day"], n["pairs"]),
        "role": _share(n["role"], n["people"]),
        "country": _share(n["country"], n["people"]),
        "offices": _share(tally.office_sum, n["people"]),
        "place_country": _share(n["place_country"], n["pairs"]),
        "venue": _share(n["venue_right"], n["venue"]),
        "locality": _share(n["locality_right"], n["locality"]),
    }


# --- statements -------------------------------------------------------------------------------------------


def page_text(row: Row) -> tuple[str, int]:
    """The page text of an input row, and where the row's `text` begins in it (gold statements count from there)."""
    parts = [unicodedata.normalize("NFC", row.get(key) or "") for key in ("title", "lead", "text")]
    whole = "\n\n".join(filter(None, parts))
    return whole, len(whole) - len(parts[-1])


def score_statements(
    gold_rows: Iterable[Row], predicted_rows: Iterable[Row], texts: Mapping[str, tuple[str, int]]
) -> dict[str, Any]:
    """Statements pair by the words that their contents share. `texts` gives `page_text` by id."""
    predicted_by_id = {row["id"]: row for row in predicted_rows}
    n: Counter[str] = Counter()
    for row in gold_rows:
        text, shift = texts.get(row["id"], ("", 0))
        gold = [one for one in row.get("statements") or () if "start" in one]
        predicted = (predicted_by_id.get(row["id"]) or {}).get("statements") or ()
        n.update(gold=len(gold), pred=len(predicted))
        n["commitment_gold"] += sum(bool(one.get("commitment")) for one in gold)
        n["commitment_pred"] += sum(bool(one.get("commitment")) for one in predicted)
        for one, other in _pair_statements(text, shift, gold, predicted):
            _count_statement(n, one, other)
    return {
        "statement": _f(n["pairs"], n["pred"], n["gold"]),
        "statement_all_right": _f(n["all"], n["pred"], n["gold"]),
        "commitments": _f(n["commitment_right"], n["commitment_pred"], n["commitment_gold"]),
        "speaker": _share(n["speaker"], n["pairs"]),
        "act": _share(n["act"], n["pairs"]),
        "commitment": _share(n["commitment"], n["pairs"]),
    }


def _pair_statements(text: str, shift: int, gold: Sequence[Row], predicted: Sequence[Row]) -> Pairs:
    lefts = [(one["start"] + shift, one["end"] + shift) for one in gold]
    rights = [(one["start"], one["end"]) for one in predicted]
    left_words = [Counter(words(text[start:end])) for start, end in lefts]
    right_words = [Counter(words(text[start:end])) for start, end in rights]

    def fit(i: int, j: int) -> float:
        touching = lefts[i][0] < rights[j][1] and rights[j][0] < lefts[i][1]
        return _dice(left_words[i], right_words[j]) if touching else 0.0

    return [(gold[i], predicted[j]) for i, j in _best_pairs(len(lefts), len(rights), fit, SAME_CONTENT)]


def _count_statement(n: Counter[str], gold: Row, predicted: Row) -> None:
    same_words = same_name(gold["speaker"], predicted.get("speaker"))
    act = gold["act"] == predicted.get("act")
    commitment = gold.get("commitment") == predicted.get("commitment")
    n["pairs"] += 1
    n["speaker"] += same_words or overlap(gold["speaker"], predicted.get("speaker")) >= SAME_WORDS
    n["act"] += act
    n["commitment"] += commitment
    n["commitment_right"] += commitment and bool(gold.get("commitment"))
    n["all"] += same_words and act and commitment


# --- confidence --------------------------------------------------------------------------------------------------

SAME_SPAN = 0.9  # words that a content must share to be the very content
_BINS = 10


class Judged(NamedTuple):
    """One thing that was read, and whether it is right: an event or statement as a whole (`kind` event, statement), or
    one of its fields; `position` counts the participants."""

    kind: str
    of: Row
    right: bool
    position: int = 0

    @property
    def confidence(self) -> float | None:
        """What the reading says of it; None where it says nothing."""
        if self.kind in ("event", "statement"):
            whole: float | None = self.of.get("confidence")
            return whole
        fields = self.of.get("field_confidence") or {}
        sure = fields.get(self.kind)
        return sure[self.position] if isinstance(sure, Sequence) else sure


def judge_events(gold_rows: Iterable[Row], predicted_rows: Iterable[Row]) -> list[Judged]:
    """Every predicted event: right when it is found in the gold, and then every field of it.

    The date is right with its part of the day, the place with venue, locality and country, a participant with offices,
    role and country. Events that the gold leaves open (`lenient`) are left out.
    """
    predicted_by_id = {row["id"]: row for row in predicted_rows}
    found: list[Judged] = []
    for row in gold_rows:
        paired = pair_events(row["events"], (predicted_by_id.get(row["id"]) or {}).get("events") or ())
        for gold, predicted in paired.pairs:
            found.append(Judged("event", predicted, True))
            found += _judge_fields(gold, predicted)
        found += [Judged("event", e, False) for e in paired.extra if e.get("type") not in row.get("lenient", ())]
    return found


def _judge_fields(gold: Row, predicted: Row) -> list[Judged]:
    def same(*keys: str) -> bool:
        return all(gold.get(key) == predicted.get(key) for key in keys)

    one, other = _place(gold), _place(predicted)
    place = one.get("country") == other.get("country") and all(
        (not one.get(key) and not other.get(key)) or overlap(one.get(key), other.get(key)) >= SAME_WORDS
        for key in ("venue", "locality")
    )
    right = {"date": same("date", "part_of_day"), "place": place, "form": same("form"), "status": same("status")}
    judged = [Judged(kind, predicted, is_right) for kind, is_right in right.items()]
    found = {id(given): wanted for wanted, given in pair_participants(gold, predicted)}
    for position, given in enumerate(_participants(predicted)):
        judged.append(Judged("participants", predicted, _is_same(found.get(id(given)), given), position))
    return judged


def _is_same(gold: Row | None, predicted: Row) -> bool:
    """Whether a participant is in the gold with the same role, country and offices."""
    if gold is None:
        return False
    agree = offices_agree(gold.get("offices"), predicted.get("offices")) == 1
    return agree and all(gold.get(key) == predicted.get(key) for key in ("role", "country"))


def judge_statements(
    gold_rows: Iterable[Row], predicted_rows: Iterable[Row], texts: Mapping[str, tuple[str, int]]
) -> list[Judged]:
    """Every predicted statement of the documents whose gold has statements, and every field of those found."""
    predicted_by_id = {row["id"]: row for row in predicted_rows}
    found: list[Judged] = []
    for row in gold_rows:
        if "statements" not in row:
            continue
        text, shift = texts.get(row["id"], ("", 0))
        gold = [one for one in row["statements"] if "start" in one]
        predicted = (predicted_by_id.get(row["id"]) or {}).get("statements") or ()
        right = set()
        for one, other in _pair_statements(text, shift, gold, predicted):
            right.add(id(other))
            contents = text[one["start"] + shift : one["end"] + shift], text[other["start"] : other["end"]]
            speaker = same_name(one["speaker"], other["speaker"]) or overlap(one["speaker"], other["speaker"])
            found += [
                Judged("speaker", other, speaker >= SAME_WORDS),
                Judged("act", other, one["act"] == other["act"]),
                Judged("commitment", other, one.get("commitment") == other.get("commitment")),
                Judged("content", other, overlap(*contents) >= SAME_SPAN),
            ]
        found += [Judged("statement", other, id(other) in right) for other in predicted]
    return found


def reliability(judged: Iterable[Judged]) -> dict[str, Any]:
    """For each kind how many, the mean confidence, the share that is right, the expected calibration error, the bins.

    The error is the mean distance between confidence and share over ten bins of equal width, weighed by their size.
    """
    of_kind: defaultdict[str, list[tuple[float, bool]]] = defaultdict(list)
    for each in judged:
        if each.confidence is not None:
            of_kind[each.kind].append((each.confidence, each.right))
    return {kind: _reliability(values) for kind, values in of_kind.items()}


def _reliability(values: Sequence[tuple[float, bool]]) -> dict[str, Any]:
    bins: defaultdict[int, list[tuple[float, bool]]] = defaultdict(list)
    for sure, right in values:
        bins[min(int(sure * _BINS), _BINS - 1)].append((sure, right))
    rows = [{"from": number / _BINS, "to": (number + 1) / _BINS, **_means(bins[number])} for number in sorted(bins)]
    error = sum(row["n"] * abs(row["confidence"] - row["right"]) for row in rows) / len(values)
    return {**_means(values), "ece": error, "bins": rows}


def _means(values: Sequence[tuple[float, bool]]) -> dict[str, Any]:
    n = len(values)
    return {"n": n, "confidence": sum(sure for sure, _ in values) / n, "right": sum(right for _, right in values) / n}
