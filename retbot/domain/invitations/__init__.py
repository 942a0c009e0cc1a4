"""Who is invited to a meeting, what they were told and what they answered."""
