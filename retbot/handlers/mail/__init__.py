"""Handles mail that arrives in the bot's mailbox."""
