"""The account of who did what, chained."""
