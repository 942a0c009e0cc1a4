"""Arguments about the rights of the people concerned."""
