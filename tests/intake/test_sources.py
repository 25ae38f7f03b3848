"""Every kind of input, good and bad: what comes out, in which order, and what is told of the rest."""

from __future__ import annotations

import gzip
import io
import json
import os
import threading
import tracemalloc
import zlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from banggiao.intake import InputProblem, sources, total_bytes
from banggiao.intake.files import LARGEST_PAGE
from banggiao.intake.problem import messages
from banggiao.model import Source

PAGE = "Chiều 5/9, Chủ tịch nước tiếp Đại sứ Cộng hòa Vạn Xuân đến chào từ biệt."
HTML = f"<!DOCTYPE html><html><body><p>{PAGE}</p></body></html>"


def take(*paths: object, stdin: bytes = b"", **known: str) -> tuple[list[Source], list[InputProblem]]:
    problems: list[InputProblem] = []
    found = list(sources(map(str, paths), on_error=problems.append, stdin=io.BytesIO(stdin), **known))
    return found, problems


def one_problem(*paths: object, stdin: bytes = b"") -> InputProblem:
    found, problems = take(*paths, stdin=stdin)
    assert not found
    assert len(problems) == 1
    assert "\n" not in str(problems[0])
    assert str(problems[0]).startswith(problems[0].source + ": ")
    return problems[0]


def write(path: Path, content: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def rows(*items: object) -> str:
    return "".join(json.dumps(item, ensure_ascii=False) + "\n" for item in items)


def test_text_and_html_are_given_as_bytes(tmp_path: Path) -> None:
    text, html = write(tmp_path / "a.txt", PAGE), write(tmp_path / "b.HTM", "<p>" + PAGE)
    found, problems = take(text, html, url="https://bao.example/1", published="2024-09-06")
    assert not problems
    assert [(s.name, s.data, s.html) for s in found] == [
        (str(text), PAGE.encode(), False),
        (str(html), ("<p>" + PAGE).encode(), True),
    ]
    assert {(s.url, s.published) for s in found} == {("https://bao.example/1", "2024-09-06")}


def test_html_in_a_text_file_is_html(tmp_path: Path) -> None:
    assert take(write(tmp_path / "a.txt", HTML))[0][0].html is True


def test_rows_keep_their_own_fields_and_line_numbers(tmp_path: Path) -> None:
    file = write(
        tmp_path / "a.jsonl",
        "\ufeff"
        + rows({"id": 7, "title": "Tiêu đề", "lead": None, "text": PAGE, "published": "2024-09-06", "extra": [1]})
        + "\n"
        + rows({"text": PAGE, "url": "https://bao.example/2"}),
    )
    found, problems = take(file, published="2020-01-01", url="https://bao.example/x")
    assert not problems
    assert [s.name for s in found] == [f"{file}#1", f"{file}#3"]
    assert found[0].row == {"id": "7", "title": "Tiêu đề", "text": PAGE, "published": "2024-09-06"}
    assert [(s.id, s.published, s.url) for s in found] == [
        ("7", "2024-09-06", "https://bao.example/x"),
        (None, "2020-01-01", "https://bao.example/2"),
    ]


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ('{"title": "a"', "json"),
        ("không phải JSON", "json"),
        ('{"title": "\\ud800"}', "json"),
        ("[1, 2]", "not_object"),
        ("null", "not_object"),
        ("{}", "no_text"),
        ('{"title": "  ", "text": ""}', "no_text"),
        ('{"id": "1", "url": "u"}', "no_text"),
        ('{"title": 5}', "wrong_type"),
        ('{"title": "a", "text": ["b"]}', "wrong_type"),
        ('{"title": "a", "published": 2024}', "wrong_type"),
        ('{"title": "a", "id": true}', "wrong_type"),
    ],
)
def test_a_bad_line_loses_only_itself(tmp_path: Path, line: str, code: str) -> None:
    file = write(tmp_path / "a.jsonl", rows({"text": "một"}) + line + "\n" + rows({"text": "hai"}))
    found, problems = take(file)
    assert [s.row for s in found] == [{"text": "một"}, {"text": "hai"}]
    assert [(p.source, p.code, p.lost) for p in problems] == [(f"{file}#2", code, True)]


def test_a_line_that_is_not_utf8(tmp_path: Path) -> None:
    file = write(tmp_path / "a.jsonl", b'{"text": "\xff\xfe"}\n{"text": "hai"}')
    found, problems = take(file)
    assert [p.code for p in problems] == ["json"]
    assert [s.name for s in found] == [f"{file}#2"]


