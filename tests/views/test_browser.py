"""The page in a real browser, without a network: what a reader sees, clicks and types."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from graphs import build, doc
from retold.store import View
from retold.views.page import draw

pytestmark = pytest.mark.browser

HOSTILE = "</script><script>window.hit=1</script><img src=x onerror=window.hit=1>"
WEB = "https://example.org/orchard"


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Addresses of the pages that the tests open."""
    folder = tmp_path_factory.mktemp("pages")
    view = build(
        folder / "orchard.db",
        doc(
            "[[y1|Orchard Nights]], a play after [[n1|Glass Apples]], is planned.\n"
            "[[f1|The Glass Orchard]] is a film of the novel by [[p1|Mára Quill]].\n"
            "[[p2|Bo Reyes]] plays [[c1|Mia]] and [[p3|Ines Sol]] directs; it opened in [[=2021|2021]].",
            "f1 based_on n1; n1 author p1; c1 portrayed_by p2 in f1; f1 actor p2; f1 character c1\n"
            "f1 director p3; f1 released =2021 | release=festival; y1 based_on n1 | planned",
            uri=WEB,
            title="Glass and apples",
            site="The Lantern",
            published="2021-03-05",
        ),
    )
    hostile = build(
        folder / "hostile.db",
        doc(
            f"[[n1|{HOSTILE}]] by [[p1|{{{{constructor}}}} ${{alert(1)}}]] and [[p2|\u202eeliF\u2066\"'`]].",
            "n1 author p1; n1 translator p2",
            uri="javascript:window.hit=1",
            title=HOSTILE,
            site=HOSTILE,
        ),
    )
    crowd = build(
        folder / "crowd.db",
        *(
            doc(
                f"[[f1|Film {n}]] stars " + ", ".join(f"[[p{i}|Guest {n} {i}]]" for i in range(12)),
                "; ".join(f"f1 actor p{i}" for i in range(12)),
                uri=f"{n}.txt",
            )
            for n in range(30)
        ),
    )
    return {
        "orchard": _write(folder, "orchard", view, name="Glass Apples"),
        "everything": _write(folder, "everything", view),
        "hostile": _write(folder, "hostile", hostile),
        "crowd": _write(folder, "crowd", crowd),
    }


def _write(folder: Path, stem: str, view: View, *, name: str | None = None) -> str:
    focus = view.find(name)[0] if name else None
    path = folder / f"{stem}.html"
    path.write_bytes(draw(view, focus=focus).html)
    return path.as_uri()


