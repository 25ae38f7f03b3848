"""Persons with their offices before and after the name, organisations, groups: the sides that a sentence names.

A walk over the items of a sentence. An office is a title and its complement ("Bộ trưởng" + "Bộ Ngoại giao Ấn Độ");
the complement ends where a name, a verb or another title begins. A name is a run of capitals that is not part of a
body's name; Vietnamese family names, foreign syllables and the place in the phrase decide.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import regex
from msgspec.structs import replace

from banggiao.mention.items import Item, is_vietnamese_syllable, known
from banggiao.mention.phrases import Book
from banggiao.model import Actor, Office

# Titles whose holders stand for one place at another: "Đại sứ Nhật Bản tại Việt Nam".
_AT = frozenset({"envoy", "igo", "business", "mass"})
# Titles that serve another title: "Trợ lý Tổng thống", "Cố vấn của Chủ tịch nước".
# Titles whose class their body decides: "Chủ tịch Tập đoàn X", "Tổng Giám đốc UNESCO".
_AT_HOME = (
    "ubnd",
    "ủy ban nhân dân",
    "uỷ ban nhân dân",
    "hđnd",
    "hội đồng nhân dân",
    "tỉnh ủy",
    "thành ủy",
    "huyện ủy",
    "quận ủy",
    "mttq",
    "mặt trận tổ quốc",
)
_WORLD = ("liên hợp quốc", "lhq", "asean", "unesco", "unicef", "undp", "wto", "interpol", "nato")
_BY_BODY = frozenset(["mass", "igo"])
_BUSINESS = ("tập đoàn", "công ty", "hãng", "doanh nghiệp", "hội đồng quản trị", "hđqt", " group", "corporation")
_SERVING = frozenset(
    [
        "trợ lý",
        "cố vấn",
        "cố vấn cấp cao",
        "cố vấn đặc biệt",
        "đặc phái viên",
        "phái viên",
        "đặc sứ",
        "đại diện đặc biệt",
        "thư ký",
        "người phát ngôn",
        "phát ngôn viên",
        "phu nhân",
        "chánh văn phòng",
        "đại diện",
        "phái viên đặc biệt",
        "trợ lý đặc biệt",
        "đệ nhất phu nhân",
    ]
)
_COMPANY_END = frozenset(
    [
        "group",
        "corporation",
        "corp",
        "corp.",
        "company",
        "co",
        "co.",
        "ltd",
        "ltd.",
        "inc",
        "inc.",
        "holdings",
        "holding",
        "bank",
        "capital",
        "energy",
        "partners",
        "global",
        "international",
        "industries",
        "industrial",
        "technologies",
        "technology",
        "motor",
        "motors",
        "electronics",
        "development",
        "foundation",
        "fund",
        "university",
        "institute",
        "council",
        "association",
        "center",
        "centre",
        "airlines",
        "air",
        "insurance",
        "ventures",
        "investment",
        "investments",
        "enterprise",
        "enterprises",
        "systems",
        "solutions",
        "pharma",
        "chemical",
        "heavy",
        "steel",
        "land",
        "generation",
        "power",
        "labs",
        "media",
    ]
)
_PLACEHOLDERS = frozenset(["nước chủ nhà", "nước này", "nước bạn", "nước sở tại", "chủ nhà"])
_UNITS = frozenset(["tỉnh", "thành phố", "tp", "tp.", "huyện", "quận", "thị xã", "xã", "phường", "bang"])
# Small words that may follow a leader's title: "Phó Thủ tướng thường trực", "Thủ tướng lâm thời".
_AFTER_TITLE = frozenset(
    [
        "thường",
        "trực",
        "lâm",
        "thời",
        "điều",
        "hành",
        "liên",
        "bang",
        "nội",
        "các",
        "thứ",
        "phụ",
        "trách",
        "đặc",
        "mệnh",
        "toàn",
        "quyền",
        "danh",
        "dự",
        "cấp",
        "cao",
        "quốc",
        "gia",
        "văn",
        "phòng",
    ]
)
# Titles that stand bare for Vietnam's holders.
_BARE_AT_HOME = frozenset(
    [
        "chủ tịch quốc hội",
        "thủ tướng",
        "thủ tướng chính phủ",
        "chủ tịch nước",
        "tổng bí thư",
        "phó thủ tướng",
        "phó chủ tịch nước",
        "phó chủ tịch quốc hội",
        "phó thủ tướng chính phủ",
        "thường trực ban bí thư",
    ]
)
# Titles with a field after their country.
_REPRESENTING = frozenset(
    [
        "đại diện cấp cao",
        "đặc phái viên",
        "đại sứ",
        "cố vấn",
        "cố vấn đặc biệt",
        "đại diện đặc biệt",
        "đặc sứ",
        "phái viên",
        "phó chủ tịch",
        "ủy viên",
        "cao ủy",
        "quốc vụ khanh",
        "trợ lý ngoại trưởng",
    ]
)
# Words that open a sentence glued to the name before it: "Thủ tướng Nguyễn Văn A. Lúc 2h" where the stop is lost.
_OPENERS = frozenset(
    [
        "lúc",
        "ngày",
        "tại",
        "theo",
        "trong",
        "trước",
        "khi",
        "để",
        "từ",
        "cùng",
        "hôm",
        "đây",
        "phát",
        "trên",
        "nhằm",
        "hai",
        "các",
        "cả",
        "việc",
        "nếu",
        "chuyến",
        "cuộc",
        "buổi",
        "tuy",
        "ngoài",
        "những",
        "một",
        "vấn",
        "được",
        "phía",
        "về",
    ]
)
_TITLE_LETTERS = frozenset(["TT", "TTg", "CTN", "TBT", "PTT", "BT", "TNS", "TS", "GS"])
_ROYAL_HEADS = frozenset(["hoàng hậu", "công chúa", "hoàng tử", "vua", "nữ hoàng", "thái hậu"])
_LINKS = frozenset(["của", "nước", "thuộc", "về", "phụ trách", "đặc trách", "kiêm nhiệm"])
_ORDINAL = regex.compile(r"(?:thứ )?(?:\d+|nhất|hai|ba|tư|năm)")
_BREAK = frozenset(
    [
        "và",
        "hoặc",
        "hay",
        "cùng",
        "với",
        "do",
        "bởi",
        "để",
        "khi",
        "nếu",
        "đã",
        "đang",
        "sẽ",
        "vừa",
        "là",
        "có",
        "được",
        "bị",
    ]
)
_INSIDE = frozenset(",()")


@dataclass(slots=True)
class _Tail:
    """The complement of a title: where it ends (item index), what its words say."""

    at: int
    country: str | None = None
    certain: bool = True
    international: bool = False
    skip: list[tuple[int, int]] = field(default_factory=list)  # bracketed abbreviations left out of the text


class ActorParser:
    """Parses one sentence; `actors()` gives the sides in text order, disjoint."""

    def __init__(self, text: str, row: list[Item], book: Book) -> None:
        self.text = text
        self.row = row
        self.book = book
        self.n = len(row)

    # --- small questions -----------------------------------------------------------------------------

    def _is_sign(self, k: int, sign: str) -> bool:
        return k < self.n and self.row[k].kind == "sign" and self.row[k].text in sign

    def _low(self, k: int) -> str:
        return self.row[k].low if k < self.n else ""

    def _is_plain_cap(self, k: int) -> bool:
        """A capitalised word that no table knows."""
        if k >= self.n:
            return False
        item = self.row[k]
        if item.kind != "word" or not item.cap or (item.entry is not None and item.entry.honorific):
            return False
        return item.low not in _OPENERS and item.text not in _TITLE_LETTERS

    def _run(self, k: int) -> int:
        """End of the run of capitals that begins at k (particles and spaced hyphens inside)."""
        j = k
        while j < self.n:
            item = self.row[j]
            if (
                self._is_plain_cap(j)
                or (
                    j > k
                    and item.is_particle
                    and (
                        self._is_plain_cap(j + 1)
                        or (j + 1 < self.n and self.row[j + 1].is_particle and self._is_plain_cap(j + 2))
                    )
                )
                or (
                    j > k
                    and item.text in "-–"
                    and item.kind == "sign"
                    and self._is_plain_cap(j + 1)
                    and self._is_plain_cap(j - 1)
                    and not is_vietnamese_syllable(self.row[j - 1].low)
                )
                or (
                    j > k
                    and item.kind == "phrase"
                    and item.cap
                    and " " not in item.low
                    and self._inside_foreign_name(k, j)
                )
            ):
                j += 1
            else:
                break
        # "Bộ trưởng Công an": a capital followed by its own small syllable is no name.
        if j > k and j < self.n:
            last, after = self.row[j - 1], self.row[j]
            if (
                after.kind == "word"
                and not after.cap
                and after.start - last.end == 1
                and after.low in self.book.body_syllables
                and is_vietnamese_syllable(last.low)
                and not (after.entry and (after.entry.stop or after.entry.honorific))
                and (j - 1 == k or (last.low in self.book.body_syllables and last.low not in self.book.surnames))
                and not (j - k >= 2 and self._is_vietnamese_name(k, j))
            ):
                j -= 1
        return j

    def _inside_foreign_name(self, k: int, j: int) -> bool:
        """ "Choe Son Hui", "Htin Kyaw Chad": a short known word inside a foreign run stays in it."""
        item = self.row[j]
        e = known(item)
        return (
            (not is_vietnamese_syllable(self.row[j - 1].low) or e.channel == "business")
            and self.row[j].start - self.row[j - 1].end == 1
            and not e.office
            and not e.cue
            and (e.care or e.honorific or e.locality is not None or e.channel == "business")
            and e.locality != "VN"
            and (self._is_plain_cap(j + 1) or e.locality is not None or e.channel == "business")
        )

    def _is_vietnamese_name(self, k: int, end: int) -> bool:
        count = end - k
        return 2 <= count <= 5 and self.row[k].low in self.book.surnames

    def _is_foreign_run(self, k: int, end: int) -> bool:
        return any(
            not is_vietnamese_syllable(self.row[j].low.replace("-", "")) for j in range(k, end) if self.row[j].cap
        )

    def _is_body_run(self, k: int, end: int) -> bool:
        """ "Công Thương", "TANDTC": capitals that are words of a body's name."""
        if end == k + 1 and len(self.row[k].text) >= 4 and self.row[k].text.isupper():
            return True
        return (
            all(self.row[j].low in self.book.body_syllables for j in range(k, end))
            and self.row[k].low not in self.book.surnames
        )

    def _body_before_name(self, k: int, end: int) -> int | None:
        """Where a Vietnamese name begins after capitals that are words of a body: in "Công Thương Trần Tuấn A." at "Trần"."""
        for j in range(k + 1, end - 1):
            if self.row[j - 1].low not in self.book.body_syllables:
                return None
            if self._is_vietnamese_name(j, end) and self.row[j].low not in self.book.body_syllables:
                return j
        return None

    # --- the complement of a title or a body ------------------------------------------------------------

    def _tail(self, k: int, head: str, level: str | None, body: bool, proper: bool) -> _Tail:
        """Walk from item k to the end of the complement. `body`: already inside the name of a body; `proper`: the
        word before calls for a proper name ("Tập đoàn", "tỉnh")."""
        tail = _Tail(k)
        j = k
        good = k  # end of what is certain
        smalls = 0
        placed = False
        listed = False  # inside "Khí hậu, Năng lượng và Tiện ích": any small words may stand
        while j < self.n:
            item = self.row[j]
            e = known(item)
            if item.kind == "phrase":
                if e.country is not None and item.cap and not (e.pair and not self._pair_here(j)):
                    if (tail.country is None or not tail.certain) and not tail.international:
                        tail.country, tail.certain = e.country, True
                    placed, body, proper, smalls = True, True, False, 0
                    j = good = j + 1
                    continue
                if e.hide and item.low in _PLACEHOLDERS and level is not None:
                    tail.skip.append((item.start, item.end))  # "Tổng thống nước chủ nhà R."
                    placed = True
                    j = good = j + 1
                    continue
                if (
                    e.hide
                    and (body or level == "minister")
                    and not (e.office or e.cue or e.stop or e.group)
                    and e.country is None
                    and (item.cap or item.low.split()[0] in self.book.body_syllables)
                ):
                    j = good = j + 1
                    continue
                if e.org is not None and item.cap:
                    if e.channel == "business" and self._low(j + 1) in _COMPANY_END:
                        j += 1
                    if tail.country is None:
                        if e.org:
                            tail.country, tail.certain = e.org, False
                        elif not placed and not e.generic and e.channel == "international":
                            tail.international = True
                    body, proper, smalls = True, False, 0
                    j = good = j + 1
                    continue
                if e.locality not in (None, "VN") and item.cap and " " not in item.low and head in _ROYAL_HEADS:
                    self.row[j] = Item(item.start, item.end, item.text, item.low, "word", True)  # "Hoàng hậu Sofia"
                    break
                if (
                    e.locality is not None
                    and item.cap
                    and placed
                    and " " not in item.low
                    and self._is_plain_cap(j + 1)
                    and e.locality != tail.country
                ):
                    self.row[j] = Item(
                        item.start, item.end, item.text, item.low, "word", True
                    )  # "Thái tử Kuwait Sabah Al-…"
                    break
                if e.locality is not None and item.cap:
                    if (tail.country is None or not tail.certain) and e.locality and not tail.international:
                        tail.country, tail.certain = e.locality, True
                    placed, body, proper, smalls = True, True, False, 0
                    j = good = j + 1
                    following = self.row[j + 1] if self._is_sign(j, ",") and j + 1 < self.n else None
                    if (
                        following is not None
                        and following.cap
                        and tail.country != "VN"
                        and tail.country in (known(following).country, known(following).locality)
                    ):
                        j = good = j + 2  # "Quảng Tây, Trung Quốc"; "các tỉnh Ratanakiri, Stung Treng"
                    continue
                if e.orghead is not None and not e.cue:
                    if (
                        not item.cap
                        and e.orghead == "body"
                        and not body
                        and " " not in item.low
                        and not self._body_follows(j)
                    ):
                        break
                    proper = e.orghead == "proper"
                    body = True
                    smalls = 0
                    j += 1
                    if item.cap or e.orghead == "body" or (j < self.n and (self.row[j].cap)):
                        good = j
                    continue
                if e.office is not None and body and level is not None and item.low == "cố vấn":
                    j = good = j + 1  # "Chủ tịch Hội đồng Cố vấn tối cao"
                    continue
                if e.office is not None and head in _SERVING and not body:
                    body = True
                    j = good = j + 1
                    continue
                if e.venue and not e.office and not e.cue and body is False and item.cap:
                    body = True
                    j = good = j + 1
                    continue
                if e.venue and not e.office and not e.cue and body:
                    j += 1
                    good = j if item.cap or item.low.split()[0] in self.book.body_syllables else good
                    continue
                if e.group and body is False and level is None:
                    j = good = j + 1
                    body = True
                    continue
                break
            if item.kind == "word" and item.cap:
                if item.entry is not None and item.entry.honorific:
                    break
                end = self._run(j)
                if (
                    listed
                    and not placed
                    and end == j + 1
                    and end < self.n
                    and self.row[end].kind == "word"
                    and not self.row[end].cap
                    and not (self.row[end].entry is not None and self.row[end].entry.stop)
                ):
                    j = good = end
                    continue
                if body and end == j + 1 and end < self.n and self._compound(j):
                    j = good = end + 1  # "Hiệp hội Bán dẫn"
                    proper = False
                    continue
                if end == j:  # a capital and its small syllable: words of a body
                    body, proper, smalls = True, False, 0
                    j = good = j + 1
                    continue
                if not body and end == j + 1 and level in ("state", "government") and not item.text.isupper():
                    break  # "Thủ tướng Phúc"
                if self._is_body_run(j, end) and not (placed and end - j >= 2):
                    body, proper, smalls = True, False, 0
                    j = good = end
                    continue
                if (cut := self._body_before_name(j, end)) is not None:
                    body, proper, smalls = True, False, 0
                    j = good = cut  # "Bộ trưởng Công Thương Trần Tuấn A."
                    continue
                if proper:
                    stop = self._proper_end(j, end)
                    if stop == j:
                        break
                    proper, body, smalls = False, True, 0
                    j = good = stop
                    continue
                break  # a name
            if item.kind == "word":
                low = item.low
                if low in ("của", "thuộc", "nước") and j + 1 < self.n:
                    following = self.row[j + 1]
                    f = known(following)
                    if f.office and head in _SERVING and low == "của":
                        j += 1  # "Đặc phái viên của Tổng thư ký Liên hợp quốc"
                        continue
                    if (
                        following.cap
                        or f.orghead
                        or (f.country and following.cap)
                        or f.org is not None
                        or following.low in ("nước", "các")
                    ):
                        if (
                            not (following.kind == "word" and self._is_vietnamese_name(j + 1, self._run(j + 1)))
                            and not f.office
                        ):
                            j += 1
                            smalls = 0
                            body = body or low == "thuộc"
                            continue
                    break
                if (
                    low in ("tại", "ở")
                    and level in _AT
                    and j + 1 < self.n
                    and (known(self.row[j + 1]).proper or self._low(j + 1) in ("các", "khu"))
                ):
                    if (
                        known(self.row[j + 1]).country
                        or known(self.row[j + 1]).locality
                        or known(self.row[j + 1]).org is not None
                    ):
                        # the place of service is not the country represented
                        keep = (tail.country, tail.international)
                        if keep[0] is None and not keep[1] and level != "envoy" and not body:
                            break
                        j = good = j + 2
                        placed = True
                        if keep[0] is None:
                            tail.international = tail.international or (level in ("igo", "envoy") and keep[1])
                        continue
                    break
                if (
                    low == "về"
                    and placed
                    and head in _REPRESENTING
                    and j + 1 < self.n
                    and (
                        (self.row[j + 1].cap and self.row[j + 1].kind == "word")
                        or self._low(j + 1) in self.book.body_syllables
                    )
                ):
                    placed = False  # "Đại diện cấp cao của EU về Chính sách đối ngoại và an ninh"
                    body = True
                    j += 1
                    continue
                if low in ("về", "trách") or (item.entry is None and low in ("phụ", "đặc")):
                    if level is not None and not placed and smalls < 3:
                        body = True
                        smalls += 1
                        j += 1
                        continue
                    break
                if low == "và" and body and j + 1 < self.n and self._joins_body(j):
                    j += 1
                    continue
                if (low in ("thứ",) and j + 1 < self.n) or (
                    item.kind == "word" and low in ("nhất", "hai") and self._low(j - 1) == "thứ"
                ):
                    j = good = j + 2 if low == "thứ" else j + 1
                    continue
                if (
                    low in ("các",)
                    and j + 1 < self.n
                    and (known(self.row[j + 1]).orghead or self._low(j + 1) in ("nước", "vấn"))
                ):
                    j += 1
                    body = True
                    continue
                if (
                    low == "với"
                    and body
                    and self._low(j - 1).endswith(("hữu nghị", "nghị"))
                    and j + 1 < self.n
                    and self.row[j + 1].cap
                ):
                    j += 1  # "Nhóm Nghị sĩ Hữu nghị với ASEAN"
                    continue
                if listed and low == "và":
                    j += 1
                    continue
                if low in _BREAK or (item.entry is not None and item.entry.stop):
                    break
                if listed and not placed:
                    j = good = j + 1
                    continue
                if (
                    placed
                    and low in self.book.body_syllables
                    and not (item.start - self.row[j - 1].end == 1 and self._body_ahead(j))
                ):
                    break
                if body and low not in self.book.body_syllables and self._land_ahead(j):
                    j += 1  # "Hiệp hội Công nghiệp bán dẫn Hoa Kỳ"
                    continue
                if not body and level in ("state", "government") and low not in _AFTER_TITLE:
                    break
                if low in self.book.body_syllables and (body or (smalls < 1 and level is not None)):
                    smalls += 1
                    if smalls > 12:
                        break
                    j += 1
                    if body:
                        good = j
                    else:
                        body = True
                        good = j
                    continue
                break
            if item.kind == "number" and self._low(j - 1) in ("thứ", "số", "khu", "đoàn", "khóa", "khoá"):
                j = good = j + 1
                continue
            if item.kind == "sign":
                if item.text == "(":
                    close = self._close(j)
                    if close is None:
                        break
                    inner = self.row[j + 1 : close]
                    land = next((known(i).country for i in inner if i.cap and known(i).country), None) or next(
                        (known(i).locality for i in inner if i.cap and known(i).locality), None
                    )
                    if land is not None:
                        if tail.country is None or not tail.certain:
                            tail.country, tail.certain = land, True
                        placed = True
                        j = good = close + 1
                        continue
                    if len(inner) <= 4:
                        tail.skip.append((item.start, self.row[close].end))
                        j = close + 1
                        # the bracket belongs to what is certain only if something follows
                        if j < self.n and (known(self.row[j]).country or known(self.row[j]).org is not None):
                            continue
                        good = max(good, j)
                        continue
                    break
                if item.text in "-–" and body and j + 1 < self.n and j > k:
                    following = self.row[j + 1]
                    if known(following).country and following.cap:  # "Hội Hữu nghị Việt Nam - Lào"
                        keep_country = tail.country
                        j = good = j + 2
                        tail.country = keep_country or known(following).country
                        continue
                    if known(following).orghead and following.cap and not placed:  # "Đảng ủy - Bộ Tư lệnh Quân khu 9"
                        j += 1
                        continue
                    if (
                        following.kind == "word"
                        and following.cap
                        and not placed
                        and (following.low in self.book.body_syllables or self._run(j + 1) == j + 1)
                    ):
                        j += 1
                        continue
                    break
                if (
                    item.text == ","
                    and body
                    and not placed
                    and (level in ("minister", None) or head in ("chủ nhiệm", "chủ tịch"))
                    and self._list_of_body(j)
                ):
                    j += 1
                    listed = True
                    continue
                if item.text in '"“' and body and j + 1 < self.n:
                    break
                break
            break
        tail.at = good
        return tail

    def _pair_here(self, k: int) -> bool:
        """ "Việt" or "Nhật" alone name a country only beside a hyphen."""
        before = self.row[k - 1] if k else None
        after = self.row[k + 1] if k + 1 < self.n else None
        return bool((before and before.text in "-–") or (after and after.text in "-–"))

    def _body_ahead(self, k: int) -> bool:
        """Whether small words go on to another part of the name: "Hội Việt - Nga thành phố Hà Nội"."""
        for j in range(k, min(k + 4, self.n)):
            e = known(self.row[j])
            if e.orghead or e.org is not None or (e.country and self.row[j].cap):
                return True
            if self.row[j].kind != "word" or self.row[j].low not in self.book.body_syllables:
                return False
        return False

    def _compound(self, k: int) -> bool:
        """A capital syllable with its own small one: "Bán dẫn", no given name."""
        first, second = self.row[k], self.row[k + 1]
        return (
            second.kind == "word"
            and not second.cap
            and second.start - first.end == 1
            and is_vietnamese_syllable(first.low)
            and is_vietnamese_syllable(second.low)
            and second.entry is None
            and second.low not in _BREAK
        )

    def _land_ahead(self, k: int) -> bool:
        """Whether small words that no table knows lead on to a country or a body within the same name."""
        for j in range(k, min(k + 9, self.n)):
            item = self.row[j]
            if j > k and item.low == "và":
                continue
            if item.kind == "phrase":
                e = known(item)
                return item.cap and bool(e.country or e.org is not None or e.locality is not None)
            if item.kind != "word" or item.cap or item.entry is not None or item.low in _BREAK:
                return False
        return False

    def _body_follows(self, k: int) -> bool:
        following = self.row[k + 1] if k + 1 < self.n else None
        return following is not None and following.cap

    def _close(self, k: int) -> int | None:
        for j in range(k + 1, min(self.n, k + 14)):
            if self.row[j].text == ")":
                return j
        return None

    def _joins_body(self, k: int) -> bool:
        """ "Kế hoạch và Đầu tư", "Giáo dục và Đào tạo": the word after "và" is of the same name."""
        following = self.row[k + 1]
        if following.kind != "word" or (following.entry is not None and following.entry.honorific):
            return False
        if following.cap:
            return self._run(k + 1) == k + 1 or (
                following.low in self.book.body_syllables and self._is_body_run(k + 1, max(self._run(k + 1), k + 2))
            )
        return (
            following.low in self.book.body_syllables
            and self.row[k - 1].kind == "word"
            and not self.row[k - 1].cap
            and not (following.entry is not None and following.entry.stop)
        )

    def _list_of_body(self, k: int) -> bool:
        """ "Văn hóa, Thể thao và Du lịch", "Khí hậu, Năng lượng và Tiện ích": a comma inside a ministry's name."""
        j = k + 1
        seen = 0
        while j < min(self.n, k + 12):
            item = self.row[j]
            e = known(item)
            if item.kind == "word" and item.low == "và":
                following = self.row[j + 1] if j + 1 < self.n else None
                return (
                    seen > 0
                    and following is not None
                    and not (known(following).office or known(following).honorific)
                    and (
                        (following.cap and not self._is_vietnamese_name(j + 1, self._run(j + 1)))
                        or following.low in self.book.body_syllables
                    )
                )
            if item.text == "," and seen:
                seen = 0
                j += 1
                continue
            if e.orghead and item.cap and item.kind == "phrase":
                return False  # "Bộ Tài chính, Bộ Kế hoạch và Đầu tư": two bodies
            if (
                e.office
                or e.honorific
                or e.cue
                or e.country
                or e.locality is not None
                or e.group
                or item.kind in ("sign", "number")
            ):
                return False
            if e.stop and item.low not in self.book.body_syllables and item.kind == "word":
                return False
            if item.cap and item.low in self.book.surnames and self._is_vietnamese_name(j, self._run(j)):
                return False
            seen += 1
            j += 1
        return False

    def _proper_end(self, k: int, end: int) -> int:
        """How much of the run k..end is the company's or place's own name; the rest is a person's."""
        if self.row[k - 1].low in _UNITS and self._is_vietnamese_name(k, end) and end - k >= 3:
            return k  # "Chủ tịch UBND thành phố Đàm Quang K.": the unit goes unnamed
        for j in range(end - 1, k - 1, -1):
            if self.row[j].low in _COMPANY_END:
                return j + 1
        size = end - k
        if (self._is_vietnamese_name(k, end) and size == 2) or size <= 2:
            return end
        for j in range(k + 1, end - 1):
            if self._is_vietnamese_name(j, end) and not self._is_foreign_run(j, end):
                return j
        return k + 1 if self._is_foreign_run(k, end) and end - k >= 3 else end

    # --- names ------------------------------------------------------------------------------------------

    def _name(self, k: int, certain: bool) -> tuple[int, int, int] | None:
        """A person's name at item k: (first item, end item, end offset); None if there is none. `certain`: an office
        or a form of address stands before it, so one word is enough."""
        while k < self.n and self.row[k].entry is not None and known(self.row[k]).honorific:
            k += 1
        if not self._is_plain_cap(k):
            # "Hun Sen", "Anh": a known word may be a name after an honorific only
            return None
        end = self._run(k)
        if end == k:
            return None
        size = end - k
        if self._is_body_run(k, end) and not certain:
            return None
        first = self.row[k]
        if size == 1:
            if not certain or (first.text.isupper() and len(first.text) <= 3):
                return None
            if (
                self._is_sign(end, "(")
                and end + 1 < self.n
                and (known(self.row[end + 1]).country or known(self.row[end + 1]).locality)
            ):
                return None  # "Tập đoàn Masdar Gulf (UAE)": a company's last word
            if (
                is_vietnamese_syllable(first.low)
                and first.low not in self.book.surnames
                and len(first.text) < 4
                and first.text.isupper()
            ):
                return None
            if first.low in self.book.body_syllables:
                return None
        elif not certain and not self._is_vietnamese_name(k, end) and not self._is_foreign_run(k, end):
            return None
        if size > 7:
            return None
        # "Nguyễn Phú Trọng Chủ tịch": the run stops at the title by itself; "VI" after a king's name stays.
        return k, end, self.row[end - 1].end

    def _honorifics(self, k: int) -> int:
        while k < self.n:
            item = self.row[k]
            if item.entry is not None and item.entry.honorific and not item.entry.office:
                k += 1
                if self._is_sign(k, ".,") and k + 1 < self.n and known(self.row[k + 1]).honorific:
                    k += 1
                continue
            break
        return k

    # --- offices ------------------------------------------------------------------------------------------

    def _office(self, k: int) -> tuple[Office, int] | None:
        """The office whose title is item k: (office, item after it)."""
        if k >= self.n or known(self.row[k]).office is None:
            return None
        head = self.row[k]
        e = known(head)
        j = k + 1
        level = e.office
        # "Bộ trưởng Ngoại giao" is one phrase of the tables: what follows goes on with the name of the ministry
        tail = self._tail(
            j, head.low, level, body=level in ("minister", "parliament") and head.low.count(" ") >= 2, proper=False
        )
        j = tail.at
        text, start, end = self._cut(head.start, self.row[j - 1].end, tail.skip)
        if head.low.startswith("tân "):
            text, start = text[4:], start + 4
        office = Office(
            start=start,
            end=end,
            text=text,
            head=head.low.removeprefix("tân "),
            level=level or "",
            country=tail.country or e.office_country,
            international=tail.international and tail.country is None,
            certain=tail.certain,
        )
        words = office.text.lower()
        if office.country is None and any(w in words for w in _AT_HOME):
            office = replace(office, country="VN", certain=False)
        if office.country is None and not office.international and any(w in words for w in _WORLD):
            office = replace(office, international=True)
        if office.level in _BY_BODY:
            if any(w in words for w in _BUSINESS):
                office = replace(office, level="business")
        return office, j

    def _cut(self, start: int, end: int, skip: list[tuple[int, int]]) -> tuple[str, int, int]:
        text = self.text
        if not skip:
            return text[start:end], start, end
        parts, at = [], start
        for a, b in skip:
            if a >= end:
                break
            parts.append(text[at:a].strip())
            at = min(b, end)
        parts.append(text[at:end].strip())
        joined = " ".join(p for p in parts if p)
        return joined, start, end

    def _office_list(self, k: int, after: bool = False) -> tuple[list[Office], int]:
        """Offices joined by commas, "kiêm", "đồng thời là", after a name by "và" too: (offices, item after the last)."""
        offices: list[Office] = []
        j = k
        while True:
            found = self._office(j)
            if found is None:
                return offices, (j if not offices else last)
            office, j = found
            offices.append(office)
            last = j
            j = self._joint(j, after)
            if j == last or known(self.row[j]).office is None if j < self.n else True:
                return offices, last

    def _joint(self, k: int, after: bool) -> int:
        """Item after a joint between two offices of one person; k itself when there is none."""
        j = k
        if self._is_sign(j, ",-–"):
            j += 1
        for words in (
            ("đồng", "thời", "là"),
            ("đồng", "thời"),
            ("kiêm", "nhiệm"),
            ("kiêm",),
            ("và",) if after else (),
            ("nay", "là"),
            ("là",),
        ):
            if not words:
                continue
            if all(self._low(j + i) == w for i, w in enumerate(words)):
                if words == ("là",) and j == k:
                    continue
                j += len(words)
                break
            if words[0] == "đồng" and self._low(j) == "đồng thời":
                j += 1
                if self._low(j) == "là":
                    j += 1
                break
        if j < self.n and known(self.row[j]).office is not None and not known(self.row[j]).group:
            return j
        return k

    # --- the walk -------------------------------------------------------------------------------------------

    def actors(self) -> list[Actor]:
        found: list[Actor] = []
        k = 0
        while k < self.n:
            actor, after = self._actor(k)
            if actor is not None:
                found.append(actor)
            k = max(after, k + 1)
        return found

    def _actor(self, k: int) -> tuple[Actor | None, int]:
        item = self.row[k]
        e = known(item)
        if e.group:
            if e.office is not None:  # "Lãnh đạo Đảng Tự do Australia Peter Dutton"
                actor, after = self._titled(k)
                if actor is not None and actor.kind == "person":
                    return actor, after
            return self._group(k)
        if e.office is not None:
            if self._low(k - 1) == "cấp" if k else False:  # "tham vấn cấp Bộ trưởng"
                return None, k + 1
            return self._titled(k)
        if e.counterpart:
            return self._counterpart(k)
        if item.low == "nước ta":
            return Actor(kind="country", start=item.start, end=item.end, organisation="Việt Nam", country="VN"), k + 1
        if item.entry is not None and e.honorific:
            return self._addressed(k)
        if (e.org is not None and item.cap) or e.orghead is not None:
            return self._body(k)
        if e.country is not None and item.cap and not e.pair:
            return Actor(
                kind="country", start=item.start, end=item.end, organisation=item.text, country=e.country
            ), k + 1
        if e.locality is not None and item.cap:
            return Actor(
                kind="locality", start=item.start, end=item.end, organisation=item.text, country=e.locality or None
            ), k + 1
        if self._is_plain_cap(k):
            return self._bare(k)
        return None, k + 1

    def _titled(self, k: int) -> tuple[Actor | None, int]:
        """Title first: "Thủ tướng Chính phủ Phạm Văn A", "Chủ tịch Thượng viện X, bà Y", or the office alone."""
        offices, j = self._office_list(k)
        if not offices:
            return None, k + 1
        if (cut := self._of_two(offices, j)) is not None:
            first = offices[:cut]
            country, international = _country(first)
            after = next(i for i in range(k, self.n) if self.row[i].start >= first[-1].end)
            return Actor(
                kind="office",
                start=self.row[k].start,
                end=first[-1].end,
                offices=tuple(first),
                country=country,
                international=international,
                level=first[0].level,
            ), after
        end = offices[-1].end
        name_at = j
        if (
            self._is_sign(j, ",")
            and j + 1 < self.n
            and known(self.row[j + 1]).honorific
            and not known(self.row[j + 1]).office
        ):
            name_at = j + 1
            # "…, ông X, Chủ tịch Y" would be another person
            name = self._name(name_at, certain=True)
            if name is not None and not self._is_sign(name[1], ","):
                return self._person(k, offices, name, certain=True)
            if (
                name is not None
                and offices[-1].level not in ("business", "academic", "media")
                and not (name[1] + 1 < self.n and known(self.row[name[1] + 1]).office)
            ):
                return self._person(k, offices, name, certain=True)
        elif (name := self._name(self._honorifics(name_at), certain=True)) is not None or (
            self._is_sign(j, "(")
            and (close := self._close(j)) is not None
            and (name := self._name(self._honorifics(close + 1), certain=True)) is not None
        ):
            return self._person(k, offices, name, certain=True)
        country, international = _country(offices)
        return (
            Actor(
                kind="office",
                start=self.row[k].start,
                end=end,
                offices=tuple(offices),
                country=country,
                international=international,
                level=offices[0].level,
            ),
            j,
        )

    def _of_two(self, offices: list[Office], j: int) -> int | None:
        """ "lời mời của Ủy viên trưởng … Trung Quốc, Chủ tịch Quốc hội Vương Đình H.": offices of two states before one name
        belong to two people. Where the second one's begin, else None."""
        lands = [o.country for o in offices]
        for cut in range(1, len(offices)):
            before = {o.country for o in offices[:cut] if o.certain and o.country}
            rest = {c for c in lands[cut:] if c}
            if before and rest and not before & rest and all(o.certain for o in offices[cut:] if o.country):
                return cut
            if before and before != {"VN"} and not rest and all(o.head in _BARE_AT_HOME for o in offices[cut:]):
                name = self._name(self._honorifics(j), certain=True)
                if name is not None and self._is_vietnamese_name(name[0], name[1]):
                    return cut
        return None

    def _addressed(self, k: int) -> tuple[Actor | None, int]:
        """Form of address first: "đồng chí Lê Văn B, Bí thư Trung ương Đảng", "bà Đại sứ"."""
        j = self._honorifics(k)
        if j < self.n and known(self.row[j]).office is not None:
            return self._titled(j)
        certain = True
        name = self._name(j, certain)
        if name is None:
            if self.row[k].low in ("ông", "bà") and j == k + 1 and j < self.n and not self.row[j].cap:
                return Actor(kind="pronoun", start=self.row[k].start, end=self.row[k].end), j
            return None, j
        return self._person(k, [], name, certain)

    def _counterpart(self, k: int) -> tuple[Actor | None, int]:
        """ "người đồng cấp Trung Quốc Vương Nghị": a person whose country is said and whose office is not."""
        j = k + 1
        country: str | None = None
        if j < self.n and self.row[j].cap and known(self.row[j]).country and not known(self.row[j]).pair:
            country = known(self.row[j]).country
            j += 1
        name = self._name(self._honorifics(j), certain=True)
        if name is None:
            if country is None:
                return None, j
            return Actor(
                kind="group",
                start=self.row[k].start,
                end=self.row[j - 1].end,
                organisation=self.text[self.row[k].start : self.row[j - 1].end],
                country=country,
                level="counterpart",
            ), j
        actor, after = self._person(k, [], name, certain=True)
        if actor.offices:
            return actor, after
        return replace(actor, country=country, level="counterpart"), after

    def _bare(self, k: int) -> tuple[Actor | None, int]:
        """A name alone. Vietnamese ones are told by the family name; others only if an office follows."""
        end = self._run(k)
        if end == k:
            return None, k + 1
        if (
            end == k + 1
            and len(self.row[k].text) >= 4
            and not is_vietnamese_syllable(self.row[k].low)
            and not self.row[k].text.isupper()
        ):
            # "Trump" alone: somebody whom the page names with an office elsewhere, or nobody
            return Actor(kind="surname", start=self.row[k].start, end=self.row[k].end, name=self.row[k].text), end
        name = self._name(k, certain=False)
        if name is None:
            return None, end
        if self._is_vietnamese_name(k, end) or (
            self._is_sign(end, ",") and self._following_offices(end, titled=True) is not None
        ):
            return self._person(k, [], name, certain=False)
        if end - k >= 2 and self._is_foreign_run(k, end):
            return (
                Actor(
                    kind="person",
                    start=self.row[k].start,
                    end=name[2],
                    name=self.text[self.row[name[0]].start : name[2]],
                ),
                end,
            )
        return None, end

    def _person(self, k: int, before: list[Office], name: tuple[int, int, int], certain: bool) -> tuple[Actor, int]:
        first, after, end = name
        j = after
        if self._is_sign(j, "(") and (close := self._close(j)) is not None and close - j <= 10:
            j = close + 1
        offices = list(before)
        follow = self._following_offices(j, bool(before))
        if follow is not None and before and not self._of_one(before, follow[0]):
            follow = None
        if follow is not None:
            more, at = follow
            offices.extend(more)
            end, j = more[-1].end, at
        elif not (self._is_sign(after, "(")):
            j = after
        country, international = _country(offices)
        return (
            Actor(
                kind="person",
                start=self.row[k].start,
                end=end,
                name=self.text[self.row[first].start : name[2]],
                offices=tuple(offices),
                country=country,
                international=international,
                honorific=known(self.row[k]).honorific,
                level=offices[0].level if offices else None,
            ),
            j,
        )

    def _of_one(self, before: list[Office], after: list[Office]) -> bool:
        """Whether offices after a name can be of the one titled before it: no company's for a prime minister, no other
        state's."""
        public = any(o.level in ("state", "government", "minister", "party", "parliament") for o in before)
        if public and any(o.level == "business" for o in after):
            return False
        lands = {o.country for o in before if o.country and o.certain} or (
            {"VN"} if all(o.head in _BARE_AT_HOME for o in before) else set()
        )
        theirs = {o.country for o in after if o.country and o.certain}
        return not (lands and theirs and not lands & theirs)

    def _following_offices(self, k: int, titled: bool) -> tuple[list[Office], int] | None:
        """ ", Chủ tịch X, Bộ trưởng Y": offices after the name, unless another name follows them."""
        if not self._is_sign(k, ",-–"):
            return None
        j = k + 1
        if self._low(j) == "là":
            j += 1
        if j >= self.n or known(self.row[j]).office is None or known(self.row[j]).group:
            return None
        offices, at = self._office_list(j, after=True)
        if not offices:
            return None
        if (
            titled
            and at < self.n
            and self.row[at].kind != "sign"
            and self._low(at) not in ("đang", "nhân", "và", "tại", "sang", "đến", "tới", "cùng")
        ):
            # "… Bộ trưởng Tô L., Thủ tướng hoan nghênh": the next subject
            return None
        if self._name(self._honorifics(at), certain=True) is not None:
            # "…, Tổng thống B Rumen C": the last office has its own name; the ones before it may still be ours
            return None
        if (
            self._is_sign(at, ",")
            and at + 1 < self.n
            and known(self.row[at + 1]).honorific
            and len(offices) == 1
            and self._name(self._honorifics(at + 1), certain=True) is not None
            and not self._is_sign(at, ";")
        ):
            after = self._name(self._honorifics(at + 1), certain=True)
            if after is not None and not self._is_sign(after[1], ",") and offices[0].level == "parliament":
                return None
        return offices, at

    def _body(self, k: int) -> tuple[Actor | None, int]:
        """An organisation: a known one with what follows it, or a head noun and its complement."""
        item = self.row[k]
        e = known(item)
        if (
            e.org is None
            and not item.cap
            and not (k + 1 < self.n and (self.row[k + 1].cap or known(self.row[k + 1]).orghead))
        ):
            return None, k + 1
        tail = self._tail(k, "", None, body=False, proper=False)
        if not item.cap and e.org is not None and e.orghead is None and tail.at <= k:
            return None, k + 1
        if tail.at <= k + 1 and e.org is None and e.country is None and item.low not in _STANDALONE:
            return None, k + 1
        at = max(tail.at, k + 1)
        if item.low in ("thủ đô", "cố đô") and at >= k + 2 and known(self.row[k + 1]).locality is not None:
            return Actor(
                kind="locality",
                start=item.start,
                end=self.row[k + 1].end,
                organisation=self.row[k + 1].text,
                country=known(self.row[k + 1]).locality or None,
            ), k + 2
        if item.low in _STATE_WORDS and at == k + 2 and known(self.row[k + 1]).country:
            return Actor(
                kind="country",
                start=item.start,
                end=self.row[at - 1].end,
                organisation=self.row[k + 1].text,
                country=known(self.row[k + 1]).country,
            ), at
        text, start, end = self._cut(item.start, self.row[at - 1].end, tail.skip)
        if text.lower().startswith("đại diện") and (name := self._name(at, certain=True)) is not None:
            # "Đại diện Thương mại Mỹ Robert L.": the body's name is a person's office
            office = Office(
                start=start,
                end=end,
                text=text,
                head="đại diện",
                level="government",
                country=tail.country or e.org or None,
            )
            return self._person(k, [office], name, certain=True)
        # "Tập đoàn Siemens Roland Busch" without a title before is not expected; a title after is another actor.
        return (
            Actor(
                kind="organisation",
                start=start,
                end=end,
                organisation=text,
                country=tail.country,
                international=tail.international and tail.country is None,
                level=e.channel,
            ),
            at,
        )

    def _group(self, k: int) -> tuple[Actor | None, int]:
        """ "lãnh đạo Đảng X", "đoàn đại biểu Y do ông Z dẫn đầu", "các Đại sứ ASEAN": runs to the end of its phrase."""
        item = self.row[k]
        j = k + 1
        country: str | None = None
        countries: set[str] = set()
        international = False
        good = j
        while j < self.n:
            it = self.row[j]
            e = known(it)
            if it.kind == "phrase":
                if e.cue or (e.hide and not e.orghead):
                    if not (e.hide and it.low in ("các nước", "hai nước", "nước ngoài")):
                        break
                if e.stop:
                    break
                if e.office is not None and not (it.low in _GROUP_TITLES or not it.cap):
                    # "lãnh đạo X và Chủ tịch Y Nguyễn Văn A": a person comes
                    _, at = self._office_list(j)
                    if self._name(self._honorifics(at), certain=True) is not None:
                        break
                if it.cap:
                    if e.country:
                        countries.add(e.country)
                    elif e.org:
                        countries.add(e.org)
                    elif e.org is not None and e.channel == "international" and not e.generic:
                        international = True
                    elif e.locality:
                        countries.add(e.locality)
                j = good = j + 1
                continue
            if it.kind == "word":
                if it.entry is not None and it.entry.honorific:
                    break
                if it.entry is not None and it.entry.stop and it.low not in _GROUP_WORDS:
                    break
                if it.low in ("và", "của", "các", "một", "số"):
                    j += 1
                    continue
                if it.low in ("do", "gồm", "nhân", "để", "nhằm", "về"):
                    break
                if it.cap and self._is_vietnamese_name(j, self._run(j)):
                    break
                j = good = j + 1
                continue
            if it.kind == "sign" and it.text in "(-–/":
                if it.text == "(":
                    close = self._close(j)
                    if close is None:
                        break
                    for inner in self.row[j + 1 : close]:
                        if inner.cap and known(inner).country:
                            countries.add(known(inner).country or "")
                    j = good = close + 1
                    continue
                j += 1
                continue
            if (
                it.kind == "sign"
                and it.text == ","
                and countries
                and j + 1 < self.n
                and self.row[j + 1].cap
                and known(self.row[j + 1]).country
            ):
                j += 1
                continue
            if it.kind == "sign" and it.text == "," and self._group_goes_on(j):
                j += 1
                continue
            break
        if good == k + 1 and item.low not in _GROUP_ALONE:
            return None, k + 1
        end = self.row[good - 1].end
        if len(countries) == 1 and not international:
            country = next(iter(countries))
        start = item.start
        if k and self._low(k - 1) in ("các", "những") and not item.low.startswith("các"):
            start = self.row[k - 1].start
        return (
            Actor(
                kind="group",
                start=start,
                end=end,
                organisation=self.text[start:end],
                country=country,
                international=international,
                plural=len(countries) > 1,
                level="group",
            ),
            good,
        )

    def _group_goes_on(self, k: int) -> bool:
        """ "chức sắc, chức việc, cốt cán": a list inside the group, small words that no table knows."""
        following = self.row[k + 1] if k + 1 < self.n else None
        if following is None or following.kind == "sign":
            return False
        e = known(following)
        if following.low in ("thuộc", "đang", "là", "nhân", "trong"):
            return False
        if following.kind == "phrase":
            return (following.low in _GROUP_TITLES and following.cap is False) or (
                e.office is not None and following.low in _GROUP_TITLES
            )
        return not following.cap and following.entry is None and following.low not in ("nhân", "đang", "trong")


