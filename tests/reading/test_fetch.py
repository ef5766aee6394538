"""A server on this machine answers; nothing leaves it."""

from __future__ import annotations

import gzip
import ipaddress
import socket
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from retold.document import Document
from retold.errors import DocumentError
from retold.reading import Limits, ReadOptions, read
from retold.reading.fetch import is_public

PAGE = "<html><body><h1>Le quai</h1><p>Le quai was adapted for the stage by Zoë Brandt.</p></body></html>"


class Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        hosts.append(self.headers["Host"])
        match self.path:
            case "/latin":
                self.answer(PAGE.encode("latin-1"), kind="text/html; charset=ISO-8859-1")
            case "/gzip":
                self.answer(gzip.compress(PAGE.encode()), encoding="gzip")
            case "/bomb":
                self.answer(gzip.compress(b"a" * 5_000_000), encoding="gzip")
            case "/brotli":
                self.answer(b"???", encoding="br")
            case "/large":
                self.answer(b"a" * 200_000, kind="text/plain")
            case "/slow":
                self.send_response(200)
                self.end_headers()
                for _ in range(40):
                    self.wfile.write(b"a")
                    time.sleep(0.1)
            case "/loop":
                self.redirect("/loop")
            case "/there":
                self.redirect("/latin")
            case "/inside":
                self.redirect("http://10.0.0.1/secret")
            case "/file":
                self.redirect("file:///etc/passwd")
            case _:
                self.send_error(404, "Not Found")

    def answer(self, body: bytes, *, kind: str = "text/html; charset=utf-8", encoding: str = "") -> None:
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        if encoding:
            self.send_header("Content-Encoding", encoding)
        self.end_headers()
        self.wfile.write(body)

    def redirect(self, place: str) -> None:
        self.send_response(302)
        self.send_header("Location", place)
        self.end_headers()

    def date_time_string(self, timestamp: float | None = None) -> str:
        return "Thu, 04 May 2023 10:00:00 GMT"

    def log_message(self, *args: object) -> None:
        pass


hosts: list[str] = []


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as running:
        running.daemon_threads = True
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield f"127.0.0.1:{running.server_address[1]}"
        running.shutdown()


def one(url: str, **options: object) -> Document | DocumentError:
    (result,) = read(url, options=ReadOptions(allow_private=True, **options))  # type: ignore[arg-type]
    return result


def reason(url: str, **options: object) -> str:
    result = one(url, **options)
    assert isinstance(result, DocumentError)
    return result.reason


@pytest.mark.parametrize("path", ["latin", "gzip", "there"])
def test_a_page_is_read_in_its_charset_and_dated_by_its_server(server: str, path: str):
    page = one(f"http://{server}/{path}")
    assert isinstance(page, Document)
    assert "by Zoë Brandt" in page.text
    assert page.source.uri == f"http://{server}/{path}"
    assert page.source.fetched == "2023-05-04"


def test_limits_end_a_download(server: str):
    assert reason(f"http://{server}/loop") == "was redirected more than 5 times."
    small = Limits(size=100_000)
    assert reason(f"http://{server}/large", limits=small) == "is larger than the limit of 100,000 bytes."
    assert reason(f"http://{server}/bomb", limits=small) == "is larger than the limit of 100,000 bytes."
    assert reason(f"http://{server}/slow", limits=Limits(time=0.3)) == "took longer than 0.3 seconds."


def test_what_is_no_page_is_an_error(server: str):
    assert reason(f"http://{server}/nothing") == "the server answered 404 Not Found."
    assert reason(f"http://{server}/brotli") == "was sent in the encoding 'br', which nobody asked for."
    assert reason(f"http://{server}/file") == "leads to 'file:/etc/passwd', which is no http(s) address."
    assert reason("http://user:word@example.org/") == (
        "holds a user name or password; such addresses are not read."
    )
    assert reason("http://") == "leads to 'http://', which is no http(s) address."
    assert reason("http://127.0.0.1:1/").startswith("cannot be fetched (")


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "[::1]", "10.1.2.3", "169.254.169.254", "0.0.0.0"]
)
def test_private_addresses_are_refused(host: str):
    (error,) = read(f"http://{host}:9/")
    assert isinstance(error, DocumentError)
    assert error.reason.endswith("which is not on the public internet.")


def pretend(monkeypatch: pytest.MonkeyPatch, *answers: str) -> list[str]:
    """Let names resolve to each of `answers` in turn; return the list of names that are asked for."""
    asked: list[str] = []
    real = socket.getaddrinfo

    def resolve(host: str, port: int, *args: object, **kwargs: object) -> list[tuple[object, ...]]:
        if host[0].isdigit():
            return real(host, port, *args, **kwargs)  # type: ignore[arg-type, return-value]
        asked.append(host)
        address = answers[min(len(asked), len(answers)) - 1]
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))]

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    return asked


def test_a_redirect_into_the_private_network_is_refused(server: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("retold.reading.fetch.is_public", lambda address: str(address) == "127.0.0.1")
    (error,) = read(f"http://{server}/inside")
    assert isinstance(error, DocumentError)
    assert error.reason == "leads to 10.0.0.1, which is not on the public internet."


def test_the_connection_goes_to_the_address_that_was_checked(server: str, monkeypatch: pytest.MonkeyPatch):
    # The second answer would lead elsewhere, so a second question would show.
    asked = pretend(monkeypatch, "127.0.0.1", "10.0.0.1")
    monkeypatch.setattr("retold.reading.fetch.is_public", lambda address: str(address) == "127.0.0.1")
    port = server.rpartition(":")[2]
    (page,) = read(f"http://films.example:{port}/latin")
    assert isinstance(page, Document)
    assert asked == ["films.example"]
    assert hosts[-1] == f"films.example:{port}"


def test_proxies_of_the_environment_are_not_used(server: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:1")
    assert isinstance(one(f"http://{server}/latin"), Document)


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.216.34", True),
        ("2606:2800:220:1::1", True),
        ("192.168.1.1", False),
        ("100.64.0.1", False),
        ("224.0.0.1", False),
        ("fe80::1", False),
        ("fc00::1", False),
        ("::ffff:10.0.0.1", False),
        ("::ffff:93.184.216.34", True),
        ("2002:0a00:0001::", False),
        ("64:ff9b::7f00:1", False),
        ("64:ff9b::5db8:d822", True),
    ],
)
def test_public_addresses(address: str, public: bool):
    assert is_public(ipaddress.ip_address(address)) is public
