"""Who takes part, with which rights, and who is away."""
