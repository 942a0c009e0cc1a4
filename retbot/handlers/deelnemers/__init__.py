"""Commands about who takes part: the list, addresses, absence."""
