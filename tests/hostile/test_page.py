"""The HTML view of hostile documents: what a parser finds in it, and what a browser does with it."""

from __future__ import annotations

import os
import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from retold.store import View
from retold.views.page import draw


@pytest.fixture
def page(graph: Path, tmp_path: Path) -> Path:
    """The view of the whole graph."""
    path = tmp_path / "graph.html"
    with View.open(graph) as view:
        path.write_bytes(draw(view, focus=None, limit=1000).html)
    return path


def elements(path: Path) -> Counter[str]:
    """Return how many elements of each kind a page has."""
    from lxml import html

    root = html.fromstring(path.read_bytes())
    return Counter(element.tag for element in root.iter() if isinstance(element.tag, str))


def test_the_page_has_the_elements_of_a_harmless_one(page: Path, tmp_path: Path) -> None:
    from lxml import html

    from graphs import build, doc

    harmless = tmp_path / "harmless.html"
    with build(tmp_path / "harmless.db", doc("[[f1|Oldboy]] by [[p1|Ada Bell]].", "f1 director p1")) as view:
        harmless.write_bytes(draw(view, focus=None).html)
    assert elements(page) == elements(harmless)
    root = html.fromstring(page.read_bytes())
    attributes = {name for element in root.iter() for name in element.attrib}
    assert [name for name in attributes if name.startswith("on")] == []
    links = [
        str(value) for element in root.iter() for value in (element.get("href"), element.get("src")) if value
    ]
    assert [link for link in links if link.lower().startswith(("javascript:", "http:"))] == []


def test_nothing_of_it_makes_the_bytes_of_the_page_end_early(page: Path) -> None:
    from lxml import html

    text = page.read_text(encoding="utf-8")
    assert text.rstrip().endswith("</html>")
    assert "\0" not in text
    body = html.fromstring(page.read_bytes()).find("body")
    assert body is not None
    assert "window.hit" not in " ".join(body.xpath(".//text()[not(parent::script)]"))


@pytest.fixture(scope="module")
def driver() -> Iterator[Any]:
    """A headless Chromium."""
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    chromedriver = shutil.which("chromedriver")
    if not chromium or not chromedriver:
        if os.environ.get("RETOLD_REQUIRE_BROWSER") == "1":
            pytest.fail("RETOLD_REQUIRE_BROWSER is set, but Chromium or its driver is missing")
        pytest.skip("Chromium or its driver is missing")
    from selenium import webdriver

    options = webdriver.ChromeOptions()
    options.binary_location = chromium
    for argument in (
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--no-first-run",
        "--host-resolver-rules=MAP * ~NOTFOUND",
        # Nobody clicks hundreds of things in a second.
        "--disable-ipc-flooding-protection",
    ):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    started = webdriver.Chrome(options=options, service=webdriver.ChromeService(chromedriver))
    yield started
    started.quit()


OPEN_ALL = """
    for (const option of document.querySelectorAll("#things li")) {
        option.click();
        for (const quotes of document.querySelectorAll("#details details")) quotes.open = true;
        const strange = "img, script, iframe, object, embed, style, form, [onerror], [onload]";
        if (document.querySelector("#details :is(" + strange + ")")) return option.textContent;
        for (const link of document.querySelectorAll("#details a"))
            if (!/^https?:$/.test(link.protocol)) return link.href;
    }
    return window.hit ?? null;
"""


@pytest.mark.browser
def test_no_script_of_a_document_runs(driver: Any, page: Path, graph: Path) -> None:
    from selenium.webdriver.support.ui import WebDriverWait

    driver.get(page.as_uri())
    WebDriverWait(driver, 20).until(
        lambda _: driver.execute_script("return document.documentElement.dataset.ready")
    )
    with View.open(graph) as view:
        things = len(list(view.entities()))
    assert len(driver.find_elements("css selector", "#things li")) == things
    assert driver.execute_script(OPEN_ALL) is None
    assert [entry["message"] for entry in driver.get_log("browser")] == []
