"""`python -m retold_cli` is `retold`."""

from __future__ import annotations

import sys

from retold_cli.main import run

if __name__ == "__main__":
    sys.exit(run())
