"""The check for identifying details as shipped, loaded once for all tests."""

from retbot.privacy import gate

GATE = gate.shipped_gate(lambda: 2026)
