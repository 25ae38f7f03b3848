"""The benchmarks run, on next to nothing: what they say of a machine is not tested, nothing here is timed."""

from __future__ import annotations

import importlib
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]
NAMES = (
    "adding",
    "large",
    "machine",
    "material",
    "peers",
    "peers_dates",
    "peers_events",
    "reading",
    "record",
    "searching",
    "starting",
)


@pytest.fixture
def benchmarks(monkeypatch: pytest.MonkeyPatch) -> dict[str, ModuleType]:
    monkeypatch.syspath_prepend(str(ROOT))
    modules = {name: importlib.import_module(f"benchmarks.{name}") for name in NAMES}
    # What lies beside the project must not decide what is tested.
    monkeypatch.setattr(modules["material"], "ARTICLES", ROOT / "nothing.jsonl.gz")
    monkeypatch.setattr(modules["peers"], "SHARED", ROOT / "nothing")
    monkeypatch.setattr(modules["machine"], "pin", lambda number: list(range(number)))
    return modules


def test_documents_have_the_length_they_say(benchmarks: dict[str, ModuleType]) -> None:
    material = benchmarks["material"]
    rows, what = material.documents(3)
    assert [len(material.page_text(row)) for row in rows] == [material.CHARACTERS] * 3
    assert "bundled pages" in what
    assert "missing" in material.missing()


def test_documents_are_the_same_every_time_and_differ_among_themselves(benchmarks: dict[str, ModuleType]) -> None:
    material = benchmarks["material"]
    first, again = material.documents(60).rows, material.documents(60).rows
    assert first == again
    assert len({material.page_text(row) for row in first}) > 50
    assert len({row["id"] for row in first}) == 60


def test_read_counts_in_the_text_that_the_peers_get(benchmarks: dict[str, ModuleType]) -> None:
    from banggiao.reading import read_source

    material = benchmarks["material"]
    rows = material.documents(3).rows
    assert [read_source(page).text for page in material.sources(rows)] == [material.page_text(row) for row in rows]


