"""What commands about who takes part take."""
