"""Finding a moment for a bespreking."""
