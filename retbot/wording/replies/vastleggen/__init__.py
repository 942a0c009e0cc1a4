"""Answers to what was recorded."""
