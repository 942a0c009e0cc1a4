"""What a bespreking and an overleg share."""
