"""Hostile inputs: what people who mean harm put into addresses, forms, headers and articles. Made, not collected: every
piece stands for a kind of attack, and they are put together by a seeded generator, the same every time."""

from __future__ import annotations

import random
from collections.abc import Iterator
from html.parser import HTMLParser

SCRIPTS = (
    "<script>alert(1)</script>",
    '"><script>alert(1)</script>',
    "'><img src=x onerror=alert(1)>",
    '"onmouseover="alert(1)',
    "' autofocus onfocus=alert(1) x='",
    "<svg/onload=alert(1)>",
    "</title><script>alert(1)</script>",
    "</textarea><script>alert(1)</script>",
    "<iframe srcdoc='<script>alert(1)</script>'>",
    "<a href=javascript:alert(1)>x</a>",
    "javascript:alert(1)",
    "jaVaScRiPt:alert(1)",
    " \tjavascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:msgbox(1)",
    "{{7*7}}",
    "{% for x in ().__class__.__base__.__subclasses__() %}{% endfor %}",
    "${7*7}",
    "#{7*7}",
    "<style>*{background:url(//example.org)}</style>",
    "<base href=//example.org>",
    "<meta http-equiv=refresh content=0;url=//example.org>",
    "<form action=//example.org><button>x",
    "<!--<script>alert(1)</script>-->",
    "]]><script>alert(1)</script>",
    "\u2028alert(1)\u2029",
    "<scr\x00ipt>alert(1)</scr\x00ipt>",
    "＜script＞alert(1)＜/script＞",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "<math><mtext><table><mglyph><style><img src onerror=alert(1)>",
)
SQL = (
    "' OR '1'='1",
    "'; DROP TABLE documents; --",
    '" UNION SELECT text FROM versions --',
    "1); ATTACH DATABASE '/tmp/x' AS x; --",
    "%' ESCAPE '\\",
    "x' AND load_extension('x') --",
    "\x00",
    "NULL",
    "9223372036854775808",
    "-1",
    "1e309",
    "0x7fffffff",
)
FTS = (
    '"',
    '""',
    '"một',
    "một*",
    "*",
    "text:một",
    "NEAR(một hai, 3)",
    "một AND",
    "OR OR OR",
    "NOT",
    "^một",
    "(((((",
    ")))))",
    "-",
    "--một",
    "- - -",
    "{một hai}",
    "một + hai",
    "\\",
    "một\\",
    "'",
    "''",
    ":",
    "\u0301\u0301\u0301",
    "a" * 5000,
    '"' * 999,
    " ".join("(" for _ in range(300)),
)
PATHS = (
    "../../../../etc/passwd",
    "..%2f..%2f..%2fetc%2fpasswd",
    "....//....//etc/passwd",
    "%2e%2e/%2e%2e/",
    "..\\..\\..\\windows\\win.ini",
    "/etc/passwd",
    "//example.org/",
    "\\\\example.org\\share",
    "file:///etc/passwd",
    "http://169.254.169.254/",
    "con",
    "a\x00.txt",
    "%00",
    "%ff%fe",
    "%",
    "%zz",
    ".",
    "..",
    "~root",
    "x" * 3000,
)
ODD = (
    "",
    " ",
    "\n",
    "\r\nset-cookie: a=b",
    "%0d%0aset-cookie:%20a=b",
    "\ud7ff\ue000",
    "🙂" * 400,
    "\u202egnp.exe",
    "ẵ" * 2000,
    "ﬀ",
    "١٢٣",
    "true",
    "[]",
    "{}",
    "2024-02-30",
    "0000-00-00",
    "99999-01-01",
    "2024-W01",
    "-0001",
    "XXXX-XX-XX",
    "[2024-01-01,",
    "../..",
    "inf",
    "NaN",
    "1" * 400,
)
PIECES = (*SCRIPTS, *SQL, *FTS, *PATHS, *ODD)

_ABOVE = 20  # percent of inputs that are two pieces put together


def inputs(seed: int = 0) -> Iterator[str]:
    """Each piece once, then pieces put together, without end."""
    yield from PIECES
    chance = random.Random(seed)
    while True:
        one = chance.choice(PIECES)
        if chance.randrange(100) < _ABOVE:
            one += chance.choice(("", " ", "/", "\n", "&q=", "#")) + chance.choice(PIECES)
        yield one


class Harm(HTMLParser):
    """Looks through a page for what must never come out of data: scripts, handlers, foreign frames, styles, targets."""

    _FORBIDDEN = frozenset({"iframe", "object", "embed", "base", "math", "style", "applet", "frame"})
    _ADDRESSES = frozenset({"href", "src", "action", "formaction", "xlink:href", "poster", "srcset"})

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag in self._FORBIDDEN or (tag == "meta" and "http-equiv" in given):
            self.found.append(f"<{tag}>")
        data = given.get("type") in ("application/ld+json", "application/json")
        if tag == "script" and not data and not (given.get("src") or "").startswith("/static/"):
            self.found.append(f"script {given}")
        for name, value in attrs:
            if name.startswith("on") or name in ("style", "srcdoc"):
                self.found.append(f"{tag} {name}")
            plain = "".join((value or "").split()).lower()
            if name in self._ADDRESSES and plain.startswith(("javascript:", "data:", "vbscript:", "file:")):
                self.found.append(f"{tag} {name}={value}")
            if name in ("src", "action", "formaction") and plain.startswith(("//", "http:", "https:")):
                self.found.append(f"{tag} {name}={value}")


def harm(html: str) -> list[str]:
    """What a page holds that it must not."""
    look = Harm()
    look.feed(html)
    return look.found
