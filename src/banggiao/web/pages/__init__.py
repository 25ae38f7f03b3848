"""The pages, one file each; ROUTES is the table of what is where."""

from __future__ import annotations

from banggiao.web.asking import PageFunction
from banggiao.web.pages import (
    about,
    api,
    contact,
    correcting,
    linked,
    office,
    organisation,
    page,
    person,
    preferences,
    relation,
    relations,
    review,
    search,
    signing,
    sitemap,
    start,
    suggest,
)
from banggiao.web.posting import PostFunction

ROUTES: tuple[tuple[str, PageFunction], ...] = (
    *linked.ROUTES,
    *sitemap.ROUTES,
    ("/", start.start),
    ("/contact/{id}", contact.contact),
    ("/page/{id:path}", page.page),
    ("/api/v1", api.api),
    ("/office/{id}", office.office),
    ("/office/{id}/{title}", office.office),
    ("/organisation/{id}", organisation.organisation),
    ("/organisation/{id}/{name}", organisation.organisation),
    ("/person/{id}", person.person),
    ("/person/{id}/{name}", person.person),
    ("/person/{id}/{name}/brief", person.brief),
    ("/search", search.search),
    ("/suggest", suggest.suggest),
    ("/relation", relation.asked_for),
    ("/relation/{one}/{other}", relation.relation),
    ("/about", about.about),
    ("/relation/{one}/{other}/brief", relation.brief),
    ("/relations", relations.relations),
    ("/preferences", preferences.preferences),
    ("/sign-in", signing.sign_in),
    ("/review", review.review),
    ("/review/doubt/{id}", review.doubt),
    ("/review/log", review.log),
    ("/review/contact/{id}", correcting.contact),
    ("/review/statement/{page}/{id}", correcting.statement),
    ("/review/person/{id}", correcting.person),
)

# What changes something: asked for by forms alone.
POSTS: tuple[tuple[str, PostFunction], ...] = (
    ("/sign-in", signing.signed_in),
    ("/sign-out", signing.signed_out),
    ("/review/judge", review.judge),
    ("/review/undo", review.undo),
)
