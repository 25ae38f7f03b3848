"""The server: which tools there are and how they are described. What they answer is made in answers.py."""

from __future__ import annotations

import os
from collections.abc import Awaitable, Callable
from functools import wraps
from typing import Annotated, Any, Literal, ParamSpec

from mcp.server.mcpserver import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp.types import ToolAnnotations
from pydantic import Field

from banggiao import __version__
from banggiao.mcp import answers
from banggiao.mcp.answers import Answer, NotThere
from banggiao.record import Record, RecordError

P = ParamSpec("P")

_ABOUT = (
    "A record of diplomatic contacts read from Vietnamese news pages. Every answer has its evidence: sentences in"
    " Vietnamese with page, address, day and ids. Cite them. What is null is not known; dates are EDTF"
    " (XXXX: year unknown, [a,b]: one of these). Names may be given with or without Vietnamese marks; states as ISO"
    " codes (VN, JP). Times in office come from tables (`authority`) or from pages (`read`)."
)

_Country = Annotated[str | None, Field(description="ISO code of a state, such as JP", pattern="^[A-Z]{2}$")]
_Since = Annotated[str | None, Field(description="not before: 2024, 2024-09 or 2024-09-05")]
_Until = Annotated[str | None, Field(description="not after, itself included")]
_Limit = Annotated[int, Field(description="how many at most", ge=1, le=answers.MOST)]


class _Holder:
    """The record, opened when it is first asked, and again when another file took its place."""

    def __init__(self, path: str) -> None:
        self.path = path
        self._record: Record | None = None
        self._file: int | None = None

    def __call__(self) -> Record:
        file = os.stat(self.path).st_ino if os.path.exists(self.path) else None
        if self._record is None or file != self._file:
            self._record, self._file = Record(self.path, readonly=True), file
        return self._record


def server(path: str) -> MCPServer[Any]:
    """A server that answers from the record at `path`, and never writes to it."""
    record = _Holder(path)
    made: MCPServer[Any] = MCPServer(
        "banggiao", title="banggiao", instructions=_ABOUT, version=__version__, log_level="WARNING"
    )

    def tool(title: str) -> Callable[[Callable[P, Awaitable[Answer]]], Callable[P, Awaitable[Answer]]]:
        def add(function: Callable[P, Awaitable[Answer]]) -> Callable[P, Awaitable[Answer]]:
            @wraps(function)
            async def told(*args: P.args, **kwargs: P.kwargs) -> Answer:
                try:
                    return await function(*args, **kwargs)
                except (RecordError, NotThere) as error:
                    raise ToolError(str(error)) from error

            hints = ToolAnnotations(read_only_hint=True, idempotent_hint=True, open_world_hint=False)
            made.add_tool(told, title=title, annotations=hints, structured_output=True)
            return function

        return add

    @tool("Search the record")
    async def search(
        query: Annotated[str, Field(description='words that must all be there; "in quotes": one after the other')] = "",
        kind: Annotated[
            Literal["contacts", "statements", "commitments", "pages", "people", "offices", "organisations"],
            Field(description="what to look for"),
        ] = "contacts",
        country: _Country = None,
        person: Annotated[str | None, Field(description="name or id of who takes part, or speaks")] = None,
        since: _Since = None,
        until: _Until = None,
        order: Annotated[Literal["newest", "relevance"], Field(description="which come first")] = "newest",
        limit: _Limit = 10,
        after: Annotated[str | None, Field(description="`next` of the answer before, for what comes after it")] = None,
    ) -> Answer:
        """Find contacts (meetings, visits, calls, messages, agreements), statements, commitments or pages by words and
        conditions; or people, offices and organisations by their names."""
        asked = {"country": country, "person": person, "since": since, "until": until}
        return answers.search(record(), query, kind, asked, order=order, limit=limit, after=after)

    @tool("One contact")
    async def contact(id: Annotated[str, Field(description="id of a contact, or of any telling of it")]) -> Answer:
        """Everything known of one contact: who in which office, when (with the reasons where a year was inferred),
        where, all pages that tell it, what was said, what it belongs to."""
        return answers.contact(record(), id)

    @tool("One person")
    async def person(name: Annotated[str, Field(description="name in any spelling, or id")]) -> Answer:
        """Who somebody is: names, offices over time, latest contacts. Several where several bear the name."""
        return answers.person(record(), name)

    @tool("A relation of two states or bodies")
    async def relation(
        a: Annotated[str, Field(description="ISO code or name of a state, or name of a party, parliament, province")],
        b: Annotated[str, Field(description="the other one")] = "VN",
    ) -> Answer:
        """The relation of two sides: levels, first and last contact, contacts by year, who met whom most, what is
        planned, and since when nothing is heard."""
        return answers.relation(record(), a, b)

    @tool("The ledger of commitments")
    async def ledger(
        country: _Country = None,
        other: _Country = None,
        status: Annotated[
            Literal["proposed", "agreed", "signed", "followed_up", "no_public_evidence"] | None,
            Field(description="what became of it; no_public_evidence: nothing was heard of it again in this record"),
        ] = None,
        since: _Since = None,
        until: _Until = None,
        limit: _Limit = 10,
        after: Annotated[str | None, Field(description="`next` of the answer before")] = None,
    ) -> Answer:
        """What states proposed, pledged, agreed or offered to one another, the latest first, and what may have
        followed. A follow-up is a guess unless its verdict is `right`."""
        countries = tuple(filter(None, (country, other)))
        asked = {"country": countries or None, "status": status, "since": since, "until": until}
        return answers.search(record(), "", "commitments", asked, order="newest", limit=limit, after=after)

    @tool("Who held an office on a day")
    async def office_on_day(
        office: Annotated[str, Field(description="title of the office, such as Thủ tướng")],
        day: Annotated[str, Field(description="the day, such as 2020-05-01", pattern=r"^\d{4}-\d\d-\d\d$")],
        country: _Country = None,
    ) -> Answer:
        """Who is known to have held an office on a day, by tables and by what pages say."""
        return answers.office_on_day(record(), office, day, country)

    @tool("One page")
    async def page(
        id: Annotated[str, Field(description="id of a page")],
        start: Annotated[int, Field(description="first character of the text to give", ge=0)] = 0,
    ) -> Answer:
        """The text of a page, piece by piece, with the contacts and statements read from it."""
        return answers.page(record(), id, start)

    @tool("Who met whom")
    async def who_met_whom(
        person: Annotated[str, Field(description="name or id")],
        other: Annotated[str | None, Field(description="name or id of somebody else; none: with whom most")] = None,
        since: _Since = None,
        until: _Until = None,
        limit: _Limit = 10,
    ) -> Answer:
        """The contacts in which two people both took part, newest first; or with whom one person had contacts most."""
        return answers.who_met_whom(record(), person, other, since, until, limit)

    return made
