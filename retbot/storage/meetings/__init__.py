"""Meetings in the database: overleggen, invitations, answers, polls."""
