"""Answers about rights, breaches and the export."""
