"""Settings for all tests."""

from __future__ import annotations

import os

from hypothesis import settings

# A busy machine must not fail a property, and a landing must not depend on the examples of the day.
settings.register_profile("everywhere", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "everywhere")
