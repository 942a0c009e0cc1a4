"""Answers about rights, data breaches and the export."""
