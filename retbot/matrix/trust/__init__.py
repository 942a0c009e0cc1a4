"""Whose words count: identities, pins, signatures and room keys."""