class Browser:
    """A headless Chromium that cannot reach any network, and what it reported."""

    def __init__(self, driver: Any) -> None:
        self.driver = driver

    def open(self, address: str, *, width: int = 1400, height: int = 900, **features: str) -> None:
        from selenium.webdriver.support.ui import WebDriverWait

        cdp = self.driver.execute_cdp_cmd
        metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
        cdp("Emulation.setDeviceMetricsOverride", metrics)
        media = [{"name": name.replace("_", "-"), "value": value} for name, value in features.items()]
        cdp("Emulation.setEmulatedMedia", {"features": media})
        self.driver.get("about:blank")
        self.driver.get_log("performance")
        self.driver.get(address)
        WebDriverWait(self.driver, 20).until(
            lambda _: self.run("return document.documentElement.dataset.ready")
        )

    def run(self, script: str, *arguments: object) -> Any:
        return self.driver.execute_script(script, *arguments)

    def all(self, css: str) -> list[Any]:
        return list(self.driver.find_elements("css selector", css))

    def one(self, css: str) -> Any:
        return self.driver.find_element("css selector", css)

    def texts(self, css: str) -> list[str]:
        script = "return [...document.querySelectorAll(arguments[0])].map((e) => e.textContent)"
        return list(self.run(script, css))

    def wait_for(self, css: str, text: str) -> None:
        from selenium.webdriver.support.ui import WebDriverWait

        WebDriverWait(self.driver, 10).until(lambda _: self.texts(css) == [text])

    def click_drawing(self, at: tuple[int, int]) -> None:
        """Click on a place of the drawing, counted from its middle."""
        from selenium.webdriver import ActionChains

        canvas = self.one("#canvas canvas")
        ActionChains(self.driver).move_to_element_with_offset(canvas, *at).click().perform()

    def place_of(self, name: str) -> tuple[int, int]:
        """Return where a thing is drawn, in pixels from the middle of the drawing."""
        script = """
            const canvas = document.querySelector("#canvas canvas");
            const id = Object.keys(graph.entities).find((id) => graph.entities[id].name === arguments[0]);
            const { x, y } = network.canvasToDOM(network.getPosition(id));
            return [x - canvas.clientWidth / 2, y - canvas.clientHeight / 2];
        """
        x, y = self.run(script, name)
        return round(x), round(y)

    def press(self, *keys: str) -> None:
        """Press keys on whatever has the focus."""
        for key in keys:
            self.run("return document.activeElement").send_keys(key)

    def requested(self) -> list[str]:
        messages = (json.loads(entry["message"])["message"] for entry in self.driver.get_log("performance"))
        return [
            message["params"]["request"]["url"]
            for message in messages
            if message["method"] == "Network.requestWillBeSent"
        ]

    def complaints(self) -> list[str]:
        return [entry["message"] for entry in self.driver.get_log("browser")]


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
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
        "--disable-quic",
        "--disable-dev-shm-usage",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--host-resolver-rules=MAP * ~NOTFOUND",
        f"--user-data-dir={tmp_path_factory.mktemp('profile')}",
    ):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = webdriver.Chrome(options=options, service=webdriver.ChromeService(chromedriver))
    driver.execute_cdp_cmd("Network.enable", {})
    offline = {"offline": True, "latency": 0, "downloadThroughput": 0, "uploadThroughput": 0}
    driver.execute_cdp_cmd("Network.emulateNetworkConditions", offline)
    yield Browser(driver)
    driver.quit()


@pytest.fixture
def browser(started: Browser) -> Iterator[Browser]:
    """The browser; every test also asserts that the page asked for nothing and the console stayed empty."""
    started.complaints()
    yield started
    requests = started.requested()
    assert [url for url in requests if not url.startswith(("file:///", "data:,"))] == []
    assert len({url for url in requests if url.startswith("file:///")}) <= 1
    assert started.complaints() == []


def test_the_page_of_a_name_opens_with_its_details(browser: Browser, pages: dict[str, str]) -> None:
    browser.open(pages["orchard"])
    assert browser.driver.title == "Glass Apples · retold"
    assert browser.texts("#summary") == ["7 things · 8 facts · quotes from 1 document"]
    assert browser.texts("#details-title") == ["Glass Apples"]
    assert browser.texts("#details h3") == ["adapted as", "written by"]


def test_a_click_on_a_node_shows_its_facts_with_their_words(browser: Browser, pages: dict[str, str]) -> None:
    browser.open(pages["orchard"])
    browser.click_drawing(browser.place_of("Bo Reyes"))
    browser.wait_for("#details-title", "Bo Reyes")
    assert browser.texts("#details h3") == ["acted in", "plays"]
    assert browser.texts("#details .sentence") == [
        "Bo Reyes acted in The Glass Orchard film, 2021",
        "Bo Reyes plays Mia in The Glass Orchard film, 2021",
    ]
    assert set(browser.texts("#details mark")) == {
        "Bo Reyes plays Mia and Ines Sol directs; it opened in 2021."
    }
    footer = browser.one("#details blockquote footer")
    assert footer.text == f"Glass and apples · The Lantern · 2021-03-05\n{WEB}"
    link = footer.find_element("css selector", "a")
    assert (link.get_attribute("href"), link.get_attribute("rel")) == (WEB, "noopener noreferrer")


