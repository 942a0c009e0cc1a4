"""Tests: unit, contract, journeys, and real for what talks to servers."""
