"""Ground floor: what the codes of the codebook are called in English and Vietnamese (data/labels.toml)."""

from __future__ import annotations

import functools
import tomllib
from importlib import resources

LANGUAGES = ("en", "vi")


@functools.cache
def catalogue() -> dict[str, dict[str, str]]:
    """All words: `KIND.CODE` -> language -> word."""
    file = resources.files("banggiao") / "data" / "labels.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))


def label(kind: str, code: str, language: str) -> str:
    """The word for a code (`kind`: type, form, status, role, act, topic ...), or the code itself.

    >>> label("role", "host", "vi"), label("form", "meeting.talks", "en"), label("role", "unheard of", "en")
    ('chủ nhà', 'talks', 'unheard of')
    """
    entry = catalogue().get(f"{kind}.{code}")
    return entry[language] if entry else code
