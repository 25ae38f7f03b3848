"""Archives, packed files, tables and mails: what is in them, and what is refused."""

from __future__ import annotations

import bz2
import csv
import gzip
import io
import lzma
import mailbox
import os
import random
import stat
import tarfile
import tracemalloc
import zipfile
from email.message import EmailMessage
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banggiao.intake import InputProblem, packed, sources
from banggiao.model import Source

PAGE = "Chiều 5/9, Chủ tịch nước tiếp Đại sứ Cộng hòa Vạn Xuân đến chào từ biệt."
HTML = f"<!DOCTYPE html><html><body><p>{PAGE}</p></body></html>"
ROWS = '{"text": "một"}\nbroken\n{"text": "hai", "published": "2024-09-06"}\n'


def take(*paths: object, stdin: bytes = b"") -> tuple[list[Source], list[InputProblem]]:
    problems: list[InputProblem] = []
    return list(sources(map(str, paths), on_error=problems.append, stdin=io.BytesIO(stdin))), problems


def told(problems: list[InputProblem], folder: Path | str) -> list[tuple[str, str]]:
    for problem in problems:
        assert "\n" not in problem.message("vi") + problem.message("en")
    return [(problem.source.removeprefix(f"{folder}/"), problem.code) for problem in problems]


def names(found: list[Source], folder: Path) -> list[str]:
    return [source.name.removeprefix(f"{folder}/") for source in found]


def response(body: bytes, number: int = 1) -> bytes:
    block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + body
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://bao.example/{number}\r\n"
        f"Content-Type: application/http; msgtype=response\r\nWARC-Record-ID: <urn:uuid:{number:032}>\r\n"
        f"Content-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


WARC = b"".join(gzip.compress(response(HTML.encode(), n)) for n in (1, 2))
MEMBERS = {
    "a/một.txt": PAGE.encode(),
    "a/b.html": HTML.encode(),
    "a/c.jsonl": ROWS.encode(),
    "a/d.jsonl.gz": gzip.compress(ROWS.encode()),
    "a/e.warc.gz": WARC,
    "a/anh.jpg": b"\xff\xd8\0\0",
    "a/bai.epi": HTML.encode(),
    "a/.hidden.txt": PAGE.encode(),
    "__MACOSX/a/._b.html": b"\0",
    "a/empty.txt": b"",
    "g.txt": PAGE.encode(),
}
INSIDE = ["a/một.txt", "a/b.html", "a/c.jsonl#1", "a/c.jsonl#3", "a/d.jsonl.gz#1", "a/d.jsonl.gz#3"]
INSIDE += ["a/e.warc.gz#1", "a/e.warc.gz#2", "a/bai.epi", "g.txt"]
TROUBLE = [("a/c.jsonl#2", "json"), ("a/d.jsonl.gz#2", "json"), ("a/empty.txt", "empty")]


def a_zip(members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def a_tar(members: dict[str, bytes], mode: str = "w") -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as archive:  # type: ignore[call-overload]
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("x.zip", a_zip(MEMBERS)),
        ("x.zip", a_zip(MEMBERS, zipfile.ZIP_STORED)),
        ("x.zip", a_zip(MEMBERS, zipfile.ZIP_LZMA)),
        ("x.tar", a_tar(MEMBERS)),
        ("x.tar.gz", a_tar(MEMBERS, "w:gz")),
        ("x.tgz", a_tar(MEMBERS, "w:gz")),
        ("x.tar.bz2", a_tar(MEMBERS, "w:bz2")),
        ("x.tar.xz", a_tar(MEMBERS, "w:xz")),
        ("no-suffix", a_zip(MEMBERS)),
        ("no-suffix", a_tar(MEMBERS, "w:gz")),
    ],
)
def test_archives_are_read_like_folders(tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)
    found, problems = take(tmp_path / name)
    assert names(found, tmp_path / name) == INSIDE
    assert told(problems, tmp_path / name) == TROUBLE
    assert found[0].data == PAGE.encode()
    assert found[6].url == "https://bao.example/1"
    # The same from standard input, and nothing was left on the disk.
    assert names(take("-", stdin=data)[0], Path("-")) == INSIDE
    assert os.listdir(tmp_path) == [name]


