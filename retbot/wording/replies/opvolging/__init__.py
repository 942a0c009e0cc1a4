"""Answers about what follows a bespreking."""
