"""Measures retbot against a comparable program, in one run on the same machine."""
