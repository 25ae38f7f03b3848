"""Shoots docs/img/web.png: a page of the bundled ones as the browser shows it, with its facts in the text.

make docs-img (needs Chromium; without it the picture stays as it is)
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAGES = ROOT / "src" / "banggiao" / "data" / "demo" / "pages"
PICTURE = Path(__file__).with_name("web.png")
PORT = 8765
SHOWN = "scraped-03-dien-mung.txt"
SIZE = {"width": 1200, "height": 820}
RUN = [sys.executable, "-c", "from banggiao.cli import main; main()"]


def main() -> None:
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if chromium is None:
        print("no Chromium on this machine: docs/img/web.png stays as it is")
        return
    from playwright.sync_api import sync_playwright

    from banggiao.record import Record

    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "record.db")
        subprocess.run([*RUN, "add", str(PAGES), "--record", path], check=True, capture_output=True)
        with Record(path, readonly=True) as record:
            shown = next(page.id for page in record.pages() if page.reading.source.endswith(SHOWN))
        server = subprocess.Popen([*RUN, "serve", "--record", path, "--port", str(PORT)])
        try:
            _wait(f"http://127.0.0.1:{PORT}/")
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
                tab = browser.new_page(viewport=SIZE, locale="en-GB", color_scheme="light")  # type: ignore[arg-type]
                tab.goto(f"http://127.0.0.1:{PORT}/page/{shown}")
                tab.wait_for_load_state("networkidle")
                tab.screenshot(path=PICTURE)
                browser.close()
        finally:
            server.terminate()
            server.wait()
    print(f"wrote {PICTURE.relative_to(ROOT)}")


def _wait(address: str) -> None:
    for _ in range(200):
        try:
            urllib.request.urlopen(address, timeout=5).close()
            return
        except OSError:
            time.sleep(0.1)


if __name__ == "__main__":
    main()
