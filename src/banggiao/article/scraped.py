"""Scraped text to regions, line by line.

A page comes as lines: headline, prompts, lead, captions, paragraphs, then blocks of other articles. Each line is
looked at on its
own (furniture, heading, caption with a credit, ...), then in its place (the first running line is the lead, a doubled
short line a
caption), and lines of a block go to banggiao.article.blocks to be put together as teasers.
"""

from __future__ import annotations

import re
from functools import lru_cache

import regex

from banggiao.article import blocks, credits, words
from banggiao.article.credits import Credit
from banggiao.article.line import Line, is_running
from banggiao.article.published import MONTHS
from banggiao.model import Region, RegionKind
from banggiao.text import COARSE, fold, lines, lower

GLUED = 450
"""A line longer than this (code points) that holds a credit before its end is a page whose line breaks are lost."""

_MARK_WORDS = regex.compile(r"^\W*(?:(?:[Nn]guồn|NGUỒN|[Ảả]nh|ẢNH|[Vv]ideo)\s*)+:?\s*|\W+$")
_RESIDUE = regex.compile(
    r"(?:null|undefined|nan|none|\[object object\]|&(?:nbsp|amp|lt|gt|quot|#\d+);?|<[/!]?[a-z][^<>]{0,200}>|\W|_)+",
    regex.IGNORECASE,
)
# "nullTăng cường ...": the word stands before a capital without a blank.
_GLUED_RESIDUE = regex.compile(
    r"(?:null|undefined|NaN)+(?=\p{Lu}|[\s\[(\"“])|(?:&nbsp;|<[/!]?[a-z][^<>]{0,80}>|\u200b|\ufeff)+"
)
# Matched from the end backwards: from each of thousands of tags in a row forwards would take their square.
_RESIDUE_END = regex.compile(r"(?r)(?:(?<=[.!?\"”)])(?:null|undefined)|(?:&nbsp;|</?[a-z][^<>]{0,80}>)+)")
_FOLLOW = regex.compile(
    r"(?:.{0,40}\s)?theo doi (?P<outlet>\S.{0,60}?) (?:tren|qua|tai) "
    r"(?:(?:kenh|nen tang|ung dung|mang xa hoi|trang) )?"
    r"(?:google|facebook|zalo|youtube|tiktok|viber|twitter|instagram)\b.{0,40}"
)
_WEEKDAY = r"(?:(?:thu (?:hai|ba|tu|nam|sau|bay|[2-7])|chu nhat|cn)\s*[,.\-|]?\s*)"
_CLOCK = r"(?:\d{1,2}\s*[:hg]\s*\d{0,2}(?::\d{2})?\s*(?:am|pm|phut|['’])?)"
_DAY = (
    r"(?:(?:ngay\s+)?\d{1,2}\s*[/.\-]\s*\d{1,2}\s*[/.\-]\s*\d{4}|(?:19|20)\d\d-\d\d-\d\d"
    rf"|\d{{1,2}} thang (?:{MONTHS}),? (?:19|20)\d\d|thang (?:{MONTHS}) \d{{1,2}}, (?:19|20)\d\d)"
)
# "Thứ ba, 26/12/2023 18:05 (GMT+7)", "Cập nhật: 18:05 26/12/2023", "26/12/2023 - 18:05", "Ngày đăng: 26-12-2023".
PUBLISHED_LINE = regex.compile(
    r"(?:(?:(?:ngay )?cap nhat(?: lan cuoi)?|xuat ban|dang luc|ngay dang|dang ngay|ngay xuat ban|dang|thoi gian"
    r"|phat hanh|ngay(?=\s*:))\s*(?:luc|ngay)?\s*:?\s*)?"
    rf"{_WEEKDAY}?(?:{_CLOCK}\s*[,|\-–]?\s*)?{_WEEKDAY}?(?:{_DAY})\s*[,|\-–]*\s*(?:luc\s+)?(?:{_CLOCK})?\s*"
    r"(?:[(\[]?\s*gmt\s*\+?\s*(?:0?7(?::?00)?)?\s*[)\]]?)?"
    # "Thứ Ba, ngày 26 tháng 12 năm 2023": alone, without the weekday, it may head a part of a chronicle.
    rf"|{_WEEKDAY}(?:ngay )?\d{{1,2}} thang \d{{1,2}},? (?:nam )?(?:19|20)\d\d(?:\s*[,|\-–]?\s*{_CLOCK})?"
)
# "Ban Quốc tế-Thứ năm, ngày 26/12/2023 18:05", "Tin tức - 18:05, 26/12/2023": the desk before it
_DESK = regex.compile(rf"[^.,:;\d]{{2,40}}?\s*[-–]\s*(?={_WEEKDAY}|{_CLOCK}\s*[,|\-–]?\s*\d)")
_SHORT_DATE = regex.compile(r"\(?\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{4})?\)?")
AGO_LINE = regex.compile(r"(?:khoang )?\d+ (?:giay|phut|gio|ngay|tuan|thang|nam) truoc")
_CLOCK_LINE = regex.compile(_CLOCK)  # of an entry of a live page
_COUNT_LINE = regex.compile(r"[\d.,]+ ?(?:luot xem|luot doc|binh luan|luot thich|views?|likes?|comments?|phut doc)")
_TRAIL = regex.compile(r"(?:trang chu|home)\s*(?:[>»/|›].*)|[^.]{2,40}(?:\s[>»›]\s[^.]{2,40}){1,3}")
_NAME = r"\p{Lu}[\p{L}.'’]*(?: \p{Lu}[\p{L}.'’]*){0,4}"
_SIGNED = regex.compile(
    rf"(?P<name>{_NAME}(?:\s*[-–—,&]\s*{_NAME}){{0,3}})?"
    r"\s*(?P<rest>(?:[(/|,–-]|\s[-–—]|[Tt]heo\b|THEO\b|[Nn]guồn\b|NGUỒN\b).*)?"
)
_NAME_WORD = regex.compile(r"(?<=[\p{L},] )\p{Lu}\p{L}+")
_WIRE = regex.compile(r"(?:(?:[Tt]ổng hợp )?(?:[Tt]heo|[Tt]ừ)|THEO|[Nn]guồn|NGUỒN)\s*:?\s*(?P<agency>.+?)[\s.]*")
_BRACKET = regex.compile(r"[(]?\s*(?:(?:[Tt]heo|[Nn]guồn|[Tt]ổng hợp(?: từ)?)\s*:?\s*)?(?P<agency>[^()]*?)\s*[)]?\.?")
_IN_BRACKETS = regex.compile(r"(?P<name>[^()]+?)\s*\((?P<in>[^()]+)\)")
_BETWEEN_NAMES = regex.compile(r"\s*[-–—,&]\s*")
_INITIALS = regex.compile(r"(?:\p{Lu}\p{Ll}?\.){1,3}\s?\p{Lu}\p{L}*|\p{Lu}{1,3}\.?")
_ARROW = regex.compile(r"(?:>{2,}|»)\s*\S")
_NUMBERS_APART = re.compile(r"\d\s*[/.\-]\s*\d|thang ")  # in every date
_NUMBERS = regex.compile(r"\d[/-]\d")
_DIGEST = {"tong hop", "t/h", "th", "bien dich", "dich", "luoc dich", "luoc ghi", "ghi", "tong thuat", "thuc hien"}
_SENTENCE_END = regex.compile(r"(?:[.!?…]|\./\.)[\"”’)\]]*\s+(?=[\"“‘(\[*-]?\s*[\p{Lu}\d])")
_LAST_STOP = regex.compile(r"(?:[.!?…]|\./\.)[\"”’)\]]*(?:\s*-\s)?\s+(?=[\p{Lu}(])")
_ABBREVIATION = regex.compile(
    r"(?:(?<!\p{L})(?:TP|Tp|P|Q|TS|PGS|GS|ThS|BS|KS|LS|Mr|Mrs|Ms|Dr|St|Jr|No|vs|ĐS|Th|\p{Lu}))\.\s+$"
)


