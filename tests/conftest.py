"""Settings of the whole suite."""

import os

from hypothesis import HealthCheck, settings

# A loaded machine is slow, not wrong: no deadlines. In CI the examples are the same each time.
settings.register_profile("local", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", parent=settings.get_profile("local"), derandomize=True, database=None)
settings.load_profile("ci" if os.environ.get("CI") else "local")
