"""Keeping, counting and showing what is stored."""
