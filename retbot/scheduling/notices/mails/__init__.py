"""The mails that the bot sends."""
