"""Encrypted addresses and the file with their keys."""
