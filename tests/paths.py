"""The path of the repository under test."""

from pathlib import Path

REPOSITORY = Path(__file__).parents[1]
