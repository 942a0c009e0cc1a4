"""The chat commands, one module per group."""
