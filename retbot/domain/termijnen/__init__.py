"""The terms of a case and of the team, and when to send reminders of them."""
