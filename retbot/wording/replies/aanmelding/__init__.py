"""Answers about registering a case."""