@pytest.mark.parametrize(
    ("given", "published"),
    [
        ("2024-09-06", "2024-09-06"),
        ("2024-09", "2024-09"),
        ("2024", "2024"),
        ("2024-09-06T08:00:00", "2024-09-06"),
        ("2024-09-05T20:00:00Z", "2024-09-06"),
        ("2024-09-06T00:30:00+07:00", "2024-09-06"),
    ],
)
def test_publication_dates_of_rows(tmp_path: Path, given: str, published: str) -> None:
    found, problems = take(write(tmp_path / "a.jsonl", rows({"text": PAGE, "published": given})))
    assert not problems
    assert found[0].published == found[0].row["published"] == published  # type: ignore[index]


@pytest.mark.parametrize("given", ["hôm qua", "2024-13", "2024-02-30", "06/09/2024", "0000-01-01", "99999"])
def test_an_impossible_date_is_told_and_the_page_is_read(tmp_path: Path, given: str) -> None:
    found, problems = take(write(tmp_path / "a.jsonl", rows({"text": PAGE, "published": given})))
    assert [(p.code, p.lost) for p in problems] == [("bad_date", False)]
    assert found[0].published is None
    assert "published" not in found[0].row  # type: ignore[operator]


def test_gzip_of_everything(tmp_path: Path) -> None:
    packed = [
        write(tmp_path / "a.txt.gz", gzip.compress(PAGE.encode())),
        write(tmp_path / "b.jsonl.gz", gzip.compress(rows({"text": "một"}).encode())),
        write(tmp_path / "c", gzip.compress(HTML.encode())),
    ]
    found, problems = take(*packed)
    assert not problems
    assert [(s.data, s.row, s.html) for s in found] == [
        (PAGE.encode(), None, False),
        (None, {"text": "một"}, False),
        (HTML.encode(), None, True),
    ]


def test_a_cut_gzip_gives_what_stands_before_the_cut(tmp_path: Path) -> None:
    many = rows(*({"text": f"{i} " + os.urandom(40).hex()} for i in range(5000))).encode()
    file = write(tmp_path / "a.jsonl.gz", gzip.compress(many)[:-4000])
    found, problems = take(file)
    assert len(found) > 1000
    assert problems[-1].code == "unreadable"


