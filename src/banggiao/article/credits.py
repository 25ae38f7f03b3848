"""Picture credits and bylines: where they stand in a line, and who is named in them.

A credit is found by its mark ("Ảnh:", "(Nguồn: ...)", "- Ảnh: VGP/..."). In a line of its own it ends with the line;
in text whose
line breaks are lost it runs straight into the next sentence, and its end is found by the shape of names.
"""

from __future__ import annotations

from typing import NamedTuple

import regex

from banggiao.article import words
from banggiao.text import lower


class Credit(NamedTuple):
    """A credit in a text: its span (with brackets, dash and final stop) and who is named.

    `byline` is true when it signs the article ("Tin, ảnh: ...") and not a picture.
    """

    start: int
    end: int
    photographer: str | None
    agency: str | None
    byline: bool = False


# "Ảnh:", "(ảnh: ", "Nguồn ảnh:", "Ảnh minh họa:", "Ảnh tư liệu. Nguồn:", "Tin, ảnh:", "Bài và ảnh:". A lower-case
# "ảnh:" alone may
# be running text ("gửi hai bức ảnh: một ..."), so it counts only in brackets or after "Nguồn" and "Tin,".
_MARK = regex.compile(
    r"""
    (?P<open>[(\[]\s*)?
    (?:
      (?P<by>(?:Tin|Bài|TIN|BÀI|Bài\sviết)(?:\s*(?:,|&|và|-|/|\+)?\s*(?:bài|ảnh|Ảnh|ẢNH|video|Video|clip|Clip))+
         |Thực\shiện|Tổng\shợp|Tác\sgiả)
    | (?P<photo>(?:Nguồn|nguồn)\s(?:ảnh|video|clip)|(?:Ảnh|ẢNH)(?:\s(?:và|,|&)\s(?:video|clip))?|Photos?|PHOTO|Hình)
    | (?P<weak>Nguồn|NGUỒN|Video|VIDEO|Clip|Đồ\sh(?:ọa|oạ)|Infographics?)
    | (?(open)(?:ảnh|nguồn|video|clip|hình|photo)|(?!))
    )
    (?P<sort>\s(?:minh\sh(?:ọa|oạ)|tư\sliệu|chụp\smàn\shình))?
    (?:\s*:(?!//)\s*|(?P<bare>\s+(?=\p{Lu})|(?(open)(?=\s*[)\]])|(?(sort)(?=\s*[.)\]]|\s*$)|(?!)))))
    """,
    regex.VERBOSE,
)
# A cheap look before the costly one (str.find runs ten times as fast as a pattern of these): what every mark has in it.
_HINTS = (
    *(
        "Ảnh",
        "ẢNH",
        "ảnh:",
        "ảnh :",
        "(ảnh",
        "[ảnh",
        "Nguồn",
        "NGUỒN",
        "(nguồn",
        "nguồn ảnh",
        "Video",
        "VIDEO",
        "(video",
    ),
    *(
        "Clip",
        "(clip",
        "Đồ h",
        "Photo",
        "PHOTO",
        "(photo",
        "Hình:",
        "(hình",
        "Thực hiện",
        "Tác giả",
        "Tổng hợp:",
        "Infogr",
    ),
)
_PLAIN = regex.compile(r"[^.()\[\]\n]{2,45}")
_BODY_REST = regex.compile(r"[^.,()\[\]/\n]{1,45}")
_BODY_SMALL = regex.compile(r"(?:\s*(?:tỉnh|thành phố|huyện|quận|xã|phường|TP\.?|nước|điện tử))*\s*")
_PARTS = regex.compile(r"\s*[/|()]\s*|\s+[-–—]\s*|\s*[-–—]\s+|-(?=TTXVN|VGP|VOV)")
_BY_WORDS = regex.compile(r"^(?:[Tt]heo|[Nn]guồn|[Ảả]nh|phát)\s*:?\s+")

