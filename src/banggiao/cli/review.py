"""banggiao review: the doubtful cases one after the other, most valuable first, each answered with one key.

On a terminal a key is enough; without one, an answer is a line (its key or its word), so that a file of answers can be
piped in. Every answer is in the log before the next case is shown.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from banggiao.cli.exits import Exit
from banggiao.cli.streams import console, is_terminal, tell
from banggiao.cli.words import catalogue, say
from banggiao.record import Doubt, Record, Side, Told, judging

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

SKIP, UNDO, QUIT = "skip", "undo", "quit"
KEYS = {
    "s": "same",
    "d": "different",
    "r": "right",
    "w": "wrong",
    "u": "unsure",
    " ": SKIP,
    "k": SKIP,
    "z": UNDO,
    "q": QUIT,
}
_WORDS = {word: word for word in KEYS.values()}
_END = "\x04"  # Ctrl-D


def review(path: str, by: str, kind: str | None, limit: int | None) -> Exit:
    # Every answer waits for the disk: a person made it.
    with Record(path, create=False, power_safe=True) as record:
        doubts = [doubt for doubt in record.doubts() if kind in (None, doubt.kind)]
        if not doubts:
            tell(say("review.nothing", record=path))
            return Exit.FINE
        counts: Counter[str] = Counter()
        try:
            with _keys() as answers:
                _go_through(record, doubts[:limit], by, answers, counts)
        finally:
            facts = {word: counts[word] for word in ("judged", SKIP, UNDO)}
            tell(say("review.summary", record=path, left=max(len(doubts) - counts["judged"], 0), **facts))
        if counts["judged"] or counts[UNDO]:
            record.resolve()
    return Exit.FINE


def _go_through(record: Record, doubts: Sequence[Doubt], by: str, answers: Iterator[str], counts: Counter[str]) -> None:
    out = console()
    done: list[int] = []  # the cases that were answered, for taking answers back
    at = 0
    while at < len(doubts):
        doubt = doubts[at]
        allowed = (*(each for each in judging.VERDICTS[doubt.kind] if each != judging.UNDO), SKIP, UNDO, QUIT)
        _show(out, record, doubt, at, len(doubts))
        answer = _ask(out, answers, allowed)
        if answer == QUIT:
            return
        if answer == UNDO:
            if not done:
                out.print(say("review.nothing_to_undo"), style="dim")
                continue
            at = done.pop()
            _judge(record, doubts[at], judging.UNDO, by)
            counts["judged"] -= 1
            counts[UNDO] += 1
            continue
        if answer == SKIP:
            counts[SKIP] += 1
        else:
            _judge(record, doubt, answer, by)
            counts["judged"] += 1
            done.append(at)
        at += 1


def _judge(record: Record, doubt: Doubt, verdict: str, by: str) -> None:
    right = doubt.right.id if doubt.right else None
    record.judge(doubt.kind, doubt.left.id, right, verdict, by=by, field=doubt.field)


# --- asking -------------------------------------------------------------------------------------------------


def _ask(out: Console, answers: Iterator[str], allowed: Sequence[str]) -> str:
    """The next answer that fits; the end of the answers is to quit."""
    keys = {key: word for key, word in KEYS.items() if word in allowed and key != " "}
    prompt = "  ".join(f"[{key}] {say(f'review.{word}')}" for key, word in keys.items())
    out.print(prompt, style="cyan")
    for given in answers:
        asked = given if given == " " else given.strip().lower()
        word = KEYS.get(asked) or _WORDS.get(asked)
        if word is not None and word in allowed:
            out.print(f"→ {say(f'review.{word}')}", style="bold")
            return word
        if asked:
            tell(say("review.no_answer", given=asked, keys=" ".join(keys)))
    return QUIT


def _lines() -> Iterator[str]:
    for line in sys.stdin:
        yield line.rstrip("\n")


@contextmanager
def _keys() -> Iterator[Iterator[str]]:
    """Single keys from the terminal, without Enter; lines from a pipe, and where the system can't give single keys."""
    if not is_terminal(sys.stdin) or (set_mode := _single_keys()) is None:
        yield _lines()
        return
    give_back = set_mode()
    try:
        yield _pressed()
    finally:
        give_back()


def _pressed() -> Iterator[str]:
    while (key := sys.stdin.read(1)) not in ("", _END):
        yield key


def _single_keys() -> Callable[[], Callable[[], None]] | None:
    """What makes the terminal give keys one by one, and gives what makes it as it was."""
    try:
        import termios
        import tty
    except ImportError:  # Windows
        return None
    number = sys.stdin.fileno()

    def set_mode() -> Callable[[], None]:
        before = termios.tcgetattr(number)
        # Now, and not after a flush: what was typed ahead counts.
        tty.setcbreak(number, termios.TCSANOW)
        return lambda: termios.tcsetattr(number, termios.TCSADRAIN, before)

    return set_mode


# --- showing ------------------------------------------------------------------------------------------------


def _show(out: Console, record: Record, doubt: Doubt, number: int, total: int) -> None:
    from rich.rule import Rule
    from rich.text import Text

    out.print(Rule(f"{number + 1}/{total}", align="left", style="dim"))
    field = _field(doubt)
    out.print(Text(say(f"review.question.{doubt.kind}", field=field, read=doubt.read or "–"), style="bold"))
    sides = (("A", doubt.left), ("B", doubt.right))
    for name, side in sides:
        if side is not None:
            _show_side(out, name if doubt.right else "", side, record.evidence(side))
    for reason in doubt.reasons:
        out.print(Text(f"· {reason}", style="dim"))


def _field(doubt: Doubt) -> str:
    if not doubt.field:
        return say("review.whole")
    key = f"review.field.{doubt.field}"
    return say(key) if key in catalogue() else doubt.field


def _show_side(out: Console, name: str, side: Side, told: Sequence[Told]) -> None:
    from rich.padding import Padding
    from rich.text import Text

    out.print(Text.assemble((f"{name}  " if name else "", "bold cyan"), (side.about, "bold"), (f"  {side.id}", "dim")))
    page = None
    for each in told:
        if each.page != page:
            page = each.page
            where = " · ".join(filter(None, (each.published, each.outlet, each.headline, each.url or each.source)))
            out.print(Padding(Text(where, style="dim"), (0, 0, 0, 3)))
        out.print(Padding(_marked(each, bare=out.no_color or not out.is_terminal), (0, 0, 0, 3)))
    if not told:
        out.print(Padding(Text(say("review.no_page"), style="dim"), (0, 0, 0, 3)))


def _marked(told: Told, *, bare: bool) -> Text:
    """The sentence with its words in colour, or in brackets where there is none."""
    from rich.text import Text

    line, at = Text(), 0
    for start, end in told.marks:
        line.append(told.sentence[at:start])
        word = told.sentence[start:end]
        line.append(f"[{word}]" if bare else word, style="" if bare else "bold yellow")
        at = end
    line.append(told.sentence[at:])
    return line
