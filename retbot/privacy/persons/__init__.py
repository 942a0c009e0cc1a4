"""Recognises names of persons."""
