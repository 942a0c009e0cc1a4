"""Checks free text for identifying details, with lists of names and words."""
