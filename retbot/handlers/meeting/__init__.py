"""What commands about a bespreking and about an overleg share."""