def test_reading_tells_every_room(
    benchmarks: dict[str, ModuleType], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(benchmarks["reading"], "peers", lambda: {"word_tokenize": str.split})
    benchmarks["reading"].main(["--documents", "3", "--peer-documents", "2", "--rounds", "1"])
    told = capsys.readouterr().out
    for word in ("article", "mention", "event", "statement", "dating", "underthesea word_tokenize", "banggiao read"):
        assert word in told


def test_the_rooms_are_left_as_they_were(benchmarks: dict[str, ModuleType]) -> None:
    from banggiao import article, dating, event, mention

    before = (article.parse, mention.find, event.find, dating.find_times, dating.resolve)
    seconds = benchmarks["reading"].room_seconds(
        benchmarks["material"].sources(benchmarks["material"].documents(1).rows)
    )
    assert (article.parse, mention.find, event.find, dating.find_times, dating.resolve) == before
    assert set(seconds) == {"article", "mention", "event", "statement", "dating"}
    assert all(seconds.values())


def test_adding_and_searching(
    benchmarks: dict[str, ModuleType], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    adding, searching, material = (benchmarks[name] for name in ("adding", "searching", "material"))
    rows = material.articles(3).rows
    run, record = adding.add(rows, tmp_path, jobs=1)
    assert run.pages == 3
    costs = adding.same_pages(rows, record, tmp_path, rounds=1)
    assert [len(some) for some in costs] == [1, 1]
    adding.tell(run, 1, 1)
    adding.tell_same(costs, len(rows))
    searching.main(["--record", str(record), "--repeats", "1"])
    told = capsys.readouterr().out
    for word in ("3 pages", "too short", "relevance"):
        assert word in told


def test_the_ends_of_a_run_are_taken_between_the_looks(benchmarks: dict[str, ModuleType]) -> None:
    adding = benchmarks["adding"]
    looks = [
        adding.Look(0.0, 0, 0.0),
        adding.Look(1.0, 100, 2.0),
        adding.Look(2.0, 200, 3.0),
        adding.Look(3.0, 200, 3.0),
    ]
    assert adding.end(looks, 50, 150) == adding.End(cpu=15.0, wall=10.0)
    assert adding.end(looks, 100, 200) == adding.End(cpu=10.0, wall=10.0)
    assert adding.end(looks, 50, 201) is None


def test_starting(benchmarks: dict[str, ModuleType]) -> None:
    starting = benchmarks["starting"]
    assert all(starting.once(command).wall for command in starting.COMMANDS.values())


def test_percentiles_and_facts(benchmarks: dict[str, ModuleType]) -> None:
    machine = benchmarks["machine"]
    values = [float(n) for n in range(1, 101)]
    assert [machine.percentile(values, p) for p in (0, 50, 95, 100)] == [1, 50, 95, 100]
    assert machine.percentile([7.0], 95) == 7
    assert "banggiao" in machine.facts()


def test_an_unknown_name_is_refused(benchmarks: dict[str, ModuleType], capsys: pytest.CaptureFixture[str]) -> None:
    door = importlib.import_module("benchmarks.__main__")
    with pytest.raises(SystemExit):
        door.main(["writing"])
    assert "'writing' is not one of" in capsys.readouterr().err


# --- beside other programs --------------------------------------------------------------------------------------------

TOLD = "Sáng 5/9, tại Hà Nội, Thủ tướng Đỗ Hữu Phan tiếp Đại sứ Hungary Ferenc Balogh."


def test_peers_on_the_bundled_pages(
    benchmarks: dict[str, ModuleType], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What is not installed is left out, with what it needs."""
    for name in ("peers_events", "peers_dates"):
        monkeypatch.setattr(benchmarks[name], "find_spec", lambda package: None)
    benchmarks["peers"].main(["--documents", "3"])
    told = capsys.readouterr().out
    for words in (
        "left out: HeidelTime",
        "left out: dateparser",
        "left out: underthesea",
        "missing: the texts of leads",
    ):
        assert words in told
    assert "| banggiao | " in told
    assert "| keyword coder as CAMEO and PETRARCH | " in told


def test_the_plain_readers_read_a_plain_sentence(benchmarks: dict[str, ModuleType]) -> None:
    peers = benchmarks["peers_events"]
    (coded,) = peers.by_keywords()(TOLD, "2024-09-06")
    tagged = [("Sáng", "O"), ("Thủ tướng", "B-LOC"), ("Đỗ Hữu Phan", "I-LOC"), ("Hungary Ferenc Balogh", "B-PER")]
    (named,) = peers.contacts(
        TOLD, "", lambda s: peers.named(s, tagged), lambda text, at: peers.nearest_day(text, at, "2024-09-06")
    )
    for event, day in ((coded, "2024-09-06"), (named, "2024-09-05")):
        assert (event["type"], event["form"], event["date"]) == ("meeting", "receive", day)
        sides = [(side["name"], side["role"]) for side in event["participants"]]
        assert sides == [("Đỗ Hữu Phan", "host"), ("Ferenc Balogh", "guest")]


@pytest.mark.parametrize(
    ("text", "day"),
    [("Ngày 5/9, ông A", "2024-09-05"), ("ngày 7/9, ông A", "2023-09-07"), ("ngày 3 tháng 4 năm 2019", "2019-04-03")],
)
def test_the_nearest_day(benchmarks: dict[str, ModuleType], text: str, day: str) -> None:
    assert benchmarks["peers_events"].nearest_day(text, len(text), "2024-09-06") == day


def test_dates_stand_where_the_text_has_them(benchmarks: dict[str, ModuleType]) -> None:
    timeml = (
        '<?xml version="1.0"?>\n<TimeML>\nA &amp; B '
        '<TIMEX3 tid="t1" type="DATE" value="2024-09-05">ngày 5/9</TIMEX3>, '
        '<TIMEX3 tid="t2" type="DURATION" value="P2D">hai ngày</TIMEX3>, '
        '<TIMEX3 tid="t3" type="TIME" value="2024-09-04TMO">sáng 4/9</TIMEX3>\n</TimeML>\n'
    )
    text = "A & B ngày 5/9, hai ngày, sáng 4/9"
    found = benchmarks["peers_dates"]._timexes(timeml)
    assert [(one.edtf, text[one.start :][:6]) for one in found] == [("2024-09-05", "ngày 5"), ("2024-09-04", "sáng 4")]


def test_shares_of_days(benchmarks: dict[str, ModuleType]) -> None:
    peers = benchmarks["peers"]
    side = {"name": "A B", "offices": [], "organisation": None, "country": None, "role": "party"}
    event = {"type": "meeting", "form": "meet", "date": "2024-09-05", "participants": [side]}
    some = [peers.Document({}, "", "2024-09-06", {"id": "1", "events": [event]})]
    rows = [{"id": "1", "events": [event | {"evidence": [{"start": 10, "end": 20, "region": "body"}]}]}]
    before, inside = peers.Mention(3, "2024-09-05"), peers.Mention(12, "2024-09-04")
    assert peers.share_told(some, [["2024-09-05"]]) == 1
    assert peers.share_right(some, rows, [[before]]) == 1
    assert peers.share_right(some, rows, [[before, inside]]) == 0


def test_a_record_of_everything_is_made_and_made_again(
    benchmarks: dict[str, ModuleType],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    record, material = benchmarks["record"], benchmarks["material"]
    monkeypatch.setattr(record, "MORE", 2)
    monkeypatch.setattr(material, "articles", lambda bundled=0, made=material.articles: made(60))
    record.measure(tmp_path, 2, small=True)
    told = capsys.readouterr().out
    assert "banggiao add --jobs 2: 60 pages" in told
    assert "banggiao rebuild --jobs 2: 60 pages" in told
    assert "equal to the one that grew" in told
    assert "check: sound" in told


def test_made_documents_are_the_same_every_time_of_ten_years_and_no_copies(benchmarks: dict[str, ModuleType]) -> None:
    rows = list(benchmarks["large"].documents(50))
    assert rows == list(benchmarks["large"].documents(50))
    assert [row["published"][:4] for row in rows] == [str(2008 + n // 5) for n in range(50)]
    assert len({row["id"] for row in rows}) == len({row["text"] for row in rows}) == 50
    assert rows[0]["text"].split("\n")[0] == rows[5]["text"].split("\n")[0]  # one lead, and then another text
    assert benchmarks["large"]._renamed("Lê Văn Nhung", 3) != "Lê Văn Nhung"
    assert benchmarks["large"]._renamed("Nguyễn Phú Trọng", 3) == "Nguyễn Phú Trọng"


def test_tenths_of_a_long_run(benchmarks: dict[str, ModuleType], capsys: pytest.CaptureFixture[str]) -> None:
    large = benchmarks["large"]
    looks = [large.Look(n / 10, n * 10, 0, n / 20, 100.0) for n in range(101)]
    looks += [large.Look(10 + n / 50, 1000, n * 10, 5 + n / 100, 90.0) for n in range(1, 101)]
    large.tell_tenths(looks, 1000)
    told = capsys.readouterr().out
    assert "last tenth over first, added: cpu 1.00, wall 1.00, memory 1.00" in told
    assert "last tenth over first, both: cpu 1.00, wall 1.00" in told


def test_a_record_of_made_documents_is_asked(
    benchmarks: dict[str, ModuleType], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from banggiao.reading import read_source
    from banggiao.record import Record

    large = benchmarks["large"]
    rows = list(large.documents(20))
    with Record(tmp_path / "record.db") as record:
        for source in benchmarks["material"].sources(rows):
            record.add(read_source(source))
    one = large.document(large.articles(2), 0, 0, salt=1)
    for spent in large.one_more([tmp_path / "record.db"], [one]):
        assert len(spent.cpu) == len(spent.wall) == 1
    assert not (tmp_path / "record.copy").exists()
    large.tell_asked(tmp_path / "record.db", repeats=1)
    told = capsys.readouterr().out
    assert "20 pages" in told
    assert "find statements, relevance" in told