_DOMAIN = regex.compile(
    r"(?:https?://)?(?:www\.)?[A-Za-z0-9][A-Za-z0-9-]*(?:\.[A-Za-z0-9-]+)*\.[a-z]{2,6}(?![\w.]\p{L})"
)
_INITIALS = regex.compile(r"(?:\p{Lu}\p{Ll}?\.\s?){1,3}\p{Lu}\p{L}*(?!\w)")
_PAPER = regex.compile(r"[Bb]áo(?: điện tử)? |BÁO |Tạp chí |tạp chí |Đài |Cổng |Facebook |FB |Fb |Trang ")
_WORD = regex.compile(r"[\p{L}\d][\p{L}\p{M}\d'’&+]*(?:-[\p{L}\d]+)*")
_JOIN = regex.compile(
    r"\s*/\s*|\s*&\s*(?=\p{Lu})|\s+[-–—|]\s*|\s*[-–—]\s+|,\s+(?=\p{Lu})|-(?=TTXVN|VGP|VOV)|\s+(?=\((?:TTXVN|Theo))"
)
_TAIL = regex.compile(r"\s*[)\]]?\s*(?:\./\.|[.;,](?!\d|\.))?")
_DASH = regex.compile(r"[\s]*[-–—|:]?[ \t]*$")
_BODY_WORD = regex.compile(
    r"(?:Bộ|Cục|Sở|Ban|Công an|CA|UBND|Văn phòng|Đại sứ quán|ĐSQ|Hải quân|Không quân|Quân đội|Cảnh sát|Quốc hội|Trường"
    r"|Hội|Viện|Tỉnh|Bệnh viện|BV|Công ty|Tập đoàn|CLB|Đoàn|Liên đoàn|Phủ|Nhà Trắng|Kênh|Truyền hình|Đài|Cổng|Báo|báo"
    r"|Tạp chí|tạp chí|Trang|Facebook|FB|Fb)(?= )"
)
_OUTLET_WORD = regex.compile(
    r"(?<!\w)(?:News|Times|Post|Mail|Express|Images?|Press|Star|Journal|Herald|Daily|Today|TV|Sports?|Media|Maps?|Pictures|Photos?|Insider|"
    r"Online|Tribune|Guardian|Magazine|Studio|Entertainment|Cinema|Agency|Network|Channel|Records?|Army|Navy|Force|Reuters|AFP|TTXVN)(?!\w)"
)
_FOREIGN = regex.compile(r"[fjwzFJWZ]|[bcdghklmnpqrstvx]{3}|\p{L}{7}")

NEAR = 90
"""How far, in characters, the names of a credit may reach."""


def find(text: str, start: int, end: int) -> list[Credit]:
    """The credits of text[start:end] in order. Their names may end at `end` or run into the next sentence."""
    found: list[Credit] = []
    position = start
    for hint in _hints(text, start, end):
        if hint < position:
            continue
        mark = _MARK.search(text, max(position, hint - 16), min(end, hint + 48))
        credit = _credit_at(text, mark, start, end) if mark is not None else None
        if credit is not None:
            if found and credit.start < found[-1].end:
                credit = credit._replace(start=found[-1].end)
            found.append(credit)
            position = credit.end
    return found


def _hints(text: str, start: int, end: int) -> list[int]:
    """Where a mark may be, in order."""
    places: list[int] = []
    for hint in _HINTS:
        at = text.find(hint, start, end)
        while at >= 0:
            places.append(at)
            at = text.find(hint, at + 1, end)
    places.sort()
    return places


def _credit_at(text: str, mark: regex.Match[str], start: int, end: int) -> Credit | None:
    if mark["bare"] is not None and not _bare_is_credit(text, mark, end):
        return None
    if not mark["open"] and mark.start() > start and (text[mark.start() - 1].isalnum()):
        return None
    left = _left_edge(text, mark.start(), start)
    byline = mark["by"] is not None
    if mark["open"]:
        closing = _closing(text, mark.end(), end)
        if closing is not None:
            person, agency = name_parts(text[mark.end() : closing])
            stop = _TAIL.match(text, closing + 1, end)
            return Credit(left, stop.end() if stop else closing + 1, person, agency, byline)
    names_end = _names_end(text, mark.end(), end, strict=mark["weak"] is not None)
    if names_end is None:
        if mark["sort"] and mark["bare"] is not None:
            names_end = mark.end()
        else:
            return None
    person, agency = name_parts(text[mark.end() : names_end])
    tail = _TAIL.match(text, names_end, end)
    return Credit(left, tail.end() if tail else names_end, person, agency, byline)


