"""Arguments about what happens after an advies, and about closing a case."""