class Reading:
    """What the lines of a page gave: regions in order, and what they say of the page itself."""

    def __init__(self) -> None:
        self.regions: list[Region] = []
        self.byline: str | None = None
        self.agency: str | None = None
        self.followed: str | None = None
        self.prefix: str | None = None
        self.published_lines: list[tuple[int, int]] = []
        self.coarse: list[tuple[int, int]] = []


def read(text: str, start: int = 0, headline: str | None = None, lead: str | None = None) -> Reading:
    """The regions of text[start:].

    `headline` and `lead` are what the caller knows from other fields (they stand before `start` and are not marked
    here): the
    first running line is then no headline, and no lead. Every non-blank character from `start` on gets exactly one
    region.
    """
    return read_lines(text, _page_lines(text, start), headline, lead)


def read_lines(
    text: str, page: list[Line], headline: str | None = None, lead: str | None = None, marked: bool = False
) -> Reading:
    """As `read`, of lines that may carry what the markup says of them (Line.hint, Line.box).

    `marked` says that captions are known from markup: then a line is not taken for one by its words alone.
    """
    reading = Reading()
    for line in page:
        _look(line, reading)
    _place(page, reading, headline, lead, marked)
    blocks.group(page)
    for line in page:
        _emit(text, line, reading)
    # The page's own date line stands above the blocks of other articles, never below one.
    own = page[: next((number for number, line in enumerate(page) if line.block), len(page))]
    reading.published_lines = [(line.start, line.end) for line in own if line.dated]
    return reading


