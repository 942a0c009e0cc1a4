"""Answers common to all commands, and the lines of overviews."""
