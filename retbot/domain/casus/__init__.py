"""A case: what was said at its aanmelding and what happened since."""
