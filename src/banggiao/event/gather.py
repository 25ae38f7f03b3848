"""One contact told many times is one event: headline, lead, body and captions are brought together."""

from __future__ import annotations

from banggiao.event.draft import Draft, Part
from banggiao.event.people import Side, _words

_RANK = {"lead": 0, "body": 1, "headline": 2, "caption": 3}
_VISIT_RANK = {"state": 0, "official": 1, "working": 2, "attending": 3, "other": 4}


def gather(drafts: list[Draft]) -> list[Draft]:
    """The drafts of one page, those of the same contact merged; in the order of the lead, the body, the rest."""
    order = sorted(range(len(drafts)), key=lambda k: (_RANK.get(drafts[k].region, 9), drafts[k].start, k))
    kept: list[Draft] = []
    # Two tellings of one contact share a person, or one of them names a side without a name.
    of_side: dict[int, list[int]] = {}
    nameless: list[int] = []
    for k in order:
        draft = drafts[k]
        draft.evidence = [(draft.start, draft.end, draft.region)]
        named = all(p.side.kind == "person" for p in draft.parts)
        near = (
            {i for p in draft.parts for i in of_side.get(id(p.side), ())} | set(nameless) if named else range(len(kept))
        )
        for i in sorted(near):
            if _same(kept[i], draft):
                _merge(kept[i], draft)
                break
        else:
            i = len(kept)
            kept.append(draft)
        for part in kept[i].parts:
            if i not in (places := of_side.setdefault(id(part.side), [])):
                places.append(i)
        if any(p.side.kind != "person" for p in kept[i].parts) and i not in nameless:
            nameless.append(i)
    return kept


def _same(a: Draft, b: Draft) -> bool:
    if a.type != b.type:
        return False
    if a.type == "visit":
        return _same_visit(a, b)
    if a.status != b.status and "cancelled" in (a.status, b.status):
        return False
    if a.date and b.date and a.date != b.date:
        return False
    if a.part_of_day and b.part_of_day and a.part_of_day != b.part_of_day and a.date and b.date:
        return False
    if a.type == "message" and (a.form != b.form and "other" not in (a.form, b.form)):
        return False
    if a.type == "message" and not _roles_fit(a, b):
        return False
    if a.type == "agreement":
        return a.form == b.form and (
            _sides_fit(a, b) or {p.side.country for p in a.parts} == {p.side.country for p in b.parts}
        )
    if not _sides_fit(a, b):
        return False
    if a.type == "meeting" and a.form != b.form:
        # verbs of headline, caption or retelling differ from the lead's: one contact, unless both are dated acts of their own
        if b.region in ("headline", "caption"):
            return True
        if "welcome" in (a.form, b.form):
            return False
        if a.date and a.date == b.date and {a.form, b.form} == {"receive", "meet"}:
            return True  # "gặp" and "tiếp" of one day: one contact
        if b.time is None and not b.follows and b.region == "body" and a.region in ("lead", "body"):
            return b.noun or {a.form, b.form} <= {"receive", "meet", "call_on", "working"}
        return False
    return True


def _same_visit(a: Draft, b: Draft) -> bool:
    x, y = a.sides("guest"), b.sides("guest")
    told_again = (
        b.region in ("headline", "caption")
        and bool(y)
        and y[0].kind == "group"
        and bool(x)
        and x[0].country == y[0].country
    )
    if not (x and y and (x[0] is y[0] or _fits(x[0], y[0]) or told_again)):
        return False
    if a.country != b.country:
        return False
    if (
        a.locality
        and b.locality
        and _words(a.locality) != _words(b.locality)
        and not (a.form == b.form and a.start == b.start)
    ):
        return False
    if a.status != b.status:
        # announced and now under way: one visit, held
        return not (a.date and b.date and not _overlap(a.date, b.date))
    return not (a.date and b.date) or _overlap(a.date, b.date)


