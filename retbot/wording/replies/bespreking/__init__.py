"""Answers about the bespreking of a case."""
