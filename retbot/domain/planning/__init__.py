"""Finding a time for a bespreking."""
