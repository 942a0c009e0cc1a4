"""Where the repository lies that the tests are of."""

from pathlib import Path

REPOSITORY = Path(__file__).parents[1]