def _page_lines(text: str, start: int) -> list[Line]:
    page: list[Line] = []
    for a, b in lines(text[start:] if start else text):
        page.append(Line(a + start, b + start, text[a + start : b + start]))
    return page


# --- one line, by itself ------------------------------------------------------------------------------


def _look(line: Line, reading: Reading) -> None:
    """What the line is whatever stands around it: residue, prompt, heading, a line with credits; else kind stays
    open.
    """
    content = line.text
    if line.hint in ("headline", "lead", "byline"):
        return
    if line.hint == "credit":
        person, agency = credits.name_parts(_MARK_WORDS.sub("", content))
        line.credits = [Credit(0, len(content), person, agency)]
        return
    if len(content) > COARSE:
        line.kind = RegionKind.BODY
        line.fixed = True
        reading.coarse.append((line.start, line.end))
        return
    if len(content) <= 200 or content[0] in "n&<u":
        if _RESIDUE.fullmatch(content):
            line.kind = RegionKind.RESIDUE
            return
        _trim_residue(line)
        content = line.text
    if len(line.text) <= 200 and _furniture(line, reading):
        return
    line.credits = credits.find(content, 0, len(content))


def _trim_residue(line: Line) -> None:
    """Stray markup glued to a line's ends is residue; the rest of the line stands for itself."""
    head = _GLUED_RESIDUE.match(line.text)
    tail = _RESIDUE_END.match(line.text)
    a = head.end() if head else 0
    b = tail.start() if tail else len(line.text)
    if (a or b < len(line.text)) and a < b and (inner := line.text[a:b].strip()):
        a = line.text.index(inner, a)
        line.residue = [(line.start, line.start + a), (line.start + a + len(inner), line.end)]
        line.start, line.end, line.text = line.start + a, line.start + a + len(inner), inner


