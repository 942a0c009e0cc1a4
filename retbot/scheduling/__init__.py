"""What the bot does and says on its own initiative, and when."""
