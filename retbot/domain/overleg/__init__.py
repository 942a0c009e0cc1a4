"""The sittings of the team."""
