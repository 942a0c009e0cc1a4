"""Sends what is in the outbox, to rooms and by mail."""
