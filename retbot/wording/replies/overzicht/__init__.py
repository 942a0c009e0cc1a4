"""Answers that show."""
