"""Commands about the rights of those concerned, breaches and the export."""