def _furniture(line: Line, reading: Reading) -> bool:
    """Headings, prompts, date lines; sets `kind` and says whether the line is one of them."""
    folded, key = line.folded, line.key
    kind = words.headings().get(key)
    if kind is not None:
        line.kind, line.opens = RegionKind.HEADING, kind
        return True
    inline = words.line_heading().match(folded)
    if inline is not None:
        line.opens, line.cut = "inline", inline.end()
        return True
    if _ARROW.match(line.text) and not line.text.endswith("."):
        line.opens, line.cut = "inline", 0
        return True
    if (dated := _date_line(line.text, folded, key)) is not None:
        line.kind, line.dated = RegionKind.RESIDUE, True
        reading.prefix = reading.prefix or dated or None
        return True
    if _is_prompt(key, folded, reading, line.text):
        line.kind = RegionKind.PROMPT
        return True
    return False


def _date_line(content: str, folded: str, key: str) -> str | None:
    """What stands beside the date in a line that tells when the page was published ("" for nothing); None for other
    lines.
    """
    if _NUMBERS_APART.search(folded) is None:
        return None
    if PUBLISHED_LINE.fullmatch(folded) or PUBLISHED_LINE.fullmatch(key) or _SHORT_DATE.fullmatch(content):
        return ""
    parts = content.split("|")
    if len(parts) == 2:
        for part, other in ((parts[0], parts[1]), (parts[1], parts[0])):
            if PUBLISHED_LINE.fullmatch(fold(part).strip()) and len(other.strip()) <= 40:
                return other.strip()
    desk = _DESK.match(folded)
    return "" if desk and PUBLISHED_LINE.fullmatch(folded, desk.end()) else None


def is_date_line(content: str) -> bool:
    """Whether a line tells when the page was published and nothing else, or that and who published it."""
    folded = fold(content)
    return _date_line(content, folded, words.trimmed(folded)) is not None


def _is_prompt(key: str, folded: str, reading: Reading, content: str) -> bool:
    if key in words.exact_prompts():
        return True
    follow = _FOLLOW.fullmatch(folded) if "theo doi " in folded else None
    if follow is not None:
        outlet = content[follow.start("outlet") : follow.end("outlet")].strip()
        # "Theo dõi chúng tôi trên ..." names nobody.
        if reading.followed is None and (outlet[0].isupper() or outlet.startswith("báo ")):
            reading.followed = outlet[0].upper() + outlet[1:]
        return True
    if AGO_LINE.fullmatch(key) or _COUNT_LINE.fullmatch(key) or _CLOCK_LINE.fullmatch(key) or _TRAIL.fullmatch(folded):
        return True
    return len(content) <= 160 and words.starting_prompts().match(folded) is not None


# --- lines in their place -----------------------------------------------------------------------------


def _place(page: list[Line], reading: Reading, headline: str | None, lead: str | None, marked: bool) -> None:
    """Give every open line of the article its kind, and mark where blocks run (Line.block)."""
    blocks.mark(page)
    seen: dict[str, Line | None] = {}
    for known in (headline, lead):
        if known:
            for part in known.split("\n"):
                seen[_same(part)] = None
    rows = [line for line in page if line.open and not line.block]
    hinted = {line.hint for line in rows}
    if headline is None and rows and "headline" not in hinted:
        _headline(rows, seen)
    _bylines(rows, reading)
    has_lead = lead is not None or "lead" in hinted
    previous: Line | None = None
    for number, line in enumerate(rows):
        if line.kind is None and not _is_duplicate(line, seen, previous):
            line.kind = _hinted(line) or _own_kind(line, rows, number, has_lead, marked)
            if line.kind == RegionKind.LEAD:
                has_lead = True
                reading.prefix = reading.prefix or dateline(line.text)
        previous = line
    if lead is not None and reading.prefix is None:
        reading.prefix = dateline(lead)


def _hinted(line: Line) -> str | None:
    """The kind that the markup gives a line."""
    if line.hint == "caption":
        return RegionKind.CREDIT if line.credits and line.credits[0].start == 0 else RegionKind.CAPTION
    return {"headline": RegionKind.HEADLINE, "lead": RegionKind.LEAD, "credit": RegionKind.CREDIT}.get(line.hint or "")


