"""Tests that every implementation of a port must pass, including the fakes."""
