"""What the API says of itself: the types of the record as schemas of OpenAPI, every field in words.

The types are those of record/results.py and model.py, their docstrings the descriptions; what single fields are stands
in data/web/fields.toml (`["*"]` for names that mean the same everywhere).
"""

from __future__ import annotations

import functools
import inspect
import tomllib
from collections.abc import Iterator
from importlib import resources
from typing import Any

import msgspec

from banggiao.model import Value
from banggiao.web.api.answering import PROBLEM, Problem

_REF = "#/components/schemas/{name}"
_published: dict[str, Any] = {}  # the types that some answer has, by name


@functools.cache
def fields() -> dict[str, dict[str, str]]:
    """Type -> field -> what it is."""
    file = resources.files("banggiao") / "data" / "web" / "fields.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))


def told(type_: Any, about: str, *, missing: bool = False, cursor: bool = False) -> dict[int | str, dict[str, Any]]:
    """The responses of an operation that answers with this type: for `responses=` of a route."""
    name = _name(type_)
    _published[name] = type_
    found = {200: _response(about, name), 304: {"description": "Nothing has changed since the given ETag."}}
    found[200]["headers"] = {"ETag": {"description": "Changes when the answer does.", "schema": {"type": "string"}}}
    if cursor:
        link = {"description": 'The next part of the list: `<address>; rel="next"`.', "schema": {"type": "string"}}
        found[200]["headers"]["Link"] = link
        found[404] = _response("The list has no part after this.", "Problem", PROBLEM)
    found[400] = _response("A parameter can't be taken as it is given.", "Problem", PROBLEM)
    if missing:
        found[404] = _response("The record has nothing of this id or name.", "Problem", PROBLEM)
    return found  # type: ignore[return-value]


def _response(about: str, name: str, media: str = "application/json") -> dict[str, Any]:
    return {"description": about, "content": {media: {"schema": {"$ref": _REF.format(name=name)}}}}


def _name(type_: type) -> str:
    return type_.__name__


def components() -> dict[str, dict[str, Any]]:
    """The schemas of all types that are answered with, and of those in them."""
    _, found = msgspec.json.schema_components([*_published.values(), Problem], ref_template=_REF)
    classes = {each.__name__: each for each in _values(Value)} | _published
    return {name: _described(name, schema, classes[name]) for name, schema in sorted(found.items())}


def _values(of: type[Value]) -> Iterator[type[Value]]:
    for each in of.__subclasses__():
        yield each
        yield from _values(each)


def _described(name: str, schema: dict[str, Any], of: type[Value]) -> dict[str, Any]:
    """With words for every field; all fields are always there but in types that leave out defaults."""
    own, everywhere = fields().get(name, {}), fields()["*"]
    for field, about in schema["properties"].items():
        about.pop("default", None)
        if (words := own.get(field) or everywhere.get(field)) is not None:
            if "$ref" in about:
                about = schema["properties"][field] = {"allOf": [{"$ref": about["$ref"]}]}
            about["description"] = words
    if not of.__struct_config__.omit_defaults:
        schema["required"] = list(schema["properties"])
    schema["description"] = " ".join(inspect.cleandoc(of.__doc__ or "").split())
    return schema