@pytest.mark.parametrize("end", [".gz", ".bz2", ".xz", ".zst"])
def test_packed_files(tmp_path: Path, end: str) -> None:
    if end == ".zst":
        pack = pytest.importorskip("zstandard").ZstdCompressor().compress
    else:
        pack = {".gz": gzip.compress, ".bz2": bz2.compress, ".xz": lzma.compress}[end]
    for name, data in (("a.txt", PAGE.encode()), ("b.jsonl", ROWS.encode()), ("c.warc", response(HTML.encode()))):
        (tmp_path / (name + end)).write_bytes(pack(data))
    found, problems = take(tmp_path)
    assert names(found, tmp_path) == ["a.txt" + end, f"b.jsonl{end}#1", f"b.jsonl{end}#3", f"c.warc{end}#1"]
    assert told(problems, tmp_path) == [(f"b.jsonl{end}#2", "json")]
    assert [s.row for s in take("-", stdin=pack(ROWS.encode()) * 2)[0]] == [s.row for s in found[1:3]] * 2
    # Cut and damaged: a problem, never an exception.
    for data in (pack(ROWS.encode() * 50)[:-9], pack(b"x" * 5000)[:30] + b"\0" * 40):
        (tmp_path / ("d.jsonl" + end)).write_bytes(data)
        assert take(tmp_path / ("d.jsonl" + end))[1]


def test_tricks_are_refused(tmp_path: Path) -> None:
    bad = {"../a.txt": b"x", "/etc/b.txt": b"x", "c/../../d.txt": b"x", "C:\\e.txt": b"x", "..\\f.txt": b"x"}
    (tmp_path / "x.zip").write_bytes(a_zip({**bad, "g.txt": PAGE.encode()}))
    (tmp_path / "x.tar").write_bytes(a_tar({**bad, "g.txt": PAGE.encode()}))
    for name in ("x.zip", "x.tar"):
        found, problems = take(tmp_path / name)
        assert names(found, tmp_path / name) == ["g.txt"]
        assert [problem.code for problem in problems] == ["path_trick"] * 5


def test_links_and_devices_in_a_tar(tmp_path: Path) -> None:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for name, kind in (("a.txt", tarfile.SYMTYPE), ("b.txt", tarfile.LNKTYPE), ("c.txt", tarfile.CHRTYPE)):
            info = tarfile.TarInfo(name)
            info.type, info.linkname = kind, "/etc/passwd"
            archive.addfile(info)
    assert told(take("-", stdin=out.getvalue())[1], "-") == [
        ("a.txt", "special"),
        ("b.txt", "special"),
        ("c.txt", "special"),
    ]
    link = zipfile.ZipInfo("l.txt")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:  # type: ignore[assignment]
        archive.writestr(link, "/etc/passwd")  # type: ignore[attr-defined]
    assert told(take("-", stdin=out.getvalue())[1], "-") == [("l.txt", "special")]


def test_archives_in_archives_are_told() -> None:
    inner = a_zip({"a.txt": PAGE.encode()})
    found, problems = take("-", stdin=a_zip({"x.zip": inner, "y.tar.gz": a_tar({}, "w:gz"), "b.txt": PAGE.encode()}))
    assert [s.name for s in found] == ["-/b.txt"]
    assert told(problems, "-") == [("x.zip", "nested"), ("y.tar.gz", "nested")]


def test_locked_and_empty_archives() -> None:
    data = bytearray(a_zip({"a.txt": b"x" * 50}))
    for magic, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(magic) + at] |= 1
    assert told(take("-", stdin=bytes(data))[1], "-") == [("a.txt", "encrypted")]
    assert told(take("-", stdin=a_zip({}))[1], "") == [("-", "no_members")]
    assert told(take("-", stdin=a_tar({".x": b""}))[1], "") == [("-", "no_members")]


