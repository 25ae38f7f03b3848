"""The tables of countries, places, organisations, venues and family names: their shape and facts one can check."""

from __future__ import annotations

import re
import unicodedata

import pytest
from babel import Locale

from banggiao import lexicon
from banggiao.text import lower

COUNTRIES = ("code", "name", "kind", "care")
LOCALITIES = ("name", "country", "kind")
PROVINCES = ("name", "kind", "since", "until")
ORGANISATIONS = ("name", "country", "channel", "note")
VENUES = ("name", "country", "note")
SURNAMES = ("name",)

TABLES = {
    "countries": COUNTRIES,
    "localities": LOCALITIES,
    "provinces": PROVINCES,
    "organisations": ORGANISATIONS,
    "venues": VENUES,
    "surnames": SURNAMES,
}
# Codes that CLDR has and ISO 3166-1 has not: reserved ones, groupings, test locales.
NOT_ISO = {"AC", "CP", "CQ", "DG", "EA", "IC", "TA", "EU", "EZ", "UN", "QO", "XA", "XB", "XK", "ZZ"}
ISO = {code for code in map(str, Locale("vi").territories) if len(code) == 2 and code.isalpha()} - NOT_ISO
OURS = ISO | {"EU", "XK"}
CHANNELS = {
    "state",
    "government",
    "party",
    "parliament",
    "military",
    "police",
    "judiciary",
    "mass organisation",
    "local",
    "international",
    "business",
    "media",
}


def rows(name: str) -> tuple[tuple[str, ...], ...]:
    return lexicon.table(f"lexicon/{name}.tsv", TABLES[name])


def codes_of(name: str) -> set[str]:
    return {code for code, other, kind, _ in rows("countries") if lower(other) == lower(name) and kind != "pair"}


def countries_of(table: str, name: str) -> set[str]:
    return {row[1] for row in rows(table) if lower(row[0]) == lower(name)}


def test_iso_has_249_codes() -> None:
    assert len(ISO) == 249


@pytest.mark.parametrize("name", TABLES)
def test_names_are_clean(name: str) -> None:
    for row in rows(name):
        written = row[1] if name == "countries" else row[0]
        assert unicodedata.is_normalized("NFC", written)
        assert not re.search(r"\s\s|[\u200b\u00ad\ufeff*;]", written), written
        assert "Ð" not in written, f"{written}: the Icelandic letter in place of Đ"


@pytest.mark.parametrize(
    ("name", "keys"),
    [
        ("localities", (0, 1)),
        ("provinces", (0, 1)),
        ("organisations", (0, 1)),
        ("venues", (0,)),
        ("surnames", (0,)),
    ],
)
def test_nothing_comes_twice(name: str, keys: tuple[int, ...]) -> None:
    lexicon.unique(f"lexicon/{name}.tsv", (tuple(row[key] for key in keys) for row in rows(name)))


def test_a_country_name_comes_once_and_once_as_pair() -> None:
    keys = ((code, lower(name), str(kind == "pair")) for code, name, kind, _ in rows("countries"))
    lexicon.unique("lexicon/countries.tsv", keys)


def test_country_codes_are_iso_and_complete() -> None:
    assert {row[0] for row in rows("countries")} == OURS


def test_every_country_has_a_short_name() -> None:
    assert {code for code, _, kind, _ in rows("countries") if kind == "short"} == OURS


def test_country_kinds_and_care() -> None:
    for code, name, kind, care in rows("countries"):
        assert kind in {"short", "official", "alias", "abbreviation", "pair", "historic"}, (code, name)
        assert care in {"", "1"}, (code, name)
        assert kind != "pair" or care == "1", (code, name)
        assert kind != "official" or care == "", f"{name}: a name with its form of state needs no cue"


def test_no_country_name_stands_for_two() -> None:
    owner: dict[str, str] = {}
    for code, name, _, _ in rows("countries"):
        assert owner.setdefault(lower(name), code) == code, name


def test_cldr_names_are_known() -> None:
    known = {lower(name) for _, name, _, _ in rows("countries")}
    territories = Locale("vi").territories
    # CLDR spells these in ways no newspaper does: brackets, commas, "Liên Minh".
    missing = {code for code in ISO if lower(unicodedata.normalize("NFC", territories[code])) not in known}
    assert missing <= {"HK", "MO", "MM"}


