"""The server as a whole in a browser: every kind of page that links lead to, at both sizes, in both languages.

BANGGIAO_WEB_RECORD=FILE looks at another record than the bundled pages', BANGGIAO_WEB_PAGES=N at more of each kind.
"""

from __future__ import annotations

import os
import re
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe

from banggiao import read
from banggiao.record import Record
from banggiao.web import Front, Settings

if TYPE_CHECKING:
    from playwright.sync_api import Page
    from starlette.testclient import TestClient

_OF_A_KIND = int(os.environ.get("BANGGIAO_WEB_PAGES", "3"))
_SERIOUS = ("serious", "critical")


def crawl(client: TestClient) -> dict[str, list[str]]:
    """Addresses by kind (the first part of the path), as links lead to them from the first page on."""
    found: OrderedDict[str, list[str]] = OrderedDict()
    waiting, seen = ["/"], {"/"}
    while waiting:
        address = waiting.pop(0)
        if len(found.get(_kind(address), ())) >= _OF_A_KIND:
            continue
        answer = client.get(address)
        if not answer.headers.get("content-type", "").startswith("text/html"):
            continue
        assert answer.status_code in (200, 303), address
        found.setdefault(_kind(address), []).append(address)
        for link in re.findall(r'href="(/[^"#]*)', answer.text):
            link = link.replace("&amp;", "&")
            if link not in seen and not link.startswith(("/static/", "/preferences", "/api")):
                seen.add(link)
                waiting.append(link)
    return found


def _kind(address: str) -> str:
    return urlsplit(address).path.split("/")[1]


@pytest.fixture(scope="module")
def addresses(client: TestClient) -> list[str]:
    found = crawl(client)
    assert {"", "search", "contact", "person", "office", "relation", "relations", "page", "about"} <= set(found)
    return [address for some in found.values() for address in some]


def test_every_kind_of_page_is_sound(page: Page, addresses: list[str]) -> None:
    """No fault that axe calls serious, nothing wider than the screen, one heading; the console is looked at by the
    fixture."""
    faults = []
    for n, address in enumerate(addresses):
        page.goto(f"{address}{'&' if '?' in address else '?'}lang={'en' if n % 2 else 'vi'}")
        found = [each for each in Axe().run(page).response["violations"] if each["impact"] in _SERIOUS]
        faults += [(address, each["id"], [node["html"][:120] for node in each["nodes"][:2]]) for each in found]
        wide = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
        if wide[0] > wide[1]:
            faults.append((address, "wider than the screen", wide))
        if page.locator("h1").count() != 1:
            faults.append((address, "headings", [page.locator("h1").count()]))
    assert not faults


def test_dark_colours_can_be_read(page: Page, addresses: list[str]) -> None:
    page.goto("/preferences?theme=dark&next=/")
    faults = []
    for address in addresses[::2]:
        page.goto(address)
        found = Axe().run(page, options={"runOnly": ["color-contrast"]}).response["violations"]
        faults += [(address, [node["html"][:120] for node in each["nodes"][:2]]) for each in found]
    assert not faults


# --- hard cases ------------------------------------------------------------------------------------------------------

PM, GUEST = "Thủ tướng Trần Văn Mẫu", "Thủ tướng Na Uy Kari Nordmann"
MANY = ", ".join(f"Đại sứ Nước ngoài thứ {n} Olav Dahl{n}" for n in range(1, 4))
STATES = "Na Uy, Áo, Bỉ, Séc, Cuba, Nga, Lào, Đức, Pháp, Italy, Ấn Độ, Nhật Bản, Hàn Quốc, Brazil, Chile, Peru"
LONG = (
    "Ủy viên Bộ Chính trị, Bí thư Trung ương Đảng, Trưởng Ban Đối ngoại Trung ương, Chủ tịch Hội Hữu nghị Việt Nam - Áo"
)
PROMISES = " ".join(
    f"{PM} đề nghị Na Uy hỗ trợ Việt Nam xây dựng cây cầu Mẫu số {n} qua sông Thử." for n in range(1, 11)
)
HARD = {
    # Told by many pages, with much that was said.
    **{
        f"talks-{n}": (
            f"Hội đàm lần thứ {n}",
            f"Sáng 5/9/2019, tại Trụ sở Chính phủ, {PM} hội đàm với {GUEST}. {PROMISES} Hai bên nhất trí ký thỏa thuận"
            f" số {n} về hợp tác giáo dục và đào tạo.",
            f"2019-09-{n + 5:02}",
        )
        for n in range(1, 15)
    },
    "crowd": ("Điện mừng", f"Lãnh đạo các nước {STATES} gửi điện mừng Chủ tịch nước Lê Thị Thử.", None),
    "envoys": ("", f"{PM} tiếp {MANY} và {LONG} Phạm Thị Ví Dụ.", None),
    "unnamed": ("Tiếp khách", "Ngày 7/9/2019, lãnh đạo Bộ Ngoại giao Việt Nam tiếp Đại sứ Na Uy.", "2019-09-08"),
    "open": ("Ngày không năm", f"Ngày 24/11, tại Oslo, {PM} gặp {GUEST}.", None),
    "visit": ("Sắp thăm", f"Từ ngày 4 đến 6/12/2019, {GUEST} sẽ thăm chính thức Việt Nam.", "2019-12-01"),
    "parties": (
        "Hai Đảng",
        "Ngày 9/9/2019, tại Hà Nội, Tổng Bí thư Ban Chấp hành Trung ương Đảng Cộng sản Việt Nam Ngô Văn Tỉ hội đàm với"
        " Chủ tịch Đảng Cộng sản Nhật Bản Sato Mau. Hai bên nhất trí trao đổi kinh nghiệm giữa hai Đảng.",
        "2019-09-10",
    ),
    "marks": ("<b>Tít</b> & “lạ” \u200b", f"Ngày 10/9/2019, {PM} điện đàm với {GUEST}. " + "Ơ" * 400, "2019-09-10"),
    "plain": ("Khong dau", "Ngay 11/9/2019, Thu tuong Tran Van Mau tiep Dai su Na Uy.", "2019-09-12"),
}


