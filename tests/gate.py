"""The shipped gate, loaded once for all tests."""

from retbot.privacy import gate

GATE = gate.shipped(lambda: 2026)