@pytest.mark.parametrize("kind", ["zip", "tar.gz", "tar.xz", "jsonl.gz", "jsonl.xz", "warc.gz", "txt.bz2"])
def test_bombs_are_left(tmp_path: Path, kind: str) -> None:
    blank = b" " * (80 << 20)
    make = {
        "zip": lambda: a_zip({"a.jsonl": blank}),
        "tar.gz": lambda: a_tar({"a.jsonl": blank}, "w:gz"),
        "tar.xz": lambda: a_tar({"a.jsonl": blank}, "w:xz"),
        "jsonl.gz": lambda: gzip.compress(b"\n" + blank),
        "jsonl.xz": lambda: lzma.compress(b"\n" + blank, preset=0),
        "warc.gz": lambda: gzip.compress(response(blank)) * 2,
        "txt.bz2": lambda: bz2.compress(blank),
    }
    file = tmp_path / f"x.{kind}"
    file.write_bytes(make[kind]())
    make.clear()
    tracemalloc.start()
    found, problems = take(file)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert not found
    assert {problem.code for problem in problems} <= {"bomb", "too_big", "no_html"}
    assert peak < 60 << 20


def test_members_beyond_the_damage(tmp_path: Path) -> None:
    """One member of a zip that is damaged loses itself; a record of a WARC likewise."""
    noise = random.Random(1).randbytes(300).hex()
    data = bytearray(a_zip({f"{n}.txt": (noise + str(n)).encode() for n in range(5)}))
    at = data.index(b"2.txt") + 60
    data[at : at + 20] = b"\0" * 20
    found, problems = take("-", stdin=bytes(data))
    assert [s.name for s in found] == ["-/0.txt", "-/1.txt", "-/3.txt", "-/4.txt"]
    assert told(problems, "-") == [("2.txt", "unreadable")]

    records = [gzip.compress(response(f"<html><p>{noise}{n}".encode(), n)) for n in range(5)]
    records[2] = records[2][:100] + b"\0" * 30 + records[2][130:]
    file = tmp_path / "a.warc.gz"
    file.write_bytes(b"".join(records))
    found, problems = take(file)
    assert [s.url for s in found] == [f"https://bao.example/{n}" for n in (0, 1, 3, 4)]
    assert {problem.code for problem in problems} == {"warc"}

    plain = [response(f"<html><p>{noise}{n}".encode(), n) for n in range(6)]
    plain[2] = plain[2].replace(b"WARC/1.0", b"WXRC/1.0")
    file = tmp_path / "b.warc"
    file.write_bytes(b"".join(plain))
    found, problems = take(file)
    assert {f"https://bao.example/{n}" for n in (0, 1, 4, 5)} <= {s.url for s in found}
    assert {problem.code for problem in problems} == {"warc"}


def test_parquet_in_archives_and_from_standard_input(tmp_path: Path) -> None:
    polars = pytest.importorskip("polars")
    out = io.BytesIO()
    polars.DataFrame({"text": [PAGE, PAGE + "!"], "url": ["https://bao.example/1"] * 2}).write_parquet(out)
    for data, name in ((out.getvalue(), "-#1"), (a_zip({"t.parquet": out.getvalue()}), "-/t.parquet#1")):
        found, problems = take("-", stdin=data)
        assert (found[0].name, found[0].url, problems) == (name, "https://bao.example/1", [])


def test_the_date_of_a_crawl_is_no_date_of_publication(tmp_path: Path) -> None:
    polars = pytest.importorskip("polars")
    columns = {"text": [PAGE], "url": ["https://bao.example/1"], "date": ["2023-05-18T05:49:59Z"]}
    polars.DataFrame(columns).write_parquet(tmp_path / "a.parquet")
    polars.DataFrame({**columns, "dump": ["CC-MAIN-2023-23"]}).write_parquet(tmp_path / "b.parquet")
    found, problems = take(tmp_path)
    assert not problems
    assert [s.published for s in found] == ["2023-05-18", None]
    rows = '{"text": "a", "date": "2024-09-06"}\n{"text": "b", "date": "2024-09-06", "dump": "x"}\n'
    rows += '{"text": "c", "date": 5}\n'
    assert [s.published for s in take("-", stdin=rows.encode())[0]] == ["2024-09-06", None, None]


