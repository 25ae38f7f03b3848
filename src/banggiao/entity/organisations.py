"""Bodies under one name: "JCP" is the Đảng Cộng sản Nhật Bản, "Chính phủ nước CHXHCN Việt Nam" the government of VN."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from banggiao import lexicon
from banggiao.authority import office_key
from banggiao.entity.seats import state_named, without_state
from banggiao.model import Value
from banggiao.text import fold, lower, nfc

_WORDS = re.compile(r"\w+")
_BRACKETS = re.compile(r"\([^)]*\)?")
# Those who stand for a body: the body is meant.
_FOR = re.compile(
    r"^(?:(?:cac )?(?:nha )?lanh dao (?:cap cao )?|(?:cac )?doan dai bieu (?:cap cao )?|doan cong tac "
    r"|dai dien (?:lanh dao )?|phai doan |tap the |ban lanh dao |ban thuong vu |bch |ban chap hanh (?:trung uong )?)+"
)
_SHORT = {
    "thanh pho": "tp",
    "tphcm": "tp ho chi minh",
    "tp hcm": "tp ho chi minh",
    "uy ban nhan dan": "ubnd",
    "hoi dong nhan dan": "hdnd",
}


class Body(Value, frozen=True):
    """A body: `key` is equal for the same one, `name` in full where the table has it, else as written; `state` when the
    name is that of a state itself."""

    key: str
    name: str
    state: bool = False


@lru_cache(4096)
def body(written: str, country: str) -> Body:
    """The body that `written` means for a side of this country ("" where it is not known)."""
    if found := _known(written, country):
        return Body(key=f"{found[1]}|{office_key(found[0])}", name=found[0])
    bare = _plain(_BRACKETS.sub(" ", written))
    if (code := state_named(bare)) is not None:
        return Body(key=f"{code}|", name=written, state=True)
    key = without_state(bare, country)
    return Body(key=f"{country}|{key}", name=written)


def _known(written: str, country: str) -> tuple[str, str] | None:
    """The row of the table, its own state's before that of an international body; an abbreviation as it is written."""
    exact, folded = _table()
    short = _BRACKETS.sub(" ", written).strip()
    for code in dict.fromkeys((country, "")):
        for name in dict.fromkeys((written.strip(), short)):
            if row := exact.get((name, code)):
                return row
            if row := folded.get((_plain(name), code)):
                return row
    rows = {row for (name, _), row in exact.items() if not country and name == short}
    return rows.pop() if len(rows) == 1 else None


def _plain(name: str) -> str:
    key = " ".join(_WORDS.findall(fold(nfc(name))))
    bare = _FOR.sub("", key) or key
    for long, short in _SHORT.items():
        bare = re.sub(rf"\b{long}\b", short, bare)
    return bare


_Row = tuple[str, str]


@cache
def _table() -> tuple[dict[tuple[str, str], _Row], dict[tuple[str, str], _Row]]:
    exact: dict[tuple[str, str], _Row] = {}
    folded: dict[tuple[str, str], _Row] = {}
    columns = ("name", "country", "also", "example")
    for name, country, also, _ in lexicon.table("entity/organisations.tsv", columns):
        for each in (name, *also.split(" / ")):
            exact[each, country] = (name, country)
            if each != each.upper() or " " in each:  # what is in capitals only is an abbreviation: as written
                folded[_plain(each), country] = (name, country)
                folded[lower(each), country] = (name, country)
    return exact, folded
