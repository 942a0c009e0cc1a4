"""Reads what people type to register a case."""