@pytest.mark.parametrize(
    "name", ["Nga", "Mỹ", "Áo", "Anh", "Ý", "Pháp", "Bỉ", "Úc", "Đức", "Hàn", "Lào", "Séc", "Hà Lan"]
)
def test_names_that_are_words_need_care(name: str) -> None:
    flags = {care for _, other, _, care in rows("countries") if other == name}
    assert flags == {"1"}


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Cộng hòa Xã hội chủ nghĩa Việt Nam", "VN"),
        ("CHXHCN Việt Nam", "VN"),
        ("Cộng hoà Liên bang Đức", "DE"),
        ("CHLB Đức", "DE"),
        ("Hợp chúng quốc Hoa Kỳ", "US"),
        ("Cộng hòa Nhân dân Trung Hoa", "CN"),
        ("CHND Trung Hoa", "CN"),
        ("CHDCND Lào", "LA"),
        ("CHDCND Triều Tiên", "KP"),
        ("Đại Hàn Dân Quốc", "KR"),
        ("Vương quốc Campuchia", "KH"),
        ("Vương quốc Cam-pu-chia", "KH"),
        ("Căm-pu-chia", "KH"),
        ("Các Tiểu vương quốc Ả-rập Thống nhất", "AE"),
        ("UAE", "AE"),
        ("Đại Công quốc Luxembourg", "LU"),
        ("Nhà nước Qatar", "QA"),
        ("Ô-xtrây-li-a", "AU"),
        ("Niu Di-lân", "NZ"),
        ("Ác-hen-ti-na", "AR"),
        ("Ca-dắc-xtan", "KZ"),
        ("Liên Xô", "RU"),
        ("Tiệp Khắc", "CZ"),
        ("Tòa thánh", "VA"),
        ("Nhà nước Palestine", "PS"),
        ("Đài Loan", "TW"),
        ("EU", "EU"),
        ("Kosovo", "XK"),
        ("Dominica", "DM"),
        ("Cộng hòa Dominica", "DO"),
        ("Cộng hòa Congo", "CG"),
        ("Cộng hòa Dân chủ Congo", "CD"),
        ("Guinea", "GN"),
        ("Guinea Xích đạo", "GQ"),
        ("Papua New Guinea", "PG"),
        ("Bờ Biển Ngà", "CI"),
    ],
)
def test_country(name: str, code: str) -> None:
    assert codes_of(name) == {code}


def test_localities_are_many_and_of_known_kinds() -> None:
    places = rows("localities")
    assert len(places) >= 900
    assert {row[1] for row in places} <= OURS
    assert {row[2] for row in places} == {"capital", "city", "province", "region"}


def test_no_locality_is_a_country_name_unless_the_country_needs_care() -> None:
    careful = {lower(name): care for _, name, _, care in rows("countries")}
    for name, _, _ in rows("localities"):
        assert careful.get(lower(name), "1") == "1", name


def test_no_foreign_place_bears_the_name_of_a_vietnamese_one() -> None:
    ours = {lower(row[0]) for row in rows("provinces")}
    assert {name for name, _, _ in rows("localities") if lower(name) in ours} == set()


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Viêng Chăn", "LA"),
        ("Phnôm Pênh", "KH"),
        ("Bắc Kinh", "CN"),
        ("Quảng Tây", "CN"),
        ("Mát-xcơ-va", "RU"),
        ("Kazan", "RU"),
        ("Luân Đôn", "GB"),
        ("Giơ-ne-vơ", "CH"),
        ("Davos", "CH"),
        ("Vác-xa-va", "PL"),
        ("Kanagawa", "JP"),
        ("Hủa Phăn", "LA"),
        ("Xay-nha-bu-ly", "LA"),
        ("Xvây Riêng", "KH"),
        ("Hessen", "DE"),
        ("La Habana", "CU"),
        ("Washington D.C.", "US"),
        ("Oregon", "US"),
    ],
)
def test_locality(name: str, code: str) -> None:
    assert countries_of("localities", name) == {code}


def test_states_have_a_capital() -> None:
    with_capital = {row[1] for row in rows("localities") if row[2] == "capital"}
    # City states are their own capital, Palestine's is disputed.
    asean = {"LA", "KH", "TH", "MM", "MY", "ID", "PH", "BN", "TL"}
    assert asean | {"CN", "JP", "KR", "KP", "IN", "RU", "US", "GB", "FR", "DE", "CU", "AU", "NL", "BO"} <= with_capital
    assert len(with_capital) >= 175


def units(day: str) -> set[str]:
    """Names of the first-level units that stood on `day`, one spelling each."""
    return {
        lower(name)
        for name, kind, since, until in rows("provinces")
        if kind == "province" and (not since or since <= day) and (not until or until >= day[: len(until)])
    }


def test_provinces_before_and_after_the_merger() -> None:
    gone = {"hà giang", "yên bái", "hải dương", "quảng nam", "bình dương", "kiên giang", "bà rịa - vũng tàu"}
    kept = {"nghệ an", "cao bằng", "lào cai", "phú thọ", "an giang", "đắk lắk", "gia lai", "quảng trị"}
    assert gone | kept <= units("2020-01-01")
    assert kept <= units("2025-07-02")
    assert not gone & units("2025-07-02")
    assert "thừa thiên huế" in units("2024-12-31")
    assert "thừa thiên huế" not in units("2025-01-01")
    assert "hà tây" in units("2008-01-01")
    assert "hà tây" not in units("2009-01-01")