def _own_kind(line: Line, rows: list[Line], number: int, has_lead: bool, marked: bool) -> str:
    if line.credits and _ends_with_credit(line):
        return RegionKind.CAPTION if line.credits[0].start > 0 else RegionKind.CREDIT
    if _looks_like_caption(line, rows, number, marked):
        return RegionKind.CAPTION
    return RegionKind.BODY if has_lead else RegionKind.LEAD


_SHORT = 400


@lru_cache(256)
def _same(content: str) -> str:
    """A line for finding doubles: folded, without blanks and punctuation around; of a long one only its beginning,
    and its length.
    """
    return words.key(content) if len(content) <= _SHORT else f"{content[:200]}{len(content)}"


def _same_line(line: Line) -> str:
    return line.key if len(line.text) <= _SHORT else _same(line.text)


# "Sáng 3/4, …", "Ngày 3-4, …" with a full stop: the first sentence of an article
_DATED = regex.compile(r"(?:(?:Sáng|Trưa|Chiều|Tối|Đêm|Ngày|Hôm)\s(?:\p{L}+\s){0,2})\(?\d{1,2}\s?[/.-]\s?\d")


def _headline(rows: list[Line], seen: dict[str, Line | None]) -> None:
    """The first open line, unless it is a running paragraph or a caption: then the page has no headline."""
    first = rows[0]
    if first.credits and _ends_with_credit(first):
        return
    long = len(first.text) > 300 or (len(first.text) > 110 and is_running(first.text))
    long = long or (is_running(first.text) and _DATED.match(first.text) is not None)
    if long or (len(rows) == 1 and is_running(first.text)):
        return
    first.kind = RegionKind.HEADLINE
    seen[_same_line(first)] = first


def _is_duplicate(line: Line, seen: dict[str, Line | None], previous: Line | None) -> bool:
    """A line that says again what an earlier one said. The copy with the credit is the one that is kept as the
    caption.
    """
    whole = _same_line(line)
    bare = _same(line.text[: line.credits[-1].start]) if line.credits and _ends_with_credit(line) else whole
    key = bare or whole
    if key not in seen:
        seen[key] = line
        if bare and bare != whole:
            seen.setdefault(whole, line)
        return False
    earlier = seen[key]
    if (
        earlier is not None
        and earlier is previous
        and not earlier.credits
        and line.credits
        and earlier.kind != RegionKind.HEADLINE
    ):
        earlier.kind, line.kind = RegionKind.DUPLICATE, RegionKind.CAPTION
        seen[key] = line
        return True
    if not bare and whole:
        return False  # "Ảnh: TTXVN" alone under several pictures is a credit each time.
    line.kind = RegionKind.DUPLICATE
    return True


def _ends_with_credit(line: Line) -> bool:
    """The last credit closes the line, and the line is no glued page."""
    last = line.credits[-1]
    return (
        not line.text[last.end :].strip()
        and not last.byline
        and (len(line.credits) == 1 or len(line.text) <= GLUED)
        and (len(line.text) <= GLUED + 150)
    )


