"""Commands about what follows a bespreking: advies, afspraken, escalation, closing."""
