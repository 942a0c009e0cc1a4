"""Invitations and mails to parties outside the room."""
