"""The page itself: our own template, everything inline, nothing asked of the network.

pyvis would write the file with its own template, which loads Bootstrap from a CDN, runs scripts of a heading
and follows the locale's encoding. So only its nodes, edges and bundled copy of vis-network are used.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

from retold.errors import RetoldError

__all__ = ["embed", "policy", "render_page"]

_ASSETS: Final = files(__package__).joinpath("assets")
#: In this order, after vis-network: each uses what those before it declare.
_SCRIPTS: Final = ("model.js", "drawing.js", "finder.js", "details.js", "start.js")
# What could end the script element, start a comment in it, or break a line of old JavaScript.
_UNSAFE: Final = {ord(c): f"\\u{ord(c):04x}" for c in "<>&\u2028\u2029"}
_SURROGATE: Final = re.compile("[\ud800-\udfff]")


def render_page(data: Mapping[str, Any], *, title: str, note: str | None) -> bytes:
    """Return the page in UTF-8. `note` says what is left out, if anything is."""
    from jinja2 import Environment, StrictUndefined
    from markupsafe import Markup

    environment = Environment(autoescape=True, undefined=StrictUndefined, keep_trailing_newline=True)
    style = _asset("page.css")
    scripts = [_vis_network(), *(_asset(name) for name in _SCRIPTS)]
    page = environment.from_string(_asset("page.html")).render(
        title=title,
        note=note,
        policy=policy(scripts=scripts, style=style),
        # Only our own files and escaped JSON are marked safe; all else is escaped by the template.
        style=Markup(style),
        scripts=[Markup(script) for script in scripts],
        data=Markup(embed(data)),
    )
    return page.encode("utf-8", "replace")


def embed(data: Mapping[str, Any]) -> str:
    """Return JSON that is safe inside a script element, whatever the documents say."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(_UNSAFE)
    return _SURROGATE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def policy(*, scripts: Sequence[str], style: str) -> str:
    """Return a Content-Security-Policy that runs these scripts alone and loads nothing."""
    return "; ".join(
        [
            "default-src 'none'",
            "script-src " + " ".join(_hash(text) for text in scripts),
            "style-src " + _hash(style),
            "img-src data:",
            "base-uri 'none'",
            "form-action 'none'",
            "require-trusted-types-for 'script'",
        ]
    )


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _asset(name: str) -> str:
    return _ASSETS.joinpath(name).read_text(encoding="utf-8")


@cache
def _vis_network() -> str:
    """Return the vis-network that pyvis bundles (Apache-2.0 or MIT; its notice stays at the top)."""
    import pyvis

    candidates = sorted(Path(pyvis.__file__).parent.glob("lib/vis-*/vis-network.min.js"))
    if not candidates:
        raise RetoldError("pyvis is installed without vis-network; install pyvis 0.3.2.")
    # Reading as text turns CRLF into LF, as a browser does before it checks the hash.
    text = candidates[-1].read_text(encoding="utf-8")
    return text.partition("\n//# sourceMappingURL=")[0] + "\n"
