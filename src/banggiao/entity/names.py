"""A person's name taken apart: what stands before it put away, its words, how it is written."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from banggiao import lexicon
from banggiao.authority import TENURES, kept
from banggiao.model import Value
from banggiao.text import fold, is_marked, lower, nfc

# "Jr.", "III": father and son may bear one name but for this.
_GENERATIONS = {"jr": "jr", "jnr": "jr", "con": "jr", "sr": "sr", "ii": "2", "iii": "3", "iv": "4", "v": "5", "vi": "6"}
# Words that one writer has and another leaves out: "Haider (al-)Abadi", "Mohammed (bin) Salman".
_PARTICLES = frozenset(
    "al el bin bint binti ibn ben ould de da do dos del della van von der den di la le y e ul".split()  # noqa: SIM905
)
_PIECES = re.compile(r"[^\W\d_]+(?:['’`][^\W\d_]+)*")
_QUOTES = re.compile(r"['’`]")
_SPACED_HYPHEN = re.compile(r"\s*[-‐‑–]\s*")
_BRACKETS = re.compile(r"\([^)]*\)")
# One vowel cluster with at most the consonants that a Vietnamese syllable has before and after it.
_SYLLABLE = re.compile(
    r"(?:ngh?|nh|kh|ph|th|tr|ch|gh|gi|qu|[bcdđghklmnprstvx])?[aăâeêioôơuưy]{1,3}(?:ng|nh|ch|[cmnpt])?$"
)
_TONES = str.maketrans(
    "áàảãạắằẳẵặấầẩẫậéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ",
    "aaaaaăăăăăâââââeeeeeêêêêêiiiiioooooôôôôôơơơơơuuuuuưưưưưyyyyy",
)

# States whose people have names of Vietnamese syllables, or of the same letters read in the Vietnamese way.
_IN_VIETNAMESE = frozenset(["", "VN", "CN", "TW", "HK", "MO", "SG", "KR", "KP"])
_READ = _IN_VIETNAMESE - {"", "VN"}
# States whose names are romanised without marks: with them it is a Vietnamese spelling ("Khuông Xrêng").
_UNMARKED = frozenset(["LA", "KH", "TH", "MM", "RU"])


# Letters that are no marked ones to Unicode.
_LETTERS = str.maketrans({"ł": "l", "ø": "o", "æ": "ae", "ß": "ss", "ı": "i", "ð": "d", "þ": "th", "œ": "oe"})


class Name(Value, frozen=True):
    """A name as it is compared.

    `words`: in lower case with marks, hyphens and stops gone ("young", "sam"); `groups`: the words that hyphens join
    ("young-sam" is one); `bare`: the words without marks and particles; `generation`: "jr", "2" and so on;
    `vietnamese`: of Vietnamese syllables, a family name first (a Chinese name in its Sino-Vietnamese reading too);
    `transcribed`: a foreign name in Vietnamese syllables ("Ma-lu Đờ-ray-ờ"); `marked`: with any mark.
    """

    words: tuple[str, ...]
    groups: tuple[tuple[str, ...], ...]
    bare: tuple[str, ...]
    generation: str
    vietnamese: bool
    transcribed: bool
    marked: bool

    @property
    def key(self) -> str:
        """Equal for spellings that differ in nothing but case, stops, hyphens and honorifics."""
        return " ".join((*self.words, self.generation)).strip()

    @property
    def folded(self) -> str:
        return fold(self.key)


@lru_cache(4096)
def parsed(name: str, country: str = "") -> Name:
    """The name of someone who acts for `country` (ISO code, "" where it is not known)."""
    plain = lower(nfc(_BRACKETS.sub(" ", name)))
    plain = _SPACED_HYPHEN.sub("-", plain).replace(".", " ").replace(",", " ")
    groups = [tuple(_pieces(each)) for each in plain.split()]
    groups = _without_honorifics([each for each in groups if each], country)
    generation = ""
    while len(groups) > 1 and len(groups[-1]) == 1 and groups[-1][0] in _GENERATIONS:
        generation = _GENERATIONS[groups.pop()[0]] + generation
    words = tuple(word for group in groups for word in group)
    plain_words = [fold(word).translate(_LETTERS) for word in words]
    bare = tuple(word for word in plain_words if word not in _PARTICLES) or tuple(plain_words)
    vietnamese = (
        country in _IN_VIETNAMESE and is_vietnamese(words, country) and not any(len(group) > 1 for group in groups)
    )
    marked = is_marked(" ".join(words))
    return Name(
        words=words,
        groups=tuple(groups),
        bare=bare,
        generation=generation,
        vietnamese=vietnamese,
        transcribed=not vietnamese and (_is_transcribed(groups) or (marked and country in _UNMARKED)),
        marked=marked,
    )


def _pieces(word: str) -> list[str]:
    return [_QUOTES.sub("", piece) for piece in _PIECES.findall(word.replace("-", " "))]


def _without_honorifics(groups: list[tuple[str, ...]], country: str) -> list[tuple[str, ...]]:
    """The words without those of honour before them; of a name that would be gone the last word is kept."""
    longest, known = _honorifics()
    at = 0
    while at < len(groups) - 1:
        for count in range(min(longest, len(groups) - 1 - at), 0, -1):
            phrase = " ".join(word for group in groups[at : at + count] for word in group)
            if "" in known.get(phrase, ()) or country in known.get(phrase, ()):
                at += count
                break
        else:
            break
    return groups[at:]


@cache
def _honorifics() -> tuple[int, dict[str, set[str]]]:
    found: dict[str, set[str]] = {}
    for phrase, country, _ in lexicon.table("entity/honorifics.tsv", ("phrase", "country", "example")):
        words = " ".join(_pieces(lower(phrase)))
        found.setdefault(words, set()).add(country)
    return max(len(phrase.split()) for phrase in found), found


def is_vietnamese(words: tuple[str, ...], country: str = "") -> bool:
    """Whether these are Vietnamese syllables, two to five, the first a family name (with or without its marks)."""
    marked, folded = _surnames()
    if country in _READ and 2 <= len(words) <= 4 and is_marked(" ".join(words)):
        return all(_SYLLABLE.match(word.translate(_TONES)) for word in words)
    if not 2 <= len(words) <= 5 or not all(_SYLLABLE.match(word.translate(_TONES)) for word in words):
        return False
    return words[0] in marked or (not is_marked(" ".join(words)) and words[0] in folded)


@cache
def _surnames() -> tuple[frozenset[str], frozenset[str]]:
    marked = frozenset(lower(name) for (name,) in lexicon.table("lexicon/surnames.tsv", ("name",)))
    return marked, frozenset(map(fold, marked))


def _is_transcribed(groups: list[tuple[str, ...]]) -> bool:
    """Hyphens between pieces with Vietnamese marks, or a marked syllable beside such a word: "Mác Rút-tê"."""
    pieces = [piece for group in groups for piece in group]
    joined = [group for group in groups if len(group) > 1]
    return (bool(joined) and any(is_marked(piece) or "đ" in piece for piece in pieces)) or (
        len(joined) > 0 and all(_SYLLABLE.match(piece.translate(_TONES)) for group in joined for piece in group)
        and any(len(group) > 2 for group in joined)
    )  # fmt: skip


# --- how much a Vietnamese name says ---------------------------------------------------------------------------

# People who may stand in the news of some decades, ten times those that the tables know.
_POPULATION = 12_000
_FOURTH = 0.00006


@lru_cache(4096)
def namesakes(words: tuple[str, ...]) -> float:
    """How many others of the same name to expect, from how common its parts are: "Nguyễn Thanh Bình" has some,
    "Phan Văn Mãi" none."""
    families, middles, givens, people = _parts()
    if len(words) < 2:
        return float(_POPULATION)
    chance = families.get(words[0], 0.5) / people * givens.get(words[-1], 0.5) / people
    for word in words[1:-1]:
        chance *= middles.get(word, 0.5) / people
    if len(words) > 3:  # two parts that go together ("Thu Hà", "Minh Phương"), or a family name of two
        chance = max(chance, families.get(words[0], 0.5) / people * _FOURTH)
    return chance * _POPULATION


@kept
@cache
def _parts() -> tuple[dict[str, float], dict[str, float], dict[str, float], int]:
    families: dict[str, float] = {}
    middles: dict[str, float] = {}
    givens: dict[str, float] = {}
    names = {parsed(tenure.person, "VN").words for tenure in TENURES.rows() if tenure.country == "VN"}
    for words in names:
        if len(words) < 2:
            continue
        families[words[0]] = families.get(words[0], 0) + 1
        givens[words[-1]] = givens.get(words[-1], 0) + 1
        for word in words[1:-1]:
            middles[word] = middles.get(word, 0) + 1
    return families, middles, givens, max(len(names), 1)
