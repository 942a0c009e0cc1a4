"""Who takes part, with what rights, and who is away."""
