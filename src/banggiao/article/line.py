"""One line of a page while its kind is being worked out."""

from __future__ import annotations

import regex

from banggiao.article import words
from banggiao.article.credits import Credit
from banggiao.text import fold

_STOP = regex.compile(r"(?:[.…]|\./\.)[\"”’')\]]*\s*$")


class Line:
    """A line without its outer blanks: the span in the page text and what has been found of it so far."""

    __slots__ = (
        "_folded",
        "_key",
        "after_block",
        "block",
        "box",
        "credits",
        "cut",
        "dated",
        "end",
        "fixed",
        "group",
        "hint",
        "kind",
        "last",
        "opens",
        "part",
        "residue",
        "signed",
        "start",
        "text",
    )

    def __init__(self, start: int, end: int, text: str) -> None:
        self.start = start
        self.end = end
        self.text = text
        self.after_block = False  # a block stands right before it
        self.kind: str | None = None
        self.opens: str | None = None
        """What the line opens: `list`, `line` or `inline` (a title follows on the same line)."""
        self.cut = 0
        """Length of the opening words of an inline heading."""
        self.hint: str | None = None
        """What the markup says the line is: headline, lead, caption, credit, byline; in a box headline, lead,
        caption.
        """
        self.box = 0
        """Number of the box of the markup that the line stands in, 0 for none."""
        self.credits: list[Credit] = []
        self.residue: list[tuple[int, int]] = []
        self.block = 0
        """Number of the block of other articles that the line stands in, 0 for the article itself."""
        self.group: int | None = None
        self.part: str | None = None
        self.signed: str | None = None
        self.dated = False
        self.fixed = False
        self.last = False
        self._folded: str | None = None
        self._key: str | None = None

    @property
    def folded(self) -> str:
        """The line folded. Asked for when `text` is what it stays."""
        if self._folded is None:
            self._folded = fold(self.text)
        return self._folded

    @property
    def key(self) -> str:
        """The line for comparing with another or with a listed phrase (banggiao.article.words.key)."""
        if self._key is None:
            self._key = words.trimmed(self.folded)
        return self._key

    @property
    def open(self) -> bool:
        """Whether the line's kind is still to be found."""
        return self.kind is None and self.opens is None


def is_running(content: str) -> bool:
    """Whether a line ends as running text does, with a full stop (or dots)."""
    return _STOP.search(content[-12:]) is not None
