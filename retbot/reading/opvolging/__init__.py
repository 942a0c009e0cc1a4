"""What is typed about what follows on an advies, and about the end of a case."""