def _looks_like_caption(line: Line, rows: list[Line], number: int, marked: bool) -> bool:
    """A caption that has lost its credit: the next line says the same, or a short line with a picture's words."""
    following = rows[number + 1] if number + 1 < len(rows) else None
    if following is not None and following.kind is None and len(line.text) <= 320:
        same = _same_line(line)
        after = following.text[: following.credits[-1].start] if following.credits else following.text
        if len(same) > 15 and same == _same(after):
            return not _SENTENCE_END.search(line.text) or len(line.text) <= 160
    # A block between them: then the picture is another story's.
    near = following is not None and number and len(line.text) <= 320 and not following.after_block
    if following is not None and near and _is_credit_alone(following):
        return True
    if len(line.text) > 240 or len(line.text) < 12 or _SENTENCE_END.search(line.text):
        return False
    low = lower(line.text)
    cues = words.caption_cues()
    if cues["start"].match(low):
        return True
    if cues["in"].search(low) and not cues["never"].search(low):
        return True
    # "Thủ tướng A tiếp ông B." under the lead: what people do, told without time and without speech.
    if marked or len(line.text) > 200 or cues["never"].search(low) or not cues["act"].search(low):
        return False
    if line.text[-1] in ':;?!,"”' or len(_NAME_WORD.findall(line.text)) < 2:
        return False
    # The first picture stands right under the lead, others by pictures; amid long paragraphs a very short line is one
    # too.
    before = rows[number - 1] if number else None
    if before is None or following is None or _NUMBERS.search(low):
        return False
    lengths = (len(before.text), len(following.text))
    if before.kind in (RegionKind.LEAD, RegionKind.CAPTION, RegionKind.DUPLICATE):
        return max(lengths) > 1.5 * len(line.text)
    return len(line.text) <= 130 and min(lengths) > 1.6 * len(line.text)


def _is_credit_alone(line: Line) -> bool:
    """A line that is a picture's credit and nothing else: the line above it is the caption."""
    return bool(line.credits) and line.credits[0].start == 0 and not line.credits[0].byline and _ends_with_credit(line)


def _bylines(rows: list[Line], reading: Reading) -> None:
    """The signature: as the markup says, one of the last three lines, or a line under the headline."""
    for line in rows:
        if line.hint == "byline":
            line.kind = RegionKind.CREDIT
            writer, line.signed = signature(line.text) or (line.text, None)
            reading.byline, reading.agency = reading.byline or writer, reading.agency or line.signed
    for line in reversed(rows[-3:]):
        if line.kind is None and line.hint is None and len(rows) > 2 and _sign(line, reading):
            break
    else:
        for line in rows[1:3]:
            if line.kind is None and line.hint is None and len(rows) > 3 and _sign(line, reading):
                break


def _sign(line: Line, reading: Reading) -> bool:
    if line.credits and line.credits[0].byline and line.credits[0].start == 0:
        reading.byline = line.credits[0].photographer or reading.byline
        reading.agency = line.credits[0].agency or reading.agency
        line.kind = RegionKind.CREDIT
        return True
    found = signature(line.text)
    if found is None or line.credits:
        return False
    reading.byline, agency = found[0] or reading.byline, found[1]
    reading.agency = agency or reading.agency
    line.kind, line.signed = RegionKind.CREDIT, agency
    return True


def signature(content: str) -> tuple[str | None, str | None] | None:
    """(writer, agency) of a signature ("Minh Hà (TTXVN)", "Theo TTXVN", "T.H"), None when `content` is none."""
    content = content.strip().rstrip(".")
    if content.startswith("(") and content.endswith(")") and content.count("(") == 1:
        content = content[1:-1].strip()
    if not 2 <= len(content) <= 60 or content[-1] in ":;,?!":
        return None
    low = lower(content)
    if low in words.sources():
        return (None, content) if words.sources()[low] != "none" else (content, None)
    wire = _WIRE.fullmatch(content)
    if wire is not None:
        agency = wire["agency"].strip(" ")
        inner = _IN_BRACKETS.fullmatch(agency)
        if inner is not None and signed_name(inner["name"]) is not None:
            return inner["name"], inner["in"]  # "Theo Minh Hà (Khám phá)"
        agency = agency.strip("()")
        return (None, agency) if len(agency.split()) <= 6 else None
    matched = _SIGNED.fullmatch(content)
    if matched is None or not matched["name"]:
        return None
    name, rest = matched["name"].strip(" -–—,&"), (matched["rest"] or "").strip()
    if not rest:
        return signed_name(name)
    inner = _BRACKET.fullmatch(rest.strip(" /|-–—,"))
    agency = inner["agency"].strip() if inner else ""
    if fold(agency) in _DIGEST:
        agency = ""
    elif not agency:
        return (name, None) if fold(rest.strip("()/ .")) in _DIGEST else None
    if len(agency.split()) > 6 or (rest[0] in "-–—," and lower(agency) not in words.sources()):
        return signed_name(content)
    if lower(name) in words.sources():
        return None, name
    return name, agency or None


