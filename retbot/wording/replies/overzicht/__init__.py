"""Answers with overviews."""
