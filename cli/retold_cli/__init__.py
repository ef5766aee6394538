"""The command line of retold. The library does not know it; it knows the library through `retold.api`."""

from __future__ import annotations

import gc

# Starting makes many objects and no garbage; looking for some every 700 objects takes a twentieth of the time.
gc.set_threshold(50_000, 20, 20)
