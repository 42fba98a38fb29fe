"""A real browser, and the two shapes of the sample report on disk as a reader would open them."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from auditor.formats import html
from auditor.formats.protocol import Options
from auditor.model import Report


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    program = shutil.which("chromium")
    if program is None:
        if os.environ.get("CI"):
            pytest.fail("chromium is missing: install Debian's package")
        pytest.skip("chromium is missing: the page was not tried in a browser")
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def write() -> Callable[[Report, Path], str]:
    """Writes a report into a folder, as a file and as a site, and gives the folder's address."""

    def written(report: Report, folder: Path) -> str:
        single = html.render(report, Options())
        assert isinstance(single, str)
        (folder / "report.html").write_text(single, encoding="utf-8")
        files = html.render(report, Options(folder=True))
        assert not isinstance(files, str)
        for name in files:
            path = folder / "site" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(files[name], encoding="utf-8")
        return folder.as_uri()

    return written


@pytest.fixture(scope="session")
def home(report: Report, write: Callable[[Report, Path], str], tmp_path_factory: pytest.TempPathFactory) -> str:
    return write(report, tmp_path_factory.mktemp("page"))


@pytest.fixture(scope="session")
def address(home: str) -> str:
    return f"{home}/report.html"


@pytest.fixture(scope="session")
def site(home: str) -> str:
    return f"{home}/site"


@pytest.fixture(scope="session")
def opened(browser: Any) -> Callable[..., Any]:
    """Opens an address in a context of its own; the page remembers what it said and asked for."""

    def open_(address: str, **context: Any) -> Any:
        page = browser.new_context(**context).new_page()
        page.said, page.asked = [], []
        page.on("console", lambda message: page.said.append(message.text))
        page.on("pageerror", lambda error: page.said.append(str(error)))
        page.on("dialog", lambda dialog: (page.said.append(dialog.message), dialog.dismiss()))
        page.on("request", lambda request: page.asked.append(request.url))
        page.goto(address)
        return page

    return open_


@pytest.fixture(scope="session")
def pages(report: Report) -> dict[str, str]:
    """One page of each kind, by kind: its path below the folder."""
    files = list(html.render(report, Options(folder=True)))
    kinds = {"single": "report.html", "index": "site/index.html"}
    kinds |= {name: f"site/{name}.html" for name in ("facts", "families", "sources", "reproduce")}
    odd = next(doc for doc in report.documents if doc.score is None)
    copy = next(doc for doc in report.documents if doc.record == "417")
    kinds |= {"hostile": f"site/pages/d-{odd.id}.html", "copy": f"site/pages/d-{copy.id}.html"}
    for kind in ("d", "family", "fact", "source"):
        kinds[kind] = "site/" + next(name for name in files if name.startswith(f"pages/{kind}-"))
    return kinds
