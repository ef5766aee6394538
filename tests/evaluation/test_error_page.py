"""The page of errors: what it holds, and what a browser does with it, hostile texts included."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from hostile_texts import STRINGS
from retold.evaluation import error_page, evaluate
from retold.gold import Gold, GoldEntity

TEXT = "Glass Orchard by Mara Quill. Ines Faber wrote nothing. It opened in 2021."
FILM = {"id": "1", "kind": "Film", "names": ["Glass Orchard"]}
INES = {"id": "2", "kind": "Person", "names": ["Ines Faber"]}


def gold(text: str = TEXT, *, ident: str = "orchard", director: str = "Mara Quill") -> Gold:
    return Gold(
        id=ident,
        entities={
            "f1": GoldEntity(kind="Film", names=("Glass Orchard",)),
            "p1": GoldEntity(kind="Person", names=(director,)),
            "p2": GoldEntity(kind="Person", names=("Ines Faber",)),
        },
        facts=frozenset({("f1", "director", "p1"), ("f1", "released", "=2021")}),
        traps=frozenset({("f1", "author", "p2")}),
        text=text,
    )


def claim(relation: str, target: dict[str, Any], quote: str, *, document: str = "orchard") -> dict[str, Any]:
    start = TEXT.find(quote)
    return {
        "document": f"{document}.txt",
        "subject": FILM,
        "relation": relation,
        "object": target,
        "confidence": 0.75,
        "evidence": [{"start": start, "end": start + len(quote), "quote": quote}],
    }


CLAIMS = [
    claim("released", {"value": "2021"}, "It opened in 2021."),
    claim("author", INES, "Ines Faber wrote nothing."),
    claim("director", INES, "These words stand nowhere."),
]


def write(path: Path, documents: list[Gold], claims: list[dict[str, Any]]) -> str:
    path.write_bytes(error_page(evaluate(documents, claims), documents))
    return path.as_uri()


def test_the_page_loads_nothing(tmp_path: Path) -> None:
    write(tmp_path / "errors.html", [gold()], CLAIMS)
    page = (tmp_path / "errors.html").read_text(encoding="utf-8")
    assert "default-src &#39;none&#39;" in page
    assert not any(word in page for word in ("http:", "https:", "src=", "url("))
    assert page.rstrip().endswith("</html>")


def test_the_same_answers_give_the_same_bytes() -> None:
    found = evaluate([gold()], CLAIMS)
    assert error_page(found, [gold()]) == error_page(evaluate([gold()], CLAIMS[::-1]), [gold()])


@pytest.fixture(scope="module")
def driver(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """A headless Chromium without a network."""
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
        f"--user-data-dir={tmp_path_factory.mktemp('profile')}",
    ):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    started = webdriver.Chrome(options=options, service=webdriver.ChromeService(chromedriver))
    yield started
    started.quit()


def opened(driver: Any, address: str) -> None:
    from selenium.webdriver.support.ui import WebDriverWait

    driver.get_log("browser")
    driver.get(address)
    WebDriverWait(driver, 20).until(
        lambda _: driver.execute_script("return document.documentElement.dataset.ready")
    )


def texts(driver: Any, css: str) -> list[str]:
    script = "return [...document.querySelectorAll(arguments[0])].map((e) => e.textContent)"
    return list(driver.execute_script(script, css))


@pytest.mark.browser
def test_a_reader_sees_errors_in_their_text_and_filters_them(driver: Any, tmp_path: Path) -> None:
    from selenium.webdriver import Keys

    opened(driver, write(tmp_path / "errors.html", [gold(), gold(ident="second")], CLAIMS))
    assert texts(driver, "#documents button") == ["orchard3", "second2"]
    assert texts(driver, "#answers button") == [
        "trap Glass Orchard author Ines Faber 0.75",
        "wrong Glass Orchard director Ines Faber 0.75These words stand nowhere.",
        "missed Glass Orchard director Mara Quill",
    ]
    assert texts(driver, "#text") == [TEXT]
    assert texts(driver, "mark.bad") == ["Ines Faber wrote nothing."]
    assert texts(driver, "mark.on") == []

    driver.find_element("css selector", "#answers button").send_keys(Keys.ENTER)
    assert texts(driver, "mark.on") == ["Ines Faber wrote nothing."]
    driver.find_element("css selector", "#filters [name=right]").send_keys(Keys.SPACE)
    driver.find_element("css selector", "#filters select").send_keys("released")
    assert texts(driver, "#answers button") == ["right Glass Orchard released =2021 0.75"]
    assert texts(driver, "mark.bad") == []
    assert texts(driver, "#filters .count") == ["0", "0", "1", "1"]

    driver.find_element("css selector", "#document").send_keys("j")
    assert texts(driver, "#name") == ["second"]
    assert texts(driver, "#answers button") == ["missed Glass Orchard released =2021"]
    driver.find_element("css selector", "#filters [name=missed]").click()
    assert texts(driver, "#documents button") == ["orchard1"]
    assert texts(driver, "#shown") == ["1 of 2 documents"]
    assert driver.get_log("browser") == []


@pytest.mark.browser
def test_it_is_dark_where_the_reader_wants_it(driver: Any, tmp_path: Path) -> None:
    opened(driver, write(tmp_path / "errors.html", [gold()], CLAIMS))
    paper = "return getComputedStyle(document.body).backgroundColor"
    light = driver.execute_script(paper)
    driver.find_element("css selector", "#theme").click()
    assert driver.execute_script(paper) != light
    assert texts(driver, "#theme") == ["Light"]


@pytest.mark.browser
def test_nothing_of_a_hostile_text_runs(driver: Any, tmp_path: Path) -> None:
    documents = []
    claims = []
    for number, words in enumerate(STRINGS.values()):
        ident = f"{words}{number}".replace("/", "").replace(".", "").replace("\\", "")
        documents.append(gold(words * 2, ident=ident, director=words))
        person = {"id": "2", "kind": "Person", "names": [words + words]}
        claims.append(claim("author", person, words, document=ident))
    address = write(tmp_path / "errors.html", documents, claims)
    opened(driver, address)
    assert texts(driver, "#shown") == [f"{len(documents)} of {len(documents)} documents"]
    strange = driver.execute_script("""
        for (const button of [...document.querySelectorAll("#documents button")]) {
            button.click();
            for (const answer of document.querySelectorAll("#answers button")) answer.click();
            const strange = "img, script, svg, iframe, a, [onerror], [onload]";
            if (document.querySelector(`article :is(${strange})`)) return button.textContent;
        }
        return window.hit ?? null;
    """)
    assert strange is None
    assert driver.get_log("browser") == []
    write_html = "document.body.insertAdjacentHTML('beforeend', '<b>x</b>')"
    refused = driver.execute_script(f"try {{ {write_html} }} catch (error) {{ return error.name }}")
    assert refused == "TypeError"


@pytest.mark.browser
@pytest.mark.parametrize("width", [320, 768, 1400])
def test_no_width_needs_sideways_scrolling(driver: Any, tmp_path: Path, width: int) -> None:
    metrics = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": False}
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    opened(driver, write(tmp_path / "errors.html", [gold("x" * 500, ident="y" * 200)], CLAIMS))
    assert driver.execute_script("return document.documentElement.scrollWidth") <= width
