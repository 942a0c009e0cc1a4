"""Answers about who takes part."""
