"""Commands about deelnemers: the list, addresses, absence."""