def test_folders_are_walked_by_name(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.html", "a/b/c.jsonl", "c.txt", "A.txt"):
        write(tmp_path / name, rows({"text": PAGE}) if name.endswith("jsonl") else PAGE)
    write(tmp_path / ".hidden.txt", PAGE)
    write(tmp_path / ".git/x.txt", PAGE)
    write(tmp_path / "anh.jpg", b"\xff\xd8\0\0")
    write(tmp_path / "README.md", "# about")
    write(tmp_path / "bai-viet.epi", HTML)
    found, problems = take(tmp_path)
    assert not problems
    names = [os.path.relpath(s.name, tmp_path) for s in found]
    assert names == ["A.txt", "a/b/c.jsonl#1", "a/z.html", "b.txt", "bai-viet.epi", "c.txt"]


def test_a_folder_with_broken_things_in_it(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", PAGE)
    (tmp_path / "b.txt").symlink_to(tmp_path / "gone.txt")
    (tmp_path / "c").symlink_to(tmp_path)
    os.mkfifo(tmp_path / "d.txt")
    write(tmp_path / "e.txt", PAGE)
    found, problems = take(tmp_path)
    assert [os.path.basename(s.name) for s in found] == ["a.txt", "e.txt"]
    assert [(os.path.basename(p.source), p.code) for p in problems] == [
        ("b.txt", "dangling"),
        ("c", "loop"),
        ("d.txt", "special"),
    ]


@pytest.mark.skipif(os.geteuid() == 0, reason="everything is readable for root")
def test_no_permission(tmp_path: Path) -> None:
    file, folder = write(tmp_path / "a.txt", PAGE), tmp_path / "b"
    folder.mkdir(mode=0)
    file.chmod(0)
    assert one_problem(file).code == "denied"
    assert one_problem(folder).code == "denied"


def test_a_name_that_is_not_utf8(tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/b\xe0i.txt"
    try:
        Path(os.fsdecode(path)).write_text(PAGE, encoding="utf-8")
    except OSError:
        pytest.skip("the file system takes UTF-8 names only")
    found, _ = take(tmp_path)
    assert found[0].name.endswith("b\ufffdi.txt")


def test_what_cannot_be_a_page(tmp_path: Path) -> None:
    (tmp_path / "empty folder").mkdir()
    assert one_problem(tmp_path / "nothing.txt").code == "missing"
    assert one_problem(tmp_path / "empty folder").code == "no_pages"
    assert one_problem(write(tmp_path / "a.txt", b"")).code == "empty"
    assert one_problem(write(tmp_path / "a.html", b" \n\t ")).code == "empty"
    assert one_problem(write(tmp_path / "a.jsonl", b"\n\n")).code == "empty"
    assert one_problem(write(tmp_path / "b.txt", bytes(range(256)))).code == "binary"
    assert one_problem(write(tmp_path / "b.bin", b"\x7fELF\x02\x01\x01\0\0")).code == "binary"
    assert one_problem(write(tmp_path / "b.html", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR")).code == "binary"
    assert one_problem("https://bao.example/1").code == "address"
    assert one_problem("/dev/null").code == "empty"
    assert one_problem("a\0b").code == "missing"


def test_a_page_too_long_for_a_page(tmp_path: Path) -> None:
    assert one_problem(write(tmp_path / "a.txt", b"a " * (25 << 20))).code == "too_big"
    assert one_problem(write(tmp_path / "a.txt", b"a " * (1 << 20) + b"a")).code == "too_big"
    assert one_problem(write(tmp_path / "a.jsonl", rows({"text": "a " * (2 << 20)}))).code == "too_big"
    assert not take(write(tmp_path / "a.html", "<p>" + "a " * (2 << 20)))[1]


def test_one_endless_line_among_rows(tmp_path: Path) -> None:
    endless = '{"text": "' + "a" * (50 << 20) + '"}\n'
    file = write(tmp_path / "a.jsonl", rows({"text": "một"}) + endless + rows({"text": "hai"}))
    tracemalloc.start()
    found, problems = take(file)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert [s.name for s in found] == [f"{file}#1", f"{file}#3"]
    assert [(p.source, p.code) for p in problems] == [(f"{file}#2", "too_big")]
    assert peak < 4 * LARGEST_PAGE


def test_memory_does_not_grow_with_the_file(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    with file.open("w", encoding="utf-8") as out:
        for _ in range(30_000):
            out.write(rows({"text": PAGE * 10}))
    tracemalloc.start()
    count = sum(1 for _ in sources([str(file)], on_error=lambda problem: pytest.fail(str(problem))))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 30_000
    assert peak < 2 << 20


def test_progress_adds_up_to_the_whole(tmp_path: Path) -> None:
    write(tmp_path / "a" / "b.jsonl.gz", gzip.compress(rows({"text": "một"}, {"text": "hai"}).encode()))
    write(tmp_path / "a" / "c.txt", PAGE)
    write(tmp_path / "a" / "d.txt", b"")
    write(tmp_path / "e.jsonl", rows(*({"text": PAGE} for _ in range(200))) + "broken\n")
    steps: list[int] = []
    paths = [str(tmp_path / "a"), str(tmp_path / "e.jsonl"), str(tmp_path / "none.txt")]
    assert len(list(sources(paths, on_error=lambda problem: None, on_bytes=steps.append))) == 203
    assert sum(steps) == total_bytes(paths)
    assert min(steps) >= 0
    assert total_bytes(["-"]) is None


# --- looking at what the name does not tell -----------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "seen"),
    [
        (PAGE.encode(), [("-", False)]),
        (PAGE.encode("utf-16"), [("-", False)]),
        (b"\0\0\xfe\xff" + PAGE.encode("utf-32-be"), [("-", False)]),
        (b"%PDF-1.4\n%no zero byte in it", []),
        (HTML.encode(), [("-", True)]),
        (b"\xef\xbb\xbf\n <!-- saved -->\n<HTML lang=vi>", [("-", True)]),
        (HTML.encode("utf-16"), [("-", True)]),
        ("[Ảnh] Lễ đón chính thức".encode(), [("-", False)]),
        (rows({"text": "một"}, {"text": "hai"}).encode(), [("-#1", False), ("-#2", False)]),
        (b"{broken\n" + rows({"text": "hai"}).encode(), [("-#2", False)]),
        (json.dumps({"text": "một"}, indent=1).encode(), [("-", False)]),
        (json.dumps([{"text": "một"}, {"text": "hai"}]).encode(), [("-#1", False), ("-#2", False)]),
    ],
)
def test_standard_input_is_looked_at(data: bytes, seen: list[tuple[str, bool]]) -> None:
    found, _ = take("-", stdin=data)
    assert [(s.name, s.html) for s in found] == seen


def test_a_row_longer_than_what_is_looked_at() -> None:
    found, problems = take("-", stdin=rows({"text": PAGE * 3000}, {"text": "hai"}).encode())
    assert not problems
    assert [s.name for s in found] == ["-#1", "-#2"]


def test_a_pipe_named_as_a_path(tmp_path: Path) -> None:
    fifo = tmp_path / "pipe"
    os.mkfifo(fifo)
    writer = threading.Thread(target=fifo.write_text, args=(PAGE * 2000,))
    writer.start()
    found, problems = take(fifo)
    writer.join()
    assert not problems
    assert found[0].data == (PAGE * 2000).encode()


@settings(deadline=None)
@given(st.binary(max_size=3000))
def test_any_bytes_give_sources_or_problems(data: bytes) -> None:
    found, problems = take("-", stdin=data)
    assert found or problems
    for problem in problems:
        assert "\n" not in problem.message("vi")
        assert "\n" not in problem.message("en")


@settings(deadline=None)
@given(st.lists(st.dictionaries(st.sampled_from(["title", "text", "id", "published"]), st.text() | st.integers())))
def test_any_rows_give_one_source_or_one_loss_each(items: list[dict[str, object]]) -> None:
    data = "".join(json.dumps(item) + "\n" for item in items).encode()
    problems: list[InputProblem] = []
    found = list(sources(["-"], on_error=problems.append, stdin=io.BytesIO(data)))
    if items:
        assert len(found) + sum(p.lost for p in problems) == len(items)


# --- archives and tables ------------------------------------------------------------------------------


def warc_record(kind: str, headers: str, body: bytes, uri: str = "https://bao.example/1") -> bytes:
    block = headers.replace("\n", "\r\n").encode() + b"\r\n\r\n" + body
    head = f"WARC/1.0\nWARC-Type: {kind}\nWARC-Target-URI: {uri}\nContent-Type: application/http; msgtype={kind}\n"
    head += f"WARC-Record-ID: <urn:uuid:{len(block):032}>\nContent-Length: {len(block)}\n\n"
    return head.replace("\n", "\r\n").encode() + block + b"\r\n\r\n"


ARCHIVE = [
    warc_record("request", "GET /1 HTTP/1.1\nHost: bao.example", b""),
    warc_record("response", "HTTP/1.1 200 OK\nContent-Type: text/html; charset=utf-8", HTML.encode()),
    warc_record("response", "HTTP/1.1 302 Found\nContent-Type: text/html\nLocation: /2", b"moved"),
    warc_record("response", "HTTP/1.1 200 OK\nContent-Type: image/png", b"\x89PNG\0"),
    warc_record("response", "HTTP/1.1 200 OK\nContent-Type: text/html; charset=utf-16-le", HTML.encode("utf-16-le")),
    warc_record("response", "HTTP/1.1 200 OK\nContent-Type: text/html", b""),
]


@pytest.mark.parametrize("packed", [False, True])
def test_archives(tmp_path: Path, packed: bool) -> None:
    content = b"".join(map(gzip.compress, ARCHIVE)) if packed else b"".join(ARCHIVE)
    file = write(tmp_path / ("a.warc.gz" if packed else "a.warc"), content)
    found, problems = take(file)
    assert [(s.name, s.html, s.url) for s in found] == [
        (f"{file}#1", True, "https://bao.example/1"),
        (f"{file}#4", True, "https://bao.example/1"),
    ]
    assert found[0].data == HTML.encode()
    assert found[1].data == b"\xef\xbb\xbf" + HTML.encode()
    assert [(p.source, p.code) for p in problems] == [(f"{file}#5", "empty")]
    assert [s.name for s in take("-", stdin=content)[0]] == ["-#1", "-#4"]


@pytest.mark.parametrize("named", ["x\0", "no-such", "hex", "utf-16-le\0"])
def test_an_archive_that_names_no_encoding(tmp_path: Path, named: str) -> None:
    head = f"HTTP/1.1 200 OK\nContent-Type: text/html; charset={named}"
    found, problems = take(write(tmp_path / "a.warc", warc_record("response", head, HTML.encode())))
    assert [source.data for source in found] == [HTML.encode()]
    assert not problems


def packed_answer(encoding: str, body: bytes) -> bytes:
    return warc_record("response", f"HTTP/1.1 200 OK\nContent-Type: text/html\n{encoding}", body)


def test_answers_are_kept_packed_and_unpacked_one_by_one(tmp_path: Path) -> None:
    page, zipped = HTML.encode(), gzip.compress(HTML.encode())
    chunked = b"%x\r\n%s\r\n0\r\n\r\n" % (len(zipped), zipped)
    bomb = zlib.compressobj(wbits=31)
    blown = b"".join(bomb.compress(b" " * (1 << 20)) for _ in range(64)) + bomb.flush()
    answers = [
        packed_answer("Content-Encoding: gzip", zipped),
        packed_answer("Content-Encoding: gzip\nTransfer-Encoding: chunked", chunked),
        packed_answer("Content-Encoding: gzip", page),
        packed_answer("Transfer-Encoding: chunked", b"zz\r\n" + page),
        packed_answer("Content-Encoding: gzip", blown),
        packed_answer("Set-Cookie: " + "a" * (1 << 19), page),
        packed_answer("X: y", page),
    ]
    file = write(tmp_path / "a.warc.gz", b"".join(map(gzip.compress, answers)))
    found, problems = take(file)
    # The third is stored unpacked under the headers it came with, as some crawlers do.
    assert [(s.name[-2:], s.data) for s in found] == [("#1", page), ("#2", page), ("#3", page), ("#7", page)]
    assert [(p.source[-2:], p.code) for p in problems] == [
        ("#4", "answer"),
        ("#5", "too_big"),
        ("#6", "answer"),
    ]


def test_broken_archives(tmp_path: Path) -> None:
    _, problems = take(write(tmp_path / "a.warc", b"not an archive\n" * 100))
    assert problems
    assert {p.source for p in problems} == {str(tmp_path / "a.warc")}
    cut = write(tmp_path / "b.warc.gz", b"".join(map(gzip.compress, ARCHIVE[:3]))[:-20])
    found, problems = take(cut)
    assert [s.name for s in found] == [f"{cut}#1"]


def test_tables(tmp_path: Path) -> None:
    polars = pytest.importorskip("polars")
    import datetime

    file = tmp_path / "a.parquet"
    polars.DataFrame(
        {
            "id": list(range(2500)),
            "text": [PAGE] * 2499 + [None],
            "published": [datetime.date(2024, 9, 6)] * 2500,
            "other": [[1]] * 2500,
        }
    ).write_parquet(file)
    found, problems = take(file)
    assert [(p.source, p.code) for p in problems] == [(f"{file}#2500", "no_text")]
    assert len(found) == 2499
    assert found[-1].row == {"text": PAGE, "id": "2498", "published": "2024-09-06"}

    polars.DataFrame({"body": ["a"]}).write_parquet(file)
    assert one_problem(file).code == "columns"
    assert one_problem(write(file, b"PAR1 and nothing more")).code == "parquet"
    assert one_problem(tmp_path / "none.parquet").code == "missing"


def test_a_table_whose_rows_are_damaged(tmp_path: Path) -> None:
    import polars

    file = tmp_path / "a.parquet"
    polars.DataFrame({"text": [PAGE] * 9}).write_parquet(file, compression="uncompressed")
    whole = file.read_bytes()
    problem = one_problem(write(file, whole[:4] + bytes(40) + whole[44:]))
    assert problem.code == "parquet"
    assert "\n" not in str(problem)


def test_a_page_of_a_table_that_claims_to_be_huge(tmp_path: Path) -> None:
    import polars

    file = tmp_path / "a.parquet"
    polars.DataFrame({"text": [PAGE] * 3, "url": ["https://bao.example/1"] * 3}).write_parquet(file, compression="gzip")
    whole = file.read_bytes()
    # the page's header: thrift i32 of the number of values, three, made a negative one
    broken = whole.replace(b",\x15\x06\x15", b",\x15\x07\x15", 1)
    assert broken != whole
    found, problems = take(write(file, broken))
    assert len(found) <= 3
    assert [p.code for p in problems] == ["parquet"]


def test_memory_does_not_grow_with_the_groups_of_a_table(tmp_path: Path) -> None:
    import pyarrow
    import pyarrow.parquet

    file = tmp_path / "a.parquet"
    rows = [{"text": f"{PAGE} {os.urandom(3000).hex()}"} for _ in range(400)]  # 2.4 MB, nothing to press out of it
    pyarrow.parquet.write_table(pyarrow.Table.from_pylist(rows), file, row_group_size=10)
    before = pyarrow.total_allocated_bytes()
    held = [pyarrow.total_allocated_bytes() - before for _ in sources([str(file)], on_error=pytest.fail)]
    assert len(held) == 400
    assert max(held) < 1_000_000


def test_tables_without_pyarrow(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pyarrow.parquet", None)
    problem = one_problem(write(tmp_path / "a.parquet", b"PAR1"))
    assert problem.code == "no_parquet"
    assert "banggiao[parquet]" in problem.message()


def test_messages_stand_in_both_languages() -> None:
    for code, texts in messages().items():
        assert set(texts) == {"en", "vi"}, code
        for text in texts.values():
            assert "\n" not in text