def signed_name(name: str) -> tuple[str | None, str | None] | None:
    """A name alone signs an article when it looks like a person's: two to four words a person, or initials."""
    for person in _BETWEEN_NAMES.split(name):
        if _INITIALS.fullmatch(person):
            continue
        if not 2 <= len(person.split()) <= 4 or credits.is_organisation(person):
            return None
        if any(ch.isdigit() for ch in person):
            return None
    return name, None


_PREFIX = regex.compile(
    r"\s*(?:\((?P<in>[\p{L}\d&. +-]{2,24})\)\s*[-–—.:]?\s*"
    r"|(?P<out>\p{Lu}[\p{Lu}Đ&+]{1,8}(?: (?:Online|News))?)\s*[-–—]\s+)(?=\S)"
)


def dateline(content: str) -> str | None:
    """The outlet's mark before a lead: "GLO" of "(GLO)- ...", "TTO" of "TTO - ..."."""
    found = _PREFIX.match(content)
    return (found["in"] or found["out"]) if found else None


# --- writing the regions --------------------------------------------------------------------------------


def _emit(text: str, line: Line, reading: Reading) -> None:
    for a, b in line.residue[:1]:
        _region(text, reading, RegionKind.RESIDUE, a, b)
    if line.group is not None:
        _emit_teaser(text, line, reading)
    elif line.kind == RegionKind.CREDIT:
        credit = line.credits[0] if line.credits else None
        reading.regions.append(
            Region(
                kind=RegionKind.CREDIT,
                start=line.start,
                end=line.end,
                photographer=credit.photographer if credit and not credit.byline else None,
                agency=credit.agency if credit else line.signed,
            )
        )
    elif line.kind == RegionKind.CAPTION and line.credits:
        _emit_captions(text, line, reading)
    elif line.kind in (RegionKind.BODY, RegionKind.LEAD) and not line.fixed:
        _emit_running(text, line, reading)
    else:
        _region(text, reading, line.kind or RegionKind.BODY, line.start, line.end)
    for a, b in line.residue[1:]:
        _region(text, reading, RegionKind.RESIDUE, a, b)


def _region(text: str, reading: Reading, kind: str, start: int, end: int) -> None:
    """Add text[start:end] without its outer blanks, if anything is left."""
    piece = text[start:end]
    stripped = piece.strip()
    if stripped:
        start += piece.index(stripped[0])
        reading.regions.append(Region(kind=kind, start=start, end=start + len(stripped)))


def _credit_region(line: Line, credit: Credit) -> Region:
    content = line.text[credit.start : credit.end]
    start = line.start + credit.start + len(content) - len(content.lstrip())
    return Region(
        kind=RegionKind.CREDIT,
        start=start,
        end=line.start + credit.start + len(content.rstrip()),
        photographer=credit.photographer,
        agency=credit.agency,
    )


def _emit_teaser(text: str, line: Line, reading: Reading) -> None:
    group, part, at = line.group, line.part or "lead", line.start
    if line.cut:
        _region(text, reading, RegionKind.HEADING, line.start, line.start + line.cut)
        at += line.cut
    if part == "caption" and line.credits and not line.text[line.credits[-1].end :].strip():
        first = line.credits[-1]
        caption = text[at : line.start + first.start]
        if caption.strip():
            start = at + len(caption) - len(caption.lstrip())
            reading.regions.append(
                Region(
                    kind=RegionKind.RELATED, start=start, end=at + len(caption.rstrip()), group=group, part="caption"
                )
            )
        credit = _credit_region(line, first)
        reading.regions.append(
            Region(
                kind=RegionKind.RELATED,
                start=credit.start,
                end=credit.end,
                group=group,
                part="credit",
                photographer=credit.photographer,
                agency=credit.agency,
            )
        )
        return
    rest = text[at : line.end]
    at += len(rest) - len(rest.lstrip())
    reading.regions.append(Region(kind=RegionKind.RELATED, start=at, end=line.end, group=group, part=part))