def _bare_is_credit(text: str, mark: regex.Match[str], end: int) -> bool:
    """A mark without a colon ("Ảnh VGP/...", "(Ảnh TTXVN)", "Ảnh minh họa.") needs a listed source, or nothing, after
    it.
    """
    if mark["by"] is not None or mark["weak"] is not None:
        return False
    if not mark["bare"]:
        return mark["sort"] is not None
    return words.source_pattern().match(text, mark.end(), end) is not None


def _left_edge(text: str, position: int, start: int) -> int:
    """The credit with the dash before it ("... sáng nay - Ảnh: AFP")."""
    before = _DASH.search(text, max(start, position - 4), position)
    edge = before.start() if before and before[0].strip() not in ("", ":") else position
    return edge


def _closing(text: str, position: int, end: int) -> int | None:
    """The bracket that closes a credit, if it comes soon; one inner pair ("(Ảnh: Lê An (TTXVN))") is allowed."""
    depth = 0
    for index in range(position, min(end, position + NEAR)):
        char = text[index]
        if char in "([":
            depth += 1
        elif char in ")]":
            if depth == 0:
                return index
            depth -= 1
    return None


def _names_end(text: str, position: int, end: int, strict: bool) -> int | None:
    """Where the names that begin at `position` end; None when nothing there is a name.

    `strict` is for marks that also stand before titles ("Video: ..."): names must be listed, or end at a stop or at
    `end`.
    """
    limit = min(end, position + NEAR)
    reached = _part_end(text, position, limit, end, first=True)
    if reached is None:
        return None
    stop, sure = reached
    for _ in range(3):
        join = _JOIN.match(text, stop, limit)
        if join is None:
            break
        bracket = text.startswith("(", join.end())
        following = _part_end(text, join.end() + bracket, limit, end, first=False)
        if following is None:
            break
        # After a dash or a comma only a listed source surely goes on with the credit: "Ảnh: Minh Hà - Quảng Ninh là
        # ..."
        loose = "/" not in join[0] and "&" not in join[0]
        if loose and not following[1] and following[0] != end:
            break
        stop, sure = following[0], sure or following[1]
        if bracket:
            stop += text.startswith(")", stop)
    if strict and not sure and stop != end and not regex.match(r"[.)\]]", text[stop : stop + 1]):
        return None
    return stop


def _part_end(text: str, position: int, limit: int, end: int, first: bool) -> tuple[int, bool] | None:
    """The end of one name at `position`, and whether it is surely a source (listed, a domain, initials)."""
    source = words.source_pattern().match(text, position, limit)
    if source is not None:
        longer = _run_end(text, position, limit, end)
        # "Thanh Niên" is a newspaper, "Trần Thanh Niên" a person; "Nhân Dân Việt" neither: the listed name wins
        # unless the whole rest
        # of the line is one run of names ("Thanh Niên Hoàng").
        if (
            longer is not None
            and longer > source.end()
            and longer == end
            and text[source.end() : source.end() + 1] == " "
        ):
            return longer, False
        return source.end(), True
    for pattern in (_DOMAIN, _INITIALS):
        found = pattern.match(text, position, limit)
        if found is not None:
            return found.end(), True
    paper = _PAPER.match(text, position, limit)
    if paper is not None:
        stop = _run_end(text, paper.end(), limit, end)
        if stop is not None and stop != end and len(words_of := text[paper.end() : stop].split(" ")) > 3:
            stop = paper.end() + len(
                " ".join(words_of[:2])
            )  # "báo Yên Bái Minh Hà": the paper's province, then the next name
        return None if stop is None else (stop, True)
    body = _BODY_WORD.match(text, position, limit)
    if body is not None and (stop := _body_end(text, body.end(), limit, end)) is not None:
        return stop, True
    stop = _run_end(text, position, limit, end)
    if stop is not None:
        return stop, False
    # "Ảnh: nhà trường cung cấp.", "Ảnh: Người dân gửi": words up to a near stop or the end.
    plain = _PLAIN.match(text, position, limit) if first else None
    if plain is not None and (plain.end() == end or text[plain.end()] in ".)]") and len(plain[0].split()) <= 8:
        return plain.end(), False
    return None