def test_a_folder_of_all_kinds_and_patterns(tmp_path: Path) -> None:
    (tmp_path / "2024").mkdir()
    (tmp_path / "2024" / "a.txt").write_text(PAGE)
    (tmp_path / "2024" / "b.html").write_text(HTML)
    (tmp_path / "c.zip").write_bytes(a_zip({"d.txt": PAGE.encode()}))
    assert names(take(tmp_path)[0], tmp_path) == ["2024/a.txt", "2024/b.html", "c.zip/d.txt"]
    assert names(take(tmp_path / "**" / "*.html")[0], tmp_path) == ["2024/b.html"]
    assert names(take(tmp_path / "**")[0], tmp_path) == ["2024/a.txt", "2024/b.html", "c.zip/d.txt"]
    assert names(take(tmp_path / "2024" / "[ab].*")[0], tmp_path) == ["2024/a.txt", "2024/b.html"]
    assert told(take(tmp_path / "*.none")[1], tmp_path) == [("*.none", "no_match")]
    odd = tmp_path / "a[1].txt"
    odd.write_text(PAGE)
    assert len(take(odd)[0]) == 1


# --- tables -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_csv(tmp_path: Path, delimiter: str, encoding: str) -> None:
    file = tmp_path / ("a.tsv" if delimiter == "\t" else "a.csv")
    with file.open("w", encoding=encoding, newline="") as out:
        rows = csv.writer(out, delimiter=delimiter)
        rows.writerow(["ID", "Title", "text", "date", "other"])
        rows.writerow(["7", "Tiêu đề", PAGE + '\n\nHai "ngày", ba; đêm', "2024-09-06", "x"])
        rows.writerow(["", "", "", "", ""])
        rows.writerow(["8", "", "", "", "x"])
        rows.writerow(["9", "", "hai"])
    found, problems = take(file)
    assert [(s.name[-2:], s.id, s.published) for s in found] == [("#1", "7", "2024-09-06"), ("#4", "9", None)]
    assert found[0].row
    assert str(found[0].row["text"]).endswith('Hai "ngày", ba; đêm')
    assert told(problems, tmp_path) == [(f"{file.name}#3", "no_text")]


def test_broken_tables(tmp_path: Path) -> None:
    assert take("-", stdin="title,text\nA,một\n".encode())[0][0].row == {"title": "A", "text": "một"}
    file = tmp_path / "a.csv"
    file.write_bytes(b"")
    assert told(take(file)[1], tmp_path) == [("a.csv", "empty")]
    file.write_bytes(b"a,b\n1,2\n")
    assert told(take(file)[1], tmp_path) == [("a.csv", "columns")]
    file.write_bytes(b"text,title\n")
    assert told(take(file)[1], tmp_path) == [("a.csv", "empty")]
    file.write_bytes(b'text,title\n"' + b"a" * (9 << 20) + b'"\nhai,x\n')
    assert take(file)[1]
    file.write_bytes(
        "text,title\nmột,x\n".encode() + "Chủ tịch nước Việt Nam tiếp Đại sứ,y\n".encode("utf-16-le") + b"ba,z\n"
    )
    assert take(file)[0][0].row == {"text": "một", "title": "x"}


# --- mails --------------------------------------------------------------------------------------------------


def a_mail(
    subject: str = "Thông cáo", text: str = PAGE, html: str | None = None, charset: str = "utf-8"
) -> EmailMessage:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "bao@bao.example", "ban@bao.example", subject
    mail["Date"] = "Thu, 05 Sep 2024 20:30:00 +0000"
    mail.set_content(text, charset=charset)
    if html:
        mail.add_alternative(html, subtype="html")
    mail.add_attachment(b"\0\1", maintype="image", subtype="png", filename="a.png")
    return mail


