"""Who is invited to a meeting, what was sent to them and what they answered."""
