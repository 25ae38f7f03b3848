"""Doubtful cases, most valuable first, each with the sentences that show what it is; and the log of decisions."""

from __future__ import annotations

from collections import Counter
from typing import TypedDict
from urllib.parse import urlencode

from starlette.responses import RedirectResponse, Response

from banggiao.record import Contact, Doubt, Judgement, Record, Side, judging
from banggiao.web.asking import Ask, NotThere
from banggiao.web.pages.preferences import inside
from banggiao.web.posting import Form, Refused, signed
from banggiao.web.reviewing import Reviewing

_A_PAGE = 25
_WORDS = 180  # letters of a sentence in the list


def review(ask: Ask) -> Response:
    """`/review?kind=person&from=25`: the list of cases."""
    if ask.signed is None:
        return RedirectResponse("/sign-in?next=/review", status_code=303)
    cases = _reviewing(ask).doubts(ask.record)
    kind = ask.query.get("kind")
    chosen = [(key, each) for key, each in cases.items() if kind in (None, "", each.kind)]
    start = _number(ask.query.get("from"))
    return ask.show(
        "review.html",
        cases=[(key, case, _first_words(ask, case)) for key, case in chosen[start : start + _A_PAGE]],
        counts=Counter(each.kind for each in cases.values()),
        kinds=tuple(judging.VERDICTS),
        kind=kind or None,
        start=start,
        total=len(chosen),
        step=_A_PAGE,
        **just_done(ask),
    )


def doubt(ask: Ask) -> Response:
    """`/review/doubt/{id}`: one case."""
    if ask.signed is None:
        return RedirectResponse(f"/sign-in?next=/review/doubt/{ask.path['id']}", status_code=303)
    key = str(ask.path["id"])
    cases = _reviewing(ask).doubts(ask.record)
    case = cases.get(key)
    if case is None:
        raise NotThere("missing.doubt")
    keys = [each for each, other in cases.items() if other.kind == case.kind]
    after = keys[(keys.index(key) + 1) % len(keys)]
    return ask.show(
        "doubt.html",
        key=key,
        case=case,
        sides=[
            (side, _contact(ask, case, side), ask.record.evidence(side))
            for side in (case.left, case.right)
            if side is not None
        ],
        verdicts=[each for each in judging.VERDICTS[case.kind] if each != judging.UNDO],
        after=None if after == key else after,
        left=len(keys),
        values=judging.values_of(case.field) if case.field else (),
        **just_done(ask),
    )


def log(ask: Ask) -> Response:
    """`/review/log?by=NAME`: every judgement, the latest first."""
    if ask.signed is None:
        return RedirectResponse("/sign-in?next=/review/log", status_code=303)
    by = ask.query.get("by")
    every = [one for one in ask.record.judgements() if by in (None, "", one.by)]
    standing = {one.id for one in _standing(every)}
    every.reverse()
    start = _number(ask.query.get("from"))
    return ask.show(
        "judgements.html",
        judgements=every[start : start + _A_PAGE],
        standing=standing,
        start=start,
        total=len(every),
        step=_A_PAGE,
        by=by or None,
        **just_done(ask),
    )


def judge(ask: Ask, form: Form) -> Response:
    """POST `/review/judge`: what somebody decided, written to the log under their name."""
    who = signed(ask, form)
    reviewing = _reviewing(ask)
    if wait := reviewing.judging.wait(who.name):
        raise Refused(429, "review.too_often", wait)
    field = form.get("field") if form.get("kind") == "field" else None
    value = form.get("value") or None if form.get("verdict") == "right" else None

    def write(record: Record) -> Judgement:
        return record.judge(
            form.get("kind", ""),
            _id(form.get("left", "")),
            _id(form.get("right", "")) or None,
            form.get("verdict", ""),
            by=who.name,
            why=form.get("why", ""),
            field=field,
            value=value,
        )

    one, settled = reviewing.write(write)
    reviewing.answered(form.get("case", ""))
    return _back(form, one, settled)


def undo(ask: Ask, form: Form) -> Response:
    """POST `/review/undo`: lifts what a judgement decided, by a later one."""
    who = signed(ask, form)
    reviewing = _reviewing(ask)
    if wait := reviewing.judging.wait(who.name):
        raise Refused(429, "review.too_often", wait)
    found = next((one for one in ask.record.judgements() if one.id == form.get("judgement")), None)
    if found is None:
        raise NotThere("missing.judgement")

    def write(record: Record) -> Judgement:
        return record.judge(
            found.kind, found.left, found.right, judging.UNDO, by=who.name, why=form.get("why", ""), field=found.field
        )

    one, settled = reviewing.write(write)
    reviewing.stale()
    return _back(form, one, settled)


def _reviewing(ask: Ask) -> Reviewing:
    reviewing: Reviewing = ask.request.app.state.reviewing
    return reviewing


def _back(form: Form, one: Judgement, settled: bool) -> Response:
    """To where the form wants to go on, which says what was done."""
    address = inside(form.get("next", "/review")).partition("#")[0]
    said = urlencode({"done": one.id} | ({} if settled else {"settling": "1"}))
    return RedirectResponse(f"{address}{'&' if '?' in address else '?'}{said}", status_code=303)


class Done(TypedDict):
    """What was just decided, and whether its consequences are still being worked out."""

    done: Judgement | None
    settling: bool


def just_done(ask: Ask) -> Done:
    """The judgement that was just made, to say so and to offer to undo it."""
    id_ = ask.query.get("done")
    made = next((one for one in ask.record.judgements() if one.id == id_), None) if id_ else None
    return Done(done=made, settling=made is not None and "settling" in ask.query)


def _standing(every: list[Judgement]) -> list[Judgement]:
    """The judgements that hold now: the latest of each thing, where it lifts nothing."""
    latest = {(one.kind, one.left, one.right, one.field): one for one in every}
    return [one for one in latest.values() if one.verdict != judging.UNDO]


def _id(given: str) -> str:
    """An id as people give it: by itself, or in the address of a page."""
    given = given.strip()
    for kind in ("contact", "person"):
        _, found, rest = given.partition(f"/{kind}/")
        if found:
            return rest.partition("/")[0].partition("?")[0].partition("#")[0]
    return given


def _number(given: str | None) -> int:
    return min(int(given), 1_000_000) if given and given.isascii() and given.isdecimal() else 0


def _contact(ask: Ask, case: Doubt, side: Side) -> Contact | None:
    """The contact that a side is, or is a field of."""
    found = ask.record.get(side.id) if case.kind in ("contact", "field") else None
    return found if isinstance(found, Contact) else None


def _first_words(ask: Ask, case: Doubt) -> str:
    """The beginning of the first sentence that shows what a case is about."""
    told = ask.record.evidence(case.left)
    words = told[0].sentence if told else ""
    return words if len(words) <= _WORDS else words[:_WORDS].rsplit(" ", 1)[0] + " …"
