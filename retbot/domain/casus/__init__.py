"""A case: the answers at its aanmelding and what has happened since."""
