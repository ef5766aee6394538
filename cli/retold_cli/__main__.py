"""`python -m retold_cli` is `retold`."""

from __future__ import annotations

import sys

__all__ = ["main"]


def main() -> int:
    """Run the command line of the process and return its exit code, also if Ctrl-C comes while it starts."""
    try:
        from retold_cli.main import run

        return run()
    except KeyboardInterrupt:
        sys.stderr.write("retold: interrupted.\n")
        return 130


if __name__ == "__main__":
    sys.exit(main())
