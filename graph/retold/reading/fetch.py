"""Fetching one page over http(s), without letting it reach into the private network or run on for ever.

The host's addresses are checked and the connection then goes to the address that was checked, so a name
that resolves differently the second time (DNS rebinding) gains nothing. Redirects are followed here, each
checked like the first address. Proxies of the environment are not used: behind one, nobody could say which
address is reached.
"""

from __future__ import annotations

import ipaddress
import socket
import time
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from email.message import Message
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Final

from retold.document import Document
from retold.errors import DocumentError
from retold.reading.limits import Limits

if TYPE_CHECKING:
    import httpx

__all__ = ["Page", "fetch", "is_public"]

_REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
_HEADERS: Final = {
    "User-Agent": "retold (reads one page at a time for its user)",
    "Accept": "text/html,application/xhtml+xml,text/plain;q=0.9,*/*;q=0.5",
    "Accept-Encoding": "gzip, deflate",
}
# Addresses in which an IPv4 address is hidden reach what that address reaches.
_NAT64: Final = ipaddress.ip_network("64:ff9b::/96")

Address = ipaddress.IPv4Address | ipaddress.IPv6Address


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What a server sent. `fetched` is the server's own date, an ISO prefix."""

    data: bytes
    media_type: str | None
    charset: str | None
    fetched: str | None

    def stamp(self, document: Document) -> Document:
        """Return `document` with the date of this page in its source."""
        return replace(document, source=replace(document.source, fetched=self.fetched))


def is_public(address: Address) -> bool:
    """Whether `address` is on the public internet: not private, loopback, link-local or multicast."""
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour
        if inner is None and address in _NAT64:
            inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(inner)
        if address.teredo is not None:
            return False
    return address.is_global and not address.is_multicast and not address.is_reserved


def fetch(url: str, *, limits: Limits, allow_private: bool = False) -> Page:
    """Return the page at `url` after at most `limits.redirects` redirects.

    Raises DocumentError for anything else than a page within the limits: a refused address, an error status,
    a broken connection, too many bytes, too much time.
    """
    import httpx

    deadline = time.monotonic() + limits.time
    target = _parsed(url, url=url)
    # One client for a whole run would keep connections that were checked for another name.
    with httpx.Client(trust_env=False, follow_redirects=False, headers=_HEADERS) as client:
        for _ in range(limits.redirects + 1):
            try:
                page = _request(
                    client, target, url=url, limits=limits, deadline=deadline, private=allow_private
                )
            except (httpx.HTTPError, httpx.InvalidURL, zlib.error, OSError) as error:
                raise DocumentError(
                    url, f"cannot be fetched ({_reason(error)}).", hint="Try again later, or save the page."
                ) from error
            if isinstance(page, Page):
                return page
            target = page
    raise DocumentError(url, f"was redirected more than {limits.redirects} times.")


def _reason(error: Exception) -> str:
    return " ".join(str(error).split()) or type(error).__name__


def _parsed(address: str, *, url: str) -> httpx.URL:
    import httpx

    try:
        parsed = httpx.URL(address)
    except (httpx.InvalidURL, ValueError, TypeError) as error:
        raise DocumentError(url, f"is not a valid address ({_reason(error)}).") from error
    # `host` would decode an international name, and fails for those that newer rules forbid.
    if parsed.scheme not in ("http", "https") or not parsed.raw_host:
        raise DocumentError(url, f"leads to {address[:200]!r}, which is no http(s) address.")
    if parsed.userinfo:
        raise DocumentError(url, "holds a user name or password; such addresses are not read.")
    return parsed


