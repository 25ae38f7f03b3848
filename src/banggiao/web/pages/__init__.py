"""The pages, one file each; ROUTES is the table of what is where."""

from __future__ import annotations

from banggiao.web.asking import PageFunction
from banggiao.web.pages import contact, preferences, start

ROUTES: tuple[tuple[str, PageFunction], ...] = (
    ("/", start.start),
    ("/contact/{id}", contact.contact),
    ("/preferences", preferences.preferences),
)
