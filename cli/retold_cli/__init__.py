"""The command line of retold. The library does not know it; it knows the library through `retold.api`."""

from __future__ import annotations

import atexit
import gc

# Starting makes many objects and no garbage: looking for some all the time takes a twentieth of it.
gc.set_threshold(50_000, 20, 20)
# Nor is there anything to find when everything ends; looking through all modules takes another tenth.
atexit.register(gc.freeze)
