"""Who has to hear what about a meeting, and who comes to it."""