def _emit_captions(text: str, line: Line, reading: Reading) -> None:
    """A line of one caption (or several), each with its credit."""
    at = 0
    for credit in line.credits:
        _region(text, reading, RegionKind.CAPTION, line.start + at, line.start + credit.start)
        reading.regions.append(_credit_region(line, credit))
        at = credit.end
    _region(text, reading, RegionKind.CAPTION, line.start + at, line.end)


def _emit_running(text: str, line: Line, reading: Reading) -> None:
    """A paragraph with the captions that were glued into it taken out, and the signature at its end."""
    kind = line.kind or RegionKind.BODY
    at = 0
    content = line.text
    for credit in line.credits:
        if credit.byline or _closes_article(content, credit):
            _region(text, reading, kind, line.start + at, line.start + credit.start)
            region = _credit_region(line, credit)
            reading.byline = reading.byline or credit.photographer
            reading.agency = reading.agency or credit.agency
            reading.regions.append(Region(kind=region.kind, start=region.start, end=region.end, agency=credit.agency))
            at = credit.end
            continue
        begin = _caption_start(content, at, credit.start)
        if begin > at:
            _region(text, reading, kind, line.start + at, line.start + begin)
        _region(text, reading, RegionKind.CAPTION, line.start + begin, line.start + credit.start)
        reading.regions.append(_credit_region(line, credit))
        at = credit.end
    tail = _glued_signature(content, at) if kind == RegionKind.BODY and line.last else None
    if tail is not None:
        begin, (writer, agency) = tail
        reading.byline = reading.byline or writer
        reading.agency = reading.agency or agency
        _region(text, reading, kind, line.start + at, line.start + begin)
        reading.regions.append(Region(kind=RegionKind.CREDIT, start=line.start + begin, end=line.end, agency=agency))
    else:
        _region(text, reading, kind, line.start + at, line.end)


def _closes_article(content: str, credit: Credit) -> bool:
    """ "... vụ việc. Nguồn: VnExpress" at the very end names where the article is from, not a picture."""
    mark = content[credit.start : credit.start + 8].lower()
    return mark.startswith("nguồn:") and not content[credit.end :].strip()


CAPTION_LIMIT = 380
"""A caption glued into a paragraph is not longer than this; a sentence that is stays body."""


def _caption_start(content: str, at: int, end: int) -> int:
    """Where the caption that ends at `end` begins: after the last sentence end before its own final stop."""
    low = max(at, end - CAPTION_LIMIT - 60)
    stop = content[low:end].rstrip()
    # The caption's own full stop stands right before the credit ("... tại buổi lễ. Ảnh: ...") and ends nothing before
    # it.
    begin = low if low == at else -1
    for found in _SENTENCE_END.finditer(content, low, low + len(stop)):
        if _ABBREVIATION.search(content, low, found.end()) is None:
            begin = found.end()
    if begin < 0 or end - begin > CAPTION_LIMIT:
        return end
    return begin


def _glued_signature(content: str, at: int) -> tuple[int, tuple[str | None, str | None]] | None:
    """The writer's name after the last full stop of a page whose line breaks are lost: "... vào tháng tới./. Minh Hà
    (TTXVN)".
    """
    low = max(at, len(content) - 90)
    if content[-1] in '.!?…"”:':
        return None
    begin = low if low == at and at else -1
    for found in _LAST_STOP.finditer(content, low):
        found_signature = signature(content[found.end() :])
        if found_signature is not None:
            return found.end(), found_signature
    if begin >= 0 and (found_signature := signature(content[begin:].strip())) is not None:
        return begin + len(content[begin:]) - len(content[begin:].lstrip()), found_signature
    return None
