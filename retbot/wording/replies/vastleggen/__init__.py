"""Answers to commands that record something."""