def test_mails(tmp_path: Path) -> None:
    (tmp_path / "a.eml").write_bytes(bytes(a_mail()))
    (tmp_path / "b.eml").write_bytes(bytes(a_mail(html=HTML)))
    (tmp_path / "c.eml").write_bytes(bytes(a_mail("x", "Xin chào", charset="windows-1258")))
    found, problems = take(tmp_path)
    assert not problems
    assert found[0].row == {"title": "Thông cáo", "text": PAGE + "\n", "published": "2024-09-06"}
    assert found[1].html
    assert found[1].published == "2024-09-06"
    assert (found[1].data or b"").startswith("<title>Thông cáo</title><!DOCTYPE".encode())
    assert found[2].row == {"title": "x", "text": "Xin chào\n", "published": "2024-09-06"}
    assert [s.row for s in take("-", stdin=bytes(a_mail()))[0]] == [found[0].row]


def test_mailboxes(tmp_path: Path) -> None:
    box = mailbox.mbox(tmp_path / "thu.mbox")
    for n in range(3):
        box.add(a_mail(f"Thư {n}", "From đầu dòng\n\nFrom the Ministry" if n == 1 else PAGE))
    box.flush()
    found, problems = take(tmp_path / "thu.mbox")
    assert not problems
    assert [(s.name[-2:], s.row and s.row["title"]) for s in found] == [
        ("#1", "Thư 0"),
        ("#2", "Thư 1"),
        ("#3", "Thư 2"),
    ]
    assert found[1].row
    assert "From the Ministry" in str(found[1].row["text"])
    data = (tmp_path / "thu.mbox").read_bytes()
    assert len(take("-", stdin=data)[0]) == 3
    (tmp_path / "empty.mbox").write_bytes(b"\n")
    assert told(take(tmp_path / "empty.mbox")[1], tmp_path) == [("empty.mbox", "empty")]


def test_mails_without_words(tmp_path: Path) -> None:
    mail = EmailMessage()
    mail["Subject"], mail["From"], mail["Date"] = "Ảnh", "a@b.example", "no day"
    mail.set_content(b"\0\1", maintype="image", subtype="png")
    (tmp_path / "a.eml").write_bytes(bytes(mail))
    assert told(take(tmp_path)[1], tmp_path) == [("a.eml", "no_text")]


@given(
    st.binary(max_size=400), st.sampled_from(["a.zip", "a.tar", "a.tar.gz", "a.csv", "a.eml", "a.mbox", "a.warc.gz"])
)
def test_any_bytes_under_any_name(tmp_path_factory: pytest.TempPathFactory, data: bytes, name: str) -> None:
    folder = tmp_path_factory.mktemp("x")
    heads = {
        "a.eml": b"Subject: a\nFrom: b\nContent-Type: text/html; charset=",
        "a.mbox": b"From a\nSubject: =?utf-8?q?",
        "a.csv": b"text,",
    }
    (folder / name).write_bytes(heads.get(name, b"") + data)
    found, problems = take(folder / name)
    assert found or problems
    told(problems, folder)


@given(st.data())
def test_damaged_archives_never_raise(data: st.DataObject) -> None:
    whole = data.draw(st.sampled_from([a_zip(MEMBERS), a_tar(MEMBERS), a_tar(MEMBERS, "w:gz"), WARC * 3]))
    at = data.draw(st.integers(0, len(whole) - 1))
    broken = whole[:at] + data.draw(st.binary(min_size=1, max_size=20)) + whole[at + 5 :]
    found, problems = take("-", stdin=broken)
    assert found or problems


def test_what_swells_is_measured_against_what_goes_in() -> None:
    fair = b"".join(b"%d tin\n" % (n % 40) for n in range(2_000_000))
    assert packed.unpacked(io.BytesIO(gzip.compress(fair)), "gzip").read() == fair


def test_a_member_without_a_name(tmp_path: Path) -> None:
    data = a_zip({"x": PAGE.encode()})
    file = tmp_path / "a.zip"
    # The name's length in the table of the archive made nothing; what follows it is then read as something else.
    at = data.rindex(b"PK\x01\x02")
    file.write_bytes(data[: at + 28] + b"\0\0" + data[at + 30 :])
    problems: list[InputProblem] = []
    list(sources([str(file)], on_error=problems.append))
    assert all("\n" not in str(problem) for problem in problems)