SPELLINGS_OF_ONE = {
    "đắc lắc", "đăk lăk", "đắk lăk", "dak lak", "đăk lắk", "đak lak", "đắc lắk", "daklak", "darlac",
}  # fmt: skip


def test_there_are_28_provinces_after_the_merger() -> None:
    assert len(units("2025-07-02") - SPELLINGS_OF_ONE) == 28


def test_province_columns() -> None:
    for name, kind, since, until in rows("provinces"):
        assert kind in {"province", "city", "district", "town"}, name
        for day in (since, until):
            assert re.fullmatch(r"(\d{4}(-\d\d-\d\d)?)?", day), name
        assert not (since and until) or since < until, name


def test_organisation_columns() -> None:
    for name, country, channel, note in rows("organisations"):
        assert country in OURS | {""}, name
        assert channel in CHANNELS, name
        for part in note.split("; ") if note else []:
            assert re.fullmatch(r"case|generic|historic|until \d{4}(-\d\d)?", part), (name, note)
        assert channel != "international" or not country, name


def test_organisations_are_many() -> None:
    assert sum(row[2] == "business" and row[1] not in {"", "VN"} for row in rows("organisations")) >= 150


@pytest.mark.parametrize(
    ("name", "country", "channel"),
    [
        ("Liên hợp quốc", "", "international"),
        ("LHQ", "", "international"),
        ("Quỹ Tiền tệ Quốc tế", "", "international"),
        ("Nghị viện châu Âu", "EU", "parliament"),
        ("Ban Đối ngoại Trung ương", "VN", "party"),
        ("Quân ủy Trung ương", "VN", "military"),
        ("Ủy ban Thường vụ Quốc hội", "VN", "parliament"),
        ("Bộ Kế hoạch và Đầu tư", "VN", "government"),
        ("Liên hiệp các tổ chức hữu nghị Việt Nam", "VN", "mass organisation"),
        ("Thông tấn xã Việt Nam", "VN", "media"),
        ("Đảng Nhân dân Cách mạng Lào", "LA", "party"),
        ("Đảng Nhân dân Campuchia", "KH", "party"),
        ("Đảng Lao động Triều Tiên", "KP", "party"),
        ("Duma Quốc gia Nga", "RU", "parliament"),
        ("Nhân đại toàn quốc Trung Quốc", "CN", "parliament"),
        ("Knesset", "IL", "parliament"),
        ("Samsung", "KR", "business"),
        ("Foxconn", "TW", "business"),
        ("JICA", "JP", "government"),
        ("Bộ Ngoại giao", "", "government"),
    ],
)
def test_organisation(name: str, country: str, channel: str) -> None:
    found = {row[1:3] for row in rows("organisations") if lower(row[0]) == lower(name)}
    assert found == {(country, channel)}


def test_short_capitals_ask_for_their_case() -> None:
    for name, _, _, note in rows("organisations"):
        if name.isupper() and len(name) <= 4 and " " not in name:
            assert "case" in note, f"{name} would be found in running text"


def test_venue_columns() -> None:
    for name, country, note in rows("venues"):
        assert country in OURS | {""}, name
        assert note in {"", "generic", "generic: VN when nothing else is said", "seat"}, name
        assert note != "seat" or country != "VN", name
        assert (country == "") == note.startswith("generic"), name


@pytest.mark.parametrize(
    ("name", "country"),
    [
        ("Phủ Chủ tịch", "VN"),
        ("Trụ sở Trung ương Đảng", "VN"),
        ("Nhà Quốc hội", ""),
        ("Đại lễ đường Nhân dân", "CN"),
        ("Nhà Trắng", "US"),
        ("Điện Kremlin", "RU"),
        ("Điện Élysée", "FR"),
        ("Điếu Ngư Đài", "CN"),
        ("Nhà Xanh", "KR"),
        ("Trụ sở Liên hợp quốc", "US"),
    ],
)
def test_venue(name: str, country: str) -> None:
    assert countries_of("venues", name) == {country}


def test_surnames() -> None:
    names = {row[0] for row in rows("surnames")}
    assert {"Nguyễn", "Trần", "Huỳnh", "Hoàng", "Võ", "Vũ", "Nông", "Lò", "Ksor", "Rơ Châm", "Giàng", "Vừ"} <= names
    assert {"Thào", "Sùng", "Lù", "Y", "H'"} <= names
    assert all(name[0].isupper() for name in names)


def test_republics_have_their_short_form() -> None:
    names = {name: (code, kind) for code, name, kind, _ in lexicon.countries()}
    assert names["Cộng hòa Liên bang Đức"] == ("DE", "official")
    assert names["CH Liên bang Đức"] == ("DE", "abbreviation")


def test_no_short_form_is_written_twice() -> None:
    lexicon.unique("lexicon/countries.tsv", ((c.code, c.name, str(c.kind == "pair")) for c in lexicon.countries()))
