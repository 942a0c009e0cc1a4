"""What the bot says of its own accord, and when."""
