"""What a covenant requires."""
