"""Which feeds and calendars a page has: the links in its head."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote, urlencode

from banggiao.web import feeds, language

if TYPE_CHECKING:
    from banggiao.web.asking import Ask

KINDS = ("contacts", "statements", "commitments", "pages")  # of things that can be followed
_CALENDAR = "text/calendar"
_FOLLOWED = re.compile(r"/(?:person|office|organisation)/[^/]+|/relation/[^/]+/[^/]+")


class Alternate(NamedTuple):
    """A link in the head of a page."""

    media: str
    url: str
    title: str


def alternates(ask: Ask) -> list[Alternate]:
    """The feeds and the calendar of the page that is asked for."""
    path = ask.request.url.path
    given = [(name, value) for name, value in ask.request.query_params.multi_items() if name not in ("after", "order")]
    if path in ("/", "/search"):
        path, calendar = "/search", ask.query.get("kind", KINDS[0]) == KINDS[0]
        if ask.query.get("kind", KINDS[0]) not in KINDS:
            return []
    elif (found := _FOLLOWED.match(path)) is not None:
        path, calendar = quote(found[0]), True
        given = [each for each in given if each[0] == "channel"]
    else:
        return []
    if ask.language != language.DEFAULT:
        given = [*(each for each in given if each[0] != "lang"), ("lang", ask.language)]
    end = f"?{urlencode(given)}" if given else ""
    links = [
        Alternate(media, f"{path}.{format}{end}", ask.say(f"feed.as_{format}"))
        for format, (_, media) in feeds.FORMATS.items()
    ]
    return links + ([Alternate(_CALENDAR, f"{path}.ics{end}", ask.say("feed.as_ics"))] if calendar else [])
