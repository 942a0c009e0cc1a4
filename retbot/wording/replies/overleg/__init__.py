"""Answers about the overleggen of the team."""
