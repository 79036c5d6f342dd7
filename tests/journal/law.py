"""How often a law of the journal is tried: each example writes to a database."""

from __future__ import annotations

from hypothesis import HealthCheck, settings

from tests.thoroughly import usually

LAW = settings(
    deadline=None,
    max_examples=usually(8, thorough=25),
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
