"""What comes in at the mailbox of the bot."""