def _overlap(a: str, b: str) -> bool:
    """Whether two EDTF dates may be of one visit: a day inside a span, equal, or both exact days close to a span."""
    if a == b:
        return True
    first_a, last_a = a.split("/")[0], a.split("/")[-1]
    first_b, last_b = b.split("/")[0], b.split("/")[-1]
    if any(x[:1] in "[X" for x in (first_a, first_b)):
        return False
    if len(first_a) != len(first_b):
        short, long = (first_a, first_b) if len(first_a) < len(first_b) else (first_b, first_a)
        return long.startswith(short)
    return first_a <= last_b and first_b <= last_a


def _roles_fit(a: Draft, b: Draft) -> bool:
    return any(_fits(x, y) for x in a.sides("sender") for y in b.sides("sender")) and (
        not a.sides("recipient")
        or not b.sides("recipient")
        or any(_fits(x, y) for x in a.sides("recipient") for y in b.sides("recipient"))
    )


def _fits(a: Side, b: Side) -> bool:
    """One and the same, or a fuller and a poorer telling of one."""
    if a is b:
        return True
    if a.kind == "person" and b.kind == "person":
        return False
    if a.country and b.country and a.country != b.country:
        return False
    x, y = _label(a), _label(b)
    small, large = (x, y) if len(x) <= len(y) else (y, x)
    if not small:
        return False
    return len(small & large) >= 0.6 * len(small)


def _label(side: Side) -> set[str]:
    words: set[str] = set()
    for office in side.offices:
        words.update(_words(office.text))
    words.update(_words(side.organisation or ""))
    return words - {"cac", "cua", "va", "nuoc", "mot", "so", "chi", "dong", "doan"}


def _sides_fit(a: Draft, b: Draft) -> bool:
    """Every side of the smaller telling is in the larger."""
    told_again = b.region in ("headline", "caption")
    small, large = (b, a) if (told_again and len(b.parts) <= len(a.parts)) or len(b.parts) < len(a.parts) else (a, b)
    free = [p.side for p in large.parts]
    for part in small.parts:
        hit = next((s for s in free if _fits(part.side, s)), None)
        if hit is None and told_again and part.side.kind == "group":
            # "gặp lãnh đạo các nước" above, the leaders by name below
            hit = next(
                (s for s in free if s.kind == "group" or (s.kind in ("person", "office") and s.country != "VN")), None
            )
        if hit is None:
            return False
        free.remove(hit)
    return len(small.parts) >= 2 or len(large.parts) == len(small.parts) or a.type == "message"


def _merge(kept: Draft, draft: Draft) -> None:
    """Add what a second telling says more; the first (the lead's) stays where they differ."""
    kept.evidence.append((draft.start, draft.end, draft.region))
    named: list[Part] = []
    for part in draft.parts:
        twin = next((p for p in kept.parts if _fits(p.side, part.side)), None)
        if twin is None and part.side.kind == "group" and len(kept.parts) >= 2:
            continue
        if twin is None:
            if draft.region in ("headline", "caption") and kept.type != "visit":
                continue
            named.append(part)
        elif twin.side.kind != "person" and part.side.kind == "person":
            twin.side, twin.span = part.side, part.span
    if kept.type == "visit":
        kept.parts.extend(p for p in named if p.role == "inviter" and not kept.sides("inviter"))
        if _VISIT_RANK[draft.form] < _VISIT_RANK[kept.form]:
            kept.form = draft.form
        if kept.date is None or ("/" in (draft.date or "") and "/" not in kept.date):
            kept.date, kept.part_of_day, kept.candidates = (
                draft.date or kept.date,
                draft.part_of_day if draft.date else kept.part_of_day,
                draft.candidates,
            )
            kept.time = draft.time or kept.time
        if draft.status == "held" and kept.status == "planned" and draft.explicit and draft.region in ("lead", "body"):
            kept.status = "held"
    elif kept.date is None and draft.date is not None:
        kept.date, kept.part_of_day, kept.candidates = draft.date, draft.part_of_day, draft.candidates
    if kept.part_of_day is None and kept.date == draft.date and kept.date is not None and "/" not in kept.date:
        kept.part_of_day = draft.part_of_day
    if kept.venue is None and kept.locality is None:
        kept.venue, kept.locality = draft.venue, draft.locality
        kept.country = kept.country or draft.country
    kept.locality = kept.locality or (draft.locality if draft.country in (None, kept.country) else None)
    kept.country = kept.country or draft.country
