"""What a covenant asks."""
