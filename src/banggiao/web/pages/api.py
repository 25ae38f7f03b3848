"""The API for people: what may be asked and what is answered, made from its description."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from starlette.responses import Response

from banggiao.web.api.answering import PREFIX
from banggiao.web.asking import Ask

_REF = "#/components/schemas/"


class Parameter(NamedTuple):
    name: str
    place: str  # path or query
    required: bool
    shape: str
    about: str


class Operation(NamedTuple):
    path: str
    summary: str
    about: str
    parameters: tuple[Parameter, ...]
    answer: str
    example: str | None


class Field(NamedTuple):
    name: str
    shape: str
    about: str


def api(ask: Ask) -> Response:
    """`/api/v1`"""
    described: dict[str, Any] = ask.request.app.state.described()
    groups: dict[str, list[Operation]] = {}
    for path, operations in described["paths"].items():
        for told in operations.values():
            groups.setdefault(told["tags"][0], []).append(_operation(path, told))
    types = {
        name: (schema["description"], [_field(*each) for each in schema["properties"].items()])
        for name, schema in described["components"]["schemas"].items()
    }
    return ask.show("api.html", groups=groups, types=types, prefix=PREFIX, about=described["info"]["description"])


def _operation(path: str, told: dict[str, Any]) -> Operation:
    parameters = tuple(
        Parameter(
            each["name"], each["in"], each.get("required", False), shape(each["schema"]), each.get("description", "")
        )
        for each in told.get("parameters", ())
    )
    answer = told["responses"]["200"]["content"]["application/json"]["schema"]["$ref"].removeprefix(_REF)
    whole = not re.search(r"{", path) and not any(each.required for each in parameters)
    return Operation(path, told["summary"], told["description"], parameters, answer, path if whole else None)


def _field(name: str, about: dict[str, Any]) -> Field:
    return Field(name, shape(about), about.get("description", ""))


def shape(schema: dict[str, Any]) -> str:
    """What a value looks like, in a word or two.

    >>> shape({"anyOf": [{"type": "array", "items": {"$ref": "#/components/schemas/Card"}}, {"type": "null"}]})
    'list of Card, or null'
    """
    if "$ref" in schema:
        return str(schema["$ref"]).removeprefix(_REF)
    for several, between in (("allOf", " and "), ("anyOf", " or ")):
        if several in schema:
            told = list(dict.fromkeys(shape(each) for each in schema[several]))
            some = between.join(each for each in told if each != "null")
            return f"{some}, or null" if "null" in told else some
    if "enum" in schema:
        return ", ".join(map(str, schema["enum"]))
    kind = schema.get("type", "any value")
    if kind == "array":
        return f"list of {shape(schema['items'])}"
    if kind == "object" and isinstance(schema.get("additionalProperties"), dict):
        return f"object of {shape(schema['additionalProperties'])}"
    return {"string": "text", "integer": "whole number", "boolean": "true or false"}.get(kind, str(kind))
