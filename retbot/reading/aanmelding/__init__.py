"""What is typed to register a case."""