_STATE_WORDS = frozenset(["nước", "vương quốc", "cộng hòa", "nhà nước"])
_STANDALONE = frozenset(["quốc hội", "chính phủ", "công an", "thượng viện", "hạ viện"])
_GROUP_WORDS = frozenset(["cấp", "cao", "hai", "ba", "cả", "nước", "năm"])
_GROUP_ALONE = frozenset(["lãnh đạo các nước", "ngoại trưởng các nước", "đại sứ các nước"])
_GROUP_TITLES = frozenset(
    [
        "đại sứ",
        "đại biện",
        "trưởng đại diện",
        "tham tán",
        "nghị sĩ",
        "trưởng đoàn",
        "bộ trưởng",
        "thứ trưởng",
        "tổng lãnh sự",
        "quan chức",
        "doanh nghiệp",
        "chuyên gia",
        "lãnh đạo",
        "cán bộ",
        "doanh nhân",
        "đại biểu",
        "nguyên thủ",
        "ngoại trưởng",
        "trưởng cơ quan đại diện",
    ]
)


def _country(offices: list[Office]) -> tuple[str | None, bool]:
    """The country that a person's offices say: the first that any of them names."""
    for certain in (True, False):
        for office in offices:
            if office.country is not None and office.certain is certain:
                return office.country, False
    return None, any(o.international for o in offices)