@pytest.fixture(scope="module")
def hard_record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small record in which much is unusual."""
    path = tmp_path_factory.mktemp("hard") / "record.db"
    with Record(path) as record:
        for id_, (title, text, published) in HARD.items():
            record.add(read({"id": id_, "title": title, "text": text, "published": published}))
        record.resolve()
        contact = next(record.each_contact(order="oldest"))
        record.judge("field", contact.id, None, "right", field="part_of_day", value="noon", by="Lê Thu", why="<i>")
        record.resolve()
    return path


@pytest.fixture(scope="module")
def hard(hard_record: Path, listen: Callable[[Front], AbstractContextManager[str]]) -> Iterator[str]:
    with listen(Front(Settings(record=str(hard_record)))) as address:
        yield address


def hard_addresses(path: Path) -> list[str]:
    party = "/relation/" + "/".join(map(quote, ("Đảng Cộng sản Việt Nam", "Đảng Cộng sản Nhật Bản")))
    with Record(path, readonly=True) as record:
        contacts = [f"/contact/{each.id}" for each in record.contacts(limit=None)]
        people = [f"/person/{each.id}" for each in record.find(kind="people", order="relevance", limit=2).results]
        assert record.relation("Đảng Cộng sản Việt Nam", "Đảng Cộng sản Nhật Bản").commitments
    pages = [f"/page/{id_}" for id_ in ("talks-1", "crowd", "envoys", "marks", "plain")]
    searches = ["/search?kind=commitments", "/search?q=khong+co+gi", "/search?kind=statements&q=cầu"]
    return ["/", *contacts[:8], *people, *pages, *searches, party, f"{party}/brief", "/relation/NO/VN?by=type"]


def test_hard_cases_are_sound(page: Page, hard: str, hard_record: Path) -> None:
    """Many and none: nothing that axe calls serious, nothing wider than the screen, no words in the other language."""
    faults = []
    for n, address in enumerate(hard_addresses(hard_record)):
        answer = page.goto(f"{hard}{address}{'&' if '?' in address else '?'}lang={'en' if n % 4 == 3 else 'vi'}")
        if answer is None or answer.status != 200:
            faults.append((address, "status", [answer and answer.status]))
            continue
        found = [each for each in Axe().run(page).response["violations"] if each["impact"] in _SERIOUS]
        faults += [(address, each["id"], [node["html"][:120] for node in each["nodes"][:2]]) for each in found]
        wide = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
        if wide[0] > wide[1]:
            faults.append((address, "wider than the screen", wide))
        if "None" in page.inner_text("main").replace("Nonette", ""):
            faults.append((address, "None", []))
    assert not faults


def test_what_a_desk_asks_is_near(page: Page, hard: str) -> None:
    """When did these two last meet, who is this now, what was not heard of again, which sentence: three clicks."""
    page.goto(hard)
    page.get_by_role("link", name="Đã hứa, đã đề nghị mà chưa thấy tin tiếp").click()
    promised = page.locator(".results blockquote a").first.inner_text()
    page.locator(".results blockquote a").first.click()
    assert "#t" in page.url
    assert promised[:40] in page.inner_text("article.text")
    page.goto(hard)
    page.get_by_role("link", name="Hai bên gặp nhau lần cuối khi nào?").click()
    page.get_by_role("link", name="Na Uy").first.click()
    assert "5/9/2019" in page.inner_text(".facts")


def test_keyboard_alone_reaches_the_text(page: Page) -> None:
    page.goto("/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.name") == "q"
