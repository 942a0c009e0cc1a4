"""Tests: unit, contract, journeys, and `real` for tests against real servers."""
