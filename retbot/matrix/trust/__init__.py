"""Whose messages are trusted: identities, pins, signatures and room keys."""
