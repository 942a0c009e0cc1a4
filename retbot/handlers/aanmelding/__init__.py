"""Commands that register a case."""
