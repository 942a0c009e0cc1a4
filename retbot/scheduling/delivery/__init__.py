"""Sends what waits in the outbox, to rooms and by mail."""
