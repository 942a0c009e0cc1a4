"""Commands about the overleggen of the team."""
