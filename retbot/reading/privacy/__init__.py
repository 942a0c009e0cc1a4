"""What is typed about the rights of those concerned."""
