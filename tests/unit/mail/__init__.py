"""Mails and calendar objects, as bytes."""