def test_a_click_on_a_line_shows_the_facts_it_stands_for(browser: Browser, pages: dict[str, str]) -> None:
    browser.open(pages["orchard"])
    left, right = browser.place_of("Glass Apples"), browser.place_of("Orchard Nights")
    browser.click_drawing(((left[0] + right[0]) // 2, (left[1] + right[1]) // 2))
    browser.wait_for("#details-title", "Glass Apples – Orchard Nights")
    assert browser.one("#details .sentence").text == "Orchard Nights play based on Glass Apples novel planned"
    assert browser.texts("#details mark") == ["Orchard Nights, a play after Glass Apples, is planned."]


def test_everything_can_be_reached_with_the_keyboard(browser: Browser, pages: dict[str, str]) -> None:
    from selenium.webdriver import Keys

    browser.open(pages["everything"])
    browser.press("/")
    assert browser.run("return document.activeElement.id") == "search"
    browser.press("re", Keys.ARROW_DOWN)
    assert browser.run("return document.activeElement.id") == "things"
    assert browser.texts("#things li.active bdi") == ["Bo Reyes"]
    browser.press(Keys.ENTER)
    assert browser.texts("#details-title") == ["Bo Reyes"]
    assert browser.run("return document.activeElement.id") == "details"
    assert browser.one("#status").get_property("textContent") == "Details of Bo Reyes open."
    browser.press(Keys.ESCAPE)
    assert not browser.one("#details").is_displayed()
    assert browser.run("return document.activeElement.id") == "things"
    browser.press(Keys.ESCAPE)
    assert browser.one("#search").get_property("value") == ""
    assert len(browser.all("#things li")) == 7
    browser.press(Keys.END, Keys.HOME, Keys.ARROW_DOWN, " ")
    assert browser.texts("#details-title") == [browser.texts("#things li bdi")[1]]


def test_names_in_the_details_lead_to_their_own(browser: Browser, pages: dict[str, str]) -> None:
    browser.open(pages["orchard"])
    browser.one("#details .sentence button").click()
    assert browser.texts("#details-title") == ["Orchard Nights"]
    assert browser.texts("#things li[aria-selected=true] bdi") == ["Orchard Nights"]
    browser.one("#details .close").click()
    assert not browser.one("#details").is_displayed()


def test_the_search_ignores_case_and_accents(browser: Browser, pages: dict[str, str]) -> None:
    browser.open(pages["everything"])
    browser.one("#search").send_keys("MARA q")
    assert browser.texts("#things li bdi") == ["Mára Quill"]
    assert browser.texts("#things-count") == ["1 of 7"]
    assert browser.texts("#status") == ["1 thing fits."]
    browser.one("#search").send_keys("zzz")
    assert browser.texts("#things li") == ["Nothing fits."]


def test_kinds_can_be_hidden_and_shown_again(browser: Browser, pages: dict[str, str]) -> None:
    hidden = "return nodes.get().filter((node) => node.hidden).map((node) => node.id).length"
    hidden_edges = hidden.replace("nodes.", "edges.")
    browser.open(pages["everything"])
    browser.one("#kinds input[value=Person]").click()
    assert browser.run(hidden) == 3
    assert browser.run(hidden_edges) == 4
    assert "Bo Reyes" not in browser.texts("#things li bdi")
    assert browser.texts("#status") == ["4 things shown."]
    browser.one("#kinds button").click()
    assert (browser.run(hidden), browser.run(hidden_edges)) == (0, 0)


def test_hiding_the_kind_of_the_selected_thing_closes_its_details(
    browser: Browser, pages: dict[str, str]
) -> None:
    browser.open(pages["orchard"])
    browser.one("#kinds input[value=Novel]").click()
    assert not browser.one("#details").is_displayed()


def test_planned_facts_are_dashed_and_say_so(browser: Browser, pages: dict[str, str]) -> None:
    browser.open(pages["orchard"])
    assert browser.texts("#details .sentence .badge") == ["planned"]
    assert browser.one("#details li.planned").value_of_css_property("border-left-style") == "dashed"
    assert browser.run("return graph.edges.filter((edge) => edge.dashes).length") == 1


@pytest.mark.parametrize(("scheme", "other"), [("light", "dark"), ("dark", "light")])
def test_colours_follow_the_system_and_can_be_switched(
    browser: Browser, pages: dict[str, str], scheme: str, other: str
) -> None:
    paper = {"light": "rgba(250, 249, 247, 1)", "dark": "rgba(21, 22, 25, 1)"}
    browser.open(pages["orchard"], prefers_color_scheme=scheme)
    assert browser.one("body").value_of_css_property("background-color") == paper[scheme]
    ink = browser.run("return nodes.get().find((node) => node.shape === 'dot').font.color")
    assert browser.texts("#theme") == [other.title()]
    browser.one("#theme").click()
    assert browser.one("body").value_of_css_property("background-color") == paper[other]
    assert browser.run("return nodes.get().find((node) => node.shape === 'dot').font.color") != ink


def test_paper_is_white_even_where_the_screen_is_dark(browser: Browser, pages: dict[str, str]) -> None:
    browser.open(pages["orchard"], prefers_color_scheme="dark")
    browser.run("document.documentElement.dataset.theme = 'dark'; dispatchEvent(new Event('beforeprint'))")
    browser.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    assert browser.one("body").value_of_css_property("color") == "rgba(28, 25, 23, 1)"
    assert browser.run("return nodes.get().find((node) => node.shape === 'dot').font.color") == "#1c1917"
    assert browser.one("#details blockquote").is_displayed()
    assert not browser.one("#search").is_displayed()
    browser.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})


