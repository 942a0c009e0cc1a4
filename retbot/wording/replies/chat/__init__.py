"""Answers of every command, and the lines of overviews."""