def _body_end(text: str, position: int, limit: int, end: int) -> int | None:
    """The end of an organisation's name: a run of capitalised words, or all up to a stop ("Công an tỉnh cung cấp.")."""
    rest = _BODY_REST.match(text, position, limit)
    if rest is not None and (rest.end() == end or text[rest.end()] in ".)]") and len(rest[0].split()) <= 7:
        return rest.end()
    small = _BODY_SMALL.match(text, position, limit)
    return _run_end(text, small.end() if small else position, limit, end)


def _run_end(text: str, position: int, limit: int, end: int) -> int | None:
    """The end of a run of capitalised words that is one name; None when the first word is not capitalised.

    The run often goes on with the next sentence's first word: "Ảnh: Tấn Minh Điều kiện là ..." - a word followed by a
    small one
    belongs to the sentence, as does one that no name holds ("Theo", "Ông").
    """
    spans: list[tuple[int, int]] = []
    ended_small = False
    openers = words.openers()
    for word in _WORD.finditer(text, position, limit):
        gap = text[spans[-1][1] if spans else position : word.start()]
        if gap.strip(" \t\u00a0") or len(gap) > 2 or (spans and not gap) or (not spans and gap):
            break
        token = word[0]
        if not token[0].isupper():
            ended_small = True
            break
        # "Nhan Sáng/TTXVN" is a person, "Trần Huyền Sáng nay ..." begins a sentence.
        if spans and token in openers and text[word.end() : word.end() + 1] not in ("/", ")", "."):
            break
        spans.append(word.span())
        if len(spans) == 7:
            break
    if not spans:
        return None
    if ended_small and len(spans) == 1 and spans[-1][1] < end:
        return None
    if ended_small and len(spans) > 1:
        spans.pop()
    spans = _one_case(text, spans)
    if len(spans) > 4 and spans[-1][1] != end and text[spans[-1][1]] not in ".)]/":
        spans = spans[:3]
    return int(spans[-1][1])


def _one_case(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The first words that are all in capitals, or all in small letters after the first: "MINH HÀ Từ hôm" names MINH
    HÀ.
    """
    capitals = [text[a:b].isupper() and b - a > 1 for a, b in spans]
    for index in range(1, len(spans)):
        if capitals[index] != capitals[0] and (capitals[0] or index > 1):
            return spans[:index]
    return spans


def name_parts(names: str) -> tuple[str | None, str | None]:
    """(photographer, agency) of the words of a credit; either may be None.

    >>> name_parts("Minh Hà/TTXVN")
    ('Minh Hà', 'TTXVN')
    >>> name_parts("MINH HÀ – TTXVN")
    ('MINH HÀ', 'TTXVN')
    """
    people: list[str] = []
    agencies: list[str] = []
    for raw in _PARTS.split(names):
        part = raw.strip(" \t\u00a0.,;:")
        part = _BY_WORDS.sub("", part).strip()
        if not part or not any(c.isalnum() for c in part):
            continue
        if (whole := lower(part)) in words.sources():
            kind = words.sources()[whole]
            if kind == "person":
                people.append(part)
            elif kind != "none":
                agencies.append(part)
        elif is_organisation(part):
            agencies.append(part)
        else:
            people.append(part)
    return (" - ".join(people) or None), ("/".join(agencies) or None)


def is_organisation(name: str) -> bool:
    """Whether an unlisted name in a credit is an outlet or another body rather than a person."""
    if _DOMAIN.fullmatch(name) or _BODY_WORD.match(name) or _OUTLET_WORD.search(name) or name.endswith("cung cấp"):
        return True
    # One word in capitals without marks is an acronym ("REX", "CNET"); "Q.H" and "DUẨN" are people.
    return " " not in name and "." not in name and len(name) > 2 and name.isupper() and name.isascii()