def test_hostile_names_are_shown_and_not_run(browser: Browser, pages: dict[str, str]) -> None:
    browser.open(pages["hostile"])
    assert sorted(browser.texts("#things li bdi")) == sorted(
        [HOSTILE, "{{constructor}} ${alert(1)}", "\u202eeliF\u2066\"'`"]
    )
    for option in browser.all("#things li"):
        option.click()
        for summary in browser.all("#details .quotes"):
            browser.run("arguments[0].open = true", summary)
    assert browser.run("return window.hit ?? null") is None
    assert browser.all("#details img, #details script, #details a, #things img") == []
    assert "javascript:window.hit=1" in browser.texts("#details footer code")


def test_the_policy_stops_a_script_that_the_page_did_not_bring(
    browser: Browser, pages: dict[str, str]
) -> None:
    browser.open(pages["everything"])
    write = "document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=window.hit=1>')"
    refused = browser.run(f"try {{ {write} }} catch (error) {{ return error.name }}")
    assert refused == "TypeError"
    assert browser.run("return document.querySelectorAll('img').length") == 0
    assert any("TrustedHTML" in message for message in browser.complaints())


def test_a_large_graph_says_how_much_of_it_is_shown(browser: Browser, pages: dict[str, str]) -> None:
    browser.open(pages["crowd"])
    assert browser.texts("#note") == ["Showing 300 of 384 things in the graph: the most relevant ones."]
    assert browser.one("#note").is_displayed()
    assert len(browser.all("#things li")) == 300


@pytest.mark.parametrize("width", [320, 390, 768, 1024, 1920])
def test_no_width_needs_sideways_scrolling(browser: Browser, pages: dict[str, str], width: int) -> None:
    browser.open(pages["hostile"], width=width, prefers_reduced_motion="reduce")
    assert browser.run("return document.documentElement.scrollWidth") <= width
    assert browser.one("#canvas canvas").size["width"] > 200
    browser.one("#things li").click()
    assert browser.run("return document.documentElement.scrollWidth") <= width
    assert browser.one("#details .close").is_displayed()


def test_a_reader_who_wants_less_motion_gets_none(browser: Browser, pages: dict[str, str]) -> None:
    browser.open(pages["orchard"], prefers_reduced_motion="reduce")
    assert browser.one("#details").value_of_css_property("animation-name") == "none"
    before = browser.run("return network.getScale()")
    browser.one("#zoom-in").click()
    assert browser.run("return network.getScale()") == pytest.approx(before * 1.3)


def test_the_address_leads_back_to_a_thing(browser: Browser, pages: dict[str, str]) -> None:
    browser.open(pages["everything"])
    browser.run("[...document.querySelectorAll('#things li')].at(-1).click()")
    name = browser.texts("#details-title")
    assert name == browser.texts("#things li:last-child bdi")
    address = browser.driver.current_url
    browser.open(address)
    assert browser.texts("#details-title") == name


def test_the_help_opens_and_closes_with_the_keyboard(browser: Browser, pages: dict[str, str]) -> None:
    from selenium.webdriver import Keys

    browser.open(pages["everything"])
    browser.press("?")
    assert browser.one("#help").is_displayed()
    browser.press(Keys.ESCAPE)
    assert not browser.one("#help").is_displayed()