def _request(
    client: httpx.Client, target: httpx.URL, *, url: str, limits: Limits, deadline: float, private: bool
) -> Page | httpx.URL:
    """Return the page, or the address that the server redirects to."""
    import httpx

    failure: httpx.TransportError | None = None
    for address in _addresses(target, url=url, private=private):
        left = deadline - time.monotonic()
        if left <= 0:
            raise _too_slow(url, limits=limits)
        request = client.build_request(
            "GET",
            target.copy_with(host=str(address)),
            headers={"Host": target.netloc.decode("ascii")},
            # The certificate must be the host's, though the connection is made by address.
            extensions={"sni_hostname": target.raw_host.decode("ascii")},
            timeout=httpx.Timeout(left),
        )
        try:
            response = client.send(request, stream=True)
        except httpx.TransportError as error:
            failure = error
            continue
        try:
            return _answer(response, target=target, url=url, limits=limits, deadline=deadline)
        finally:
            response.close()
    raise failure or httpx.ConnectError("no address")


def _addresses(target: httpx.URL, *, url: str, private: bool) -> list[Address]:
    """Return the addresses of the host. Raises DocumentError if one of them is not to be reached."""
    try:
        port = target.port or (443 if target.scheme == "https" else 80)
        found = socket.getaddrinfo(target.raw_host.decode("ascii"), port, type=socket.SOCK_STREAM)
    except (socket.gaierror, UnicodeError) as error:
        raise DocumentError(url, f"the host {target.raw_host.decode()!r} cannot be found.") from error
    addresses = [ipaddress.ip_address(str(entry[4][0]).partition("%")[0]) for entry in found]
    for address in addresses:
        if not private and not is_public(address):
            raise DocumentError(
                url,
                f"leads to {address}, which is not on the public internet.",
                hint="Allow private addresses (--allow-private) if you mean it.",
            )
    return list(dict.fromkeys(addresses))


def _answer(
    response: httpx.Response, *, target: httpx.URL, url: str, limits: Limits, deadline: float
) -> Page | httpx.URL:
    if response.status_code in _REDIRECTS and "location" in response.headers:
        try:
            following = str(target.join(response.headers["location"]))
        except (ValueError, TypeError) as error:
            raise DocumentError(url, "was redirected to something that is no address.") from error
        return _parsed(following, url=url)
    if not 200 <= response.status_code < 300:
        raise DocumentError(url, f"the server answered {response.status_code} {response.reason_phrase}.")
    content_type = Message()
    content_type["content-type"] = response.headers.get("content-type", "")
    data = bytearray()
    for part in _decompressed(response, url=url):
        if time.monotonic() > deadline:
            raise _too_slow(url, limits=limits)
        data += part
        if len(data) > limits.size:
            raise DocumentError(
                url,
                f"is larger than the limit of {limits.size:,} bytes.",
                hint="Save it and check what it is.",
            )
    return Page(
        data=bytes(data),
        media_type=content_type.get_content_type() if response.headers.get("content-type") else None,
        charset=content_type.get_content_charset(),
        fetched=_server_date(response),
    )


def _too_slow(url: str, *, limits: Limits) -> DocumentError:
    return DocumentError(url, f"took longer than {limits.time:g} seconds.", hint="Try again later.")


def _decompressed(response: httpx.Response, *, url: str, step: int = 1 << 20) -> Iterator[bytes]:
    """Yield the body in parts of at most `step` bytes, however well it is compressed."""
    encoding = response.headers.get("content-encoding", "identity").strip().lower()
    if encoding in ("identity", ""):
        yield from response.iter_raw()
        return
    if encoding not in ("gzip", "x-gzip", "deflate"):
        raise DocumentError(url, f"was sent in the encoding {encoding!r}, which nobody asked for.")
    # 32 more than the window size: zlib finds out itself whether there is a gzip header.
    decoder = zlib.decompressobj(zlib.MAX_WBITS | 32)
    for part in response.iter_raw():
        while part:
            yield decoder.decompress(part, step)
            part = decoder.unconsumed_tail
    yield decoder.flush()


def _server_date(response: httpx.Response) -> str | None:
    try:
        return parsedate_to_datetime(response.headers.get("date", "")).date().isoformat()
    except (TypeError, ValueError):
        return None
