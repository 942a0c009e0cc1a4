"""Commands about the rights of the people concerned, data breaches and the export."""
